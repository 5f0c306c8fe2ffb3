"""How treaties are written: the patterns of headings, markers and formulas."""
