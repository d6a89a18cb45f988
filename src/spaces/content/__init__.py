"""The data folder that a planner edits, and strict reading of its TOML files."""
