"""Places with a plan, their areas, and the children who live there."""
