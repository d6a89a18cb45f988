"""The same job without a screen: for clerks' scripts, and to check the screens."""
