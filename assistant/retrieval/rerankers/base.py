"""The port for rerankers: what reads the question and each of the first provisions together, and puts them in order.

To write one, make a class with a method `scores` as below; it needs no base class. It is made once and called for each
search with at most :data:`assistant.retrieval.retriever.RERANKED` texts, from several threads at once; heavy things are
better loaded with the first call than when it is made. Whatever it raises ends the question: raise a
:class:`corpus.errors.TreatyError` whose text is fit to show.

    class Longest:
        def scores(self, question, texts):
            return [len(text) for text in texts]

A package offers it under a name by an entry point of the group ``treaty_assistant.rerankers``, whose object is called
without arguments and gives the reranker; the setting ``reranker`` then chooses it:

    [project.entry-points."treaty_assistant.rerankers"]
    longest = "my_package:Longest"
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from corpus.model import Instrument


class Reranker(Protocol):
    """Puts the first provisions of a search in order again."""

    def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """One number for each text, in their order: the higher, the better it answers the question.

        Only their order counts; of equal ones the earlier stays before the later.

        Args:
            question: as it is searched for.
            texts: the provisions, the best first, each after the heading of its article; at least one.
        """


@runtime_checkable
class Withholding(Protocol):
    """A reranker that may not read everything, such as one on another machine."""

    def withholds(self, instrument: Instrument) -> bool:
        """Whether it is given nothing of an instrument, whose provisions then keep their places."""
