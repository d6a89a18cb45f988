"""Which children a site is within a walk of, and where the gaps are."""
