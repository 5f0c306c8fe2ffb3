"""Texts in a language that the encoders do not read: what is to be known of an answer from them."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answer import Answer
from assistant.understanding.notes import PoorlyRead
from corpus.shelf.collection import Corpus
from index.encoders import BUNDLED

ENGLISH = frozenset(BUNDLED)
"""Encoders that read English alone."""


def poorly_read(answer: Answer, corpus: Corpus, encoders: Iterable[str]) -> tuple[PoorlyRead, ...]:
    """What to tell of an answer that was searched for in texts of other languages alone; nothing of any other.

    Args:
        encoders: names of the encoders that searched.
    """
    found = answer.citations or answer.passages
    languages = {corpus[each.instrument].about.language for each in found}
    if answer.mode == "structure" or not languages or "en" in languages or not ENGLISH.issuperset(encoders):
        return ()
    return (PoorlyRead(tuple(languages)),)
