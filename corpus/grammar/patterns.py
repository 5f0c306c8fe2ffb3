"""How treaties are written: every pattern of headings, markers and formulas, in one place.

The patterns are for English, French, Spanish and Russian. They say what a line *may* be; whether it
is that, where it stands, the parser decides from what is due.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from corpus.grammar.heading_words import ANNEX_WORDS, GROUP_WORDS, ORDINALS, PRINTED, PRINTED_ORDINALS, plain
from corpus.model import Kind
from corpus.numerals import letter_value, number_value, roman_value

# --- Headings ---------------------------------------------------------------------------------

_WORD = "|".join(sorted(map(re.escape, PRINTED), key=len, reverse=True))
_GROUP = "|".join(word for word in _WORD.split("|") if plain(word) in GROUP_WORDS)
_ORDINAL = "|".join(sorted(PRINTED_ORDINALS, key=len, reverse=True))
_INSERTED = r"(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|decies)\b"
_NUMBER = (
    rf"\d+(?:er\b|re\b|[º°ª]|o\b(?=\W)|[ -]?{_INSERTED}|-[A-Z]\b| [A-Z](?=\s*(?:[.:–—]|$))|[a-zA-Z](?![\w.]))?"
    r"(?:[.-]\d+)*"
    rf"|[IVXLCDM]+(?:[ -]?{_INSERTED}|-[A-Z]\b|(?<=[IVX])[a-z]\b)?(?:\.\d+)*|[A-Z](?:\.\d+)*|(?i:{_ORDINAL})"
)
_RULE = r"(?P<rule>(?:\s*[.:º°\u2010-\u2015-])*)(?:\s+|$|(?<=[.:–—-])(?=[^\W\d_]))"
HEADING = re.compile(
    rf"(?P<word>(?i:{_WORD}))(?![^\W\d_])(?:\s*(?:№|N[o°º]\.?|Nr\.?|n°)?\s*(?P<number>{_NUMBER})(?![\w(/]))?{_RULE}"
)
ORDINAL_HEADING = re.compile(rf"(?P<number>(?i:{_ORDINAL}))\s+(?P<word>(?i:{_GROUP}))(?![^\W\d_]){_RULE}")
"""With the number first: "Première partie"."""


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
    match = HEADING.match(text) or ORDINAL_HEADING.match(text)
    if match is None or not text[0].isupper():
        return None
    number, title = match["number"] or "", text[match.end() :]
    number = ORDINALS.get(plain(number), re.sub(r"(?<=\d)(?:er|re|[oº°ª])$", "", number))
    kind, prefix = level_of(plain(match["word"]))
    if not number and kind is not Kind.ANNEX:
        return None
    if not number and title and not match["rule"].strip():
        return Heading(kind, prefix, "", text, False) if text.isupper() else None
    return Heading(kind, prefix, number, title, bool(match["rule"].strip()))


def level_of(word: str) -> tuple[Kind, str]:
    """The kind that a heading's word names, and its level in identifiers."""
    if word in GROUP_WORDS:
        return GROUP_WORDS[word]
    if word in ANNEX_WORDS:
        return Kind.ANNEX, ANNEX_WORDS[word]
    return Kind.ARTICLE, "art"


RUN_IN = re.compile(r"(?P<title>[^.;:]{3,150}?)\.?\s+(?=(?:1\.|\(1\)|1\))\s+[A-ZÀ-ÝА-Я«“\"])")
"""A title with the first paragraph behind it on the same line."""
VERB = re.compile(
    r"\b(?:shall|may|must|will|is|are|has|have|est|sont|peu(?:t|vent)|doi(?:t|vent)|es|son|podrán?|deberán?)\b",
    re.IGNORECASE,
)
"""A word that makes a sentence of what might have been a title."""
RANKS = ("book", "part", "title", "dvs", "chp", "sec", "subsec")
"""Levels from the outermost in; used only where the instrument has not shown its own order."""


def is_title(text: str) -> bool:
    """Whether a line under a bare heading reads as its title: short, and no sentence."""
    return len(text) <= 300 and text[-1] not in ".;:,"


# --- Markers ----------------------------------------------------------------------------------


