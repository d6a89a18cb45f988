"""What is printed or handed in: the sheet of a department, the sheet of a school."""
