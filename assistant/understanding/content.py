"""The words of a question that say what it is about, told from those that only hold it together."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP = _words(
    "a an the this that these those it its they them their he she him her his i we us our you your me my one ones "
    "and or but if so then also too as at by for from in into of on onto out over to under up with without within "
    "about between is are was were be been being am do does did done has have had having can could may might must "
    "shall should will would not no nor yes there here what which who whom whose when where why how than any all "
    "some each every both either same such other another just only even still again please ok okay now right well "
    "really very more most much many exactly actually precisely else like it's what's that's let's versus vs s t "
    "re second first last third"
)
"""Words that say nothing of a subject."""
SAYING = _words(
    "read reading show showing give tell quote cite say says said see open display print provide provides "
    "provided go look find list get want need know mean means meant ask text words wording verbatim full whole "
    "entire article articles art arts paragraph paragraphs para point points subparagraph letter item items "
    "recital chapter section annex preamble provision provisions clause rule rules part one content contents add "
    "adds contain contains state states mention mentioned mentions read next previous following preceding before "
    "after come comes stand stands treaty convention agreement draft oscola bluebook sentence reads goes numbered "
    "unnumbered number have thing things back skip jump"
)
"""Words of moving in a text: a turn of these and stop words alone asks to be shown something."""
DEFINING = _words("defin definit mean meaning meant term word kind sort type of and")
"""Stems in a wish for a definition that are not of the term."""
COUNTED = _words(
    "reservation reservations definition entry sub-item subitem dash bullet item one option mentioned cited named "
    "former latter fourth fifth sixth seventh eighth ninth tenth final"
)
"""Words beside "the second" that do not ask for anything else."""
GOING = _words("back go going return returning returned again once comparison compare see look stay staying remain")
"""Words of going to an instrument, in an opening that only names it."""
OWN_SUBJECT = 2
"""So many words of content make a turn, or one side of a comparison, name a subject of its own."""
LIKENESS = _words(
    "similar equivalent counterpart counterparts corresponding comparable likewise something anything thing apply "
    "true case rule about regarding handle handled cover covered treat treated deal dealt regulate regulated "
    "exist work number matching parallel allow allows allowed basis recall remember think believe guess suppose text"
)
"""Words of a turn that only asks whether another instrument has the like."""

# "get" and "out" say nothing apart; "get out" names leaving
_WORD = re.compile(r"\bget(?:s|ting)?\s+(?:out|rid)\b|[^\W\d_][\w'’-]*|\d{4}", re.UNICODE)


def content_words(text: str) -> tuple[str, ...]:
    """The words that say what a text is about, folded, in order."""
    words = (word.casefold().replace("’", "'").removesuffix("'s") for word in _WORD.findall(text))
    return tuple(word for word in words if word not in STOP)


def stems(text: str) -> set[str]:
    """The stems of the words that say what a text is about."""
    return {stem(word) for word in content_words(text)}


def stem(word: str) -> str:
    """A rough stem, alike for the forms of a word that people mix: preserve, preserving, preservation."""
    for ending in ("ations", "ation", "ions", "ings", "ing", "ion", "ies", "es", "ed", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word
