"""The two ports that an index is kept behind: one searches vectors, one searches words.

An index is built in a folder that gets another name once it is whole, so a store finds again what it keeps by the
folder and a name in it, and remembers no path. What it keeps in files is checked, copied and removed with the folder;
an engine on other machines keeps there what leads to it. A class is written once and named in the settings; see
:mod:`index.stores` for how it is found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import ClassVar, Protocol, Self

from index.passages import Passage
from index.vectors import Floats, Rows, Vectors


class VectorStore(Protocol):
    """Rows of unit vectors, searched by inner product. Threads share one."""

    engine: ClassVar[str]
    """Its name in the settings, and in the manifest of an index that it keeps."""

    @classmethod
    def build(cls, vectors: Vectors) -> Self:
        """A store of the rows of `vectors`, which may be none."""

    @classmethod
    def load(cls, folder: Path, name: str) -> Self:
        """What was saved in the folder under that name.

        Raises:
            DamagedIndex: there is nothing, or it cannot be read.
        """

    def save(self, folder: Path, name: str) -> None:
        """Keep the rows in an existing folder under a name.

        Raises:
            OSError: they cannot be written, or the disk is full.
        """

    def search(self, query: Vectors, limit: int, within: Rows | None = None) -> tuple[Rows, Floats]:
        """The rows nearest to one query of shape (1, dimension), and their cosines, best first.

        Args:
            limit: so many rows at most.
            within: search these rows alone; all where None.
        """

    def vectors(self, first: int = 0, end: int | None = None) -> Vectors:
        """The rows from the first to before the end, shape (rows, dimension): what another index takes over.

        Args:
            first: 0 at least.
            end: the last, where None.
        """

    def __len__(self) -> int:
        """How many rows there are."""


class WordStore(Protocol):
    """Passages by the words in them, ranked by BM25 or what stands in for it. Threads share one."""

    engine: ClassVar[str]
    """Its name in the settings, and in the manifest of an index that it keeps."""

    @classmethod
    def build(cls, passages: Iterable[Passage], folder: Path, name: str, rows: Iterable[int] | None = None) -> Self:
        """Write what the passages say (:attr:`Passage.embedded`) into a folder under a name.

        Args:
            rows: the number of each passage; by default its place in the sequence.

        Raises:
            OSError: it cannot be written, or the disk is full.
        """

    @classmethod
    def load(cls, folder: Path, name: str) -> Self:
        """What was built in the folder under that name.

        Raises:
            DamagedIndex: there is nothing, or it cannot be read.
        """

    @classmethod
    def extend(
        cls,
        kept: Path,
        folder: Path,
        name: str,
        gone: Collection[str],
        passages: Iterable[Passage],
        rows: Iterable[int],
    ) -> None:
        """Write into a folder what is kept in another under that name, without some instruments and with more passages.

        The folder that it is kept in is another index, which serves on: nothing in it may change.

        Args:
            gone: identifiers of the instruments whose passages are left out.
            rows: the number of each passage that is added.

        Raises:
            OSError: it cannot be written, or the disk is full.
            DamagedIndex: nothing is kept there, or it cannot be read.
        """

    def search(self, text: str, limit: int, instruments: Collection[str] = ()) -> list[tuple[int, float]]:
        """Rows of the passages that share words with the text, each with a positive score, best first.

        Args:
            limit: so many rows at most.
            instruments: look in these alone, by the same scores; empty means all.
        """

    def terms(self, text: str) -> list[str]:
        """The distinct words of a text as the store knows them, each once; those that say nothing are left out."""

    def frequency(self, term: str) -> int:
        """In how many passages a term (as :meth:`terms` gives it) stands."""
