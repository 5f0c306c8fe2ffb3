"""Where vectors and words are kept and searched."""
