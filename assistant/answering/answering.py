"""How a question comes to its answer: by the structure, by comparison, or by search; or to a decline."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from assistant.answer import Answer, Found, Status
from assistant.answering import composition, structure
from assistant.answering.verification import sound
from assistant.retrieval.confidence import AGAIN, OPERATING_POINT, confidence
from assistant.retrieval.dialogue import blend, favour
from assistant.retrieval.ranking import Ranked, Ranking
from assistant.retrieval.retriever import Retriever
from assistant.understanding.question import Question, read
from assistant.understanding.turns import Resolution
from assistant.weights import weights
from corpus.citations.labels import Form
from corpus.errors import UnknownProvision
from corpus.model import collapse
from corpus.shelf.library import Corpus

NEAREST = 5
"""Passages that an answer lists."""


class Answering:
    """Makes answers. It asks for the retriever only where a search is needed: the structure needs no index."""

    def __init__(self, corpus: Corpus, retriever: Callable[[], Retriever]) -> None:
        self._corpus = corpus
        self._retriever = retriever

    def answer(self, text: str, meant: Resolution) -> Answer:
        """The answer to a turn, as it was understood.

        Raises:
            UnknownProvision: it names a provision that none of the instruments in scope has.
        """
        if meant.asks_back:
            offers = "".join(f"\n- {choice}" for choice in meant.choices)
            return Answer(text, Status.NOT_FOUND, message=meant.message + offers)
        question = self._scoped(meant.question, meant.scope)
        if meant.provisions:
            answer = self._shown(question, meant)
        elif reading := None if meant.leans or meant.wordings else structure.read_off(question, self._corpus):
            answer = self._structural(question, reading)
        elif len(meant.beside) > 1 or (question.compares and not meant.leans):
            answer = self._compared(question, meant)
        else:
            meant, ranking, sure = self._surest(meant)
            question = self._scoped(meant.question, meant.scope)
            answer = self._found(question, ranking, sure, AGAIN if meant.again else OPERATING_POINT)
            if answer.status is not Status.ANSWERED and meant.otherwise:
                answer = self._shown(question, replace(meant, provisions=meant.otherwise))
        resolved = meant.question if meant.question != collapse(text) else None
        messages = (meant.message, answer.message) if meant.message else (answer.message,)
        message = " ".join(filter(None, messages)) or _unloaded(read(text, self._corpus), answer)
        return replace(answer, resolved_question=resolved, message=message or None)

    def _scoped(self, text: str, scope: Collection[str]) -> Question:
        """The question, looked up in what it names, in what the dialogue is about, or in all there is."""
        question = read(text, self._corpus)
        return replace(question, scope=tuple(scope)) if scope and not question.named else question

    def _shown(self, question: Question, meant: Resolution) -> Answer:
        """Provisions that a turn asks to see; their counterparts in other instruments, which are new, before them."""
        counterparts = [place for id in meant.against for place in self._counterpart(id, meant.sought)]
        places = dict.fromkeys([*counterparts, *meant.provisions])
        reading = structure.shown([(self._corpus[id], self._corpus[id][eid]) for id, eid in places])
        if reading is None:
            return self._declined(question, (), 0.0)
        answer = self._structural(question, reading, meant.form)
        if meant.against and not counterparts:
            answer = replace(answer, message=sentence(_unanswered(meant.against, self._corpus)))
        return answer

    def _counterpart(self, id: str, sought: str) -> list[tuple[str, str]]:
        """What an instrument has on something, where it has anything."""
        ranking = self._joined(replace(read(sought, self._corpus), scope=(id,)))
        return [_place(ranked) for ranked in ranking.provisions[:1] if confidence(ranking.signals) >= AGAIN]

    def _structural(self, question: Question, reading: structure.Reading, form: Form = "un") -> Answer:
        cited = sound(composition.citations(reading.quoted, form), self._corpus)
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

    def _compared(self, question: Question, meant: Resolution) -> Answer:
        """The provision of each instrument that speaks of the subject, side by side; in a dialogue the surest first."""
        weighed = [self._of(id, question, meant) for id in meant.beside or question.scope]
        if meant.leans:
            weighed.sort(key=lambda row: -row[1])
        sure = max(sure for _, sure in weighed)
        best = [self._best(ranking) for ranking, _ in weighed if ranking.provisions]
        near = sorted((r for ranking, _ in weighed for r in ranking.provisions[:NEAREST]), key=lambda r: -r.score)
        return self._cited(question, best, composition.found(near, self._corpus, sure), sure, OPERATING_POINT)

    def _of(self, id: str, question: Question, meant: Resolution) -> tuple[Ranking, float]:
        """What one instrument has on it, and how sure that is."""
        if meant.wordings:
            return self._weighed(replace(meant, scope=(id,)))[1:]
        ranking = self._retriever().rank(question, (id,))
        return ranking, confidence(ranking.signals)

    def _best(self, ranking: Ranking) -> Ranked:
        return composition.narrowed(ranking.provisions[0], ranking.provisions, self._corpus)

    def _found(self, question: Question, ranking: Ranking, sure: float, enough: float) -> Answer:
        if _asks_another(question, ranking):
            sure = min(sure, ANOTHER)
        nearest = composition.found(ranking.provisions[:NEAREST], self._corpus, sure)
        chosen = composition.cover(ranking.provisions, question, self._corpus)
        return self._cited(question, chosen, nearest, sure, enough)

    def _cited(
        self, question: Question, chosen: Sequence[Ranked], nearest: Sequence[Found], sure: float, enough: float
    ) -> Answer:
        """The answer that cites the chosen provisions, or a decline where that is too unsure."""
        if sure < enough:
            return self._declined(question, nearest, sure)
        quoted = [self._quote(ranked, question) for ranked in chosen]
        cited = sound(composition.citations(quoted), self._corpus)
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

    def _surest(self, meant: Resolution) -> tuple[Resolution, Ranking, float]:
        """The ranking for a turn; of one that may stand alone or lean on the topic, the surer one."""
        if meant.alone and not meant.leans and (alone := self._weighed(meant.alone))[2] >= SURE:
            return alone
        first = self._weighed(meant)
        if meant.alone and (other := self._in_place_of(first, meant.alone)):
            return other
        if not meant.joined or first[2] >= SURE:
            return first
        return max(first, self._weighed(meant.joined), key=lambda row: row[2])

    def _in_place_of(
        self, joined: tuple[Resolution, Ranking, float], alone: Resolution
    ) -> tuple[Resolution, Ranking, float] | None:
        """What a turn surely finds by itself; tried where the topic leads nowhere, or to what was just cited."""
        meant, ranking, sure = joined
        nowhere = sure < OPERATING_POINT
        back = bool(ranking.provisions) and _place(ranking.provisions[0]) in meant.near[:1]
        tried = [alone] if meant.leans and (nowhere or back) else []
        if nowhere and self._has_others(alone):
            tried.append(self._elsewhere(alone))
        found = (self._weighed(other) for other in tried)
        return next((row for row in found if row[2] >= SURE), None)

    def _has_others(self, meant: Resolution) -> bool:
        """Whether a turn was kept to some of the instruments only because the dialogue is in them."""
        return meant.kept and 0 < len(meant.scope) < len(self._corpus)

    def _elsewhere(self, meant: Resolution) -> Resolution:
        """A turn asked of every instrument, as those that the dialogue is in do not answer it."""
        message = sentence(f"{_unanswered(meant.scope, self._corpus)}; another instrument answers it")
        return replace(meant, scope=(), message=message)

    def _weighed(self, meant: Resolution) -> tuple[Resolution, Ranking, float]:
        """A turn with its ranking and the confidence of that, by each way to put it."""
        rankings = self.rankings(meant)
        if rankings:
            ranking = favour(blend(rankings), meant.near, self._corpus)
            return meant, ranking, confidence(ranking.signals)
        ranking = self.rank(self._scoped(meant.question, meant.scope))
        favoured = favour(ranking, meant.near, self._corpus) if meant.near else ranking
        return meant, favoured, confidence(favoured.signals)

    def rankings(self, meant: Resolution) -> list[tuple[Ranking, float]]:
        """The rankings for the wordings of a turn, each with its weight; none where the turn stands alone."""
        ways = [(self._scoped(way.text, meant.scope), way.weight) for way in meant.wordings]
        return [(self._joined(replace(way, leans=True)), weight) for way, weight in ways]

    def _joined(self, question: Question) -> Ranking:
        """The ranking for a turn in the words of an earlier one, which may name what the instrument meant now lacks."""
        try:
            return self.rank(question)
        except UnknownProvision:
            return self._retriever().rank(question)

    def rank(self, question: Question) -> Ranking:
        """The ranking for a question; inside the provisions that it names, where they hold the answer."""
        ranking = self._retriever().rank(question)
        if question.is_keywords and not question.leans and confidence(ranking.signals) < SURE:
            in_full = self._retriever().rank(question.asked_in_full())
            ranking = max(ranking, in_full, key=lambda found: confidence(found.signals))
        named = structure.named_provisions(question, self._corpus)
        if not named or len(named) > 2 or not ranking.provisions:
            return ranking
        inside = [self._retriever().rank(question, within=(i.id, p.eid)) for i, p in named]
        best = max(inside, key=lambda r: r.provisions[0].score if r.provisions else 0.0)
        near = best.provisions and best.provisions[0].score >= ranking.provisions[0].score - NAMED
        return best if near else ranking

    def _quote(self, ranked: Ranked, question: Question) -> composition.Quoted:
        return composition.quote(ranked, question, self._corpus, self._retriever().cover)

    def _declined(self, question: Question, nearest: Sequence[Found], sure: float) -> Answer:
        return Answer(
            question=question.text,
            status=Status.NOT_FOUND,
            passages=tuple(nearest),
            confidence=round(sure, 4),
            message=_why(question, self._corpus),
        )


def _place(ranked: Ranked) -> tuple[str, str]:
    return ranked.instrument, ranked.eid


SURE = weights().decision.sure
"""From this confidence on, what does not lean by its words is not tried with the topic as well: a third of the work.

