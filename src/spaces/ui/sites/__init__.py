"""Lists of sites on the pages, and what is wrong with the data file."""
