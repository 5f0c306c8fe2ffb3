"""Numbers and letters as people type them, spelled out as citations are read."""

from __future__ import annotations

import re

from assistant.understanding.bearings import pattern

_BARE_NUMBER = pattern(
    r"\b(of|in|under|about|and|or|meant|mean|see|to|after|before|follows|precedes|from|than|read|open|show|quote|me|does)\s+"
    r"(?=\d{1,3}\s*(?:[?.!,;]|[-–—]\s|$|(?:say|says|then|please|again)\b))"
)
_NUMBER_OF_ARTICLE = pattern(
    r"(^|\b(?:and|or|of|in|under|about|see|to|does|is|with|than|from|after|before)\s+)"
    r"(?=\d{1,3}\s*(?:\(\d{1,3}\)|para(?:graph)?s?\.?\s+\d))"
)
_NUMBER_ON_LIST = pattern(r"\b(?:number|no\.?|nr\.?)\s+(?=\d{1,3}\s+(?:of|in|on)\s+(?:the|that)\s+(?:annex|list)\b)")
_POSSESSIVE = pattern(r"\bof\s+(?:its|that|those|these|their|the\s+same|such)\b")

# x, y and z stand for anything, and i is the one who asks
_LETTER = r"(?:[a-hj-w]\)?|\([a-z]\)|\([ivx]{2,4}\))"
_LEADING = (
    "and|or|but|just|only|also|now|then|please|read|show|give|quote|open|see|go|back|to|me|us|out|what|does|do|about"
    "|the|text|of"
)
_LETTERS = pattern(
    rf"^(?P<lead>(?:(?:{_LEADING})\s+)*)(?P<run>{_LETTER}(?:\s*(?:,|,?\s(?:and|or|to|through)\s|&|[-–])\s*{_LETTER})*)"
    r"(?P<tail>(?:\s+(?:of|there|say|says|please|too|then|only|alone|as\s+well|again)\b.*)?[\s?.!]*)$"
)
"""A turn that names points by their letters alone: "just b and c", "what does c say?"."""
_BRACKET = pattern(r"\(([a-z]|[ivx]{2,4})\)")
_NUMBERED = pattern(
    r"(?:[\d)]|\b(?:paragraphs?|paras?|points?|letters?|lit|items?|articles?|arts?|recitals?|and|or|to)|[,.§–-])\s*$"
)
"""What a letter in brackets belongs to, if it stands before it."""
_POINT_A = pattern(
    r"\b(points?|letters?|items?|sub-?paragraphs?)\s+a\s+(?=(?:has|have|says?|is|was|does|reads|there)\b)"
)


def spelled_out(text: str) -> str:
    """The text as citations are read: "in 77" and "56 para 2" with "article", "b and c" with "points"."""
    text = _NUMBER_ON_LIST.sub("item ", _POINT_A.sub(r"\1 (a) ", _lettered(text)))
    text = _NUMBER_OF_ARTICLE.sub(r"\1article ", text)
    return _BARE_NUMBER.sub(r"\1 article ", _POSSESSIVE.sub("of the", text))


def _lettered(text: str) -> str:
    alone = _LETTERS.match(text)
    if alone:
        return f"{alone['lead']}points {alone['run']}{alone['tail']}"
    return _BRACKET.sub(lambda found: _as_point(text, found), text)


def _as_point(text: str, letter: re.Match[str]) -> str:
    """A letter in brackets, named a point where nothing before it says what it is."""
    return letter[0] if _NUMBERED.search(text[: letter.start()]) else f"point {letter[0]}"
