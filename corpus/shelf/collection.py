"""The instruments that are loaded, and what each is called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property

from corpus.citations.names import fold, named_in, names_of
from corpus.errors import UnknownInstrument
from corpus.model import Instrument
from corpus.shelf import bundle
from corpus.shelf.titles import Titles


class Corpus(Mapping[str, Instrument]):
    """The loaded instruments by identifier, in the order in which they were given."""

    def __init__(self, instruments: Iterable[Instrument]) -> None:
        self._instruments = {instrument.id: instrument for instrument in instruments}

    @staticmethod
    @cache
    def bundled() -> Corpus:
        """The instruments that come with the package; they are parsed once in a process."""
        return Corpus(map(bundle.load, bundle.BUNDLED))

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
        """The instrument of that identifier, title or part of it, short title or other name, case and "the" aside.

        Raises:
            UnknownInstrument: no loaded instrument answers to the name; the message lists those that are loaded.
        """
        for wanted in (fold(name), fold(self.spelled_out(name))):
            for instrument in self.values():
                if wanted in names_of(instrument.about):
                    return instrument
        raise UnknownInstrument(f"no instrument is called {name!r}: {self._listing()}")

    @cached_property
    def names(self) -> frozenset[str]:
        """Everything that the instruments are called, folded for comparing."""
        return frozenset(name for instrument in self.values() for name in names_of(instrument.about))

    def called(self, text: str) -> tuple[str, ...]:
        """Identifiers of the instruments that the text may name, in their order: all words of a name are in it.

        The names are looked up, not walked through: it takes as long for thousands of instruments as for two.
        """
        said = frozenset(_words(text))
        found = {id for word in said for words, id in self._by_word.get(word, ()) if words <= said}
        return tuple(sorted(found, key=self._order.__getitem__))

    def named(self, text: str) -> list[tuple[int, int]]:
        """Where the text says a name of a loaded instrument in full."""
        return [found.span() for id in self.called(text) for found in named_in(self[id].about, text)]

    def spelled_out(self, text: str) -> str:
        """The text with the short title of an instrument in place of a part of its title that means it alone."""
        full = self.named(text)
        for mention in reversed(list(self._titles.mentions(text))):
            if all(end <= mention.start or mention.end <= start or mention.holds(start, end) for start, end in full):
                short = self[mention.id].about.short_title
                text = f"{text[: mention.start]}{short}{text[mention.end :]}"
        return text

    @cached_property
    def _titles(self) -> Titles:
        return Titles(instrument.about for id, instrument in self.items() if id not in bundle.BUNDLED)

    @cached_property
    def _order(self) -> dict[str, int]:
        return {id: number for number, id in enumerate(self)}

    @cached_property
    def _by_word(self) -> dict[str, list[tuple[frozenset[str], str]]]:
        """The words of each name under the longest of them, which few names share."""
        found = defaultdict(list)
        for id, instrument in self.items():
            for name in names_of(instrument.about):
                if words := _words(name):
                    found[max(words, key=len)].append((frozenset(words), id))
        return found

    def _listing(self) -> str:
        listing = ", ".join(f"{i.id} ({i.about.short_title})" for i in self.values())
        return f"loaded are {listing}" if listing else "none is loaded"


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
