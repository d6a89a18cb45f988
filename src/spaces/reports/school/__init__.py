"""One school on A4, to be hung on a wall."""
