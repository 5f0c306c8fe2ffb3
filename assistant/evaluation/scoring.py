"""One answer held against its labels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from assistant.answer import Answer, Checked, Citation, Status
from assistant.answering.prose.wording import unwritten
from assistant.answering.prose.writing import MODE
from assistant.conversations.deciding import headlines
from assistant.evaluation.benchmark import Item
from assistant.evaluation.matching import Matcher, as_gold
from assistant.evaluation.text import fold
from assistant.language_model import Cause, Unwritten
from corpus.model import collapse

_MARKER = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question as it was asked and answered, and what each figure makes of it."""

    id: str
    turn: int | None
    question: str
    style: str
    split: str
    instruments: tuple[str, ...]
    """Those of the gold provisions; none where the question is unanswerable."""
    answerable: bool
    expected: tuple[str, ...]
    """The gold provisions, each as instrument and identifier."""
    status: str
    cited: tuple[str, ...]
    """The cited provisions in the same form."""
    confidence: float
    ms: float
    """Milliseconds from the question to the answer."""
    scores: Mapping[str, float] = field(default_factory=dict)
    """By the name of a figure; absent where the figure does not look at such a question."""
    why: str = ""
    """What is wrong with the answer; empty where nothing is."""

    @property
    def answered(self) -> bool:
        """Whether there was an answer, rightly or not."""
        return self.status == Status.ANSWERED

    def to_dict(self) -> dict[str, Any]:
        """The outcome in plain JSON types."""
        return asdict(self)

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Outcome:
        """An outcome from its dictionary form; fields that are not known here are passed over."""
        known = {name: row[name] for name in cls.__dataclass_fields__ if name in row}
        for name in ("instruments", "expected", "cited"):
            known[name] = tuple(row[name])
        return cls(**known)


def judge(item: Item, answer: Answer, ms: float, ranks: Mapping[str, float], matcher: Matcher) -> Outcome:
    """What an answer is worth.

    Args:
        ms: how long it took.
        ranks: the question's scores from :mod:`assistant.evaluation.retrieval_measures`.
    """
    scores = answerable_scores(item, answer, matcher) if item.answerable else unanswerable_scores(answer)
    scores |= answered_scores(answer, matcher) if answer.answered else {}
    scores |= {"headline_right": scores["right"]} if headlines(answer) else {}
    return Outcome(
        id=item.id,
        turn=item.turn,
        question=item.question,
        style=item.style,
        split=item.split,
        instruments=tuple(sorted({target.instrument for target in item.gold})),
        answerable=item.answerable,
        expected=tuple(map(str, item.gold)),
        status=answer.status.value,
        cited=tuple(f"{citation.instrument} {citation.eid}" for citation in answer.citations),
        confidence=answer.confidence,
        ms=ms,
        scores=scores | dict(ranks),
        why="; ".join(_faults(item, answer, scores)),
    )


def answerable_scores(item: Item, answer: Answer, matcher: Matcher) -> dict[str, float]:
    """The figures that look at answerable questions; a declined one has found and cited nothing."""
    first = answer.citations[0] if answer.citations else None
    at_article = _hits_article(item, first, matcher)
    scores = {
        "right": at_article,
        "art_at_1": at_article,
        "pin_at_1": float(any(first and matcher.pins(first, target) for target in item.accepted)),
        "pin_soft": max(matcher.nearness(first, target) if first else 0.0 for target in item.accepted),
        "citation_recall": _citation_recall(item, answer, matcher),
        "wrongly_declined": float(not answer.answered),
    }
    if answer.citations:
        fitting = [any(matcher.supports(citation, t) for t in item.accepted) for citation in answer.citations]
        scores["citation_precision"] = sum(fitting) / len(fitting)
    if item.facts:
        scores["fact_share"] = 1 - len(_missing(item, answer)) / len(item.facts)
    return scores


def unanswerable_scores(answer: Answer) -> dict[str, float]:
    """The figures that look at questions which the instruments do not answer: declining is right."""
    return {"right": float(not answer.answered), "wrongly_answered": float(answer.answered)}


def answered_scores(answer: Answer, matcher: Matcher) -> dict[str, float]:
    """The figures that look at whatever was answered, rightly or not."""
    scores = {"words": float(len(_MARKER.sub(" ", answer.answer).split()))}
    if answer.citations:
        scores |= prose_scores(answer)
        scores["verbatim"] = sum(_verbatim(citation, matcher) for citation in answer.citations) / len(answer.citations)
    return scores


def prose_scores(answer: Answer) -> dict[str, float]:
    """The figures that look at answers to which a language model wrote; none where none was asked."""
    timing = answer.timing_ms
    if "prose" not in timing:
        return {}
    scores = {
        "prose": float(answer.mode == MODE),
        "prose_declined": float(unwritten(Unwritten(Cause.NOT_ANSWERED)) in (answer.message or "")),
        "first_quote_ms": timing["quotes"],
        "last_word_ms": timing["total"],
    }
    for status in Checked if answer.sentences else ():
        found = sum(sentence.status is status for sentence in answer.sentences)
        scores[f"sentences_{status}"] = found / len(answer.sentences)
    return scores


def _hits_article(item: Item, first: Citation | None, matcher: Matcher) -> float:
    cited = first and matcher.article(first.instrument, first.eid)
    return float(cited in matcher.articles(item.accepted)) if cited else 0.0


def _citation_recall(item: Item, answer: Answer, matcher: Matcher) -> float:
    """The share of the gold provisions cited, an accepted alternative counted for one that it stands for."""
    direct = [t for t in item.gold if any(matcher.supports(citation, t) for citation in answer.citations)]
    spare = [citation for citation in answer.citations if not any(matcher.supports(citation, t) for t in direct)]
    instead = [t for t in item.also_ok if any(matcher.supports(citation, t) for citation in spare)]
    return len(list(as_gold((*direct, *instead), item.gold, item.also_ok))) / len(item.gold)


def _missing(item: Item, answer: Answer) -> list[str]:
    """The expected facts that neither the answer's text nor one of its quotes holds whole."""
    said = [fold(text) for text in (answer.answer, *(citation.quote for citation in answer.citations))]
    return [fact for fact in item.facts if not any(fold(fact) in text for text in said)]


def _verbatim(citation: Citation, matcher: Matcher) -> bool:
    """Whether the quote is what stands at its offsets, and says something."""
    if citation.instrument not in matcher.instruments or not citation.quote:
        return False
    text = matcher.instruments[citation.instrument].text
    return collapse(text[citation.start : citation.end]) == citation.quote


def _faults(item: Item, answer: Answer, scores: Mapping[str, float]) -> list[str]:
    """What is wrong with the answer, the worst first."""
    faults = [_citation_fault(item, answer, scores)]
    if scores.get("verbatim", 1.0) < 1:
        faults.append("a quote is not verbatim")
    if scores.get("fact_share", 1.0) < 1 and answer.answered:
        faults.append("not said: " + " / ".join(_missing(item, answer)))
    return [fault for fault in faults if fault]


def _citation_fault(item: Item, answer: Answer, scores: Mapping[str, float]) -> str:
    if not item.answerable:
        return "answered, though the instruments do not say" if answer.answered else ""
    if not answer.answered:
        return f"declined: {answer.message or answer.status.value}"
    if not answer.citations:
        return "answered without a citation"
    if answer.citations[0].instrument not in {target.instrument for target in item.accepted}:
        return "another instrument"
    if not scores["art_at_1"]:
        return "another article"
    return "" if scores["pin_at_1"] else "the right article, another provision of it"
