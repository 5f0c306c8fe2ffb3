"""The words of a question that say what it is about, told from those that only hold it together."""

from __future__ import annotations

from corpus import lexicon

CONTENT = lexicon.read("content")
STOP = CONTENT.word_set("stop")
"""Words that say nothing of a subject."""
SAYING = CONTENT.word_set("saying")
"""Words of moving in a text: a turn of these and stop words alone asks to be shown something."""
DEFINING = CONTENT.word_set("defining")
"""Stems in a wish for a definition that are not of the term."""
COUNTED = CONTENT.word_set("counted")
"""Words beside "the second" that do not ask for anything else."""
GOING = CONTENT.word_set("going")
"""Words of going to an instrument, in an opening that only names it."""
LIKENESS = CONTENT.word_set("likeness")
"""Words of a turn that only asks whether another instrument has the like."""
ENDINGS = CONTENT.words("endings")
"""Endings of the forms of a word, the longest first."""
OWN_SUBJECT = 2
"""So many words of content make a turn, or one side of a comparison, name a subject of its own."""


def content_words(text: str) -> tuple[str, ...]:
    """The words that say what a text is about, folded, in order."""
    words = (word.casefold().replace("’", "'").removesuffix("'s") for word in CONTENT.word.findall(text))
    return tuple(word for word in words if word not in STOP)


def stems(text: str) -> set[str]:
    """The stems of the words that say what a text is about."""
    return {stem(word) for word in content_words(text)}


def stem(word: str) -> str:
    """A rough stem, alike for the forms of a word that people mix: preserve, preserving, preservation."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word
