"""Texts in a language that the encoders do not read: what an answer from them says of it."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answer import Answer
from corpus.languages import name_of
from corpus.shelf.library import Corpus
from index.encoders import BUNDLED

ENGLISH = frozenset(BUNDLED)
"""Encoders that read English alone."""


def caution(answer: Answer, corpus: Corpus, encoders: Iterable[str]) -> str:
    """What to know of an answer that was searched for in texts of other languages alone; empty for any other.

    Args:
        encoders: names of the encoders that searched.
    """
    found = answer.citations or answer.passages
    languages = {corpus[each.instrument].about.language for each in found}
    if answer.mode == "structure" or not languages or "en" in languages or not ENGLISH.issuperset(encoders):
        return ""
    names = " and ".join(sorted(name_of(language) for language in languages))
    return (
        f"The text is in {names}, which the search does not read well: ask by article number, or set TREATY_MODEL "
        "to a multilingual model."
    )
