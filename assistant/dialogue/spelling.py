"""Numbers and letters as people type them, spelled out as citations are read."""

from __future__ import annotations

import re

_BARE_NUMBER = re.compile(
    r"\b(of|in|under|about|and|or|meant|mean|see|to|after|before|from|than)\s+(?=\d{1,3}\s*(?:[?.!,;]|-\s|$))",
    re.IGNORECASE,
)
_NUMBER_OF_ARTICLE = re.compile(
    r"(^|\b(?:and|or|of|in|under|about|see|to|does|is|with|than|from|after|before)\s+)"
    r"(?=\d{1,3}\s*(?:\(\d{1,3}\)|para(?:graph)?s?\.?\s+\d))",
    re.IGNORECASE,
)
_LONE_LETTER = re.compile(r"^((?:and|or|what\s+about)\s+)?\(([a-z]|[ivx]{1,4})\)(?=\s*[?.!]*$)", re.IGNORECASE)
_NUMBER = re.compile(
    r"\b(?:number|no\.?|nr\.?)\s+(?=\d{1,3}(?:\s+(?:of|in|on)\s+(?:the|that)\s+(?:annex|list)\b|\s*[?.!]*$))",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"\bof\s+(?:its|that|those|these|their|the\s+same|such)\b", re.IGNORECASE)


def spelled_out(text: str) -> str:
    """The text as citations are read: "in 77" and "56 para 2" with "article", a lone "(b)?" with "point"."""
    text = _NUMBER.sub("item ", _LONE_LETTER.sub(r"point \2", text))
    text = _NUMBER_OF_ARTICLE.sub(r"\1article ", text)
    return _BARE_NUMBER.sub(r"\1 article ", _POSSESSIVE.sub("of the", text))
