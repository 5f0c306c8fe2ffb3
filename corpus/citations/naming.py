"""Names of instruments beside a citation: whose article 5 is meant."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.citations.names import fold, names_of
from corpus.model import About, collapse

_TREATIES = (
    "convention|agreement|treaty|protocol|charter|covenant|statute|regulation|directive|pact|accord|declaration"
    "|recommendation|decision"
)
_OTHERS = "constitution|code|act|law|agenda|resolution"
"""What no treaty calls itself: "article 5 of the constitution" is somebody else's."""
_ACRONYMS = "GDPR|RGPD|ECHR|CEDH|UNTOC|UNCAC|UNCLOS|VCLT|TFEU|TEU|ICCPR|ICESCR|CEDAW|CRC|BBNJ|MiCA|NIS2|DSA|FISA|CCPA"
_STOP = (
    "and|or|but|with|by|for|to|in|on|at|as|a|an|that|which|who|what|when|where|how|why|if|is|are|was|were|be|do|does|did"
    "|has|have|say|says|said|apply|applies|require|requires|allow|allows|shall|should|may|can|must|mean|means|under|from"
    "|article|articles|art|paragraph|paragraphs|chapter|section|annex|against|between|compare|see|per|than|then|not"
)
_WORD = rf"(?!(?:{_STOP})\b)[^\W_][\w'’/.-]{{0,30}}"
_HEAD = rf"(?:{_TREATIES}|{_OTHERS})\b"
_TAIL_WORD = r"(?:on|against|for|of|to|the|and|in|concerning|relating|its|No\.)"
_TAIL = (
    rf"(?-i:(?:\s{{1,4}}{_TAIL_WORD}){{1,4}}\s{{1,4}}(?:\d[\d/]{{0,8}}|[A-Z][\w'’-]{{0,30}})"
    r"(?:\s{1,4}[A-Z\d][\w'’-]{0,30}){0,9})"
)
_NUMBERED = r"(?:\s{1,4}\([A-Z]{2,8}\))?(?:\s{1,4}No\.?)?\s{1,4}\d[\d/]{0,10}(?:/[A-Z]{2,8})?"
_NAME = (
    rf"(?:convention\s+on\s+cybercrime\b|(?:{_ACRONYMS})\b"
    rf"|(?:{_WORD}\s{{1,4}}){{0,6}}?{_HEAD}(?:{_TAIL}){{0,6}}(?:{_NUMBERED})?)"
)

_AFTER = re.compile(
    rf"[\s,)]{{0,3}}(?:\b(?:of|in|to|under|du|de|del|de\sla)\s{{1,4}}(?:the\s{{1,4}})?(?P<named>{_NAME})"
    rf"|(?P<tied>(?:{_ACRONYMS})\b))",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"\b(?:the\s{{1,4}})?(?P<named>{_NAME})(?:['’]s)?(?:\s*\([^()]{{0,60}}\))?[\s,:]{{0,3}}\Z",
    re.IGNORECASE,
)
_WINDOW = 120
"""A name that ends before a citation is looked for in so many characters."""

_PROPER = re.compile(
    r"[A-Z]|\b(?:un|cis|budapest|vienna|geneva|rome|hague|minsk|palermo|merida|warsaw|malabo|european|african|arab)\b"
    rf"|\b(?i:{_ACRONYMS})\b"
)
_GENERIC = re.compile(
    rf"(?:(?:the|this|that|these|present|said|same|présent|présente|presente|la|le|draft|new|proposed|our|whole|entire)\s+)*(?:{_TREATIES})",
    re.IGNORECASE,
)
_CAPITALS = r"(?:Council of )?(?:(?!\w+ing\b)[A-Z][\w-]{1,30}\s{1,4}){0,6}"
_IN_TEXT = re.compile(
    rf"{_CAPITALS}(?:Convention|Agreement|Treaty|Protocol|Covenant)(?:{_TAIL}){{1,9}}"
    rf"|{_CAPITALS}Resolution\s+(?:No\.\s*)?\d[\d/]{{1,10}}(?:\s+of\s+\d{{1,2}}\s+[A-Z]\w+\s+\d{{4}})?"
)


def named_after(text: str, end: int) -> str | None:
    """The instrument that the words after a citation give it to: "article 6 of the Budapest Convention", "... GDPR".

    Empty for "of this Convention" and the like, None where no instrument is named.
    """
    after = _AFTER.match(text, end)
    return _proper(after["named"] or after["tied"]) if after else None


def named_before(text: str, start: int) -> str:
    """The instrument named right before a citation, "GDPR article 17"; empty where there is none."""
    before = _BEFORE.search(text[max(0, start - _WINDOW) : start])
    return _proper(before["named"]) if before and _PROPER.search(before["named"]) else ""


def _proper(name: str) -> str:
    return "" if _GENERIC.fullmatch(collapse(name)) else collapse(name)


def named_instruments(text: str) -> list[tuple[int, int]]:
    """Spans of the treaties and resolutions that a printed text calls by name."""
    return [found.span() for found in _IN_TEXT.finditer(text)]


def is_name(about: About, name: str) -> bool:
    """Whether an instrument answers to the name: as one of its names, or as some words of its title.

    Words of the sentence may stand around it: "quote CIS Agreement", "CIS Agreement in OSCOLA".
    """
    known = names_of(about)
    folded = _plain(_IN.split(name, maxsplit=1)[0])
    words = folded.split()
    if folded in known or folded.removeprefix("draft ") in known or set(words) <= _title_words(about.title):
        return True
    before = next((words[:n] for n in range(1, len(words)) if fold(" ".join(words[n:])) in known), None)
    return before is not None and not _IS_ANOTHER.search(" ".join(before))


_IN = re.compile(r"\s+in\s", re.IGNORECASE)
_IS_ANOTHER = re.compile(rf"\b(?:{_TREATIES}|{_OTHERS}|amended|revised|former)\b", re.IGNORECASE)
"""What makes a name that ends with another one that of something else: "protocol to the UN convention"."""


def stands_by(about: About, text: str, start: int, end: int) -> bool:
    """Whether a name of an instrument stands right after a citation or else right before it: "article 8 CIS"."""
    after, before = _beside(about)
    return bool(after.match(text, end) or before.search(text[max(0, start - _WINDOW) : start]))


@lru_cache(maxsize=4096)
def _beside(about: About) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(sorted(map(re.escape, names_of(about)), key=len, reverse=True))
    after = re.compile(rf"\s*\(?(?:the\s+)?(?:{names})\b(?!\s+\w+\s+{_HEAD})", re.IGNORECASE)
    return after, re.compile(rf"\b(?:{names})(?:['’]s)?\s+\Z", re.IGNORECASE)


def _plain(name: str) -> str:
    return re.sub(r"\bunited nations\b", "un", fold(name))


@lru_cache(maxsize=4096)
def _title_words(title: str) -> frozenset[str]:
    return frozenset(_plain(title).split()) | {"draft", "united", "nations"}
