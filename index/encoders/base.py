"""What an index needs of a model: the port that every encoder stands behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from index.vectors import Vectors

Tally = Callable[[int], None]
"""Told how many more texts are done."""


class Encoder(Protocol):
    """What an index needs of a model."""

    @property
    def name(self) -> str:
        """The name by which :func:`load_encoder` finds it again."""

    @property
    def digest(self) -> str:
        """Changes when the vectors would: part of an index's manifest."""

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""

    def texts(self, texts: Sequence[str], progress: Tally | None = None) -> Vectors:
        """Vectors of texts as they are, comparable with each other."""

    @property
    def symmetric(self) -> bool:
        """Whether a question has the same vector as a text and as a query, so that it need not be encoded twice."""

    def queries(self, questions: Sequence[str]) -> Vectors:
        """Vectors of questions to be compared with passages: some models want them announced by a prefix."""
