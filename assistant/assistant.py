"""The assistant: questions in, answers with pin citations out. Every way in goes through it."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection
from dataclasses import replace
from functools import cached_property

from assistant.answer import Answer, Found, Status
from assistant.answering import composition
from assistant.answering.answering import SURE, Answering, sentence
from assistant.cautions import caution
from assistant.conversation import Conversation
from assistant.retrieval.confidence import confidence
from assistant.retrieval.rerankers import chosen
from assistant.retrieval.retriever import Retriever
from assistant.understanding.question import LONGEST, read
from assistant.understanding.turns import Resolution, resolve, turn_of
from assistant.understanding.typing_errors import corrected, vocabulary
from corpus.errors import DamagedIndex, UnknownProvision, UsageError
from corpus.shelf.library import Corpus
from index.builder import Plan, Progress, build, no_progress
from index.search import Index


class Assistant:
    """Answers questions about the instruments of a corpus.

    The index is opened on first use, and built before where it is missing: a few seconds for the
    bundled instruments. One assistant may serve many threads.
    """

    def __init__(self, plan: Plan | None = None, progress: Progress = no_progress) -> None:
        """
        Args:
            plan: instruments, encoders and questions; by default all that are loaded, by the default encoder.
            progress: told how far a first build is.
        """
        from assistant.holdings import default_plan

        self._plan = plan or default_plan()
        self._progress = progress
        self._lock = threading.Lock()
        self.corpus = Corpus(source.instrument for source in self._plan.sources)

    def ask(
        self, question: str, *, instruments: Collection[str] = (), conversation: Conversation | None = None
    ) -> Answer:
        """Answer a question from the instruments, or say that they do not answer it.

        Args:
            instruments: identifiers or names of the instruments to look in; empty means those that the question
                names, or else all.
            conversation: what was said before, which a follow-up leans on; :meth:`chat` keeps it by itself.

        Raises:
            UnknownInstrument: no loaded instrument answers to one of the names.
            StorageError: the index is not there and cannot be written.
        """
        return self.turn(question, conversation or Conversation(), instruments)[0]

    def chat(self, conversation: Conversation | None = None) -> Chat:
        """A conversation that remembers its turns, new or taken up again."""
        return Chat(self, conversation or Conversation())

    def turn(
        self, text: str, conversation: Conversation, instruments: Collection[str] = ()
    ) -> tuple[Answer, Resolution | None]:
        """The answer to a turn, and what the turn was understood as; None where it was no question.

        Raises:
            UnknownInstrument, StorageError: as :meth:`ask`.
        """
        started = time.perf_counter()
        corpus = Corpus(self.corpus.find(name) for name in instruments) if instruments else self.corpus
        resolution = None
        try:
            resolution = resolve(text, conversation, corpus)
            answer = self._answer(text, resolution, corpus)
            if answer.status is Status.NOT_FOUND and (right := corrected(text, self._words)) != text:
                again = resolve(right, conversation, corpus)
                found = self._answer(right, again, corpus)
                if found.answered and found.confidence >= SURE:
                    answer, resolution = replace(found, resolved_question=found.resolved_question or right), again
        except UsageError as problem:
            answer = Answer(text, Status.INVALID, message=str(problem))
        except UnknownProvision as problem:
            answer = Answer(text, Status.NOT_FOUND, message=sentence(str(problem)), mode="structure")
        timing = {"total": 1000 * (time.perf_counter() - started)}
        languages = caution(answer, self.corpus, (encoder.name for encoder in self._plan.encoders))
        message = " ".join(filter(None, (answer.message, languages))) or None
        return replace(answer, question=text[:LONGEST], message=message, timing_ms=timing), resolution

    def _answer(self, text: str, resolution: Resolution, corpus: Corpus) -> Answer:
        if left_out := self._left_out(text, corpus):
            return Answer(text, Status.NOT_FOUND, message=left_out, mode="structure")
        return Answering(corpus, lambda: self.retriever).answer(text, resolution)

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words that a typing error can stand for."""
        return vocabulary((instrument.text for instrument in self.corpus.values()), _asked(self._plan).values())

    def _left_out(self, text: str, corpus: Corpus) -> str:
        """What to say where a question names only instruments that it is not to be answered from."""
        named = read(text, self.corpus).named if len(corpus) < len(self.corpus) else ()
        if not named or any(id in corpus for id in named):
            return ""
        return sentence(f"the {self.corpus[named[0]].about.short_title} is not among the instruments to look in")

    def search(self, text: str, *, instruments: Collection[str] = (), limit: int = 10) -> tuple[Found, ...]:
        """The provisions nearest to a text, the best first, whether or not they answer it.

        Raises:
            UsageError: the text is empty or too long.
            UnknownInstrument: no loaded instrument answers to one of the names.
        """
        allowed = [self.corpus.find(name).id for name in instruments]
        ranking = self.retriever.rank(read(text, self.corpus, allowed))
        return composition.found(ranking.provisions[:limit], self.corpus, confidence(ranking.signals))

    @cached_property
    def retriever(self) -> Retriever:
        """Ranks provisions; the first use opens the index, and builds it where it is missing or damaged."""
        with self._lock:
            try:
                index = Index.open(self._plan)
            except DamagedIndex:
                build(self._plan, self._progress)
                index = Index.open(self._plan)
        return Retriever(index, self.corpus, _asked(self._plan), chosen())


class Chat:
    """A conversation under way: ask, and ask on."""

    def __init__(self, assistant: Assistant, conversation: Conversation) -> None:
        self._assistant = assistant
        self.conversation = conversation

    def ask(self, text: str, *, instruments: Collection[str] = ()) -> Answer:
        """The answer to the next turn; see :meth:`Assistant.ask`."""
        answer, resolution = self._assistant.turn(text, self.conversation, instruments)
        turn = turn_of(text[:LONGEST], answer, resolution or Resolution(text[:LONGEST]))
        self.conversation = self.conversation.with_turn(turn)
        return answer


def _asked(plan: Plan) -> dict[tuple[str, str], str]:
    """The anticipated questions of each provision that stand alone, run together."""
    asked: dict[tuple[str, str], list[str]] = {}
    for source in plan.sources:
        for question in source.questions:
            if not question.turn:
                asked.setdefault((source.instrument.id, question.eid), []).append(question.question)
    return {key: " ".join(questions) for key, questions in asked.items()}
