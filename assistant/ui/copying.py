"""An answer to be pasted elsewhere, as plain and as rich text, in its own order and with its own numbers."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answer import Citation
from assistant.conversation import Turn
from assistant.conversations.printed import blocks, notes
from assistant.conversations.standing import doubt
from assistant.ui.markup import escape, prose, tag
from assistant.ui.resources import corpus
from corpus.citations.labels import label

INDENT = "    "
"""What stands before a quote in a plain text."""


def plain(turn: Turn) -> str:
    """The question, the answer with its lead-ins and numbers, and under each number its authority in full."""
    said = ((INDENT if block.quoted else "") + block.text for block in blocks(turn))
    return "\n\n".join((turn.question, *notes(turn), "\n\n".join(said), "\n".join(authorities(turn))))


def rich(turn: Turn) -> str:
    """The same as HTML. All of it is escaped."""
    told = (tag("p", tag("em", escape(note))) for note in notes(turn))
    cited = (tag("p", escape(line)) for line in authorities(turn))
    return "".join((tag("p", tag("strong", escape(turn.question))), *told, prose(turn.answer.answer, {}), *cited))


def authorities(turn: Turn) -> Iterator[str]:
    """What the numbers of an answer stand for, in their order: title, pinpoint, and what has become of the text."""
    for citation in sorted(turn.answer.citations, key=lambda citation: citation.marker):
        said = (f"[{citation.marker}]", _authority(citation), doubt(citation, corpus()))
        yield " ".join(filter(None, said))


def _authority(citation: Citation) -> str:
    """As the answer had it where the provision is loaded no more."""
    instrument = corpus().get(citation.instrument)
    if instrument is None:
        return f"{citation.instrument}, {citation.label}"
    about = instrument.about
    pinpoint = label(instrument, instrument[citation.eid]) if citation.eid in instrument else citation.label
    known = "; ".join(filter(None, (about.adopted, about.status)))
    return f"{about.title}, {pinpoint}" + (f" ({known})" if known else "")
