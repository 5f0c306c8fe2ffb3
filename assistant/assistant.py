"""The assistant: questions in, answers with pin citations out. Every way in goes through it."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cached_property

from assistant import composition, structure
from assistant.answer import Answer, Found, Status
from assistant.confidence import OPERATING_POINT, confidence
from assistant.conversation import Conversation
from assistant.followup import Resolution, resolve, turn_of
from assistant.question import Question, read
from assistant.retrieval import Ranked, Ranking, Retriever, blend, favour
from assistant.verification import sound
from corpus.errors import DamagedIndex, UnknownProvision, UsageError
from corpus.labels import Form
from corpus.library import Corpus
from index.builder import Plan, Progress, build, no_progress
from index.search import Index

NEAREST = 5
"""Passages that an answer lists."""


class Assistant:
    """Answers questions about the instruments of a corpus.

    The index is opened on first use, and built before where it is missing: some fifteen seconds for the
    bundled instruments. One assistant may serve many threads.
    """

    def __init__(self, plan: Plan | None = None, progress: Progress = no_progress) -> None:
        """
        Args:
            plan: instruments, encoders and questions; by default all that are loaded, by the default encoder.
            progress: told how far a first build is.
        """
        from assistant.library import default_plan

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
        allowed = [self.corpus.find(name).id for name in instruments]
        resolution = None
        try:
            if conversation.turns:
                resolution = resolve(text, conversation, self.corpus)
            answer = self._answer(text, allowed, resolution or Resolution(text))
        except UsageError as problem:
            answer = Answer(text[:200], Status.INVALID, message=str(problem))
        except UnknownProvision as problem:
            answer = Answer(text, Status.NOT_FOUND, message=_sentence(str(problem)), mode="structure")
        timing = {"total": 1000 * (time.perf_counter() - started)}
        return replace(answer, question=text, timing_ms=timing), resolution

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
        return Retriever(index, self.corpus, _asked(self._plan))

    def _answer(self, text: str, allowed: Collection[str], meant: Resolution) -> Answer:
        if meant.asks_back:
            offers = "".join(f"\n- {choice}" for choice in meant.choices)
            return Answer(text, Status.NOT_FOUND, message=meant.message + offers)
        question = self._scoped(meant.question, allowed, meant.scope)
        if meant.provisions:
            answer = self._shown(question, meant)
        elif reading := structure.read_off(question, self.corpus) if not meant.leans else None:
            answer = self._structural(question, reading)
        elif question.compares and not meant.leans:
            answer = self._compared(question)
        else:
            own = self._scoped(text, allowed, meant.scope) if 0 < meant.alone < 1 else None
            answer = self._found(question, self._weighed(question, own, meant))
        resolved = meant.question if meant.question != text else None
        return replace(answer, resolved_question=resolved, message=answer.message or meant.message or None)

    def _scoped(self, text: str, allowed: Collection[str], scope: Collection[str]) -> Question:
        """The question, looked up in what it names, in what the dialogue is about, or in what is allowed."""
        question = read(text, self.corpus, allowed)
        meant = tuple(id for id in scope if not allowed or id in allowed)
        return replace(question, scope=meant) if meant and not question.named else question

    def _shown(self, question: Question, meant: Resolution) -> Answer:
        """Provisions that a turn asks to see, with their counterparts in other instruments."""
        counterparts = [
            self.retriever.rank(read(meant.sought or question.text, self.corpus), (id,)).provisions[:1]
            for id in meant.against
        ]
        places = [*meant.provisions, *((r.instrument, r.eid) for ranked in counterparts for r in ranked)]
        reading = structure.shown([(self.corpus[id], self.corpus[id][eid]) for id, eid in places])
        if reading is None:
            return self._declined(question, (), 0.0)
        return self._structural(question, reading, meant.form)

    def _structural(self, question: Question, reading: structure.Reading, form: Form = "un") -> Answer:
        cited = sound(composition.citations(reading.quoted, form), self.corpus)
        prose = composition.prose(reading.quoted, form)
        return Answer(
            question=question.text,
            status=Status.ANSWERED if cited else Status.NOT_FOUND,
            answer="\n\n".join(filter(None, (reading.lead, prose))) if cited else "",
            citations=cited,
            confidence=0.99 if cited else 0.0,
            mode="structure",
            message=reading.message if cited else reading.lead,
        )

    def _compared(self, question: Question) -> Answer:
        """The provision of each instrument that speaks of the subject, side by side."""
        rankings = [self.retriever.rank(question, (id,)) for id in question.scope]
        sure = max(confidence(ranking.signals) for ranking in rankings)
        best = [self._best(ranking) for ranking in rankings if ranking.provisions]
        near = sorted((r for ranking in rankings for r in ranking.provisions[:NEAREST]), key=lambda r: -r.score)
        nearest = composition.found(near, self.corpus, sure)
        return self._cited(question, best, nearest, sure)

    def _best(self, ranking: Ranking) -> Ranked:
        return composition.narrowed(ranking.provisions[0], ranking.provisions, self.corpus)

    def _found(self, question: Question, ranking: Ranking) -> Answer:
        sure = confidence(ranking.signals)
        if _asks_another(question, ranking):
            sure = min(sure, ANOTHER)
        nearest = composition.found(ranking.provisions[:NEAREST], self.corpus, sure)
        return self._cited(question, composition.cover(ranking.provisions, question, self.corpus), nearest, sure)

    def _cited(self, question: Question, chosen: Sequence[Ranked], nearest: Sequence[Found], sure: float) -> Answer:
        """The answer that cites the chosen provisions, or a decline where that is too unsure."""
        if sure < OPERATING_POINT:
            return self._declined(question, nearest, sure)
        quoted = [self._quote(ranked, question) for ranked in chosen]
        cited = sound(composition.citations(quoted), self.corpus)
        if not cited:
            return self._declined(question, nearest, sure)
        return Answer(
            question=question.text,
            status=Status.ANSWERED,
            answer=composition.prose(quoted),
            citations=cited,
            passages=tuple(nearest),
            confidence=round(sure, 4),
        )

    def _weighed(self, question: Question, own: Question | None, meant: Resolution) -> Ranking:
        """The ranking for a turn: that of what it is understood as and that of its own words, by their weight."""
        ranking = self._rank(question)
        if own:
            ranking = blend(self._rank(own), ranking, meant.alone)
        return favour(ranking, meant.nearby, self.corpus)

    def _rank(self, question: Question) -> Ranking:
        """The ranking for a question; inside the provisions that it names, where they hold the answer."""
        ranking = self.retriever.rank(question)
        named = structure.named_provisions(question, self.corpus)
        if not named or len(named) > 2 or not ranking.provisions:
            return ranking
        inside = [self.retriever.rank(question, within=(i.id, p.eid)) for i, p in named]
        best = max(inside, key=lambda r: r.provisions[0].score if r.provisions else 0.0)
        near = best.provisions and best.provisions[0].score >= ranking.provisions[0].score - NAMED
        return best if near else ranking

    def _quote(self, ranked: Ranked, question: Question) -> composition.Quoted:
        return composition.quote(ranked, question, self.corpus, self.retriever.cover)

    def _declined(self, question: Question, nearest: Sequence[Found], sure: float) -> Answer:
        return Answer(
            question=question.text,
            status=Status.NOT_FOUND,
            passages=tuple(nearest),
            confidence=round(sure, 4),
            message=_why(question, self.corpus),
        )


class Chat:
    """A conversation under way: ask, and ask on."""

    def __init__(self, assistant: Assistant, conversation: Conversation) -> None:
        self._assistant = assistant
        self.conversation = conversation

    def ask(self, text: str, *, instruments: Collection[str] = ()) -> Answer:
        """The answer to the next turn; see :meth:`Assistant.ask`."""
        answer, resolution = self._assistant.turn(text, self.conversation, instruments)
        turn = turn_of(text, answer, resolution or Resolution(text))
        self.conversation = self.conversation.with_turn(turn)
        return answer


NAMED = 0.35
"""A provision that the question names is preferred to a better one elsewhere by so much of the score."""


ANOTHER = 0.2
"""Confidence at most, where a question asks another instrument than those loaded."""


def _asks_another(question: Question, ranking: Ranking) -> bool:
    """Whether a question names only instruments that are not loaded, and the best provision mentions none of them."""
    unmentioned = ranking.signals is not None and ranking.signals.foreign == 1.0
    return unmentioned and not question.named


def _why(question: Question, corpus: Corpus) -> str:
    """Why there is no answer, in a sentence."""
    names = " and ".join(f"the {corpus[id].about.short_title}" for id in question.scope)
    if question.foreign:
        return (
            f"{question.foreign[0]} is not loaded, and {names} do not answer this."
            if len(question.scope) > 1
            else (f"{question.foreign[0]} is not loaded, and {names} does not answer this.")
        )
    return (
        f"Neither {names.replace(' and ', ' nor ')} answers this."
        if len(question.scope) == 2
        else (f"This is not answered by {names}.")
    )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _asked(plan: Plan) -> dict[tuple[str, str], str]:
    """The anticipated questions of each provision, run together."""
    asked: dict[tuple[str, str], list[str]] = {}
    for source in plan.sources:
        for question in source.questions:
            asked.setdefault((source.instrument.id, question.eid), []).append(question.question)
    return {key: " ".join(questions) for key, questions in asked.items()}
