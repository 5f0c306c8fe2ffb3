"""Words as data: a folder a language, a TOML file a subject, and this one loader.

The folder ``all`` holds what is read before anybody knows the language of a text.

A file may hold six parts:

``[words]``      lists of words, each under a name;
``[tables]``     what words stand for: a table of words with a text or a number each;
``[fragments]``  parts of regular expressions;
``[patterns]``   regular expressions, without regard to case unless they say otherwise;
``[exact]``      those that mind the case;
``[sequences]``  lists of regular expressions that are tried side by side, without regard to case.

A fragment or regular expression is a string, or a list of strings that follow on one another. In it ``{name}`` stands
for the fragment of that name, or for the words of that list or table as alternatives, of the same file;
``{file.name}`` for those of another file, ``{language/file.name}`` for those of a file of another language. Patterns
are compiled when they are first used.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from corpus.errors import LexiconError

LANGUAGE = "en"
EVERY = "all"
"""The folder of what is read in all languages at once."""
FOLDER = Path(__file__).parent


def _is_text(said: object) -> bool:
    return isinstance(said, str) or _are_words(said)


def _are_words(said: object) -> bool:
    return isinstance(said, list) and all(isinstance(word, str) for word in said)


def _is_table(said: object) -> bool:
    return isinstance(said, dict) and all(isinstance(value, str | int) for value in said.values())


def _are_texts(said: object) -> bool:
    return isinstance(said, list) and all(map(_is_text, said))


PARTS: Mapping[str, Callable[[object], bool]] = {
    "words": _are_words,
    "tables": _is_table,
    "fragments": _is_text,
    "patterns": _is_text,
    "exact": _is_text,
    "sequences": _are_texts,
}
"""The parts of a file, and whether something has the form of what such a part holds."""
_NAME = re.compile(r"\{((?:[a-z]+/)?(?:[a-z][a-z0-9_]*\.)?[a-z][a-z0-9_]*)\}")
"""A name in braces; a repetition, ``{2,40}``, begins with a digit."""


class Lexicon:
    """The words of one subject in one language; its patterns are its attributes.

    >>> read("treaties").named.search("the Budapest Convention")  # doctest: +SKIP
    """

    def __init__(self, subject: str, language: str, content: Mapping[str, Any]) -> None:
        self._subject = subject
        self._language = language
        self._content = content
        self._sequences: dict[str, tuple[re.Pattern[str], ...]] = {}

    def __getattr__(self, name: str) -> re.Pattern[str]:
        """The pattern of that name, compiled once.

        Raises:
            LexiconError: the file has none, or it is no regular expression.
        """
        if name.startswith("__"):
            raise AttributeError(name)
        exact = name in self._content.get("exact", ())
        said = self._part("exact" if exact else "patterns", name)
        pattern = self._compiled(name, said, re.NOFLAG if exact else re.IGNORECASE)
        setattr(self, name, pattern)
        return pattern

    @property
    def patterns(self) -> tuple[str, ...]:
        """The names of the patterns."""
        return (*self._content.get("patterns", ()), *self._content.get("exact", ()))

    def sequence(self, name: str) -> tuple[re.Pattern[str], ...]:
        """The patterns of a sequence, in its order, compiled once.

        Raises:
            LexiconError: the file has no such sequence, or one of it is no regular expression.
        """
        if name not in self._sequences:
            sequence = self._part("sequences", name)
            self._sequences[name] = tuple(self._compiled(name, said, re.IGNORECASE) for said in sequence)
        return self._sequences[name]

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a list, in its order.

        Raises:
            LexiconError: the file has no such list.
        """
        return tuple(self._part("words", name))

    def word_set(self, name: str) -> frozenset[str]:
        """The words of a list, to look words up in.

        Raises:
            LexiconError: the file has no such list.
        """
        return frozenset(self.words(name))

    def table(self, name: str) -> Mapping[str, Any]:
        """What the words of a table stand for, in its order.

        Raises:
            LexiconError: the file has no such table.
        """
        found: Mapping[str, Any] = self._part("tables", name)
        return found

    def fragment(self, name: str) -> str:
        """A part of a regular expression, whole, or the words of a list or table as alternatives.

        Raises:
            LexiconError: the file has none of these.
        """
        for part in ("words", "tables"):
            if name in self._content.get(part, ()):
                return f"(?:{'|'.join(map(re.escape, self._content[part][name]))})"
        return self._expanded(self._part("fragments", name))

    def _compiled(self, name: str, said: str | Sequence[str], flags: re.RegexFlag) -> re.Pattern[str]:
        try:
            return re.compile(self._expanded(said), flags)
        except (re.error, RecursionError) as problem:
            raise LexiconError(f"{self._where(name)} is no regular expression: {problem}") from problem

    def _expanded(self, said: str | Sequence[str]) -> str:
        return _NAME.sub(lambda found: self._named(found[1]), "".join(said))

    def _named(self, name: str) -> str:
        subject, _, inner = name.rpartition(".")
        language, _, subject = subject.rpartition("/")
        return read(subject, language or self._language).fragment(inner) if subject else self.fragment(name)

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
    for part, named in content.items():
        if part not in PARTS:
            raise LexiconError(f"{language}/{subject}.toml: unknown {part}; known are {', '.join(PARTS)}")
        for name, said in named.items() if isinstance(named, dict) else ((part, None),):
            if not PARTS[part](said):
                raise LexiconError(f"{language}/{subject}.toml: {name!r} does not have the form of {part}")
    return Lexicon(subject, language, content)


def subjects(language: str = LANGUAGE) -> tuple[str, ...]:
    """The subjects that there are words for in a language."""
    return tuple(sorted(path.stem for path in (FOLDER / language).glob("*.toml")))
