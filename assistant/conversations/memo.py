"""A memo in Word of a conversation or of one answer: each quote with its citation in a footnote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from assistant.conversations.deciding import deciding, headlines
from assistant.conversations.printed import authorities, blocks, notes, numbered, printable, turns_of, which_text
from assistant.conversations.standing import doubt
from corpus.citations.labels import Form, label, pinpoint
from corpus.errors import MissingExtra

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation
    from assistant.conversation import Conversation, Turn
    from assistant.conversations.footnotes import Footnotes
    from corpus.model import About, Instrument
    from corpus.shelf.collection import Corpus

MARKER = re.compile(r" ?\[(\d+)\]")


def to_docx(conversation: Conversation, corpus: Corpus, form: Form = "un") -> bytes:
    """The conversation as a Word document with real footnotes.

    Args:
        form: how the footnotes are written. A provision of an instrument that was cited before is cited in short, as
            the form has it.

    Raises:
        MissingExtra: python-docx is not installed.
    """
    try:
        from docx import Document
    except ImportError as problem:
        raise MissingExtra("Writing a Word document", "formats") from problem
    document = Document()
    document.add_heading(printable(conversation.title), 0)
    writing = _Memo(document, corpus, form)
    for number, turn in numbered(conversation, corpus):
        writing.turn(number, turn)
    writing.texts(conversation)
    writing.authorities(conversation)
    writing.footnotes.close()
    written = BytesIO()
    document.save(written)
    return written.getvalue()


class _Memo:
    """A document that is being written, and what was cited in it so far."""

    def __init__(self, document: Any, corpus: Corpus, form: Form) -> None:
        from assistant.conversations.footnotes import Footnotes

        self._document, self._corpus, self._form = document, corpus, form
        self.footnotes: Footnotes = Footnotes(document)
        self._first: dict[str, int] = {}
        self._last = ""

    def turn(self, number: int, turn: Turn) -> None:
        """A question, what decides it, and the quotes."""
        self._document.add_heading(printable(f"{number}. {turn.question}"), 1)
        for note in notes(turn):
            self._document.add_paragraph().add_run(printable(note)).italic = True
        self._headlines(turn.answer)
        cited = {citation.marker: citation for citation in turn.answer.citations}
        for block in blocks(turn):
            paragraph = self._document.add_paragraph(style="Quote" if block.quoted else None)
            self._block(paragraph, printable(block.text), turn.answer, cited)

    def _headlines(self, answer: Answer) -> None:
        for one in headlines(answer):
            instrument = self._corpus.get(one.citation.instrument)
            name = instrument.about.short_title if instrument else one.citation.instrument
            paragraph = self._document.add_paragraph(printable(f"{name}, {one.citation.label}: "))
            paragraph.add_run(printable(one.words)).bold = True
            paragraph.add_run(" …" if one.goes_on else "")

    def _block(self, paragraph: Any, text: str, answer: Answer, cited: dict[int, Citation]) -> None:
        """A paragraph with a footnote in the place of each marker."""
        end = 0
        for found in MARKER.finditer(text):
            citation = cited.get(int(found[1]))
            if citation is None:
                continue
            question = answer.resolved_question or answer.question
            words = deciding(question, citation.whole)
            for part, bold in _parts(text[end : found.start()], words):
                paragraph.add_run(part).bold = bold or None
            self.footnotes.add(paragraph, printable(self._cited(citation)))
            end = found.end()
        paragraph.add_run(text[end:])

    def _cited(self, citation: Citation) -> str:
        """What stands in the next footnote."""
        instrument = self._corpus.get(citation.instrument)
        if instrument is None or citation.eid not in instrument:
            said = f"{citation.instrument}, {citation.label}"
        elif citation.instrument not in self._first:
            said = full(instrument, citation.eid, self._form)
        else:
            said = self._again(instrument, citation.eid)
        self._first.setdefault(citation.instrument, len(self.footnotes) + 1)
        self._last = citation.instrument
        return " ".join(filter(None, (f"{said}.", doubt(citation, self._corpus))))

    def _again(self, instrument: Instrument, eid: str) -> str:
        """An instrument that was cited before."""
        place, name = pinpoint(instrument, instrument[eid], self._form), instrument.about.short_title
        if self._last == instrument.id:
            return f"{_IBID.get(self._form, name + ',')} {place}"
        first = self._first[instrument.id]
        return {
            "oscola": f"{name} (n {first}) {place}",
            "bluebook": f"{name}, supra note {first}, {place}",
        }.get(self._form, f"{name}, {place}")

    def texts(self, conversation: Conversation) -> None:
        """Which texts were relied on."""
        cited = (citation.instrument for turn in conversation.turns for citation in turn.answer.citations)
        known = [self._corpus[id].about for id in dict.fromkeys(cited) if id in self._corpus]
        if known:
            self._document.add_heading("Texts", 1)
        for about in known:
            self._document.add_paragraph(printable(_text(about)), style="List Bullet")

    def authorities(self, conversation: Conversation) -> None:
        """Every provision that is cited, with its turns."""
        cited = authorities(conversation, self._corpus, self._form)
        if cited:
            self._document.add_heading("Authorities", 1)
        for a in cited:
            named = f"{a.instrument}, {a.label}" if self._form in ("un", "id") else a.label
            self._document.add_paragraph(printable(f"{named} ({turns_of(a)})"), style="List Bullet")


_IBID = {"un": "Ibid.,", "oscola": "ibid", "bluebook": "Id."}


def full(instrument: Instrument, eid: str, form: Form) -> str:
    """A first citation, with the short title by which later ones name the instrument where the form has that."""
    about, provision = instrument.about, instrument[eid]
    if form == "un":
        known = about.symbol or about.adopted
        return f"{about.title}{f' ({known})' if known else ''}, {label(instrument, provision)}"
    cited = label(instrument, provision, form)
    return f"{cited} (“{about.short_title}”)" if form == "oscola" and about.short_title != about.title else cited


def _text(about: About) -> str:
    return ": ".join(filter(None, (about.title, which_text(about)))) + (f". {about.status}." if about.status else ".")


def _parts(text: str, words: str) -> Iterator[tuple[str, bool]]:
    """A text as runs, the words that decide in bold."""
    before, found, after = text.partition(words) if words else (text, "", "")
    yield from ((part, bold) for part, bold in ((before, False), (found, True), (after, False)) if part)
