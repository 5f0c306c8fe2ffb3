"""Text to HTML. Everything that is shown goes through :func:`escape`: texts, questions and names are data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape as _escape
from itertools import pairwise

from corpus import markdown

_INLINE = re.compile(r"\\([!-/:-@\[-`{-~])|\*\*(.+?)\*\*|\[(\d+)\]")
"""What an answer's Markdown uses inside a line: an escaped sign, bold words, the marker of a citation."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of an instrument's text that is shown in a tag of its own."""

    start: int
    end: int
    opening: str
    """The opening tag, already HTML."""

    @property
    def closing(self) -> str:
        """The tag that closes it."""
        return f"</{self.opening[1:].split()[0].rstrip('>')}>"


def escape(text: str) -> str:
    """The text so that a browser shows it as it stands, between tags and in attributes."""
    return _escape(text, quote=True)


def tag(name: str, inner: str, **attributes: str) -> str:
    """An element around HTML. Attributes are text; underscores in their names are hyphens."""
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{inner}</{name}>"


def label(text: str) -> str:
    """The text for a Streamlit label, which reads Markdown: shown as it stands."""
    return markdown.label(text)


def prose(answer: str, chips: Mapping[int, str]) -> str:
    """An answer's Markdown as HTML: paragraphs, quotes, bold words, and each marker as its chip.

    Args:
        chips: the HTML that stands for a marker; a marker without a chip is shown as it stands.
    """
    blocks = (block for part in answer.split("\n\n") for block in _blocks(part.split("\n")))
    return "".join(_merged(blocks, chips))


def marked(text: str, start: int, end: int, marks: Iterable[Mark]) -> str:
    """A run of a text with tags around the marked words; marks may overlap."""
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = sorted({start, end, *(min(max(edge, start), end) for m in inside for edge in (m.start, m.end))})
    return "".join(_piece(text, a, b, inside) for a, b in pairwise(edges))


def _piece(text: str, start: int, end: int, marks: Iterable[Mark]) -> str:
    html = escape(text[start:end])
    for mark in marks:
        if mark.start <= start and end <= mark.end:
            html = f"{mark.opening}{html}{mark.closing}"
    return html


def _blocks(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Runs of quoted and of other lines, as the name of their element and their text."""
    for line in lines:
        if line.startswith(">"):
            yield "blockquote", line[1:].strip()
        elif line.strip():
            yield "p", line.strip()


def _merged(blocks: Iterable[tuple[str, str]], chips: Mapping[int, str]) -> Iterator[str]:
    """Neighbouring quoted lines as the paragraphs of one quote."""
    quoted: list[str] = []
    for name, text in blocks:
        if name == "blockquote":
            quoted.append(text)
            continue
        yield from _quote(quoted, chips)
        quoted = []
        yield tag("p", _inline(text, chips))
    yield from _quote(quoted, chips)


def _quote(lines: list[str], chips: Mapping[int, str]) -> Iterator[str]:
    if lines:
        yield tag("blockquote", "".join(tag("p", _inline(line, chips)) for line in lines if line))


def _inline(text: str, chips: Mapping[int, str]) -> str:
    parts, end = [], 0
    for found in _INLINE.finditer(text):
        parts += [escape(text[end : found.start()]), _token(found, chips)]
        end = found.end()
    return "".join((*parts, escape(text[end:])))


def _token(found: re.Match[str], chips: Mapping[int, str]) -> str:
    sign, bold, marker = found.groups()
    if sign:
        return escape(sign)
    if bold:
        return tag("strong", _inline(bold, {}))
    return chips.get(int(marker), escape(found.group()))
