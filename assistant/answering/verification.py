"""The last gate: a quote leaves only if its words stand where it says they stand."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from assistant.answer import Citation
from assistant.answering.frame import frame, run
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
    said = collapse(instrument.text[citation.start : citation.end]) == citation.quote
    return inside and said and _hangs_right(citation, instrument)


def _hangs_right(citation: Citation, instrument: Instrument) -> bool:
    """Whether its lead-ins and what closes its list are those of the text; earlier programs kept neither."""
    around = frame(instrument, instrument[citation.eid], (citation.start, citation.end))
    kept = (*citation.lead_in, *citation.flush)
    return not kept or kept == tuple(run(instrument, span) for span in (*around.lead_in, *around.flush))


def sound(citations: Iterable[Citation], corpus: Corpus) -> tuple[Citation, ...]:
    """The citations that hold. One that does not is a defect of this program: it is logged and dropped."""
    kept = []
    for citation in citations:
        if verified(citation, corpus):
            kept.append(citation)
        else:
            log.error("dropped a quote that is not in %s, %s", citation.instrument, citation.eid)
    return tuple(kept)
