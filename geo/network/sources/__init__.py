"""Street networks out of files: formats, tags, simplifying, and a copy read in an instant."""
