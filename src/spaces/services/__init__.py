"""A question answered out of the data folder: the one way for pages and commands alike."""
