"""The last gate: a quote leaves only if its words stand where it says they stand."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from assistant.answer import Citation
from corpus.model import Instrument, collapse
from corpus.shelf.collection import Corpus

log = logging.getLogger(__name__)


def verified(citation: Citation, corpus: Corpus) -> bool:
    """Whether the quote is a run of the instrument's text, at its offsets, inside the provision that is cited."""
    return citation.instrument in corpus and stands(citation, corpus[citation.instrument])


def stands(citation: Citation, instrument: Instrument) -> bool:
    """The same of the instrument that is cited."""
    if citation.eid not in instrument:
        return False
    provision = instrument[citation.eid]
    inside = provision.start <= citation.start < citation.end <= provision.end
    return inside and collapse(instrument.text[citation.start : citation.end]) == citation.quote


def sound(citations: Iterable[Citation], corpus: Corpus) -> tuple[Citation, ...]:
    """The citations that hold. One that does not is a defect of this program: it is logged and dropped."""
    kept = []
    for citation in citations:
        if verified(citation, corpus):
            kept.append(citation)
        else:
            log.error("dropped a quote that is not in %s, %s", citation.instrument, citation.eid)
    return tuple(kept)
