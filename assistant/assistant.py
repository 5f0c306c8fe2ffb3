"""The assistant: questions in, answers with pin citations out. Every way in goes through it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.answer import Answer, Citation, Found, Reason, Status
from assistant.answering import composition, wording
from assistant.answering.answering import Answering
from assistant.answering.languages import poorly_read, quoted_in, unread
from assistant.answering.spoken import told_in
from assistant.answering.writers import writer_of
from assistant.conversation import Conversation
from assistant.conversations.chat import Chat
from assistant.conversations.grid import Grid, fill
from assistant.holdings import default_plan, tidy
from assistant.language_model import LanguageModel, Unwritten, language_model_of
from assistant.language_model.wording import read_by_rules
from assistant.retrieval.confidence import confidence
from assistant.retrieval.crossing import CrossingRetriever
from assistant.retrieval.reader import READER
from assistant.retrieval.rerankers import reranker_of
from assistant.retrieval.rerankers.cross_encoder import CrossEncoder
from assistant.retrieval.retriever import Retriever
from assistant.understanding.intents import Intent, Memory
from assistant.understanding.other_languages import understand_in
from assistant.understanding.question import LONGEST, read
from assistant.understanding.speech import spoken_language
from assistant.understanding.turns import understand
from assistant.understanding.typing_errors import Vocabulary, corrected, vocabulary
from assistant.weights import weights
from corpus.citations.text_status import text_status
from corpus.errors import DamagedIndex, UsageError
from corpus.lexicon import LANGUAGE
from corpus.settings import settings
from corpus.shelf.collection import Corpus
from index.builder import Progress, build, no_progress
from index.crossing import Crossing
from index.encoders import MULTILINGUAL
from index.encoders.nano import is_installed
from index.plan import Plan
from index.search import Index

if TYPE_CHECKING:
    from assistant.answering.prose.writing import Draft

LOG = logging.getLogger(__name__)


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

        Raises:
            UsageError: a setting is unknown, or chooses what there is not.
            MissingExtra: a language model is to read, and the extra is missing.
        """
        self._plan = plan or default_plan()
        self._loads_all = plan is None
        self._progress = progress
        self._lock = threading.Lock()
        self._retriever: Retriever | None = None
        self._writer = writer_of(settings().writer)
        self._reranker = reranker_of(settings().reranker)
        self._model = language_model_of(settings()) if settings().llm_followups else None
        self.corpus = Corpus(source.instrument for source in self._plan.sources)

    def ask(
        self,
        question: str,
        *,
        instruments: Collection[str] = (),
        conversation: Conversation | None = None,
        write: bool = False,
    ) -> Answer:
        """Answer a question from the instruments, or say that they do not answer it.

        Args:
            instruments: identifiers or names of the instruments to look in; empty means those that the question
                names, or else all.
            conversation: what was said before, which a follow-up leans on; :meth:`chat` keeps it by itself.
            write: whether the language model of the settings writes prose above the quotes; see :meth:`stream`.

        Raises:
            UnknownInstrument: no loaded instrument answers to one of the names.
            StorageError: the index is not there and cannot be written.
            UsageError, MissingExtra: prose is wanted, and no language model is set or the extra is missing.
        """
        if write:
            from assistant.answering.prose.writing import last

            return last(self.stream(question, instruments=instruments, conversation=conversation))
        return self.turn(question, conversation or Conversation(), instruments)[0]

    def stream(
        self, question: str, *, instruments: Collection[str] = (), conversation: Conversation | None = None
    ) -> Iterator[Draft]:
        """As :meth:`ask` with prose, step by step: the quotes at once, then each sentence as soon as it was held.

        To close the iterator breaks the language model off.

        Raises:
            UnknownInstrument, StorageError, UsageError, MissingExtra: as :meth:`ask`.
        """
        language_model_of(settings())  # what is missing is said before anything is looked up
        yield from self.written(self.turn(question, conversation or Conversation(), instruments)[0])

    def written(self, answer: Answer) -> Iterator[Draft]:
        """An answer of this assistant with prose, step by step, as :meth:`stream` gives it.

        Raises:
            UsageError, MissingExtra: no language model is set, or the extra is missing.
        """
        from assistant.answering.prose.writing import written

        yield from written(answer, self.corpus, language_model_of(settings()), settings().llm_private)

    def chat(self, conversation: Conversation | None = None, *, instruments: Collection[str] = ()) -> Chat:
        """A conversation that remembers its turns, new or taken up again; see :class:`Chat`."""
        return Chat(self, conversation or Conversation(), instruments)

    def turn(self, text: str, conversation: Conversation, instruments: Collection[str] = ()) -> tuple[Answer, Memory]:
        """The answer to a turn, and what turns to come lean on.

        Raises:
            UnknownInstrument, StorageError: as :meth:`ask`.
        """
        started = time.perf_counter()
        corpus = Corpus(self.corpus.find(name) for name in instruments) if instruments else self.corpus
        try:
            answer, memory = self._understood(text, conversation, corpus)
        except UsageError as problem:
            answer, memory = Answer(text, Status.INVALID, message=str(problem), reason=Reason.INVALID), Memory()
        timing = {"total": 1000 * (time.perf_counter() - started)}
        encoders = (encoder.name for encoder in self._plan.encoders)
        cautions = () if is_installed() else poorly_read(answer, self.corpus, encoders)
        LOG.debug("%s in %.0f ms", answer.status.value, timing["total"])
        message = " ".join(filter(None, (answer.message, wording.told(cautions, self.corpus)))) or None
        citations = tuple(_dated(citation, self.corpus) for citation in answer.citations)
        answer = replace(answer, question=text[:LONGEST], message=message, citations=citations, timing_ms=timing)
        return answer, memory

    def _understood(self, text: str, conversation: Conversation, corpus: Corpus) -> tuple[Answer, Memory]:
        """The answer to a turn in the language that it is asked in."""
        language = spoken_language(text) if is_installed() else LANGUAGE
        if language != LANGUAGE:
            intent = understand_in(language, text, conversation, corpus, self.corpus)
            answer = Answering(corpus, lambda: self.crossing, self._writer, language).answer(text, intent)
            return told_in(language, answer, self.corpus), intent.memory
        answer, memory = self._answered(text, conversation, corpus)
        if self._model and conversation.turns and _goes_on(answer):
            answer, memory = self._in_full(self._model, text, conversation, corpus, (answer, memory))
        if _may_be_mistyped(answer) and (right := corrected(text, self._words)) != text:
            found, recalled = self._answered(right, conversation, corpus)
            if found.answered and found.confidence >= max(weights().decision.sure, answer.confidence):
                answer, memory = replace(found, resolved_question=found.resolved_question or right), recalled
        if answer.reason is Reason.NOT_IN_TEXT or _leans(answer):
            answer = unread(answer, text, self.corpus, self._words)
        return quoted_in(answer, self.corpus), memory

    def _answered(self, text: str, conversation: Conversation, corpus: Corpus) -> tuple[Answer, Memory]:
        intent = understand(text, conversation, corpus, self.corpus)
        if self._is_of_other_languages(intent, corpus):
            return Answering(corpus, lambda: self.crossing, self._writer).answer(text, intent), intent.memory
        return Answering(corpus, lambda: self.retriever, self._writer).answer(text, intent), intent.memory

    def _in_full(
        self,
        model: LanguageModel,
        text: str,
        conversation: Conversation,
        corpus: Corpus,
        by_rules: tuple[Answer, Memory],
    ) -> tuple[Answer, Memory]:
        """What a turn finds as the rules read it, or as a language model puts it in full: the surer of both."""
        from assistant.language_model.standing_alone import stand_alone

        answer, memory = by_rules
        try:
            asked = stand_alone(text, conversation, self.corpus, model, settings().llm_private)
        except Unwritten as problem:
            told = " ".join(filter(None, (answer.message, read_by_rules(problem))))
            return replace(answer, message=told), memory
        if not asked:
            return by_rules
        found, recalled = self._answered(asked, Conversation(), corpus)
        if not found.answered or found.confidence <= answer.confidence * answer.answered:
            return by_rules
        return replace(found, resolved_question=found.resolved_question or asked), recalled

    def _is_of_other_languages(self, intent: Intent, corpus: Corpus) -> bool:
        """Whether an English turn can only be answered from texts in other languages."""
        scope = intent.heard.within(()).scope
        if not scope or not is_installed():
            return False
        languages = (self.corpus[id].about.language for id in scope if id in corpus)
        # the first in English ends the walk: with thousands loaded, all but never more than one is looked at
        return next(languages, LANGUAGE) != LANGUAGE and LANGUAGE not in languages

    @cached_property
    def _words(self) -> Vocabulary:
        """The words that a typing error can stand for."""
        return vocabulary(self.retriever.vocabulary, _asked(self._plan).values())

    def search(self, text: str, *, instruments: Collection[str] = (), limit: int = 10) -> tuple[Found, ...]:
        """The provisions nearest to a text, the best first, whether or not they answer it.

        Raises:
            UsageError: the text is empty or too long.
            UnknownInstrument: no loaded instrument answers to one of the names.
        """
        allowed = [self.corpus.find(name).id for name in instruments]
        ranking = self.retriever.rank(read(text, self.corpus, allowed))
        return composition.found(ranking.provisions[:limit], self.corpus, confidence(ranking.signals))

    def grid(
        self,
        questions: Sequence[str],
        *,
        instruments: Collection[str] = (),
        progress: Callable[[], None] = lambda: None,
    ) -> Grid:
        """The same questions to each of several instruments: what it says, with its place, or that it is silent.

        Args:
            instruments: identifiers or names; empty means all that are loaded.
            progress: called after each question.

        Raises:
            UsageError: there is no question, or there are too many cells.
            UnknownInstrument, StorageError: as :meth:`ask`.
        """
        return fill(lambda text, id: self.ask(text, instruments=[id]), self.corpus, questions, instruments, progress)

    def open(self) -> None:
        """Open the index, and make ready for the first question.

        Raises:
            StorageError: it is not there and cannot be written.
            ModelError: an encoder cannot be loaded.
        """
        self.search("preservation", limit=1)

    @property
    def retriever(self) -> Retriever:
        """Ranks provisions; the first use opens the index, and builds it where it is missing or damaged.

        Of threads that come at once, one opens it and the rest wait.
        """
        if self._retriever is None:
            with self._lock:
                self._retriever = self._retriever or self._opened()
        return self._retriever

    @cached_property
    def crossing(self) -> CrossingRetriever:
        """Ranks provisions for questions and texts that differ in language; its encoder is loaded with the first."""
        learned = [source.instrument.id for source in self._plan.sources if source.learned]
        return CrossingRetriever(Crossing(MULTILINGUAL, self.corpus), self.corpus, learned)

    def _opened(self) -> Retriever:
        if self._loads_all:
            tidy(self._plan)
        try:
            index = Index.open(self._plan)
        except DamagedIndex as problem:
            LOG.info("the index is built: %s", problem)
            build(self._plan, self._progress)
            index = Index.open(self._plan)
        LOG.info("the index of %d instruments is open", len(self.corpus))
        return Retriever(index, self.corpus, _asked(self._plan), self._reranker, CrossEncoder(READER))


