"""The form in which words are compared: what a reader takes for the same is the same."""

from __future__ import annotations

from corpus.model import collapse

_QUOTES = str.maketrans("‘’‚‛ʼ′“”„‟″", "''''''" + '"' * 5)


def fold(text: str) -> str:
    """The text without regard to case, white space, and whether quotation marks are curly."""
    return collapse(text.translate(_QUOTES)).casefold()
