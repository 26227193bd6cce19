"""News of other sites, by RSS and Atom."""
