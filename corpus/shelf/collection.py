"""The instruments that are loaded, and what each is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from corpus.citations.names import fold, names_of
from corpus.errors import UnknownInstrument
from corpus.model import Instrument
from corpus.shelf import bundle


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
        """The instrument of that identifier, title, short title or other name, case and "the" aside.

        Raises:
            UnknownInstrument: no loaded instrument answers to the name; the message lists those that are loaded.
        """
        wanted = fold(name)
        for instrument in self.values():
            if wanted in names_of(instrument.about):
                return instrument
        raise UnknownInstrument(f"no instrument is called {name!r}: {self._listing()}")

    def _listing(self) -> str:
        listing = ", ".join(f"{i.id} ({i.about.short_title})" for i in self.values())
        return f"loaded are {listing}" if listing else "none is loaded"
