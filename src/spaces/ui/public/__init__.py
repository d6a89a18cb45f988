"""The public map framed within the planners' pages."""
