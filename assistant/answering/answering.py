"""What a turn was understood as, to its answer: by the structure, by comparison, or by search; or to a decline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, assert_never

from assistant.answer import Answer, Found, Part, Reason, Status
from assistant.answering import composition, spoken, structure, wording
from assistant.answering.finding import Finder, LookedUp, named_in, place_of
from assistant.answering.structure import ReadOff
from assistant.answering.verification import sound
from assistant.answering.writers.base import AnswerWriter, Quoted
from assistant.conversation import Place
from assistant.retrieval.crossing import CrossingRetriever
from assistant.retrieval.ranking import Ranked, Ranking
from assistant.retrieval.retriever import Retriever
from assistant.understanding.intents import (
    AskBack,
    Cite,
    Compare,
    Count,
    Gather,
    Intent,
    Lacking,
    LeftOut,
    Match,
    Nowhere,
    Outline,
    Search,
    Show,
    Trace,
    Undefined,
    Undone,
)
from assistant.understanding.notes import Note, NotLoaded, Unanswered
from assistant.understanding.question import Question
from assistant.weights import weights
from corpus.citations.labels import Form
from corpus.eid import holds
from corpus.errors import UnknownProvision
from corpus.lexicon import LANGUAGE
from corpus.model import collapse
from corpus.shelf.collection import Corpus

NEAREST = 5
"""Passages that an answer lists."""
OFFERED = 2
"""Instruments that an answer offers besides."""
READ_OFF = 0.99
"""Confidence of what the structure says."""


class Answering:
    """Makes answers. It asks for the retriever only where a search is needed: the structure needs no index."""

    def __init__(
        self,
        corpus: Corpus,
        retriever: Callable[[], Retriever | CrossingRetriever],
        writer: AnswerWriter,
        language: str = LANGUAGE,
    ) -> None:
        """
        Args:
            language: of the turn; what is quoted in another one is quoted in that as well, where it is loaded so.
        """
        self._language = language
        self._corpus = corpus
        self._writer = writer
        self._finder = Finder(corpus, retriever)

    def answer(self, text: str, intent: Intent) -> Answer:
        """The answer to a turn, as it was understood."""
        match intent:
            case AskBack() | Lacking() | Undefined() | Nowhere() | LeftOut() | Undone():
                return self._nothing_to_look_up(text, intent)
            case Search():
                return self._searched(text, intent)
            case Compare():
                answer, notes = self._compared(intent)
            case Match():
                answer, notes = self._matched(intent)
            case Show():
                answer, notes = self._structural(intent.text, structure.shown(intent.places, self._corpus))
            case Cite():
                found = structure.shown(intent.places, self._corpus)
                answer, notes = self._structural(intent.text, found, intent.form)
            case Count() | Outline() | Gather() | Trace():
                answer, notes = self._structural(intent.text, structure.surveyed(intent, self._corpus))
            case _:
                assert_never(intent)
        return self._told(text, intent.heard, intent.text, answer, (*intent.notes, *notes))

    def _nothing_to_look_up(
        self, text: str, intent: AskBack | Lacking | Undefined | Nowhere | LeftOut | Undone
    ) -> Answer:
        match intent:
            case AskBack():
                choices = tuple(wording.choice(offered, self._corpus) for offered in intent.choices)
                reason = Reason.UNCLEAR if intent.said else Reason.NOT_A_QUESTION
                return declined(text, reason, wording.asked_back(intent), choices)
            case Lacking():
                return _lacking(text, intent.problem)
            case Undefined():
                return declined(text, Reason.NOT_IN_TEXT, wording.undefined(intent, self._corpus), mode="structure")
            case Nowhere():
                message = wording.absent(intent.term, intent.instruments, self._corpus)
                return declined(text, Reason.NOT_IN_TEXT, message, mode="structure")
            case Undone():
                return declined(text, Reason.TASK_NOT_DONE, wording.UNDONE)
            case LeftOut():
                return declined(text, Reason.OTHER_INSTRUMENT, wording.left_out(intent.title), mode="structure")
            case _:
                assert_never(intent)

    def _searched(self, text: str, intent: Search) -> Answer:
        """What a search finds; or the provisions that the turn names, where it finds nothing sure."""
        try:
            found = self._finder.surest(intent)
        except UnknownProvision as problem:
            return _lacking(text, str(problem))
        again = intent.again and found.query is intent.query
        answer, notes = self._found(found, self._enough(found, again))
        if not answer.answered and intent.otherwise and found.query is intent.query:
            answer, notes = self._structural(found.query.text, structure.shown(intent.otherwise, self._corpus))
        return self._told(text, intent.heard, found.query.text, answer, (*found.query.notes, *notes))

    def _enough(self, found: LookedUp, again: bool) -> float:
        """How sure an answer has to be: less where the question names the provision that it is found in."""
        of = weights().decision
        if found.ranking.provisions and not found.query.wordings:
            id, eid = place_of(found.ranking.provisions[0])
            if any(id == named and holds(above, eid) for named, above in named_in(found.query.question, self._corpus)):
                return of.pointed
        return of.again if again else of.operating_point

    def _told(self, text: str, heard: Question, understood: str, answer: Answer, notes: Sequence[Note]) -> Answer:
        """The answer with what it was understood as, and with what there is to tell of it."""
        message = " ".join(filter(None, (wording.told(notes, self._corpus), answer.message)))
        return replace(
            answer,
            resolved_question=understood if understood != collapse(text) else None,
            message=message or wording.told(_unloaded(heard, answer), self._corpus) or None,
        )

    def _structural(self, text: str, found: ReadOff, form: Form = "un") -> tuple[Answer, Sequence[Note]]:
        quoted = self._with_versions(found.quoted)
        cited = sound(composition.citations(quoted, form), self._corpus)
        if not cited:
            return declined(text, Reason.NOT_IN_TEXT, found.lead, mode="structure"), ()
        prose = self._writer.write(text, quoted, form)
        answer = Answer(
            question=text,
            status=Status.ANSWERED,
            answer="\n\n".join(filter(None, (found.lead, prose))),
            citations=cited,
            confidence=READ_OFF,
            mode="structure",
        )
        return answer, found.notes

    def _matched(self, intent: Match) -> tuple[Answer, Sequence[Note]]:
        """Provisions after their counterparts in other instruments, which are new."""
        found = [place for id in intent.instruments for place in self._finder.counterpart(id, intent.sought)]
        places: tuple[Place, ...] = tuple(dict.fromkeys([*found, *intent.places]))
        answer, notes = self._structural(intent.text, structure.shown(places, self._corpus))
        return answer, notes if found else (Unanswered(intent.instruments),)

    def _compared(self, intent: Compare) -> tuple[Answer, Sequence[Note]]:
        """The provision of each instrument that speaks of the subject, side by side; in a dialogue the surest first.

        Of an instrument that is silent it is said; where all are, the question is declined.
        """
        weighed = [self._finder.within(id, intent.query) for id in intent.instruments]
        if intent.leans:
            weighed.sort(key=lambda found: -found.sure)
        sure = max(found.sure for found in weighed)
        silent = tuple(found.query.scope[0] for found in weighed if found.sure < min(sure, weights().decision.again))
        rankings = [f.ranking for f in weighed if f.ranking.provisions and f.query.scope[0] not in silent]
        best = [self._best(ranking) for ranking in rankings]
        near = sorted((r for ranking in rankings for r in ranking.provisions[:NEAREST]), key=lambda r: -r.score)
        nearest = composition.found(near, self._corpus, sure)
        question = intent.query.question.within(intent.query.scope)
        answer, notes = self._cited(question, best, nearest, sure, weights().decision.operating_point)
        answer = replace(answer, parts=_parts(intent.instruments, answer))
        return answer, (Unanswered(silent),) if silent and answer.answered else notes

    def _best(self, ranking: Ranking) -> Ranked:
        return composition.narrowed(ranking.provisions[0], ranking.provisions, self._corpus)

    def _found(self, found: LookedUp, enough: float) -> tuple[Answer, Sequence[Note]]:
        question = found.query.question.within(found.query.scope)
        sure = min(found.sure, weights().decision.another) if _asks_another(question, found.ranking) else found.sure
        nearest = composition.found(found.ranking.provisions[:NEAREST], self._corpus, sure)
        chosen = composition.cover(found.ranking.provisions, question, self._corpus)
        answer, notes = self._cited(question, chosen, nearest, sure, enough)
        if question.named or not answer.answered:
            return answer, notes
        others = composition.besides(found.ranking.provisions, chosen)
        return replace(answer, choices=wording.elsewhere(question, others[:OFFERED], self._corpus)), notes

    def _cited(
        self, question: Question, chosen: Sequence[Ranked], nearest: Sequence[Found], sure: float, enough: float
    ) -> tuple[Answer, Sequence[Note]]:
        """The answer that cites the chosen provisions, or a decline where that is too unsure."""
        found = [self._quote(ranked, question) for ranked in chosen] if sure >= enough else []
        quoted = self._with_versions(found)
        cited = sound(composition.citations(quoted), self._corpus)
        if not cited:
            reason = Reason.OTHER_INSTRUMENT if question.foreign else Reason.NOT_IN_TEXT
            answer = declined(question.text, reason, passages=tuple(nearest), confidence=round(sure, 4))
            return answer, (Unanswered(question.scope, *question.foreign[:1]),)
        answer = Answer(
            question=question.text,
            status=Status.ANSWERED,
            answer=self._writer.write(question.text, quoted, "un"),
            citations=cited,
            passages=tuple(nearest),
            confidence=round(sure, 4),
            mode=self._writer.mode,
        )
        return answer, ()

    def _with_versions(self, quoted: Sequence[Quoted]) -> Sequence[Quoted]:
        """What is quoted, and the same provisions in the language of the turn."""
        return (*quoted, *spoken.versions(quoted, self._language, self._corpus))

    def _quote(self, ranked: Ranked, question: Question) -> Quoted:
        return composition.quote(ranked, question, self._corpus, self._finder.cover)


def _parts(instruments: Sequence[str], answer: Answer) -> tuple[Part, ...]:
    cited = {citation.instrument for citation in answer.citations}
    return tuple(Part(id, Status.ANSWERED if id in cited else Status.NOT_FOUND) for id in instruments)


def declined(text: str, reason: Reason, message: str = "", choices: tuple[str, ...] = (), **facts: Any) -> Answer:
    """An answer that says why there is none."""
    return Answer(text, Status.NOT_FOUND, reason=reason, message=message or None, choices=choices, **facts)


def _lacking(text: str, problem: str) -> Answer:
    return declined(text, Reason.NO_SUCH_PROVISION, wording.sentence(problem), mode="structure")


def _asks_another(question: Question, ranking: Ranking) -> bool:
    """Whether a question names only what is not loaded, and asks what that says or finds nothing that mentions it."""
    unmentioned = ranking.signals is not None and ranking.signals.foreign == 1.0
    return (unmentioned or question.asks_foreign) and not question.named


def _unloaded(question: Question, answer: Answer) -> tuple[Note, ...]:
    """What to tell of an instrument that is named beside a loaded one, and that nothing cited speaks of."""
    cited = " ".join(citation.quote for citation in answer.citations).casefold()
    if not cited or not question.foreign or question.foreign[0].casefold().removeprefix("the ") in cited:
        return ()
    return (NotLoaded(question.foreign[0]),)
