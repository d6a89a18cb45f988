"""The pages of the plan: promises, departments, and places side by side."""
