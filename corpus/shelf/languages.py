"""Versions of one instrument in several languages: they know each other by the identifiers of their provisions."""

from __future__ import annotations

from functools import lru_cache

from corpus.model import Instrument
from corpus.shelf.collection import Corpus

SAME = 0.8
"""Share of the identifiers in articles that versions have in common at least; other treaties share half of them."""
FEWEST = 30
"""Provisions in articles that tell a version from another short treaty."""


def version_in(language: str, instrument: Instrument, corpus: Corpus) -> Instrument | None:
    """The version of an instrument in a language, where one is loaded; itself, where it is in that."""
    if instrument.about.language == language:
        return instrument
    others = [other for other in corpus.values() if other.about.language == language]
    declared = (other for other in others if other.id in instrument.about.versions)
    return next(declared, None) or next((other for other in others if are_versions(instrument, other)), None)


@lru_cache(maxsize=1024)
def are_versions(one: Instrument, other: Instrument) -> bool:
    """Whether two instruments in different languages have the same articles, paragraphs and points."""
    if one.about.language == other.about.language:
        return False
    own, theirs = _identifiers(one), _identifiers(other)
    return min(len(own), len(theirs)) >= FEWEST and len(own & theirs) >= SAME * len(own | theirs)


def _identifiers(instrument: Instrument) -> frozenset[str]:
    return frozenset(provision.eid for provision in instrument if provision.eid.startswith("art_"))
