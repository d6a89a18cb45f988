"""What every page stands in: link, navigation, frame, caches, pieces of markup."""
