"""What Dandelion remembers: tables, sessions and queries. Imports neither `bot` nor `plugins`."""
