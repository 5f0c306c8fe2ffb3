"""Prose of a language model: asked for, held against the provisions sentence by sentence, and put before the quotes."""
