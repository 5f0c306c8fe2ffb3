"""Conversations as documents: Markdown, HTML and Word for readers, JSON to be read back.

Every document closes with a list of authorities: each provision cited, with the turns that cite it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import Any, NamedTuple

from assistant.answer import Citation
from assistant.conversation import Conversation, Turn
from assistant.conversations.standing import doubt, held, hold
from corpus import markdown
from corpus.citations.labels import Form, label
from corpus.errors import MissingExtra, UsageError
from corpus.shelf.collection import Corpus

FORMAT = 1
"""Of the JSON; a later program reads earlier ones."""


@dataclass(frozen=True, slots=True)
class Authority:
    """A provision that a conversation cites."""

    instrument: str
    """Title of the instrument."""
    label: str
    turns: tuple[int, ...]
    """Numbers of the turns that cite it, from 1."""


def authorities(conversation: Conversation, corpus: Corpus, form: Form = "un") -> tuple[Authority, ...]:
    """The provisions that a conversation cites, by instrument and in the order of its text."""
    turns: dict[tuple[str, str], dict[int, Citation]] = {}
    for number, turn in enumerate(conversation.turns, start=1):
        for citation in (hold(kept, corpus).citation for kept in turn.answer.citations):
            turns.setdefault((citation.instrument, citation.eid), {})[number] = citation
    best = {place: min(cited.values(), key=lambda one: bool(doubt(one, corpus))) for place, cited in turns.items()}
    order = sorted(best, key=lambda place: (place[0], best[place].start))
    return tuple(Authority(*_named(best[place], corpus, form), tuple(turns[place])) for place in order)


def _named(citation: Citation, corpus: Corpus, form: Form) -> tuple[str, str]:
    """Title and pinpoint; as the answer had them where the instrument is loaded no more."""
    instrument = corpus.get(citation.instrument)
    known = instrument is not None and citation.eid in instrument
    pinpoint = label(instrument, instrument[citation.eid], form) if instrument and known else citation.label
    title = instrument.about.title if instrument else citation.instrument
    return title, " ".join(filter(None, (pinpoint, doubt(citation, corpus))))


def to_markdown(conversation: Conversation, corpus: Corpus) -> bytes:
    """The conversation in Markdown, UTF-8."""
    parts = [f"# {_plain(conversation.title)}", *(_markdown_turn(n, t) for n, t in _numbered(conversation, corpus))]
    cited = authorities(conversation, corpus)
    if cited:
        parts.append("## Authorities")
        parts += [f"- {_plain(a.instrument)}, {_plain(a.label)} ({_turns(a)})" for a in cited]
    return ("\n\n".join(parts) + "\n").encode()


def _markdown_turn(number: int, turn: Turn) -> str:
    told = (f"*{_plain(note)}*" for note in notes(turn))
    parts = (f"## {number}. {_plain(turn.question)}", *told, markdown.answer(_printable(turn.answer.answer)))
    return "\n\n".join(filter(None, parts))


def _plain(text: str) -> str:
    """Text of a user or a treaty so that Markdown shows it as it stands."""
    return markdown.line(_printable(text))


_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 Georgia, serif; }}
h2 {{ font-size: 1.1rem; margin-top: 2rem; }}
blockquote {{ margin: .5rem 0; padding-left: 1rem; border-left: 3px solid #888; }}
.note {{ font-style: italic; }}
</style>
<h1>{title}</h1>
{body}
</html>
"""


def to_html(conversation: Conversation, corpus: Corpus) -> bytes:
    """The conversation as one HTML page that needs nothing else, UTF-8. All of its text is escaped."""
    parts = [_html_turn(number, turn) for number, turn in _numbered(conversation, corpus)]
    cited = authorities(conversation, corpus)
    if cited:
        rows = (f"<li>{_shown(a.instrument)}, {_shown(a.label)} ({_turns(a)})</li>" for a in cited)
        parts.append(f"<h2>Authorities</h2>\n<ul>\n{chr(10).join(rows)}\n</ul>")
    return _PAGE.format(title=_shown(conversation.title), body="\n".join(parts)).encode()


