"""Child-Friendly Spaces (童友空间): what a city promised its children, and how far it is."""
