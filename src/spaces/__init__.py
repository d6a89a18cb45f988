"""Child-Friendly Spaces (童友空间): what a city promised its children, and how far it is."""

__version__ = "0.1.0"
"""Version of the product; the only place where it is written."""
