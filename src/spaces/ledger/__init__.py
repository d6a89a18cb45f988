"""What each plan promised, when it falls due, and where it stands."""
