"""The core. Knows no plugin by name."""
