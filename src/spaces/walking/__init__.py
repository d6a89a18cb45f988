"""Who walks and how fast, and the streets made ready to be walked on."""
