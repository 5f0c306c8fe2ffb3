"""The encoding of a text file: what its first bytes say, UTF-8, or what its letters make likely."""

from __future__ import annotations

import codecs
from collections import Counter
from pathlib import Path

from charset_normalizer import from_bytes

from corpus.errors import SourceError

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
SAMPLE = 8192
BLOCKS = 4
WIDE = 0.95
"""Share of characters that belong to that many blocks of Unicode in a text of one script."""


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
    source = path.read_bytes()
    marked = next((encoding for mark, encoding in MARKS if source.startswith(mark)), "")
    try:
        return source.decode(marked or unmarked(source[:SAMPLE]) or "utf-8")
    except UnicodeDecodeError:
        best = from_bytes(source, cp_isolation=LIKELY).best()
    if best is None:
        raise SourceError(f"{path.name} is text in no known encoding: save it as UTF-8 and try again")
    return str(best)
