"""The encoding of a text file: what its first bytes say, UTF-8, or what its letters make likely."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from functools import lru_cache
from pathlib import Path

from charset_normalizer import from_bytes

from corpus.errors import SourceError
from corpus.languages import language_of
from corpus.lexicon import EVERY, read

LETTERS = read("alphabets", EVERY).table("letters")
"""The letters beyond ASCII of languages, by their codes."""
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks and what they stand for; that of UTF-32 begins like that of UTF-16."""
LIKELY = ["cp1252", "cp1251", "cp1250", "koi8_r", "iso8859_15", "cp866"]
"""Encodings that texts without a mark are found in, where they are not UTF-8."""
FORMER = ("mac_roman", "mac_cyrillic", "cp850", "mac_latin2", "iso8859_2", "iso8859_5", "cp1253", "cp1254", "cp1256")
"""Those that are tried where none of the likely ones makes words of it."""
WRONG = 0.2
"""Share of characters beyond ASCII that stand where none can, from which on a decoding is no text."""
LOST = "\N{REPLACEMENT CHARACTER}"
FEW = 0.1
"""Share of the characters beyond ASCII up to which bytes that are no UTF-8 are damage, and not another encoding."""
SAMPLE = 8192
BLOCKS = 4
WIDE = 0.95
"""Share of characters that belong to that many blocks of Unicode in a text of one script."""
BEYOND = re.compile(r"[^\x00-\x7f]")
SIGNS = frozenset("“”„‘’‚«»‹›–—…§°ºª©®™€£¥¢·•†‡½¼¾²³¹±×÷µ¶№‰¡¿´`¨ʼ‑\xa0\xad")
INNER = frozenset("’‘´`ʼ·‑–—-\xad")
"""Signs that may stand within a word."""
CONTINUED = "".join(bytes([n]).decode("cp1252", "ignore") or chr(n) for n in range(0x80, 0xC0))
TWICE = re.compile(
    rf"[Â-ß][{re.escape(CONTINUED)}]|[à-ï][{re.escape(CONTINUED)}]{{2}}|[ð-ô][{re.escape(CONTINUED)}]{{3}}"
)
"""Letters of UTF-8 that somebody took for single bytes."""
OFTEN = 3
ENOUGH = 200_000
"""Characters that tell an encoding."""


def unmarked(head: bytes) -> str:
    """The kind of UTF-16 that a text without a mark is in: every other byte is one of a few, zero among them."""
    for encoding, high, low in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        few = sum(count for _, count in Counter(high).most_common(BLOCKS))
        if 0 in high and 0 not in low and few > WIDE * len(high):
            return encoding
    return ""


def decode(path: Path) -> str:
    """The text of a file.

    Raises:
        SourceError: it is in none of the encodings that are known.
    """
    return decoded(path)[0]


def decoded(path: Path) -> tuple[str, str]:
    """The text of a file, and what its encoding was taken for where that was guessed or mended; else empty.

    Raises:
        SourceError: it is in none of the encodings that are known.
    """
    source = path.read_bytes()
    marked = next((encoding for mark, encoding in MARKS if source.startswith(mark)), "")
    try:
        text = source.decode(marked or unmarked(source[:SAMPLE]) or "utf-8")
    except UnicodeDecodeError:
        return but_for_few(source) or guessed(path, source)
    if len(TWICE.findall(text)) >= OFTEN and (mended := once(text)) != text:
        return mended, "utf-8, encoded twice"
    return text, ""


def but_for_few(source: bytes) -> tuple[str, str] | None:
    """The text where it is UTF-8 but for a few bytes, which show as boxes; else nothing."""
    text = source.decode("utf-8", "replace")
    right = sum(character > "\x7f" for character in text)
    lost = text.count(LOST)
    return (text, "utf-8, damaged") if lost < FEW * right else None


def guessed(path: Path, source: bytes) -> tuple[str, str]:
    """The text in the encoding that makes words of it, and the name of that.

    Raises:
        SourceError: no known encoding does.
    """
    found = from_bytes(source, cp_isolation=LIKELY).best()
    doubts = {found.encoding: doubt(str(found))} if found else {}
    if not doubts or min(doubts.values()) > 0:
        doubts |= {name: much for name in (*LIKELY, *FORMER) if (much := doubt_as(source, name)) < 1}
    name = min(doubts, key=lambda name: doubts[name], default="")
    if not name or doubts[name] > WRONG:
        raise SourceError(f"{path.name} is text in no known encoding: save it as UTF-8 and try again")
    return (str(found) if found and found.encoding == name else source.decode(name)), name


def doubt_as(source: bytes, encoding: str) -> float:
    """How far the bytes are from text in an encoding; 1 where they are none of it."""
    try:
        return doubt(source.decode(encoding))
    except UnicodeDecodeError:
        return 1.0


def doubt(text: str) -> float:
    """How far a decoding is from text: characters where they cannot stand, and letters that the language has not."""
    return oddness(text[:ENOUGH]) + strangeness(text[:ENOUGH])


def strangeness(text: str) -> float:
    """The share of letters beyond ASCII that are none of the language's, as its other letters tell it; 0 if unknown."""
    plain = BEYOND.sub(" ", text)
    letters = Counter(c.lower() for c in BEYOND.findall(text) if c.isalpha())
    total = sum(letters.values())
    known = LETTERS.get(language_of(plain), "")
    if not known or total > sum(map(str.isalpha, plain)):
        return 0.0
    return sum(count for letter, count in letters.items() if letter not in known) / total if total else 0.0


def oddness(text: str) -> float:
    """The share of characters beyond ASCII that stand where they cannot: signs within words, capitals after letters."""
    around = Counter(
        text[max(0, m.start() - 1) : m.end() + 1] if m.start() else f" {text[:2]}" for m in BEYOND.finditer(text)
    )
    total = sum(around.values())
    return sum(count for three, count in around.items() if is_odd(three)) / total if total else 0.0


@lru_cache(maxsize=4096)
def is_odd(three: str) -> bool:
    """Whether the middle one of three characters, the last of which may be missing, cannot stand between the others."""
    before, it, after = three[0], three[1], three[2:] or " "
    within = before.isalpha() and after.isalpha()
    if not it.isalpha() or it in "ºª":
        known = it in SIGNS or unicodedata.category(it) in ("Zs", "Pd", "Po", "Mn")
        return not known or (within and it not in INNER)
    alone = not before.isalpha() and not after.isalpha() and before not in "'’" and after not in "'’.)"
    capital = it.isupper() and before.islower()
    foreign = any(other.isalpha() and script(other) != script(it) for other in (before, after))
    return capital or foreign or (alone and it.isupper() and script(it) == "LATIN")


@lru_cache(maxsize=4096)
def script(letter: str) -> str:
    """The script that a letter belongs to, as Unicode names it: ``LATIN``, ``CYRILLIC``."""
    return unicodedata.name(letter, "").partition(" ")[0]


def once(text: str) -> str:
    """The text, where letters of it were encoded twice decoded once more; as it is where that makes no letter."""
    return TWICE.sub(letter_once, text)


def letter_once(found: re.Match[str]) -> str:
    """The letter that stands as several, those where they are none."""
    try:
        return b"".join(map(byte_of, found[0])).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def byte_of(character: str) -> bytes:
    """The byte that somebody took for the character."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")
