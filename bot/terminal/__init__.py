"""The chat in the terminal: made-up people, the real bot."""
