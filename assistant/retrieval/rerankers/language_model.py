"""A language model that reads the nearest provisions and says which of them answer.

It chooses by number among what it was given, and nothing else that it writes is looked at: what is no choice leaves the
order of the search as it was, and so does a server that fails.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Sequence

from assistant.language_model import LanguageModel, Unwritten, language_model_of
from assistant.language_model.asking import data, fenced, said
from assistant.language_model.base import Use
from assistant.language_model.disclosure import disclose, is_private
from assistant.language_model.wording import why
from corpus.model import Instrument
from corpus.settings import settings

REST = 60.0
"""Seconds for which a model that failed is not asked again: a question is looked up in several ways."""
QUESTION, WORDS = 2000, 1000
"""Characters of a question, and of a provision, that are sent at most."""
MOST = 500
"""Characters of a choice that are read at most."""

_CHOICE = re.compile(r"\[?\d{1,3}\]?(?:[\s,;]+\[?\d{1,3}\]?)*\.?")
_INSTRUCTIONS = """You choose the provisions of treaties that answer a question.

Write only the numbers of those that answer it, at most five, the best first, such as: 3, 1
If none does, write: NONE
"""

log = logging.getLogger(__name__)


class LanguageModelReranker:
    """Puts first what a language model chooses. Safe to share between threads."""

    def __init__(self, model: LanguageModel | None = None) -> None:
        """
        Args:
            model: what chooses; by default the one that the settings name.

        Raises:
            UsageError, MissingExtra: as :func:`assistant.language_model.language_model_of`.
        """
        self._model = model or language_model_of(settings())
        self._rests_until = 0.0

    def withholds(self, instrument: Instrument) -> bool:
        """See :class:`assistant.retrieval.rerankers.base.Withholding`."""
        return is_private([instrument], settings().llm_private, self._model)

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """See :class:`assistant.retrieval.rerankers.base.Reranker`; what was not chosen has 0."""
        chosen = self._chosen(question, texts)
        worth = {row: float(len(chosen) - place) for place, row in enumerate(chosen)}
        return [worth.get(row, 0.0) for row in range(len(texts))]

    def _chosen(self, question: str, texts: Sequence[str]) -> tuple[int, ...]:
        """The rows that were chosen, the best first; none where there is no choice."""
        if time.monotonic() < self._rests_until:
            return ()
        disclose(self._model, Use.CHOICE)
        try:
            return choice(said(self._model, *_prompt(question, texts), MOST), len(texts))
        except Unwritten as problem:
            self._rests_until = time.monotonic() + REST
            log.warning("the nearest provisions stay in the order of the search: %s", why(problem))
            return ()


def choice(written: str, count: int) -> tuple[int, ...]:
    """The rows that a model chose by their numbers, each once, in its order; none where it wrote anything else.

    Args:
        count: of the rows, which are numbered from 1. A number that is none of theirs is passed over.
    """
    if not _CHOICE.fullmatch(written):
        return ()
    rows = (int(number) - 1 for number in re.findall(r"\d+", written))
    return tuple(dict.fromkeys(row for row in rows if 0 <= row < count))


def _prompt(question: str, texts: Sequence[str]) -> tuple[str, str]:
    rows = [f"[{number}] {data(text, WORDS)}" for number, text in enumerate(texts, start=1)]
    material = "\n\n".join((f"Question: {data(question, QUESTION)}", *rows))
    return fenced(_INSTRUCTIONS, material, "Write the numbers of the provisions that answer the question.")
