"""Named queues of issues, posted one at a time."""
