"""What is coming: the month as a picture, and a rehearsal of the next days."""
