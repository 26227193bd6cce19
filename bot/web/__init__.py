"""What the bot serves by HTTP: health and metrics, by default to this machine only."""
