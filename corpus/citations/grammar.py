"""Citations in words, read by recursive descent over tokens.

    citation = chain { ["of" | ","] chain }          the outer unit may follow: paragraph 2 of article 59
    chain    = group { ["," | "and" | "("] group }   or the inner one: article 59, paragraph 2, point (a)
    group    = unit list | ordinal unit | "this" unit | annex | preamble ...
    list     = element { ("," | "and") element }
    element  = number { suffix } [ "to" number { suffix } ]

Every function takes the tokens and a place, and gives what it read with the place after it, or None. A
token is visited a bounded number of times, so reading takes time in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product, takewhile

from corpus.citations import han
from corpus.citations.han import Mention
from corpus.citations.numbers import (
    ARABIC,
    LAST,
    LONGEST,
    SUBPARAGRAPH,
    THIS,
    Path,
    Read,
    Step,
    Tokens,
    arabic,
    closes,
    number_place,
    read_list,
)
from corpus.citations.words import CONTACT, MEASURES, PHRASES, PLURALS, SUBPARAGRAPHS, VERBAL, Tag, tokenise
from corpus.eid import KINDS, UNNUMBERED, levels_of, name_and_number
from corpus.model import GROUPS, Kind
from corpus.numerals import roman_value

CHINESE = re.compile(r"[\u4e00-\u9fff]")
_RANK = {kind: rank for rank, kind in enumerate((Kind.BOOK, Kind.PART, Kind.DIVISION, Kind.CHAPTER, Kind.SECTION), 1)}
_RANK |= {Kind.SUBSECTION: 6, Kind.ARTICLE: 7, Kind.RECITAL: 8, Kind.PARAGRAPH: 8, Kind.LIST: 8, Kind.NOTE: 8}
_RANK |= {Kind.POINT: 9, Kind.ITEM: 9, Kind.WRAPUP: 10}
_ALONE = frozenset({Kind.PREAMBLE, Kind.ANNEX, Kind.TESTIMONIUM, Kind.WRAPUP})


def mentions(text: str) -> Iterator[Mention]:
    """Every mention of a unit in the text, in order, none overlapping another."""
    chinese = list(han.mentions(text)) if CHINESE.search(text) else []
    yield from sorted([*chinese, *_spelled_in_words(text)], key=lambda mention: mention.start)


def _spelled_in_words(text: str) -> Iterator[Mention]:
    tokens = tokenise(text)
    at = 0
    while tokens[at].tag is not Tag.END:
        read = _citation(tokens, at)
        if read and read.paths:
            yield Mention(tuple(read.paths), tokens[at].start, tokens[read.after - 1].end)
        at = read.after if read else at + 1


def _citation(tokens: Tokens, at: int) -> Read | None:
    if tokens[at].tag is Tag.EID:
        return _identifier(tokens, at)
    if tokens[at].tag is Tag.NUMBER:
        return _bare_number(tokens, at)
    if tokens[at].tag is Tag.BRACKET:
        return _pointed_at(tokens, at)
    read = _chain(tokens, at)
    if not read:
        return None
    while outer := _outer(tokens, read):
        read = outer
    return Read([], read.after) if _is_everyday(tokens, read) else _with_above(tokens, read)


def _is_everyday(tokens: Tokens, read: Read) -> bool:
    """Whether it is a lone "second point": words, not a citation."""
    (first, *deeper), *_ = read.paths
    small = first.kind in (Kind.POINT, Kind.ITEM) or first.number.startswith(SUBPARAGRAPH)
    return not deeper and small and tokens[read.after - 1].tag is Tag.UNIT


def _with_above(tokens: Tokens, read: Read) -> Read:
    return Read(read.paths, read.after + 1) if tokens[read.after].tag is Tag.ABOVE else read


def _identifier(tokens: Tokens, at: int) -> Read | None:
    """``art_59__para_6``, also with ``subpara_a``."""
    steps = [_identifier_step(part) for part in levels_of(tokens[at].value)]
    if any(step is None for step in steps) or name_and_number(tokens[at].value)[0] not in KINDS:
        return None
    return Read([tuple(step for step in steps if step)], at + 1)


def _identifier_step(part: str) -> Step | None:
    name, number = name_and_number(part)
    if name == Kind.TITLE and number:
        return Step(Kind.DIVISION, arabic(number))
    if name not in KINDS:
        return Step(Kind.LIST, part)
    kind = KINDS[name]
    return Step(kind, arabic(number) if kind in ARABIC else number)


def _bare_number(tokens: Tokens, at: int) -> Read | None:
    """``59(2)(a)``: a number is an article where a bracket is tied to it."""
    number, bracket = tokens[at], tokens[at + 1]
    tied = bracket.tag is Tag.BRACKET and bracket.start == number.end
    free = at == 0 or tokens[at - 1].end < number.start or tokens[at - 1].tag is Tag.COMMA
    if not (tied and free):
        return None
    return read_list(tokens, at, Kind.ARTICLE, plural=True)


def _pointed_at(tokens: Tokens, at: int) -> Read | None:
    """``(i) above``."""
    if tokens[at + 1].value not in ("above", "below"):
        return None
    return Read([(Step(Kind.POINT, tokens[at].value),)], at + 2)


def _outer(tokens: Tokens, read: Read) -> Read | None:
    """What was read, with the larger unit that is named after it put in front."""
    at = read.after
    of = tokens[at].tag is Tag.OF or (tokens[at].value == "to" and tokens[at + 1].tag is Tag.DETERMINER)
    at += 1 if of or tokens[at].tag is Tag.COMMA else 0
    while tokens[at].tag is Tag.DETERMINER or tokens[at].text in ("'", "’"):
        at += 1
    chain = _chain(tokens, at)
    if not chain:
        return None
    largest, inner = chain.paths[0][0].kind, read.paths[0][0].kind
    if not (_rank(largest) < _rank(inner) or (of and largest is Kind.ARTICLE and inner is Kind.SECTION)):
        return None
    return Read(_multiplied(chain.paths, read.paths), chain.after)


def _multiplied(outer: list[Path], inner: list[Path]) -> list[Path]:
    return [a + b for a, b in islice(product(outer, inner), LONGEST)]


def _chain(tokens: Tokens, at: int) -> Read | None:
    """Groups that go inward from the last unit named, or sideways on the same level."""
    read = _group(tokens, at)
    while read and len(read.paths) <= LONGEST:
        further = _inner(tokens, read)
        if not further:
            break
        read = further
    return read


def _inner(tokens: Tokens, read: Read) -> Read | None:
    """What was read, with the group after it put inside its last unit or beside it."""
    opener = tokens[read.after]
    if opener.text == "(":
        return _in_brackets(tokens, read)
    at = read.after + (opener.tag is Tag.COMMA)
    joined = tokens[at].tag is Tag.AND
    group = _group(tokens, at + joined)
    if not group:
        return None
    if not joined and _fits(read.paths[-1][-1], group.paths[0][0]):
        return _put_inside(read, group, group.after)
    return _beside(read, group) if joined or at > read.after else None


def _in_brackets(tokens: Tokens, read: Read) -> Read | None:
    """``article 1 (paragraphs (a) and (b))``."""
    group = _group(tokens, read.after + 1)
    if not group or tokens[group.after].text != ")" or not _fits(read.paths[-1][-1], group.paths[0][0]):
        return None
    return _put_inside(read, group, group.after + 1)


def _put_inside(read: Read, group: Read, after: int) -> Read:
    *before, last = read.paths
    return Read(before + [last + _as_section(path, last[-1].kind) for path in group.paths], after)


def _as_section(path: Path, outer: Kind) -> Path:
    """``§ 1`` of a chapter is a section."""
    if outer not in GROUPS or path[0].kind is not Kind.PARAGRAPH:
        return path
    return Step(Kind.SECTION, path[0].number), *path[1:]


def _beside(read: Read, group: Read) -> Read | None:
    """``article 5, paragraph 1 and paragraph 3``: the second goes where the first one stands."""
    kind = group.paths[0][0].kind
    last = read.paths[-1]
    level = next((i for i, step in enumerate(last) if step.kind is kind), None)
    if level is None or _rank(kind) <= _RANK[Kind.ARTICLE]:
        return None
    return Read(read.paths + [last[:level] + path for path in group.paths], group.after)


def _rank(kind: Kind) -> int:
    return _RANK.get(kind, 0)


def _fits(outer: Step, inner: Step) -> bool:
    """Whether the inner unit can stand in the outer one."""
    if inner.number.startswith(UNNUMBERED):
        return _rank(inner.kind) >= _rank(outer.kind) and not outer.number.startswith(UNNUMBERED)
    if inner.number.startswith(SUBPARAGRAPH):
        return outer.kind in (Kind.ARTICLE, Kind.PARAGRAPH) and not outer.number.startswith(SUBPARAGRAPH)
    if outer.kind is Kind.POINT and inner.kind is Kind.POINT:
        return bool(roman_value(inner.number)) and not roman_value(outer.number)
    if outer.kind is Kind.PREAMBLE:
        return inner.kind in (Kind.RECITAL, Kind.PARAGRAPH, Kind.WRAPUP)
    if inner.kind is Kind.DIVISION:
        return outer.kind in GROUPS and outer.kind is not Kind.DIVISION
    return _rank(inner.kind) > _rank(outer.kind)


def _group(tokens: Tokens, at: int) -> Read | None:
    token = tokens[at]
    if token.tag is Tag.THIS:
        return _this(tokens, at)
    if token.tag is Tag.ORDINAL:
        return _ordinal(tokens, at)
    if token.value == "appended":
        return _appended(tokens, at + 1)
    if token.tag is Tag.BLOCK:
        return _block(tokens, at)
    if phrase := PHRASES.get((token.text.casefold(), tokens[at + 1].text.casefold())):
        return Read([(Step(phrase, ""),)], at + 2)
    if token.text == "s" and tokens[at - 1].tag is Tag.COMMA and tokens[at + 1].tag is Tag.NUMBER:
        return read_list(tokens, at + 1, Kind.SECTION, plural=False)
    if token.value == "preambular" and tokens[at + 1].tag is Tag.UNIT:
        return read_list(tokens, number_place(tokens, at + 1), Kind.RECITAL, plural=True)
    return _named(tokens, at) if token.tag is Tag.UNIT else None


def _this(tokens: Tokens, at: int) -> Read | None:
    unit = tokens[at + 1]
    if unit.tag is not Tag.UNIT or tokens[at + 2].tag is Tag.NUMBER:
        return None
    return Read([(Step(Kind(unit.value), THIS),)], at + 2)


def _ordinal(tokens: Tokens, at: int) -> Read | None:
    """``fifth article``, ``first and third recitals``, ``second unnumbered paragraph``."""
    numbers = [tokens[at].value]
    while tokens[at + 1].tag in (Tag.AND, Tag.COMMA) and tokens[at + 2].tag is Tag.ORDINAL and len(numbers) < 9:
        at += 2
        numbers.append(tokens[at].value)
    at += 1
    prefix = UNNUMBERED if tokens[at].value == "unnumbered" else ""
    at += bool(prefix)
    kind = Kind.RECITAL if tokens[at].value == "preambular" else None
    at += kind is not None
    if tokens[at].tag is not Tag.UNIT or tokens[at + 2].value in CONTACT:
        return None
    if tokens[at].text.casefold() in SUBPARAGRAPHS:
        return _subparagraphs(tokens, at, numbers)
    kind = kind or Kind(tokens[at].value)
    return Read([(Step(kind, LAST if n == "0" else prefix + n),) for n in numbers], at + 1)


def _subparagraphs(tokens: Tokens, at: int, numbers: list[str]) -> Read:
    """``second subparagraph of paragraph 3``; the paragraph may also be named before, or with its article."""
    paths = [(Step(Kind.PARAGRAPH, SUBPARAGRAPH + n),) for n in numbers]
    of, unit, number = tokens[at + 1], tokens[at + 2], tokens[at + 3]
    named = of.tag is Tag.OF and unit.value == Kind.PARAGRAPH and number.tag in (Tag.NUMBER, Tag.BRACKET)
    if not named or not number.value.isdecimal():
        return Read(list(paths), at + 1)
    paragraph = Step(Kind.PARAGRAPH, arabic(number.value))
    return Read([(paragraph, *path) for path in paths], at + 4)


def _appended(tokens: Tokens, at: int) -> Read | None:
    """``appended status, entry into force, item 2``."""
    if tokens[at].tag is not Tag.BLOCK:
        return None
    block = Step(Kind(tokens[at].value), "")
    words = _list_name(tokens, at + 1) if block.kind is Kind.STATUS else []
    if not words:
        return Read([(block,)], at + 1)
    return Read([(block, Step(Kind.LIST, "_".join(words)))], at + 2 + len(words))


def _list_name(tokens: Tokens, at: int) -> list[str]:
    """``, entry into force``: up to five words after a comma."""
    if tokens[at].tag is not Tag.COMMA or tokens[at + 1].tag is Tag.ORDINAL or tokens[at + 1].value in MEASURES:
        return []
    return [t.text for t in takewhile(lambda t: t.text.isalpha(), tokens[at + 1 : at + 6])]


def _block(tokens: Tokens, at: int) -> Read | None:
    place = at + 1 + (tokens[at + 1].tag is Tag.COMMA)
    if tokens[place].value not in (Kind.ITEM, Kind.NOTE):
        return None
    return Read([(Step(Kind(tokens[at].value), ""),)], at + 1)


def _named(tokens: Tokens, at: int) -> Read | None:
    """A unit by name: with its numbers, or alone where there is only one of it."""
    unit = tokens[at]
    kind = Kind(unit.value)
    plural = unit.text.casefold() in PLURALS
    if (
        kind is Kind.POINT
        and tokens[at + 1].text == "a"
        and not (_follows_number(tokens, at) or closes(tokens[at + 2]))
    ):
        return None
    numbered = read_list(tokens, number_place(tokens, at), kind, plural=plural)
    if numbered or kind not in _ALONE:
        return numbered
    if kind is Kind.ANNEX and unit.text.islower() and at and tokens[at - 1].value in VERBAL:
        return None
    dotted = unit.text == "pmbl" and tokens[at + 1].text == "."
    return Read([(Step(kind, ""),)], at + 1 + dotted)


def _follows_number(tokens: Tokens, at: int) -> bool:
    return at > 0 and tokens[at - 1].tag in (Tag.NUMBER, Tag.BRACKET, Tag.COMMA, Tag.CARDINAL)
