"""Names of treaties and laws that are not loaded: a question about them is none that the loaded ones answer."""

from __future__ import annotations

from collections.abc import Collection

from corpus import lexicon
from corpus.citations.names import fold
from corpus.model import collapse
from corpus.shelf.collection import Corpus

TREATIES = lexicon.read("treaties")


def spelled_out(text: str) -> str:
    """The text with each acronym followed by what it stands for."""
    meant = TREATIES.table("acronyms")
    return TREATIES.acronym.sub(lambda found: f"{found[0]} ({meant[found[0].upper()]})", text)


def not_loaded(text: str, corpus: Corpus) -> tuple[list[str], str]:
    """Names of what is not loaded, and the text without them."""
    found = [
        collapse(match.group()) for pattern in (TREATIES.later, TREATIES.known) for match in pattern.finditer(text)
    ]
    named = [text[start:end] for start, end in corpus.named(text)]
    names = [name for name in found if not _is_loaded(name, corpus.names) and not any(name in own for own in named)]
    for name in names:
        text = text.replace(name, " ")
    return names, text


def _is_loaded(name: str, loaded: Collection[str]) -> bool:
    """Whether the words are a loaded name, or begin with one and go on as a sentence does, not as a longer title."""
    said = fold(name)
    known = max((n for n in loaded if f"{said} ".startswith(f"{n} ")), key=len, default=None)
    return known is not None and not TREATIES.longer_title.match(said[len(known) :])
