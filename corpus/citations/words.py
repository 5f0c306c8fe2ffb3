"""The words citations are made of, and the tokens they are read into.

What depends on a language, such as names of units, number words and conjunctions, stands in the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from corpus.lexicon import EVERY, read
from corpus.model import Kind
from corpus.numerals import latin, western


class Tag(StrEnum):
    """What a token is to the grammar of citations."""

    EID = "eid"
    UNIT = "unit"
    BLOCK = "block"
    NUMBER = "number"
    BRACKET = "bracket"
    HALF = "half"
    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    WORD = "word"
    COMMA = "comma"
    AND = "and"
    RANGE = "range"
    OF = "of"
    DETERMINER = "determiner"
    THIS = "this"
    ABOVE = "above"
    FILLER = "filler"
    SYMBOL = "symbol"
    END = "end"


class Token(NamedTuple):
    """A word, number, bracket or sign of a text."""

    tag: Tag
    text: str
    """As it stands in the input."""
    value: str
    """What it means: the number of a number word, the inside of a bracket, the folded word."""
    start: int
    end: int


_WORDS = read("citations", EVERY)
_UNITS = (
    *("book", "part", "division", "chapter", "section", "subsection", "article", "paragraph", "point", "item"),
    *("recital", "preamble", "annex", "testimonium", "note"),
)
"""Kinds that have names of their own."""
_SMALL = ("and", "range", "of", "determiner", "this", "above", "filler", "comma")
"""Tags of small words and signs."""

PLURALS = _WORDS.word_set("plurals")
SUBPARAGRAPHS = _WORDS.word_set("subparagraphs")
"""Points, or with an ordinal the unnumbered paragraphs under a numbered one."""
BLOCKS = {name: Kind(name) for name in _WORDS.words("blocks")}
"""Blocks after the treaty's own text. Everyday words: read only as ``appended ...`` or before an item."""
PHRASES = {tuple(phrase.split()): Kind(kind) for phrase, kind in _WORDS.table("phrases").items()}
MEASURES = _WORDS.word_set("measures")
"""What shows that a number counts or dates something instead of naming a unit."""
PRONOUN_FOLLOWERS = _WORDS.word_set("speaks")
"""What shows that a lone "I" is the speaker and no Roman one."""
CONTACT = _WORDS.word_set("contact")
"""``point of ...`` in these is no unit."""
VERBAL = _WORDS.word_set("verbal")
"""What shows that "annex" behind it is a verb."""
TENS = _WORDS.word_set("tens")


def _counted(units: Sequence[str], tens: Sequence[str]) -> dict[str, int]:
    """Number words from one to ninety-nine, with hyphens: units as given, round tens as given."""
    words = {word: n for n, word in enumerate(units, 1)}
    for ten, (joined, alone) in enumerate(zip(_WORDS.words("tens"), tens, strict=True), 2):
        words[alone] = 10 * ten
        words |= {f"{joined}-{unit}": 10 * ten + n for n, unit in enumerate(units[:9], 1)}
    return words


CARDINALS = {**_counted(_WORDS.words("cardinal"), _WORDS.words("tens")), **_WORDS.table("further_cardinals")}
ORDINALS = {**_counted(_WORDS.words("ordinal"), _WORDS.words("tenths")), **_WORDS.table("further_ordinals")}


def _slips(word: str) -> set[str]:
    """Every string one slip of the finger away: a letter lost, doubled, changed, added, or two exchanged."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    cuts = [(word[:i], word[i:]) for i in range(1, len(word) + 1)]
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    changed = {a + c + b[1:] for a, b in cuts if b for c in letters}
    return {a + b[1:] for a, b in cuts if b} | swapped | changed | {a + c + b for a, b in cuts for c in letters}


def _vocabulary() -> dict[str, tuple[Tag, str]]:
    units = {word: (Tag.UNIT, kind) for kind in _UNITS for word in _WORDS.words(kind)}
    slips = {slip: units[name] for name in _WORDS.words("typo_prone") for slip in _slips(name)}
    words = {slip: meaning for slip, meaning in slips.items() if slip not in _WORDS.word_set("real")} | units
    words |= {w: (Tag.BLOCK, kind.value) for w, kind in BLOCKS.items()}
    words |= {w: (Tag.CARDINAL, str(n)) for w, n in CARDINALS.items()}
    words |= {w: (Tag.ORDINAL, str(n)) for w, n in ORDINALS.items()}
    return words | {word: (Tag(tag), word) for tag in _SMALL for word in _WORDS.words(tag)}


_VOCABULARY = _vocabulary()

_TOKEN = re.compile(
    r"""
      (?P<eid>     (?<![\w]) [a-z]+ (?: _{1,2} [A-Za-z0-9]+ )+ (?!\w) )
    | (?P<bracket> \( \s? (?: \d{1,3} | [^\W\d_] | [ivxl]{2,6} | [IVXL]{2,6} ) \s? \) )
    | (?P<half>    (?<![\w(]) (?: [^\W\d_] | [ivxl]{2,6} ) \) )
    | (?P<ordinal> \d{1,3} (?: st | nd | rd | th ) (?!\w) )
    | (?P<number>  \d+ (?: er \b | \.? [º°] )? )
    | (?P<word>    [^\W\d_]+ (?: - (?! [ivxlIVXL]+ \b ) [^\W\d_]{3,} )? | §+ | ¶+ | n° )
    | (?P<symbol>  \S )
    """,
    re.VERBOSE,
)


def tokenise(text: str) -> list[Token]:
    """The text as tokens, white space left out, closed by four tokens that mean the end."""
    tokens = [_token(found) for found in _TOKEN.finditer(text)]
    return tokens + [Token(Tag.END, "", "", len(text), len(text))] * 4


def _token(found: re.Match[str]) -> Token:
    text, group = found.group(), found.lastgroup
    if group in ("word", "symbol"):
        tag, value = _VOCABULARY.get(text.casefold(), (Tag(group), text.casefold()))
    elif group == "eid":
        tag, value = Tag.EID, text
    else:
        tag, value = Tag(str(group)), "".join(c for c in text if c.isalnum()).lower()
        value = latin(western(re.sub(r"(?<=\d)\D+$", "", value)))
    return Token(tag, text, value, found.start(), found.end())


def letter(token: Token) -> str:
    """The list letter a one-letter word stands for, in Latin script."""
    return latin(token.text.lower())
