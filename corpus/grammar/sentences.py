"""How sentences go on and end, so far as it tells headings, lists and words apart."""

from __future__ import annotations

import re

from corpus.lexicon import EVERY, read

SENTENCES = read("sentences", EVERY)
"""What depends on words; what depends on signs alone stands below."""
LONGEST_TITLE = 300
"""Characters that no title has more of."""
ENDS_SENTENCE = re.compile(r"[.!?。！？؟][”\"»’')\]）]*$")
CHAPEAU = re.compile(r"[:：—–]$|\s-$")
"""How words end that introduce a list."""
CHINESE = re.compile(r"[\u4e00-\u9fff]")
BROKEN_WORD = re.compile(r"[^\W\d_]-$")
"""A word that goes on in the next line, its hyphen being part of it."""
STOPS = ".;:,。；：，؛،"
"""Signs that no title ends in."""
TAIL = 80
"""So many characters at the end of words tell whether they go on."""
RUN_IN = re.compile(
    r"(?P<title>[^.;:]{3,150}?)\.?\s+"
    r"(?=(?:1\.|\(1\)|1\))\s+[A-ZÀ-ÝА-Я«“\"]|(?:-\s?[1١]|[1١]\s?-)\s+[ء-ي])"
)
"""A title with the first paragraph behind it on the same line."""


CAPITAL = re.compile(r"(?<=[a-zà-ÿа-яё)»”])\s+(?=[A-ZÀ-ÝА-ЯЁ])")
"""Where a sentence may begin behind a title that ends without a mark."""
GLUED = 250
"""Characters within which a title ends that goes on with its text."""


def ends_unfinished(words: str) -> bool:
    """Whether words end so that no sentence can: what follows goes on from them even with a capital."""
    return bool(SENTENCES.unfinished.search(words[-TAIL:]))


def leads_to_reference(words: str) -> bool:
    """Whether words end so that a number behind them is part of a reference: "referred to in paragraph"."""
    return bool(SENTENCES.leads_to_reference.search(words[-TAIL:]))


def first_sentence(text: str) -> int:
    """Where the first sentence begins in words that begin with a title; 0 where they do not.

    A title has no verb and breaks off with no preposition; the sentence begins as sentences do.
    """
    if behind := SENTENCES.begins_without_blank.search(text[:GLUED]):
        return behind.end()
    for match in CAPITAL.finditer(text, 3, GLUED + 1):
        title, rest = text[: match.start()], text[match.end() :]
        if SENTENCES.verb.search(title) or SENTENCES.clause.match(title) or ENDS_SENTENCE.search(title):
            return 0
        # "States" behind "Contracting" is part of a name.
        acts = title.split()[-1][0].islower() and SENTENCES.acts.match(rest)
        if (SENTENCES.begins_sentence.match(rest) or acts) and not ends_unfinished(title.replace(",", "")):
            return match.end()
    return 0


def is_title(text: str) -> bool:
    """Whether a line under a bare heading reads as its title: short, and no sentence."""
    return len(text) <= LONGEST_TITLE and text[-1] not in STOPS


def glue(before: str, after: str) -> str:
    """What stands between a line's words and those that go on from them."""
    return "" if BROKEN_WORD.search(before) and after[0].islower() else " "
