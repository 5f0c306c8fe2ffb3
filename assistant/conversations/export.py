"""Conversations as documents: Markdown, HTML and Word for readers, RIS and CSL-JSON for reference managers, JSON to be
read back.

Every document closes with a list of authorities: each provision cited, with the turns that cite it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html import escape

from assistant.conversation import Conversation, Turn
from assistant.conversations.bibliography import to_csl, to_ris
from assistant.conversations.memo import to_docx
from assistant.conversations.printed import authorities, blocks, notes, numbered, printable, turns_of
from corpus import markdown
from corpus.citations.labels import Form
from corpus.errors import UsageError
from corpus.shelf.collection import Corpus

FORMAT = 1
"""Of the JSON; a later program reads earlier ones."""


def to_markdown(conversation: Conversation, corpus: Corpus) -> bytes:
    """The conversation in Markdown, UTF-8."""
    parts = [f"# {_plain(conversation.title)}", *(_markdown_turn(n, t) for n, t in numbered(conversation, corpus))]
    cited = authorities(conversation, corpus)
    if cited:
        parts.append("## Authorities")
        parts += [f"- {_plain(a.instrument)}, {_plain(a.label)} ({turns_of(a)})" for a in cited]
    return ("\n\n".join(parts) + "\n").encode()


def _markdown_turn(number: int, turn: Turn) -> str:
    told = (f"*{_plain(note)}*" for note in notes(turn))
    parts = (f"## {number}. {_plain(turn.question)}", *told, markdown.answer(printable(turn.answer.answer)))
    return "\n\n".join(filter(None, parts))


def _plain(text: str) -> str:
    """Text of a user or a treaty so that Markdown shows it as it stands."""
    return markdown.line(printable(text))


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
    parts = [_html_turn(number, turn) for number, turn in numbered(conversation, corpus)]
    cited = authorities(conversation, corpus)
    if cited:
        rows = (f"<li>{_shown(a.instrument)}, {_shown(a.label)} ({turns_of(a)})</li>" for a in cited)
        parts.append(f"<h2>Authorities</h2>\n<ul>\n{chr(10).join(rows)}\n</ul>")
    return _PAGE.format(title=_shown(conversation.title), body="\n".join(parts)).encode()


def _html_turn(number: int, turn: Turn) -> str:
    told = [f'<p class="note">{_shown(note)}</p>' for note in notes(turn)]
    said = [f"<{tag}>{_shown(block.text)}</{tag}>" for block in blocks(turn) for tag in [_TAGS[block.quoted]]]
    return "\n".join([f"<h2>{number}. {_shown(turn.question)}</h2>", *told, *said])


_TAGS = {True: "blockquote", False: "p"}


def _shown(text: str) -> str:
    """Text so that a browser shows it as it stands."""
    return escape(printable(text))


def to_json(conversation: Conversation, corpus: Corpus) -> bytes:  # noqa: ARG001
    """The conversation as :func:`assistant.conversations.importing.from_json` reads it back, UTF-8."""
    row = {"format": FORMAT, "conversation": conversation.to_dict()}
    return json.dumps(row, ensure_ascii=False, indent=1).encode()


WRITERS: Mapping[str, Callable[[Conversation, Corpus], bytes]] = {
    ".md": to_markdown,
    ".html": to_html,
    ".docx": to_docx,
    ".ris": to_ris,
    ".csl.json": to_csl,
    ".json": to_json,
}
"""By the ending of a file's name, what writes it."""


def written(conversation: Conversation, corpus: Corpus, name: str, form: Form = "un") -> bytes:
    """The content of a file of that name: Markdown, HTML, Word, RIS, CSL-JSON or JSON by its ending.

    Args:
        form: how the footnotes of a Word document are written.

    Raises:
        UsageError: the ending is none of these.
        MissingExtra: the format needs an optional package.
    """
    writer = next((writer for ending, writer in WRITERS.items() if name.casefold().endswith(ending)), None)
    if not writer:
        raise UsageError(f"{name!r} does not end in {', '.join(WRITERS)}")
    return to_docx(conversation, corpus, form) if writer is to_docx else writer(conversation, corpus)
