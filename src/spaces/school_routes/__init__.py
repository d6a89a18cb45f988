"""安全通学路: how much of the way to school is safe, and what to mend first."""
