"""Text inside Markdown (CommonMark 0.31): escaped so that it is shown as it stands, and read back.

How much is escaped depends on who reads it: exports are also read by people, as plain text, and bear few backslashes;
labels are read by a renderer alone.
"""

from __future__ import annotations

import re
from functools import cache

SIGNS = "\\`*_{}[]<>#|"
"""What is markup in every Markdown."""
IN_LINES = f"{SIGNS}!~"
"""What is escaped in headings and entries that hold somebody's words: pictures and struck words too."""
IN_ANSWERS = f"{SIGNS}~&$"
"""What is escaped in answers: struck words, entities and formulas too."""
IN_LABELS = f"{SIGNS}()+-.!$~^&="
"""What is escaped in labels: everything that any renderer takes for markup."""

_LIST_MARK = re.compile(r"^(?:\d+(?=[.)]\s)|(?=[-+]\s))")
"""What begins a list: a number before its dot, or the place before a dash."""
_ANY_LIST_MARK = re.compile(r"^\s*(?:\d+(?=[.)])|(?=[-+]))")
"""As above with nothing behind it, since what follows in an answer may be cut away."""
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
"""A backslash before a sign of ASCII, which is all that may be escaped."""

_MARKUP = re.compile(r"^> ?|\\[!-/:-@\[-`{-~]|\*\*|\[\d+\](?![:(\[])|(?P<other>[\\`*_{}\[\]<>#|~&$])", re.MULTILINE)
"""What answers are marked up with (quotes, escaped signs, bold words, markers), or else a sign that would be markup."""


def block(text: str) -> str:
    """A paragraph of an export."""
    return _LIST_MARK.sub(_ended, escaped(text, SIGNS))


def quote(text: str) -> str:
    """A paragraph of an answer."""
    return _ANY_LIST_MARK.sub(_ended, escaped(text, IN_ANSWERS))


def line(text: str) -> str:
    """A heading, or an entry of a list, in one line."""
    return escaped(" ".join(text.split()), IN_LINES)


def label(text: str) -> str:
    """The label of a button or a field, in one line; word joiners keep ``:red[...]`` and ``:smile:`` what they are."""
    return escaped(" ".join(text.split()), IN_LABELS).replace(":", ":\u2060")


def escaped(text: str, signs: str) -> str:
    """The text with a backslash before each of the signs."""
    return text.translate(_escapes(signs))


def answer(markdown: str) -> str:
    """An answer with the markup that answers have, and no other: one that was imported may hold any."""
    return _MARKUP.sub(lambda found: f"\\{found['other']}" if found["other"] else found[0], markdown)


def unescaped(markdown: str) -> str:
    """The text as it stood before it was escaped."""
    return _ESCAPE.sub(r"\1", markdown)


@cache
def _escapes(signs: str) -> dict[int, str]:
    return {ord(sign): f"\\{sign}" for sign in signs}


def _ended(mark: re.Match[str]) -> str:
    """The mark with a backslash behind it, which is before the sign that makes the list."""
    return f"{mark[0]}\\"
