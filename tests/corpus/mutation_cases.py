"""Real texts joined, split, wrapped, printed over, set in other columns, and written in other encodings."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable
from pathlib import Path

from corpus.errors import SourceError
from corpus.model import About, Instrument
from corpus.readers.pages import is_editorial
from corpus.shelf.loading import load_instrument

ENCODINGS = ("utf-8", "utf-8", "utf-16", "utf-8-sig", "cp1252", "mac_roman")
BEGIN = 60
"""So many letters tell where the words of an article begin."""
HEAD = "OFFICIAL SERIES OF TIDES"
NUMBER = re.compile(r"- \d+ -")
FURNITURE = re.compile(r"- \d+ -|OFFICIAL\s+SERIES\s+OF\s+TIDES")
"""What a reader may leave out: the number of a page, or the running head as well."""
LEFT = re.compile(r"(?:- )?(?<!\S)\d+\s+-(?!\S)|OFFICIAL\s+SERIES\s+OF\s+TIDES")
"""What is left of either in a quote, where they stood within a line and the dash was taken for that of a list."""
Lines = list[str]


def joined(lines: Lines, chance: random.Random) -> Lines:
    """Lines put together with the next, here and there."""
    found: Lines = []
    for line in lines:
        if found and line and found[-1] and chance.random() < 0.3:
            found[-1] += f" {line}"
        else:
            found.append(line)
    return [line for line in found if line or chance.random() < 0.5]


def split(lines: Lines, chance: random.Random) -> Lines:
    """Lines broken at a blank, here and there."""
    found: Lines = []
    for line in lines:
        words = line.split(" ")
        at = chance.randrange(1, len(words)) if len(words) > 1 and chance.random() < 0.3 else len(words)
        found += [" ".join(words[:at]), *([" ".join(words[at:])] if at < len(words) else [])]
    return found


def wrapped(lines: Lines, chance: random.Random) -> Lines:
    """Every line broken to a width."""
    width = chance.randrange(40, 100)
    return [part for line in lines for part in textwrap.wrap(line, width) or [""]]


def printed_over(lines: Lines, chance: random.Random) -> Lines:
    """A running head and the number of the page between the lines of every page."""
    length, found = chance.randrange(25, 60), list[str]()
    for place, line in enumerate(lines):
        if place and place % length == 0:
            found += ["", f"- {place // length} -", HEAD, ""]
        found.append(line)
    return found


def swapped(lines: Lines, chance: random.Random) -> Lines:
    """Two neighbouring blocks of lines exchanged, as columns that are read in the wrong order."""
    size = chance.randrange(5, 40)
    at = chance.randrange(max(1, len(lines) - 2 * size))
    return [*lines[:at], *lines[at + size : at + 2 * size], *lines[at : at + size], *lines[at + 2 * size :]]


MUTATIONS: tuple[Callable[[Lines, random.Random], Lines], ...] = (joined, split, wrapped, printed_over, swapped)


def mutated(text: str, chance: random.Random) -> bytes:
    """The text after one to three mutations, in some encoding."""
    lines = text.split("\n")
    for mutation in chance.sample(MUTATIONS, chance.randrange(1, 4)):
        lines = mutation(lines, chance)
    return "\n".join(lines).encode(chance.choice(ENCODINGS), "replace")


def squeezed(text: str) -> str:
    """The letters and figures of a text."""
    return "".join(c for c in text if c.isalnum())


def wrong_quotes(instrument: Instrument, source: str) -> list[str]:
    """The provisions whose words are not in the file, and articles whose number does not stand before their words."""
    plain = "\n".join(line for line in source.splitlines() if not is_editorial(line.strip()))
    texts = [source, *(pattern.sub("", text) for text in (source, plain) for pattern in (NUMBER, FURNITURE, LEFT))]
    wholes = [squeezed(text) for text in texts]
    quotes = ((p.eid, instrument.own(p)) for p in instrument)
    # Some of the heads may be told from the text, and others not.
    said = ((eid, {squeezed(words), squeezed(LEFT.sub("", words))}) for eid, words in quotes)
    found = [eid for eid, forms in said if not any(form in whole for form in forms for whole in wholes)]
    for article in filter(instrument.words, instrument.articles):
        printed = squeezed(instrument.text[article.start : article.body])
        words = squeezed(instrument.words(article))[:BEGIN]  # what is quoted of it is held against the file by itself
        if not any(is_before(printed, words, whole) for whole in wholes):
            found.append(f"{article.eid}: number")
    return found


def is_before(printed: str, words: str, whole: str) -> bool:
    """Whether a heading stands before its words."""
    first = whole.find(printed)
    return first >= 0 and whole.find(words, first) >= first


def verdict(path: Path, text: str, seed: int) -> tuple[str, list[str]]:
    """What became of a mutated text: refused, sound, or what is wrong with it."""
    source = mutated(text, random.Random(seed))  # noqa: S311  # no secret
    path.write_bytes(source)
    try:
        instrument = load_instrument(path, About("x", "X", "X"))
    except SourceError:
        return "refused", []
    encodings = ("utf-8-sig", "utf-16", "cp1252", "mac_roman")
    wrong = [wrong_quotes(instrument, said) for encoding in encodings if (said := source.decode(encoding, "replace"))]
    return ("wrong", min(wrong, key=len)) if all(wrong) else ("sound", [])
