"""Numbers of units, with what is tied to them, in lists and ranges: the lower half of the grammar of citations.

    list     = element { ("," | "and") element }
    element  = number { suffix } [ "to" number { suffix } ]

Every function takes the tokens and a place, and gives what it read with the place after it, or None.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from corpus.citations.words import MEASURES, PRONOUN_FOLLOWERS, TENS, Tag, Token, letter
from corpus.model import GROUPS, Kind
from corpus.numerals import roman_value, to_roman

THIS = "this"
"""Number of a unit named from where the words stand: "this article"."""
LAST = "last"
"""Number of the last unit of its kind."""

SUBPARAGRAPH = "sub_"
"""What begins the number of an unnumbered paragraph under a numbered one, which itself is the first."""

LONGEST = 200
"""More units than this are not written as one range, nor multiplied out: it is a slip or an attack."""


class Step(NamedTuple):
    """One level of a citation: ``(Kind.PARAGRAPH, "6")``. Numbers of articles and groups are Arabic."""

    kind: Kind
    number: str


Path = tuple[Step, ...]


class Read(NamedTuple):
    """Units read so far, and the place after them."""

    paths: list[Path]
    after: int


Tokens = Sequence[Token]

ARABIC = GROUPS | {Kind.ARTICLE, Kind.ANNEX}
"""Kinds whose numbers are read alike in Roman and Arabic."""
_LETTERED = frozenset({Kind.PARAGRAPH, Kind.POINT})
_BRACKETED = _LETTERED | {Kind.ARTICLE, Kind.RECITAL, Kind.ITEM, Kind.NOTE}
_CAPITALS = frozenset({Kind.PART, Kind.SECTION, Kind.ANNEX})


def read_list(tokens: Tokens, at: int, kind: Kind, *, plural: bool) -> Read | None:
    """``15–17, 19–20 and 22``, ``1 (a) and (b)``."""
    read = _element(tokens, at, kind)
    while read and len(read.paths) < LONGEST:
        further = _next_element(tokens, read, kind, plural=plural)
        if not further:
            break
        read = Read(read.paths + further.paths, further.after)
    return read


def _next_element(tokens: Tokens, read: Read, kind: Kind, *, plural: bool) -> Read | None:
    comma = tokens[read.after].tag is Tag.COMMA
    at = read.after + comma
    joined = tokens[at].tag is Tag.AND
    at += joined
    if not (comma or joined) or (tokens[at].tag is Tag.CARDINAL and not plural):
        return None
    last = read.paths[-1]
    if tokens[at].tag is Tag.BRACKET and len(last) > 1:
        return _next_bracket(tokens, at, last)
    further = _element(tokens, at, kind)
    if not further or further.paths[0][0].kind is not last[0].kind or _is_article_a(tokens, at):
        return None
    loose = not plural and not joined and tokens[further.after].tag in (Tag.WORD, Tag.UNIT)
    return None if loose else further


def _next_bracket(tokens: Tokens, at: int, last: Path) -> Read | None:
    step = Step(last[-1].kind, tokens[at].value)
    if step.number.isdecimal() is not last[-1].number.isdecimal():
        return None
    return _ranged(tokens, Read([(*last[:-1], step)], at + 1), last[0].kind)


def _is_article_a(tokens: Tokens, at: int) -> bool:
    """Whether a lone letter is rather the word "a" or "I"."""
    return tokens[at].tag is not Tag.BRACKET and tokens[at].text in "aAiIoy" and not closes(tokens[at + 1])


def _element(tokens: Tokens, at: int, kind: Kind) -> Read | None:
    first = _numbered(tokens, at, kind)
    return _ranged(tokens, first, kind) if first else None


def _ranged(tokens: Tokens, read: Read, kind: Kind) -> Read:
    """What was read, or every unit from there to the one named after "to" or a dash."""
    at = read.after + 1
    if tokens[at - 1].tag is not Tag.RANGE and not (tokens[at - 1].value == "a" and tokens[at].tag is Tag.NUMBER):
        return read
    (path,) = read.paths
    if tokens[at].tag is Tag.BRACKET and len(path) > 1:
        last = Read([(*path[:-1], Step(path[-1].kind, tokens[at].value))], at + 1)
    else:
        again = tokens[at].tag is Tag.UNIT and tokens[at].value == kind
        last = _numbered(tokens, number_place(tokens, at) if again else at, kind) or read
    end = last.paths[0]
    if last is read or end[:-1] != path[:-1] or end[-1].kind is not path[-1].kind:
        return read
    numbers = _between(path[-1].number, end[-1].number)
    return Read([(*path[:-1], Step(path[-1].kind, n)) for n in numbers], last.after) if numbers else read


def _between(first: str, last: str) -> list[str]:
    """The numbers of a range; empty where it runs backwards or too far."""
    if first.isdecimal() and last.isdecimal():
        return [str(n) for n in _span(int(first), int(last))]
    if len(first) == len(last) == 1 and not (first == "i" and roman_value(last)):
        return [chr(n) for n in _span(ord(first), ord(last))]
    return [to_roman(n) for n in _span(roman_value(first), roman_value(last))] if roman_value(first) else []


def _span(first: int, last: int) -> range:
    return range(first, last + 1) if 0 <= last - first < LONGEST else range(0)


def _numbered(tokens: Tokens, at: int, kind: Kind) -> Read | None:
    """A number with what is tied to it: ``59``, ``59(2)(a)``, ``59.6``, ``1 (b) (ii)``."""
    number = _number(tokens, at, kind)
    if not number:
        return None
    path: Path = (number[0],)
    at = number[1]
    while suffix := _suffix(tokens, at, path[-1].kind):
        path = (*path, suffix[0])
        at = suffix[1]
    return Read([path], at)


def _number(tokens: Tokens, at: int, kind: Kind) -> tuple[Step, int] | None:
    token = tokens[at]
    if token.tag is Tag.NUMBER:
        return (Step(kind, arabic(token.value)), at + 1) if _names(tokens, at) else None
    if token.tag is Tag.CARDINAL:
        return _spelt(tokens, at, kind)
    if token.tag is Tag.BRACKET and kind in _BRACKETED and (kind is not Kind.ARTICLE or token.value.isdecimal()):
        return _lettered(kind, token.value), at + 1
    if token.tag is Tag.HALF and kind in _LETTERED:
        return _lettered(kind, token.value), at + 1
    if kind in ARABIC:
        return _capital(tokens, at, kind)
    if kind in _LETTERED and _is_list_letter(tokens, at):
        return _lettered(kind, letter(token)), at + 1
    return None


def _names(tokens: Tokens, at: int) -> bool:
    """Whether digits name a unit, rather than being a year, a fraction, a date or an amount."""
    number, after = tokens[at], tokens[at + 1]
    fraction = after.text == "/" and after.start == number.end
    return len(number.value) <= 3 and not fraction and after.value not in MEASURES


def _spelt(tokens: Tokens, at: int, kind: Kind) -> tuple[Step, int] | None:
    """``forty-seven``, ``forty seven``."""
    value, after = int(tokens[at].value), tokens[at + 1]
    if after.value in MEASURES:
        return None
    split = tokens[at].value[1:] == "0" and tokens[at].text.casefold() in TENS and after.tag is Tag.CARDINAL
    if split and int(after.value) < 10:
        return Step(kind, str(value + int(after.value))), at + 2
    return Step(kind, str(value)), at + 1


def _capital(tokens: Tokens, at: int, kind: Kind) -> tuple[Step, int] | None:
    """``Article XIV``, ``chapter iv``, ``Annex A``."""
    token, after = tokens[at], tokens[at + 1]
    speaker = token.text in "iI" and after.value in PRONOUN_FOLLOWERS
    if token.tag not in (Tag.WORD, Tag.DETERMINER) or speaker:
        return None
    if roman_value(token.text) and (
        token.text.isupper() or (len(token.text) > 1 and token.text.islower()) or closes(after)
    ):
        return Step(kind, str(roman_value(token.text))), at + 1
    if kind in _CAPITALS and len(token.text) == 1 and token.text.isupper() and (token.text != "A" or closes(after)):
        return Step(kind, token.text), at + 1
    return None


def _is_list_letter(tokens: Tokens, at: int) -> bool:
    text = tokens[at].text
    if len(text) > 1:
        return text.islower() and bool(roman_value(text)) and tokens[at].tag is Tag.WORD
    elided = tokens[at + 1].text in ("'", "’")
    return text.isalpha() and not elided and (text not in "iIoy" or closes(tokens[at + 1]))


def _suffix(tokens: Tokens, at: int, outer: Kind) -> tuple[Step, int] | None:
    token = tokens[at]
    if outer not in (Kind.ARTICLE, Kind.PARAGRAPH, Kind.POINT, Kind.ANNEX):
        return None
    if token.tag is Tag.BRACKET or (token.tag is Tag.HALF and not token.value.isdecimal()):
        return _below(outer, token.value), at + 1
    tied = token.start == tokens[at - 1].end
    if tied and token.text == ".":
        return _dotted(tokens, at, outer)
    if len(token.text) == 1 and token.text.isalpha() and token.text.islower() and (tied or closes(tokens[at + 1])):
        return _below(outer, letter(token)), at + 1
    return None


def _dotted(tokens: Tokens, at: int, outer: Kind) -> tuple[Step, int] | None:
    """``.6`` of ``59.6``, ``.a`` of ``4.a``."""
    token = tokens[at + 1]
    short = len(token.value) <= 2 if token.tag is Tag.NUMBER else len(token.text) == 1 and token.text.islower()
    if token.start != tokens[at].end or not short:
        return None
    return _below(outer, letter(token)), at + 2


def _below(outer: Kind, number: str) -> Step:
    return Step(Kind.PARAGRAPH if number.isdecimal() and outer is Kind.ARTICLE else Kind.POINT, number)


def _lettered(kind: Kind, number: str) -> Step:
    """A letter named as a paragraph is a point: "article 5, paragraph (e)"."""
    return Step(Kind.POINT if kind is Kind.PARAGRAPH and not number.isdecimal() else kind, number)


def arabic(number: str) -> str:
    """``14`` for ``XIV`` and ``014``; anything else as it is."""
    if number.isdecimal():
        return number.lstrip("0") or "0"
    return str(roman_value(number) or number)


def closes(token: Token) -> bool:
    """Whether a lone letter before the token can be a number: the sentence goes no further, or goes on from it."""
    return token.tag in (Tag.END, Tag.OF, Tag.AND, Tag.RANGE, Tag.COMMA) or token.text in '.:?!)]"”»'


def number_place(tokens: Tokens, at: int) -> int:
    """Where the number of a unit stands: past the dot of an abbreviation and words such as "No."."""
    at += 1
    at += tokens[at].text == "."
    if tokens[at].tag is Tag.FILLER:
        at += 1
        at += tokens[at].text == "."
    return at
