"""What the bot does for a group. One folder each, all alike."""
