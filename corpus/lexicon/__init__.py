"""Words as data: a folder a language, a TOML file a subject, and this one loader.

A file may hold four tables:

``[words]``      lists of words, each under a name;
``[tables]``     what words stand for: a table of words with a text or a number each;
``[fragments]``  parts of regular expressions;
``[patterns]``   regular expressions, without regard to case unless they say otherwise.

A fragment or pattern is a string, or a list of strings that follow on one another. In it ``{name}`` stands for the
fragment of that name, or for the words of that list as alternatives, of the same file; ``{file.name}`` for those of
another file. Patterns are compiled when they are first used.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from corpus.errors import LexiconError

LANGUAGE = "en"
FOLDER = Path(__file__).parent
PARTS = ("words", "tables", "fragments", "patterns")
_NAME = re.compile(r"\{([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)\}")
"""A name in braces; a repetition, ``{2,40}``, begins with a digit."""


class Lexicon:
    """The words of one subject in one language; its patterns are its attributes.

    >>> read("treaties").named.search("the Budapest Convention")  # doctest: +SKIP
    """

    def __init__(self, subject: str, language: str, content: Mapping[str, Any]) -> None:
        self._subject = subject
        self._language = language
        self._content = content

    def __getattr__(self, name: str) -> re.Pattern[str]:
        """The pattern of that name, compiled once.

        Raises:
            LexiconError: the file has none, or it is no regular expression.
        """
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            pattern = re.compile(self._expanded("patterns", name), re.IGNORECASE)
        except re.error as problem:
            raise LexiconError(f"{self._where(name)} is no regular expression: {problem}") from problem
        setattr(self, name, pattern)
        return pattern

    @property
    def patterns(self) -> tuple[str, ...]:
        """The names of the patterns."""
        return tuple(self._content.get("patterns", ()))

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a list, in its order.

        Raises:
            LexiconError: the file has no such list.
        """
        return tuple(self._part("words", name))

    def table(self, name: str) -> Mapping[str, Any]:
        """What the words of a table stand for, in its order.

        Raises:
            LexiconError: the file has no such table.
        """
        found: Mapping[str, Any] = self._part("tables", name)
        return found

    def fragment(self, name: str) -> str:
        """A part of a regular expression, whole, or the words of a list as alternatives.

        Raises:
            LexiconError: the file has neither.
        """
        if name in self._content.get("words", ()):
            return f"(?:{'|'.join(map(re.escape, self.words(name)))})"
        return self._expanded("fragments", name)

    def _expanded(self, part: str, name: str) -> str:
        said = self._part(part, name)
        text = said if isinstance(said, str) else "".join(said)
        return _NAME.sub(lambda found: self._named(found[1]), text)

    def _named(self, name: str) -> str:
        subject, _, inner = name.rpartition(".")
        return read(subject, self._language).fragment(inner) if subject else self.fragment(name)

    def _part(self, part: str, name: str) -> Any:
        try:
            return self._content[part][name]
        except KeyError:
            raise LexiconError(f"{self._where(name)} is not among the {part}") from None

    def _where(self, name: str) -> str:
        return f"{name!r} of {self._language}/{self._subject}.toml"


@cache
def read(subject: str, language: str = LANGUAGE) -> Lexicon:
    """The words of a subject in a language.

    Raises:
        LexiconError: there is no such file, or it is not of the form described above.
    """
    path = FOLDER / language / f"{subject}.toml"
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise LexiconError(f"cannot read {language}/{subject}.toml: {problem}") from problem
    if unknown := content.keys() - set(PARTS):
        raise LexiconError(f"{language}/{subject}.toml: unknown {', '.join(sorted(unknown))}; known are {PARTS}")
    return Lexicon(subject, language, content)


def subjects(language: str = LANGUAGE) -> tuple[str, ...]:
    """The subjects that there are words for in a language."""
    return tuple(sorted(path.stem for path in (FOLDER / language).glob("*.toml")))
