"""The 牵头单位 sheet: one department's promises as Excel, PDF, CSV, JSON and on screen."""
