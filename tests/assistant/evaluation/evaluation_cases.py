"""Two small instruments, and answerers of known worth, for the tests of the evaluation."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.answer import Answer, Citation, Found, Status
from assistant.evaluation import Item, Results, Target, run
from corpus.model import About, Instrument, Kind, Provision

Node = tuple[str, Kind, str, tuple["Node", ...]]


def leaf(eid: str, kind: Kind, words: str) -> Node:
    return (eid, kind, words, ())


ALPHA: tuple[Node, ...] = (
    ("preamble", Kind.PREAMBLE, "The Parties,\n", (leaf("preamble__rec_1", Kind.RECITAL, "Mindful of the sea,\n"),)),
    (
        "chp_I",
        Kind.CHAPTER,
        "Chapter I\n",
        (
            (
                "art_1",
                Kind.ARTICLE,
                "Article 1\n",
                (
                    (
                        "art_1__para_1",
                        Kind.PARAGRAPH,
                        "1. Each Party shall\nkeep:\n",
                        (
                            leaf("art_1__para_1__point_a", Kind.POINT, "(a) its ‘records’ for ninety days;\n"),
                            leaf("art_1__para_1__point_b", Kind.POINT, "(b) its seals.\n"),
                        ),
                    ),
                    leaf("art_1__para_2", Kind.PARAGRAPH, "2. A Party may renew the order.\n"),
                ),
            ),
            leaf("art_2", Kind.ARTICLE, "Article 2\nCosts lie where they fall.\n"),
            (
                "art_3",
                Kind.ARTICLE,
                "Article 3\n",
                (
                    leaf("art_3__para_1", Kind.PARAGRAPH, "1. Disputes go to the court.\n"),
                    leaf("art_3__para_2", Kind.PARAGRAPH, "2. The court sits in The Hague.\n"),
                ),
            ),
        ),
    ),
)
BETA: tuple[Node, ...] = (
    leaf("art_1", Kind.ARTICLE, "Article 1\nThe members cooperate.\n"),
    leaf("art_2", Kind.ARTICLE, "Article 2\nThe depositary is the Secretariat.\n"),
)


def instrument(id: str, nodes: Sequence[Node]) -> Instrument:
    provisions: dict[str, Provision] = {}
    text: list[str] = []

    def place(node: Node, parent: str, start: int) -> int:
        eid, kind, words, below = node
        provisions[eid] = Provision(id, eid, kind, "", "", parent, tuple(n[0] for n in below), start, start, start)
        text.append(words)
        end = start + len(words)
        for child in below:
            end = place(child, eid, end)
        held = tuple(n[0] for n in below)
        provisions[eid] = Provision(id, eid, kind, "", "", parent, held, start, start, end)
        return end

    end = 0
    for node in nodes:
        end = place(node, "", end)
    return Instrument(About(id, id.title(), id.title()), "".join(text), provisions)


INSTRUMENTS = {"alpha": instrument("alpha", ALPHA), "beta": instrument("beta", BETA)}


def at(eid: str, instrument: str = "alpha") -> Target:
    return Target(instrument, eid)


def cite(eid: str, instrument: str = "alpha", span: tuple[int, int] | None = None) -> Citation:
    """A citation that quotes all of the provision, or the span."""
    held = INSTRUMENTS[instrument]
    start, end = span or (held[eid].start, held[eid].end)
    return Citation(1, instrument, eid, eid, "", " ".join(held.text[start:end].split()), start, end)


def answered(*citations: Citation, confidence: float = 0.9, text: str = "", found: Sequence[Target] = ()) -> Answer:
    passages = tuple(Found(t.instrument, t.eid, t.eid, "", 0.5, "") for t in found)
    return Answer("?", Status.ANSWERED, text, citations, passages, confidence)


def declined(confidence: float = 0.1) -> Answer:
    return Answer("?", Status.NOT_FOUND, confidence=confidence, message="nothing on that")


def item(*gold: Target, id: str = "q", turn: int | None = None, **labels: object) -> Item:
    return Item(id=id, turn=turn, question=f"about {id}?", answerable=bool(gold), gold=gold, **labels)


@dataclass
class Scripted:
    """Gives the answers it was made with, in order, and remembers how it was asked."""

    answers: Sequence[Answer]
    asked: list[str] = field(default_factory=list)

    def ask(self, question: str) -> Answer:
        self.asked.append(f"single: {question}")
        return self.answers[len(self._questions) - 1]

    def converse(self) -> Callable[[str], Answer]:
        self.asked.append("new conversation")
        return self._turn

    def _turn(self, question: str) -> Answer:
        self.asked.append(f"turn: {question}")
        return self.answers[len(self._questions) - 1]

    @property
    def _questions(self) -> list[str]:
        return [line for line in self.asked if line != "new conversation"]


def evaluate(items: Sequence[Item], answers: Sequence[Answer], name: str = "it") -> Results:
    return run(items, Scripted(answers), INSTRUMENTS, lambda _: None, name)


def many(count: int) -> list[Item]:
    """Questions on every leaf in turn, and an unanswerable one after every four."""
    leaves = [Target(i.id, p.eid) for i in INSTRUMENTS.values() for p in i if not p.children]
    return [
        item(id=f"u{n}", style="far")
        if n % 5 == 4
        else item(leaves[n % len(leaves)], id=f"q{n}", style="lay", facts=(fact(leaves[n % len(leaves)]),))
        for n in range(count)
    ]


def fact(target: Target) -> str:
    held = INSTRUMENTS[target.instrument]
    return held.own(held[target.eid])[-9:]


def oracle(items: Sequence[Item]) -> list[Answer]:
    """What a perfect product says."""
    return [
        answered(*(cite(t.eid, t.instrument) for t in one.gold), confidence=1.0) if one.answerable else declined(0.0)
        for one in items
    ]


def guesser(items: Sequence[Item]) -> list[Answer]:
    """Cites any provision at all, as sure as chance will have it; declines nothing."""
    rng = random.Random(0)  # noqa: S311 - a test must repeat
    places = [(i.id, p.eid) for i in INSTRUMENTS.values() for p in i if not p.children]
    return [answered(cite(*rng.choice(places)[::-1]), confidence=rng.random()) for _ in items]
