"""Files become instruments: a tree of provisions over a plain text, each with its own span.

>>> from corpus import Corpus, find_pinpoints, label, resolve
>>> instrument, *_ = Corpus.bundled().values()
>>> label(instrument, resolve(instrument, find_pinpoints("see art. 59(2)(a)")[0]))
'article 59, paragraph 2 (a)'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.citations.labels import label
    from corpus.citations.pinpoint import Pinpoint, find_pinpoints, resolve
    from corpus.citations.references import CrossReferences, Reference, find_references
    from corpus.errors import TreatyError
    from corpus.model import About, Finding, FindingKind, Instrument, Kind, Provision
    from corpus.questions import AnticipatedQuestion
    from corpus.shelf.apart import load_apart
    from corpus.shelf.collection import Corpus
    from corpus.shelf.inspection import inspect, told
    from corpus.shelf.loading import load_instrument

__all__ = [
    "About",
    "AnticipatedQuestion",
    "Corpus",
    "CrossReferences",
    "Finding",
    "FindingKind",
    "Instrument",
    "Kind",
    "Pinpoint",
    "Provision",
    "Reference",
    "TreatyError",
    "find_pinpoints",
    "find_references",
    "inspect",
    "label",
    "load_apart",
    "load_instrument",
    "resolve",
    "told",
]

_HOME = {
    "AnticipatedQuestion": "corpus.questions",
    "Corpus": "corpus.shelf.collection",
    "CrossReferences": "corpus.citations.references",
    "Pinpoint": "corpus.citations.pinpoint",
    "Reference": "corpus.citations.references",
    "TreatyError": "corpus.errors",
    "find_pinpoints": "corpus.citations.pinpoint",
    "find_references": "corpus.citations.references",
    "inspect": "corpus.shelf.inspection",
    "label": "corpus.citations.labels",
    "load_apart": "corpus.shelf.apart",
    "load_instrument": "corpus.shelf.loading",
    "resolve": "corpus.citations.pinpoint",
    "told": "corpus.shelf.inspection",
}
"""Where the public names are at home; the rest are of the model."""


def __getattr__(name: str) -> object:
    """The public names, imported when first used: identifiers and errors need no parser."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME.get(name, "corpus.model")), name)
