"""Map layers, charts and drawings: a frame goes in, a picture comes out."""
