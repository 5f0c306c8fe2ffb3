"""Numbers and letters as people type them, spelled out as citations are read."""

from __future__ import annotations

import re

from corpus import lexicon

SPELLING = lexicon.read("spelling")


def spelled_out(text: str) -> str:
    """The text as citations are read: "in 77" and "56 para 2" with "article", "b and c" with "points"."""
    text = SPELLING.number_on_list.sub("item ", SPELLING.point_a.sub(r"\1 (a) ", _lettered(text)))
    text = SPELLING.number_of_article.sub(r"\1article ", text)
    return SPELLING.bare_number.sub(r"\1 article ", SPELLING.possessive.sub("of the", text))


def bracketed(text: str) -> str:
    """The text with brackets around the levels of a citation that were typed without: "art 33(1)(b)(ii)"."""
    return SPELLING.spaced.sub(_with_brackets, SPELLING.levels_of_article.sub(r"\1article ", text))


def _with_brackets(found: re.Match[str]) -> str:
    levels = re.findall(r"\d+|[^\W\d]+", found["levels"])
    return found["unit"] + "".join(f"({level})" for level in levels)


def _lettered(text: str) -> str:
    alone = SPELLING.letters.match(text)
    if alone:
        return f"{alone['lead']}points {alone['run']}{alone['tail']}"
    return SPELLING.bracket.sub(lambda found: _as_point(text, found), text)


def _as_point(text: str, letter: re.Match[str]) -> str:
    """A letter in brackets, named a point where nothing before it says what it is."""
    return letter[0] if SPELLING.numbered.search(text[: letter.start()]) else f"point {letter[0]}"
