"""Measurements against the targets, beside peers and the raw limit. Not tests: they need a quiet machine."""
