"""Quotations in a sentence: verbatim in the provision that is cited, or mended from it, or none at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.answer import Fault
from assistant.answering.prose.evidence import Evidence
from assistant.answering.prose.words import PROSE, plain

LIKE = 0.75
"""How like a run of the source a quotation must be for that run to take its place: by words, 0 to 1."""
LONGEST = 80
"""Words of such a run at most: a quotation stitched from further apart is none."""
_QUOTATION = re.compile(r'“([^“”]+)”|"([^"]+)"|«([^«»]+)»|(?<![\w])‘([^‘’]+)’(?!\w)')


@dataclass(frozen=True, slots=True)
class Quoting:
    """A statement after its quotations were held against the source."""

    text: str
    fault: Fault | None = None
    """Why it cannot stand."""
    mended: bool = False
    """Whether the exact words of the source were put in the place of a quotation."""


def quoting(text: str, cited: Sequence[Evidence], given: Sequence[Evidence]) -> Quoting:
    """A statement whose quotations are those of the provisions that it cites.

    Args:
        given: all provisions that could have been cited; what is quoted from another of them is misplaced.
    """
    parts, start, mended = [], 0, False
    for found in _QUOTATION.finditer(text):
        said = next(filter(None, found.groups()))
        exact = _verbatim(said, cited)
        if exact is None:
            if _verbatim(said, given) is not None:
                return Quoting(text, Fault.PINPOINT)
            exact, mended = _nearest(said, cited), True
            if exact is None:
                return Quoting(text, Fault.QUOTATION)
        parts += [text[start : found.start()], f"“{exact}”"]
        start = found.end()
    if text[start:].count('"') or any(map(text[start:].count, "“«")):
        return Quoting(text, Fault.QUOTATION)
    return Quoting("".join((*parts, text[start:])), mended=mended)


def _verbatim(said: str, among: Sequence[Evidence]) -> str | None:
    """The quoted words as the source has them; a stop or comma at their end may be the sentence's own."""
    inner = said.strip().rstrip(".,;:").strip()
    if not inner:
        return None
    pattern = r"\s+".join(map(re.escape, plain(inner).split()))
    for run in (run for one in among for run in one.runs):
        if found := re.search(rf"(?<!\w){pattern}(?!\w)", plain(run)):
            return run[found.start() : found.end()]
    return None


def _nearest(said: str, cited: Sequence[Evidence]) -> str | None:
    """The run of the source that the quoted words are nearly, from the first that they share to the last."""
    words = [found[0] for found in PROSE.word.finditer(plain(PROSE.ellipsis.sub(" ", said)))]
    found = [run for one in cited for source in one.runs if (run := _run(words, source))]
    return max(found, default=(0.0, None), key=lambda one: one[0])[1]


def _run(words: Sequence[str], source: str) -> tuple[float, str] | None:
    there = list(PROSE.word.finditer(plain(source)))
    matcher = SequenceMatcher(None, words, [token[0] for token in there], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks or len(words) < 4:
        return None
    first, last = blocks[0].b, blocks[-1].b + blocks[-1].size
    length = last - first
    like = 2 * sum(block.size for block in blocks) / (len(words) + length)
    if like < LIKE or length > LONGEST:
        return None
    return like, source[there[first].start() : there[last - 1].end()]
