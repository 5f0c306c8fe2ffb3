"""A question becomes an answer that quotes the instruments, or an honest no."""
