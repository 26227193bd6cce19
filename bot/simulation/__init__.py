"""The whole bot on a virtual clock, driven by a script."""
