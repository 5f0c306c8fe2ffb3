"""How identifiers are spelled, after the Akoma Ntoso Naming Convention 1.0 (OASIS): ``art_59__para_6__point_a``.

An identifier is a row of levels, the outermost first; a level is a name, with a number behind it where it has one.
"""

from __future__ import annotations

from collections import Counter

from corpus.model import Kind

SEPARATOR = "__"
"""What stands between two levels."""
UNNUMBERED = "nn_"
"""What begins the number of a paragraph, point or article that has none: its place among its like follows."""
_COUNTED = {
    **dict.fromkeys(("rec", "cit", "item", "note", "other"), ""),
    **dict.fromkeys(("para", "point", "art"), UNNUMBERED),
}
"""Levels whose entries without a number are counted, and what stands before the count."""

_NAMES = {
    Kind.DIVISION: "title",
    Kind.CHAPTER: "chp",
    Kind.SECTION: "sec",
    Kind.SUBSECTION: "subsec",
    Kind.ARTICLE: "art",
    Kind.PARAGRAPH: "para",
    Kind.RECITAL: "rec",
    Kind.CONTENTS: "toc",
}
"""Names of levels where they are not the kind's own."""

KINDS = {
    "book": Kind.BOOK,
    "part": Kind.PART,
    "dvs": Kind.DIVISION,
    "chp": Kind.CHAPTER,
    "sec": Kind.SECTION,
    "subsec": Kind.SUBSECTION,
    "art": Kind.ARTICLE,
    "para": Kind.PARAGRAPH,
    "point": Kind.POINT,
    "subpara": Kind.POINT,
    "item": Kind.ITEM,
    "rec": Kind.RECITAL,
    "note": Kind.NOTE,
    "annex": Kind.ANNEX,
    "preamble": Kind.PREAMBLE,
    "wrapup": Kind.WRAPUP,
    "testimonium": Kind.TESTIMONIUM,
    "title": Kind.TITLE,
    "toc": Kind.CONTENTS,
    "signatures": Kind.SIGNATURES,
    "notes": Kind.NOTES,
    "reservations": Kind.RESERVATIONS,
    "status": Kind.STATUS,
}
"""What a level is, by its name; a title with a number is a division."""


def join(*levels: str) -> str:
    """Levels joined to an identifier; a level that is empty is none.

    >>> join("art_59", "", "para_6")
    'art_59__para_6'
    """
    return SEPARATOR.join(level for level in levels if level)


def levels_of(eid: str) -> list[str]:
    """The levels of an identifier, the outermost first."""
    return eid.split(SEPARATOR)


def holder_of(eid: str) -> str:
    """What stands before the last level; empty at the top."""
    return eid.rpartition(SEPARATOR)[0]


def last_level(eid: str) -> str:
    """The last level: ``point_a`` of ``art_59__point_a``."""
    return eid.rpartition(SEPARATOR)[2]


def name_and_number(level: str) -> tuple[str, str]:
    """Name and number of a level: ``para`` and ``6`` of ``para_6``."""
    name, _, number = level.partition("_")
    return name, number


def holds(outer: str, inner: str) -> bool:
    """Whether the inner identifier is the outer one, or stands below it.

    >>> holds("art_5", "art_5__para_1"), holds("art_5", "art_59")
    (True, False)
    """
    return inner == outer or is_below(outer, inner)


def is_below(outer: str, inner: str) -> bool:
    """Whether the inner identifier stands below the outer one."""
    return inner.startswith(f"{outer}{SEPARATOR}")


def rebased(eid: str, outer: str, to: str) -> str:
    """The identifier of what stands in `outer`, once that has become `to`."""
    return f"{to}{eid.removeprefix(outer)}"


def related(one: str, other: str) -> bool:
    """Whether one of the identifiers holds the other."""
    return holds(one, other) or holds(other, one)


def article_of(eid: str) -> str:
    """The identifier of the article that holds a provision, or of what stands at the top where no article does."""
    levels = levels_of(eid)
    depth = next((n for n, level in enumerate(levels, 1) if level.startswith("art_")), 1)
    return SEPARATOR.join(levels[:depth])


def is_first_paragraph(eid: str) -> bool:
    """Whether it is the first paragraph, numbered or not, of what stands at the top."""
    return levels_of(eid)[1:] in (["para_1"], [f"para_{UNNUMBERED}1"])


def in_preamble(eid: str) -> bool:
    """Whether it is a preamble or stands in one."""
    return eid.startswith(Kind.PREAMBLE.value)


def is_point(eid: str) -> bool:
    """Whether it is a point of a list, or stands in one."""
    return any(name_and_number(level)[0] == "point" for level in levels_of(eid))


def outside_articles(eid: str) -> bool:
    """Whether it stands neither in an article nor in a preamble: in an annex, a schedule, closing words."""
    return not in_preamble(eid) and name_and_number(levels_of(article_of(eid))[-1])[0] != "art"


def level_name(kind: Kind) -> str:
    """The name of a kind's level: ``art`` for an article."""
    return _NAMES.get(kind, kind.value)


def spelled(name: str, number: str, counts: Counter[str]) -> str:
    """A level of that name: ``para_6``, ``para_nn_1``, ``wrapup``.

    Args:
        name: of the level.
        number: as the text gives it, empty where it gives none.
        counts: how many entries without a number came before it under the same holder; counts on.
    """
    if number:
        return f"{name}_{number.replace(' ', '')}"
    if name not in _COUNTED:
        return name
    counts[name] += 1
    return f"{name}_{_COUNTED[name]}{counts[name]}"
