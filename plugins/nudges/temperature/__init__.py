"""How warm a group is, against its own usual weeks."""
