"""Instruments to passages: what is embedded and searched.

A passage is a provision with a short header that says where it stands, or a slice of one where
it is too long for an encoder. Every provision that says something of its own has passages, so
that any of them can be found and cited.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.model import GROUPS, Instrument, Kind, Provision, collapse

SLICE = 1200
"""Characters of a passage, without its header; about 250 tokens of English."""
OVERLAP = 120
HEADER = 300
"""Characters of a header at most."""

UNSEARCHED = GROUPS | {Kind.TITLE, Kind.CONTENTS}


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of an instrument's text that is searched as one."""

    instrument: str
    eid: str
    """The provision it is, or is a slice of."""
    start: int
    end: int
    """Offsets in :attr:`Instrument.text`."""
    header: str
    """Where it stands: instrument, heading, and the opening words that its provision hangs on."""
    text: str
    """Its words, white space collapsed."""

    @property
    def embedded(self) -> str:
        """What the encoder and the word index read."""
        return f"{self.header}: {self.text}"


def passages_of(instrument: Instrument) -> Iterator[Passage]:
    """The passages of an instrument in reading order."""
    for provision in instrument:
        if provision.kind not in UNSEARCHED and instrument.words(provision):
            yield from _slices(instrument, provision)


def _slices(instrument: Instrument, provision: Provision) -> Iterator[Passage]:
    header = _header(instrument, provision)
    for start, end in _cuts(instrument, provision):
        text = collapse(instrument.text[start:end])
        if text:
            yield Passage(instrument.id, provision.eid, start, end, header, text)


def _cuts(instrument: Instrument, provision: Provision) -> Iterator[tuple[int, int]]:
    """Spans of at most about `SLICE` characters, cut between paragraphs or sentences.

    Of a provision whose parts are passages themselves only the first slice is kept: it says what
    the whole is about.
    """
    text = instrument.text[provision.body : provision.end]
    if len(text) <= SLICE:
        yield provision.body, provision.end
        return
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=SLICE,
        chunk_overlap=0 if provision.children else OVERLAP,
        separators=["\n\n", "\n", ". ", "; ", ", ", " ", ""],
        keep_separator="end",
        add_start_index=True,
    )
    documents = splitter.create_documents([text])
    for document in documents[:1] if provision.children else documents:
        start = provision.body + int(document.metadata["start_index"])
        yield start, start + len(document.page_content)


def _header(instrument: Instrument, provision: Provision) -> str:
    """Instrument, heading of the article, and the opening words of what holds a point."""
    above = instrument.ancestors(provision)
    parts = [instrument.about.short_title]
    parts += [p.heading for p in reversed((provision, *above)) if p.heading and p.kind not in GROUPS]
    parts += [instrument.own(p) for p in reversed(above) if p.kind in (Kind.PARAGRAPH, Kind.POINT)]
    return ". ".join(part[:HEADER] for part in parts if part)
