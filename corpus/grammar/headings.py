"""Headings: the words they are made of in the languages of treaties, and how a line is read as one.

They say what a line *may* be; whether it is that, where it stands, the parser decides from what is due.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from corpus.grammar.letters import begins_large, plain, printed
from corpus.lexicon import EVERY, read
from corpus.model import Kind
from corpus.numerals import HAN, han_value, western

_WORDS = read("headings", EVERY)
_GROUPS = {
    "book": Kind.BOOK,
    "part": Kind.PART,
    "title": Kind.DIVISION,
    "dvs": Kind.DIVISION,
    "chp": Kind.CHAPTER,
    "sec": Kind.SECTION,
    "subsec": Kind.SUBSECTION,
}
"""What a group of articles is, by its level in identifiers; from the outermost in."""
RANKS = tuple(_GROUPS)
"""Levels from the outermost in; used only where the instrument has not shown its own order."""
_ANNEXES = ("annex", "appendix", "schedule", "protocol")
_LEVELS = {plain(word): level for level in (*_GROUPS, *_ANNEXES) for word in _WORDS.words(level)}
_ORDINALS = {plain(word): str(value) for word, value in _WORDS.table("ordinals").items()}


def _either(words: Iterable[str]) -> str:
    """The words as alternatives, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_PRINTED = printed(*(word for level in (*_GROUPS, *_ANNEXES, "art") for word in _WORDS.words(level)))
_WORD = _either(_PRINTED)
_GROUP = _either(word for word in _PRINTED if _LEVELS.get(plain(word)) in _GROUPS)
_ORDINAL = _either(printed(*_WORDS.table("ordinals")))
_INSERTED = r"(?i:bis|ter|quater|quinquies|sexies|septies|octies|novies|decies|undecies|duodecies)\b"
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Small raised figures: of an article inserted after another, or of a footnote."""
_NUMBER = (
    rf"\d+[{RAISED}]*(?:er\b|re\b|\.?[º°ª]|o\b(?=\W)|[ -]?{_INSERTED}|-[A-Z]\b| [A-Z](?=\s*(?:[.:–—]|$))"
    r"|[a-zA-Z](?![\w.]))?"
    r"(?:[.-]\d+)*"
    rf"|[IVXLCDM]+(?:[ -]?{_INSERTED}|-[A-Z]\b|(?<=[IVX])[a-z]\b)?(?:\.\d+)*|[A-Z](?:\.\d+)*|[ivx]+(?=\s*(?:[.:–—-]|$))"
    rf"|(?i:{_ORDINAL})"
)
_RULE = r"(?P<rule>(?:\s*[.:º°\u2010-\u2015-])*)(?:\s+|$|(?<=[.:–—-])(?=[^\W\d_]))"
HEADING = re.compile(
    rf"(?P<word>(?i:{_WORD}))(?![^\W\d_])(?:\.?\s*(?:№|N[o°º]\.?|Nr\.?|n°)?\s*(?P<number>{_NUMBER})(?![\w(/]))?{_RULE}"
)
SHOUTED = re.compile(rf"(?<!\w)(?:{_either(word.upper() for word in _WORDS.words('art'))})\s+(?=[0-9ivxlcdmIVXLCDM])")
"""The word for an article in capitals, wherever it stands before a number."""
ORDINAL_HEADING = re.compile(rf"(?P<number>(?i:{_ORDINAL}))\s+(?P<word>(?i:{_GROUP}))(?![^\W\d_]){_RULE}")
"""With the number first: "Première partie"."""


HAN_HEADING = re.compile(
    rf"第\s*(?P<number>[{HAN}]+|\d+)\s*(?P<word>{_GROUP}|{_either(_WORDS.words('art'))})(?:\s*之\s*(?P<inserted>[{HAN}]+))?"
    r"(?![第、，]|款|项|和|至|或|规定|所述|所指)(?P<rule>[\s:：.．—–-]*)"
)
"""In Chinese, where the number stands inside: 第二十八条之二."""
HAN_ANNEX = re.compile(
    rf"(?P<word>附件|附录)\s*(?P<number>[{HAN}]+|\d+)(?P<rule>[\s:：.．—–-]*)(?![的所中和、])(?!.*[；，。：]$)"
)
STRAY = re.compile(r"-?\s?\d{1,2}\s?-?\s+(?=(?:المادة|مادة)\s)")
"""The number of a first paragraph that a conversion of right-to-left text has put before the heading."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that may be the heading of an article, a group of articles, or an annex."""

    kind: Kind
    prefix: str
    """Its level in identifiers: ``art``, ``chp``, ``annex``."""
    number: str
    title: str
    """What follows number and dash on the same line."""
    ruled: bool
    """Whether a dot, colon or dash parts number and title."""


@lru_cache(maxsize=1024)
def heading_of(text: str) -> Heading | None:
    """The heading that the line may be, or none."""
    if han := HAN_HEADING.match(text) or HAN_ANNEX.match(text):
        return _han(han, text)
    stray = STRAY.match(text)
    begin = stray.end() if stray else 0
    figures = text if text.isascii() else western(text)
    match = HEADING.match(figures, begin) or ORDINAL_HEADING.match(figures)
    if match is None or not begins_large(text[begin:]):
        return None
    number, title = match["number"] or "", text[match.end() :]
    number = _ORDINALS.get(plain(number), re.sub(r"(?<=\d)(?:er|re|o|\.?[º°ª])$", "", number))
    kind, prefix = level_of(plain(match["word"]))
    if not number and kind is not Kind.ANNEX:
        return None
    if not number and title and not match["rule"].strip():
        return Heading(kind, prefix, "", text, False) if text.isupper() else None
    return Heading(kind, prefix, number, title, bool(match["rule"].strip()))


def _han(match: re.Match[str], text: str) -> Heading:
    """A Chinese heading; an article inserted after another has the number of both, 28-2."""
    kind, prefix = level_of(match["word"]) if match.re is HAN_HEADING else (Kind.ANNEX, "annex")
    inserted = match.groupdict().get("inserted")
    number = _han_number(match["number"]) + (f"-{_han_number(inserted)}" if inserted else "")
    return Heading(kind, prefix, number, text[match.end() :], bool(match["rule"].strip()))


def _han_number(numeral: str | None) -> str:
    return "" if not numeral else numeral if numeral.isdecimal() else str(han_value(numeral))


def ordinal_of(text: str) -> str:
    """The number of an ordinal that stands alone, "Primera." or "Second"; empty where the line is none."""
    return _ORDINALS.get(plain(text.rstrip(" .:–—-")), "")


def level_of(word: str) -> tuple[Kind, str]:
    """The kind that a heading's word names, and its level in identifiers."""
    level = _LEVELS.get(word)
    if level is None:
        return Kind.ARTICLE, "art"
    return _GROUPS.get(level, Kind.ANNEX), level


def annex_level(word: str) -> str:
    """The level of an annex that a word names, or the word itself: a statute, a charter."""
    level = _LEVELS.get(plain(word), "")
    return level if level in _ANNEXES else plain(word)
