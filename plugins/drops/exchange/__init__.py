"""All of it as a file, out and in again."""
