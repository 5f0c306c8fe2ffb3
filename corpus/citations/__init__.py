"""Pin citations in words, read and written; what refers to what; names of instruments."""