class System(StrEnum):
    """What a list counts with."""

    NUMBER = "number"
    LETTER = "letter"
    CAPITAL = "capital"
    ROMAN = "roman"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a marker: ``i)`` is the ninth letter, or Roman one."""

    system: System
    value: int


@dataclass(frozen=True, slots=True)
class Marker:
    """What may be the number of a paragraph, point or item at the beginning of a line."""

    number: str
    style: str
    """Its brackets: ``(x)``, ``x)``, ``x.`` or ``x``."""
    readings: tuple[Reading, ...]
    end: int
    """Where the words after it begin."""

    @property
    def inserted(self) -> bool:
        """Whether an amendment put the entry after one of the same number: ``2 bis``."""
        return self.number[0].isdigit() and not self.number.replace(".", "").isdigit()

    @property
    def above(self) -> str:
        """The number of the entry that it divides: ``1`` for ``1.2``; empty where it stands by itself."""
        return self.number.rpartition(".")[0]


MARKER = re.compile(
    r"""(?P<open>\(|§\s*)?
        (?P<value>\d{1,2}(?:\.\d{1,2}){2,3}(?=\.?\s)
            |\d{1,2}\.\d{1,2}(?=\.?\s+[^\W\d_a-zà-ÿа-я]|\.?\s+[«“"(]|\.?$)  # 1.1 Words, not 3.5 metres
            |\d{1,3}(?:\s?(?:bis|ter|quater))?|[ivxlcdm]{1,7}|[a-zа-я]|(?P<twin>[a-z])(?P=twin)|[IVXLC]{1,6}|[A-ZА-Я])
        (?P<close>\)(?:\.(?=\s|$))?|[°º]\)?\.?(?=\s|$)
            |\.(?=\s|$|[^\W\d_]{2}|[«“"])|(?<=\d)\.(?=[A-ZÀ-ÝА-Я])|(?<=\d)\s\.(?=\s)
            |(?=$|\s+[A-ZÀ-ÝА-Я«“"‘(])|(?<=[a-z])(?=\s)|(?<=\.\d)(?=\s)|(?<=\.\d\d)(?=\s))\s*""",
    re.VERBOSE,
)
LONGEST_MARKER = 40
"""So many characters, blanks behind it included, are looked at for a marker."""
INLINE = re.compile(
    r"[;:,.]\s+(?:and\s+|or\s+|et\s+|ou\s+|y\s+|o\s+)?(?=\(?(?:[a-z]{1,2}|[ivx]{1,6})\))|[;:.]\s+(?=\d{1,2}\.\s+[A-ZÀ-ÝА-Я])"
)
"""Where a further point may begin within a line."""


def marker_of(text: str, start: int = 0) -> Marker | None:
    """The marker that the line may begin with, from that place on, or none."""
    return marker_in(text[start : start + LONGEST_MARKER])


@lru_cache(maxsize=1024)
def marker_in(text: str) -> Marker | None:
    """The marker at the beginning of these few characters, or none."""
    match = MARKER.match(text)
    if match is None:
        return None
    number = match["value"]
    style = f"{(match['open'] or '').strip()}x{match['close'].strip()[:1]}"
    # A bracket that stays open makes no marker, and neither does a capital letter alone.
    if style in ("(x", "(x.") or (style == "x" and number[0].isupper()):
        return None
    if "." in number:  # 1.2 goes on from 1.1 and from nothing else, with a dot behind it or without
        style = f"{number.rpartition('.')[0]}.x"
    readings = tuple(readings_of(number))
    return Marker(number, style, readings, match.end()) if readings else None


def readings_of(number: str) -> list[Reading]:
    """Every way to read the number, letters before Roman numerals."""
    if number[0].isdigit():
        return [Reading(System.NUMBER, number_value(number.rpartition(".")[2]))]
    lower = number.lower()
    letters = System.LETTER if number == lower else System.CAPITAL
    found = [Reading(letters, value)] if (value := letter_value(lower)) else []
    if roman := roman_value(lower):
        found.append(Reading(System.ROMAN, roman))
    return found


ENDS_SENTENCE = re.compile(r"[.!?][”\"»’')\]]*$")
ENDS_ENTRY = re.compile(r"(?:[;:,.—–-]|[;,]\s*(?:and|or|and/or|et|ou|y|o|и|или))[”\"»’')]*$")
"""How words end after which a point of a list may follow in the middle of a paragraph."""
LIST_GOES_ON = re.compile(r"[;,]\s*(?:and|or|and/or|et|ou|y|o|и|или)?$")
BROKEN_WORD = re.compile(r"[^\W\d_]-$")
"""A word that goes on in the next line, its hyphen being part of it."""


def glue(before: str, after: str) -> str:
    """What stands between a line's words and those that go on from them."""
    return "" if BROKEN_WORD.search(before) and after[0].islower() else " "


UNFINISHED = re.compile(
    r"(?<![;,]\s)\b(?:the|an?|all|such|no|as|at|between|other|of|and|or|to|in|by|for|with|that|which|under|from|on|its|their|this|any|each|present|said|shall|may|"
    r"les?|la|des?|du|et|ou|à|aux?|par|pour|dans|sur|el|los|las|del|y|en|para|por|и|или|в|на|с|по|для)$",
    re.IGNORECASE,
)
"""A word that ends no sentence, so that what follows goes on from it even with a capital."""
CHAPEAU = re.compile(r"[:—–]$|\s-$")
LEADS_TO_REFERENCE = re.compile(
    r"(?:(?:sub-?)?(?:paragraph|section|point|clause|item)s?|articles?|paragraphes?|alinéas?|párrafos?|"
    r"apartados?|пункт\w*|стать\w*)(?:\s+\d+)?$",
    re.IGNORECASE,
)
"""Words after which a marker at the beginning of a line is part of a reference."""

# --- Front and back matter --------------------------------------------------------------------

CONTENTS = re.compile(
    r"(?:table\s+of\s+)?contents?(?:\s+page)?$|table\s+des\s+matières$|sommaire$|índice$|оглавление$|содержание$",
    re.IGNORECASE,
)
PAGE_NUMBER = re.compile(r"[\s.…]\d{1,4}$")
PREAMBLE = re.compile(r"(?:preamble|préambule|preámbulo|преамбула)\b[\s.:—–-]*", re.IGNORECASE)
_FORMULA = (
    r"(?:have|has|do|hereby|the\s+parties)\s+(?:hereby\s+)?(?:agreed?|adopt(?:ed)?|decided?)\b.{0,60}"
    r"|(?:se\s+)?(?:sont|ont)\s+(?:convenu|arrêté|adopté|décidé)\w*.{0,60}"
    r"|han\s+(?:convenido|acordado|adoptado)\b.{0,60}|(?:договорились|согласились)\b.{0,60}"
)
ENACTING = re.compile(rf"(?:{_FORMULA})$", re.IGNORECASE)
"""The formula that closes a preamble: "Have agreed as follows:"."""
ENACTING_TAIL = re.compile(rf"(?<=[,;:.])\s+(?=(?:{_FORMULA})$)", re.IGNORECASE)
"""Where that formula begins at the end of a longer paragraph."""
WHEREAS = re.compile(
    r"whereas\s*[:,]?$|considérant\s+ce\s+qui\s+suit\s*:$|considerando\s+lo\s+siguiente\s*:$", re.IGNORECASE
)
TESTIMONIUM = re.compile(
    r"in\s+(?:witt?ness|faith)\s+(?:where|there)of|(?:done|signed)\s+(?:at|in|this)\b|en\s+foi\s+de\s+quoi|fait\s+(?:à|en)\b"
    r"|en\s+fe\s+de\s+lo\s+cual|en\s+testimonio\s+de|hecho\s+en\b|в\s+удостоверение|совершено\s+в\b"
    r"|this\s+(?:regulation|directive)\s+shall\s+be\s+binding\s+in\s+its\s+entirety",
    re.IGNORECASE,
)
SIGNATORY = re.compile(
    r"(?:for|pour|por|за|from)\s+(?:the\s+|la\s+|le\s+|l['’]|el\s+)?[A-ZÀ-ÝА-Я].{0,100}(?<![.;,])$", re.IGNORECASE
)
PARTIES = re.compile(
    r"(?:The|Les?|La|Los|L['’]|El)\s*(?:(?:undersigned|high|haut\w*|altas|present|member|signatory|European|General)\s+)*"
    r"(?:Contracting|States?|Governments?|Part(?:y|ies)|Parliament|Council|Commission|Heads?|Presidents?|countries|peoples?"
    r"|États?|Etats?|Gouvernements?|Parties|Estados?|Gobiernos?|Partes)\b|(?:Высокие\s+)?Договаривающиеся|Государства|"
    r"We,?\s+the\s+peoples",
    re.IGNORECASE,
)
"""How a preamble begins: with those who conclude the instrument."""
RESERVATIONS = re.compile(
    r"(?:reservations?|declarations?|réserves?|déclarations?|reservas?|оговорк\w+)\b", re.IGNORECASE
)
STATUS = re.compile(r"(?:status|state\s+of\s+(?:signatures|ratifications)|état|estado|статус)\b", re.IGNORECASE)
STATUS_LIST = re.compile(
    r"(?P<label>(?P<topic>signator(?:y|ies)|signatures?|ratifications?|notifications?|accessions?|acceptances?|approvals?|"
    r"successions?|entry\s+into\s+force)\b[^:.]*):\s*",
    re.IGNORECASE,
)
TRANSLATOR = re.compile(r"\*+\s|translator['’]s\s+note|note\s+du\s+traducteur|примечание\s+переводчика", re.IGNORECASE)
_PARTICIPLE = (
    r"(?:(?!(?:United|Limited|Allied|During|Including|Beijing|Nothing)\b)[A-Z][a-z]+(?:ing|ed)|Mindful|Conscious|Aware|Anxious|Whereas|With\s+a\s+view"
    r"|[A-ZÉ]\w+ant|(?:Convaincu|Préoccupé|Résolu|Déterminé|Attaché|Conscient|Désireu|Respectueu|Soucieu)\w*"
    r"|[A-Z]\w+[ai]ndo|Conscientes?|(?:Convencid|Preocupad|Resuelt|Decidid|Deseos)[ao]s?)\b"
)
BEGINS_RECITAL = re.compile(_PARTICIPLE)
RECITAL = re.compile(rf"(?<=[,;])\s+(?={_PARTICIPLE})")
"""Where the next recital begins in a preamble that runs on."""
GLUED_TITLE = re.compile(
    r"(?P<title>.{3,250}?[a-zà-ÿ])\s+(?=(?:The(?!\s+Hague)|Each|Every|Any|No|This|These|In|For|Where|If|Nothing|Subject|"
    r"Le|La|Les|Aux?|En|Pour|Dès|Dans|Lorsque|Sous|Sans|Après|Avant|Afin|Chaque|Toute?|Aucune?|Sauf|El|Los|Las|Cada|Ningun[ao])\s|L[’'])"
)
"""A title on the same line as the first sentence, as some conversions leave it: "Objectives The objective of ..."."""
