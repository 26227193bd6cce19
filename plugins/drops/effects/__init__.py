"""Whether people talked after a drop."""