def _html_turn(number: int, turn: Turn) -> str:
    told = [f'<p class="note">{_shown(note)}</p>' for note in notes(turn)]
    said = [f"<{tag}>{_shown(block.text)}</{tag}>" for block in blocks(turn) for tag in [_TAGS[block.quoted]]]
    return "\n".join([f"<h2>{number}. {_shown(turn.question)}</h2>", *told, *said])


_TAGS = {True: "blockquote", False: "p"}


def to_docx(conversation: Conversation, corpus: Corpus) -> bytes:
    """The conversation as a Word document.

    Raises:
        MissingExtra: python-docx is not installed.
    """
    try:
        from docx import Document
    except ImportError as problem:
        raise MissingExtra("Writing a Word document", "formats") from problem
    document = Document()
    document.add_heading(_printable(conversation.title), 0)
    for number, turn in _numbered(conversation, corpus):
        _docx_turn(document, number, turn)
    cited = authorities(conversation, corpus)
    if cited:
        document.add_heading("Authorities", 1)
    for a in cited:
        document.add_paragraph(_printable(f"{a.instrument}, {a.label} ({_turns(a)})"), style="List Bullet")
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _docx_turn(document: Any, number: int, turn: Turn) -> None:
    document.add_heading(_printable(f"{number}. {turn.question}"), 1)
    for note in notes(turn):
        document.add_paragraph().add_run(_printable(note)).italic = True
    for block in blocks(turn):
        document.add_paragraph(_printable(block.text), style="Quote" if block.quoted else None)


def _printable(text: str) -> str:
    """Text without control characters: XML cannot hold them, and they would act on a terminal."""
    return re.sub(r"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", " ", text)


def _shown(text: str) -> str:
    """Text so that a browser shows it as it stands."""
    return escape(_printable(text))


def to_json(conversation: Conversation, corpus: Corpus) -> bytes:  # noqa: ARG001
    """The conversation as :func:`assistant.conversations.importing.from_json` reads it back, UTF-8."""
    row = {"format": FORMAT, "conversation": conversation.to_dict()}
    return json.dumps(row, ensure_ascii=False, indent=1).encode()


WRITERS: Mapping[str, Callable[[Conversation, Corpus], bytes]] = {
    ".md": to_markdown,
    ".html": to_html,
    ".docx": to_docx,
    ".json": to_json,
}
"""By the ending of a file's name, what writes it."""


def written(conversation: Conversation, corpus: Corpus, name: str) -> bytes:
    """The content of a file of that name: Markdown, HTML, Word or JSON by its ending.

    Raises:
        UsageError: the ending is none of these.
        MissingExtra: the format needs an optional package.
    """
    writer = next((writer for ending, writer in WRITERS.items() if name.casefold().endswith(ending)), None)
    if not writer:
        raise UsageError(f"{name!r} does not end in {', '.join(WRITERS)}")
    return writer(conversation, corpus)


def _numbered(conversation: Conversation, corpus: Corpus) -> enumerate[Turn]:
    return enumerate((held(turn, corpus) for turn in conversation.turns), start=1)


def notes(turn: Turn) -> list[str]:
    """What is to be told beside the answer."""
    understood = turn.answer.resolved_question
    told = (f"Understood as: {understood}" if understood else "", turn.answer.message or "")
    return [note for note in told if note]


class Block(NamedTuple):
    """A paragraph of an answer."""

    text: str
    quoted: bool


def blocks(turn: Turn) -> list[Block]:
    """The paragraphs of an answer without their Markdown."""
    lines = (line.strip() for line in turn.answer.answer.splitlines())
    return [Block(text, line.startswith(">")) for line in lines if (text := unmarked(line.lstrip("> ")))]


def unmarked(line: str) -> str:
    """A line without emphasis, list marks and escapes."""
    bare = re.sub(r"(?<!\\)\*\*|^[-*] ", "", line)
    return markdown.unescaped(bare).strip()


def _turns(authority: Authority) -> str:
    word = "turn" if len(authority.turns) == 1 else "turns"
    return f"{word} {', '.join(map(str, authority.turns))}"
