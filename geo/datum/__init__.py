"""In which datum coordinates are: what is stated, what they look like, how to convert."""