From 0.85 on it would cost dev follow-ups."""
NAMED = weights().decision.named
"""A provision that the question names is preferred to a better one elsewhere by so much of the score."""


ANOTHER = weights().decision.another
"""Confidence at most, where a question asks another instrument than those loaded."""


def _asks_another(question: Question, ranking: Ranking) -> bool:
    """Whether a question names only what is not loaded, and asks what that says or finds nothing that mentions it."""
    unmentioned = ranking.signals is not None and ranking.signals.foreign == 1.0
    asked = any(
        re.search(rf"\b(?:do|does|did) {re.escape(name)} {_SAYS}", question.text, re.I) for name in question.foreign
    )
    return (unmentioned or asked) and not question.named


_SAYS = r"(?:say|provide|require|define|contain|regulate|allow|permit|prohibit|cover|treat|punish|mention|oblige)\b"
"""What follows an instrument that is asked for its own words: "does the Budapest Convention allow"."""


def _unloaded(question: Question, answer: Answer) -> str:
    """What to tell of an instrument that is named beside a loaded one, and that nothing cited speaks of."""
    cited = " ".join(citation.quote for citation in answer.citations).casefold()
    if not cited or not question.foreign or question.foreign[0].casefold().removeprefix("the ") in cited:
        return ""
    return sentence(f"{question.foreign[0]} is not loaded")


def _why(question: Question, corpus: Corpus) -> str:
    """Why there is no answer, in a sentence."""
    unanswered = _unanswered(question.scope, corpus)
    return sentence(f"{question.foreign[0]} is not loaded, and {unanswered}" if question.foreign else unanswered)


def _unanswered(scope: Sequence[str], corpus: Corpus) -> str:
    names = [f"the {corpus[id].about.short_title}" for id in scope]
    if len(names) == 1:
        return f"this is not answered by {names[0]}"
    if len(names) <= 3:
        return f"neither {' nor '.join(names)} answers this"
    return f"none of the {len(names)} instruments answers this"


def sentence(text: str) -> str:
    """The text with a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}."