def _leans(answer: Answer) -> bool:
    """Whether a search found it with words of the dialogue: those may be all that was understood of the turn."""
    return answer.answered and answer.mode != "structure" and answer.resolved_question is not None


def _goes_on(answer: Answer) -> bool:
    """Whether a turn was read with words of the dialogue, or found nothing without them."""
    return _leans(answer) or (answer.mode != "structure" and answer.reason in (Reason.NOT_IN_TEXT, Reason.UNCLEAR))


def _may_be_mistyped(answer: Answer) -> bool:
    """Whether a typing error may be why there is no clear answer: not of small talk, nor of a missing number."""
    if answer.answered:
        return answer.mode != "structure" and answer.confidence < weights().decision.clear
    return answer.status is Status.NOT_FOUND and answer.reason not in (Reason.NO_SUCH_PROVISION, Reason.NOT_A_QUESTION)


def _dated(citation: Citation, corpus: Corpus) -> Citation:
    """The citation with which text it is of: a draft, or in force, and since when."""
    known = text_status(corpus[citation.instrument].about)
    if known is None:
        return citation
    return replace(citation, text_status=known.state.value, text_date=known.day.isoformat() if known.day else None)


def _asked(plan: Plan) -> dict[tuple[str, str], str]:
    """The anticipated questions of each provision that stand alone, run together."""
    asked: dict[tuple[str, str], list[str]] = {}
    for source in plan.sources:
        for question in source.questions:
            if not question.turn:
                asked.setdefault((source.instrument.id, question.eid), []).append(question.question)
    return {key: " ".join(questions) for key, questions in asked.items()}
