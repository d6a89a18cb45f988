"""The public map: a folder of static files for parents, made from what is marked public."""
