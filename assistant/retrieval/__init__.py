"""A question to ranked provisions, and how sure that is."""
