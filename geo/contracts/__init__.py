"""What a table must hold: its columns, their words and values, its keys, its shapes."""
