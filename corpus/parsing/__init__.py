"""Lines become the tree of an instrument."""
