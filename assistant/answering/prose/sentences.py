"""Prose as a model writes it, cut into sentences with their markers; also while it is still being written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.prose.words import PROSE
from corpus.model import collapse

_OPENING = "“«"
_CLOSING = "”»"
_MARKUP = re.compile(r"\*\*|__|`|</?[a-zA-Z][^<>]*>|!?\[([^\[\]]*)\]\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Segment:
    """A statement inside a sentence, with the markers that stand behind it."""

    text: str
    markers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A sentence as it was written, in plain text with its markers."""

    text: str

    @property
    def markers(self) -> tuple[int, ...]:
        """The numbers that it cites, each once."""
        return tuple(dict.fromkeys(n for found in PROSE.marker.finditer(self.text) for n in _numbers(found)))

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The statements that it makes, parted by its markers; what stands behind the last belongs to it."""
        parts, start, text = [], 0, ""
        for found in _MARKERS.finditer(self.text):
            text += self.text[start : found.start()]
            numbers = tuple(dict.fromkeys(n for m in PROSE.marker.finditer(found[0]) for n in _numbers(m)))
            parts.append(Segment(collapse(text), numbers))
            start, text = found.end(), ""
        rest = self.text[start:]
        if parts and rest.strip(" .;,:!?\"'”»’)"):
            parts[-1] = Segment(collapse(f"{parts[-1].text} {rest}"), parts[-1].markers)
        return tuple(parts)


_MARKERS = re.compile(rf"(?:\s*{PROSE.marker.pattern})+")


def split(prose: str) -> tuple[list[Drafted], str]:
    """The sentences of a text that are whole, and the rest, which may still go on.

    A sentence ends at a full stop with the markers behind it, once another begins; or with the line. Inside a
    quotation nothing ends.
    """
    *lines, rest = prose.split("\n")
    whole = [sentence for line in lines for sentence in _cut(line, ended=True)[0]]
    found, rest = _cut(rest, ended=False)
    return [*whole, *found], rest


def ended(prose: str) -> list[Drafted]:
    """The sentences of a text that is written to its end."""
    return split(prose + "\n")[0]


def _cut(line: str, *, ended: bool) -> tuple[list[Drafted], str]:
    found, start = [], 0
    for cut in PROSE.sentence_end.finditer(line):
        if not _inside_quotation(line[start : cut.start() + 1] + cut[0].strip()):
            found.append(_cleaned(line[start : cut.end()]))
            start = cut.end()
    if ended:
        found.append(_cleaned(line[start:]))
        return [one for one in found if one.text], ""
    return [one for one in found if one.text], line[start:]


def _inside_quotation(text: str) -> bool:
    opened = sum(map(text.count, _OPENING)) - sum(map(text.count, _CLOSING))
    return opened > 0 or text.count('"') % 2 == 1


def _cleaned(text: str) -> Drafted:
    """A sentence without list signs and markup; every marker right behind what it belongs to."""
    bare = PROSE.bullet.sub("", _MARKUP.sub(lambda found: found[1] or "", text))
    return Drafted(collapse(re.sub(r"([.!?])((?:\s*\[[\d\s,;]+\])+)\s*$", r"\2\1", bare)))


def _numbers(found: re.Match[str]) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", found[1])]
