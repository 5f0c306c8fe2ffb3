"""Whether the words of a text are words: what broken fonts, lost letters and lost blanks leave of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from corpus.model import Finding, FindingKind
from corpus.readers.encoding import script

WORD = re.compile(r"[^\W\d_]+(?:[\u02b0-\u036f\u0900-\u0dff]+[^\W\d_]*)*")
LOST = re.compile("[\ufffd\ue000-\uf8ff]")
"""What stands for letters that a conversion could not tell."""
JOINED = re.compile(r"[a-zà-ÿа-я]{2}[.,;:)](?=[A-ZÀ-ÝА-Я][a-zà-ÿа-я]{2})|[a-zà-ÿ]{3}(?=[A-ZÀ-Ý][a-zà-ÿ]{3})")
"""Where a blank, or the end of a line, has been lost between two words."""
SCRIPTS = frozenset(
    [
        *(
            "LATIN",
            "CYRILLIC",
            "GREEK",
            "ARABIC",
            "HEBREW",
            "ARMENIAN",
            "GEORGIAN",
            "DEVANAGARI",
            "GURMUKHI",
            "BENGALI",
        ),
        *("GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "THAI", "LAO", "TIBETAN"),
        *("MYANMAR", "KHMER", "ETHIOPIC", "CHEROKEE", "CANADIAN"),
    ]
)
"""Scripts that no word mixes with another, as Unicode names them."""
MIXED = 0.05
"""Share of words from which on letters of several scripts in one word are no slips."""
FEW = 20
RARE = 0.0005
"""Share of characters up to which lost letters are slips."""
JOINTS = 5
OFTEN = 0.002
"""Share of words from which on blanks were lost by rule and not by a slip."""


def unreadable(text: str) -> str:
    """Why the words cannot be quoted, in words for the user; empty where they can."""
    words = Counter(WORD.findall(text))
    total = sum(words.values())
    mixed = sum(count for word, count in words.items() if is_mixed(word))
    if mixed > max(FEW, MIXED * total):
        return "its letters come out in several scripts within one word: the font or the encoding says wrong letters"
    return ""


@lru_cache(maxsize=65536)
def is_mixed(word: str) -> bool:
    """Whether a word has letters of several scripts."""
    return not word.isascii() and len(SCRIPTS & {script(letter) for letter in word}) > 1


def remarks(text: str) -> Iterator[Finding]:
    """What a reader of the text should know of its words."""
    lost = len(LOST.findall(text))
    if lost:
        yield Finding(FindingKind.LOST, number=f"{lost:,}")
    joined = list(JOINED.finditer(text))
    if len(joined) >= JOINTS and len(joined) > OFTEN * len(text.split()):
        first = text[max(0, joined[0].start() - 10) : joined[0].end() + 12].split("\n")[0]
        yield Finding(FindingKind.JOINED, number=f"{len(joined):,}", beside=first.strip())
