"""Instruments from files, and the collection of those that are loaded."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from corpus.citations.names import fold, names_of
from corpus.errors import SourceError, UnknownInstrument
from corpus.model import About, Instrument, Kind
from corpus.parsing import akoma
from corpus.parsing.parser import parse, parse_paragraphs
from corpus.readers import read
from corpus.readers.guard import check

TEXTS = Path(__file__).parents[1] / "texts"
BUNDLED = ("un-convention", "cis-agreement")


def load_instrument(path: Path, about: About) -> Instrument:
    """The instrument in a file of any known format (text, Markdown, HTML, PDF, Word, Akoma Ntoso).

    A text that has no articles is kept as numbered paragraphs, and its findings say so.

    Raises:
        SourceError: the file cannot be read.
        MissingExtra: reading its format needs an optional package.
    """
    if path.suffix.lower() in akoma.ENDINGS:
        check(path)
        return akoma.instrument(path, about)
    lines = read(path)
    instrument = parse(lines, about)
    has_articles = any(provision.kind is Kind.ARTICLE for provision in instrument)
    return instrument if has_articles else parse_paragraphs(lines, about)


def read_about(path: Path) -> About:
    """What a TOML file says of the instrument beside it; its identifier is the file's name.

    Raises:
        SourceError: the file cannot be read, or says what :class:`About` does not know.
    """
    try:
        facts: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise SourceError(f"cannot read {path}: {problem}") from problem
    known = {field.name for field in fields(About)} - {"id"}
    if unknown := facts.keys() - known:
        raise SourceError(f"{path.name}: unknown {', '.join(sorted(unknown))}; known are {', '.join(sorted(known))}")
    if missing := {"title", "short_title"} - facts.keys():
        raise SourceError(f"{path.name}: {' and '.join(sorted(missing))} must be given")
    lists = {name: tuple(value) for name, value in facts.items() if isinstance(value, list)}
    return About(**{"id": path.stem, **facts, **lists})


class Corpus(Mapping[str, Instrument]):
    """The loaded instruments by identifier, in the order in which they were given."""

    def __init__(self, instruments: Iterable[Instrument]) -> None:
        self._instruments = {instrument.id: instrument for instrument in instruments}

    @staticmethod
    @cache
    def bundled() -> Corpus:
        """The instruments that come with the package; they are parsed once in a process."""
        return Corpus(load_instrument(TEXTS / f"{name}.txt", read_about(TEXTS / f"{name}.toml")) for name in BUNDLED)

    def __getitem__(self, name: str) -> Instrument:
        try:
            return self._instruments[name]
        except KeyError:
            raise UnknownInstrument(f"no instrument {name!r}: {self._listing()}") from None

    def __contains__(self, name: object) -> bool:
        return name in self._instruments

    def __iter__(self) -> Iterator[str]:
        return iter(self._instruments)

    def __len__(self) -> int:
        return len(self._instruments)

    def find(self, name: str) -> Instrument:
        """The instrument of that identifier, title, short title or other name, case and "the" aside.

        Raises:
            UnknownInstrument: no loaded instrument answers to the name; the message lists those that are loaded.
        """
        wanted = fold(name)
        for instrument in self.values():
            if wanted in names_of(instrument.about):
                return instrument
        raise UnknownInstrument(f"no instrument is called {name!r}: {self._listing()}")

    def with_instrument(self, instrument: Instrument) -> Corpus:
        """This corpus and one more instrument, which takes the place of any of the same identifier."""
        return Corpus([*self.values(), instrument])

    def _listing(self) -> str:
        listing = ", ".join(f"{i.id} ({i.about.short_title})" for i in self.values())
        return f"loaded are {listing}" if listing else "none is loaded"
