"""The page of ways to school: figures, maps, lists and the view of one school."""
