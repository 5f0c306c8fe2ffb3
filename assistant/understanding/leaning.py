"""How the words of one turn lean on another: pronouns, corrections, the two sides of a comparison.

Nothing here knows of a conversation; :mod:`assistant.understanding.turns` decides what a match means.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.understanding.content import content_words
from corpus import lexicon

TURNS = lexicon.read("turns")
ANTECEDENT = 3
"""Words of content before a pronoun that are likely to hold what it stands for."""


def nickname(acronym: str) -> re.Pattern[str]:
    """An acronym where it stands for an instrument, with the noun that may follow it: "the CIS one", "CIS dispute"."""
    before, after = TURNS.fragment("nickname_before"), TURNS.fragment("nickname_after")
    return re.compile(f"{before}{re.escape(acronym)}{after}", re.IGNORECASE)


def sides(text: str) -> tuple[str, str]:
    """What is compared, and with what; the second is empty where it is not said."""
    found = TURNS.compare.search(text)
    parted = TURNS.beside.search(text, found.start()) if found else None
    return (text[: parted.start()], text[parted.end() :].strip(" ?.!")) if parted else (text, "")


def points_back(text: str) -> bool:
    """Whether a pronoun or demonstrative of the text stands for something outside it."""
    bare = TURNS.own.sub(" ", TURNS.expletive.sub(" ", text))
    if TURNS.demonstrative.search(bare):
        return True
    pronouns = (*TURNS.anaphora.finditer(bare), *TURNS.it.finditer(bare))
    return any(len(content_words(bare[: found.start()])) < ANTECEDENT for found in pronouns)


class Mended(NamedTuple):
    """A correction: what was wrong, empty where it is not said, and what is right."""

    wrong: str
    right: str


def mended(text: str) -> Mended | None:
    """What a correction corrects: "no, I meant article 34", "not confiscation, seizure"; None for other turns."""
    found = TURNS.correction.match(text)
    rest = found["right"] if found else text
    if last := TURNS.meant_last.match(rest):
        return Mended("", last["right"])
    said = TURNS.meant.match(rest)
    rest = rest[said.end() :] if said else rest
    if swapped := TURNS.not_but.match(rest):
        right = TURNS.meant.sub("", swapped["right"])
        return Mended(swapped["wrong"], right)
    if (found or said) and rest:
        swapped = TURNS.but_not.match(rest)
        return Mended(swapped["wrong"], swapped["right"]) if swapped else Mended("", rest)
    if repaired := TURNS.self_repair.match(text):
        return Mended("", repaired["right"])
    return None
