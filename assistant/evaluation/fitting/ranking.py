"""Fit what puts provisions in order where an instrument has no anticipated questions.

A linear model that is fitted by lists: the softmax over the best candidates of a question should fall on those that
answer it (Cao et al., "Learning to rank: from pairwise approach to listwise approach", 2007).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt

from assistant import Assistant
from assistant.evaluation.benchmark import Item
from assistant.evaluation.fitting.reading import SearchedQuestion, searched_questions
from assistant.evaluation.fitting.record import Fit
from assistant.retrieval.fusion import unlearned_views
from assistant.retrieval.ranking import Ranked
from assistant.retrieval.retriever import Part
from assistant.weights import weights
from corpus.eid import article_of

Numbers = npt.NDArray[np.float64]

AMONG = 24
"""Candidates of a question that are put in order."""
STRENGTH = 1e-3
"""Penalty on large weights, of views that are scaled to a deviation of 1."""
READ = ("read", "read_of_article")
"""Views of the reader: what it says of a provision, and the most that it says of one in the same article."""


@dataclass(frozen=True, eq=False)
class Row:
    """A question with its candidates, the best first as they are put now."""

    instrument: str
    eids: tuple[str, ...]
    views: dict[str, Numbers]
    right: npt.NDArray[np.bool_]

    def first(self, scores: Numbers) -> tuple[bool, bool]:
        """Whether the article and the provision of the highest score are right."""
        best = int(np.argmax(scores))
        articles = {article_of(eid) for eid, right in zip(self.eids, self.right, strict=True) if right}
        return article_of(self.eids[best]) in articles, bool(self.right[best])


def fits(items: Sequence[Item], assistant: Assistant) -> tuple[Fit, Fit]:
    """The weights of the fusion and of the reader, fitted on questions about added instruments."""
    rows = [row for item in searched_questions(items, assistant.corpus) for row in _rows(item, assistant)]
    raw = fitted(rows)
    found = {name: weight / raw["passage"] for name, weight in raw.items()}
    now = weights().fusion_unlearned
    offset = now.offset + np.mean([_fused(row, asdict(now)).max() - _fused(row, found).max() for row in rows])
    fusion = {name: found.get(name, 0.0) for name in rows[0].views if name not in READ}
    read = {"weight": found[READ[0]], "article": found[READ[1]]}
    rounded = {name: round(float(number), 3) for name, number in {**fusion, "offset": offset}.items()}
    return (
        Fit("fusion_unlearned", rounded, report(rows)),
        Fit("reading", {name: round(float(number), 4) for name, number in read.items()}, ()),
    )


def _rows(searched: SearchedQuestion, assistant: Assistant) -> Iterator[Row]:
    """The question's candidates, where it is about one instrument without anticipated questions and some are right."""
    accepted = {(target.instrument, target.eid) for target in searched.item.accepted}
    parts = list(assistant.retriever.parts(searched.question, searched.question.scope, None))
    if len(searched.question.scope) == 1 and len(parts) == 1 and not parts[0].learned:
        row = _row(searched.question.subject, parts[0], accepted, assistant)
        if row.right.any():
            yield row


def _row(asked: str, part: Part, accepted: Collection[tuple[str, str]], assistant: Assistant) -> Row:
    best = part.provisions[:AMONG]
    told = np.array(assistant.retriever.told(best, [(asked, 1.0)]))
    place = {
        place: row for row, place in enumerate(zip(part.candidates.instruments, part.candidates.eids, strict=True))
    }
    rows = [place[one.instrument, one.eid] for one in best]
    views = {name: view[rows].astype(np.float64) for name, view in unlearned_views(part.candidates).items()}
    right = np.array([(one.instrument, one.eid) in accepted for one in best])
    views |= dict(zip(READ, (told, _of_article(best, told)), strict=True))
    return Row(best[0].instrument, tuple(one.eid for one in best), views, right)


def _of_article(provisions: Sequence[Ranked], told: Numbers) -> Numbers:
    articles = [article_of(one.eid) for one in provisions]
    most = [max(told[k] for k, other in enumerate(articles) if other == article) for article in articles]
    return np.array(most, np.float64)


def fitted(rows: Sequence[Row]) -> dict[str, float]:
    """A weight a view."""
    from scipy.optimize import minimize

    names = list(rows[0].views)
    lists = [np.stack([row.views[name] for name in names], axis=1) for row in rows]
    deviation = np.concatenate(lists).std(axis=0) + 1e-9
    scaled = [views / deviation for views in lists]

    def loss(tried: Numbers) -> tuple[float, Numbers]:
        told = [_surprise(views, row.right, tried) for views, row in zip(scaled, rows, strict=True)]
        mean = np.mean([one for one, _ in told]) + STRENGTH * tried @ tried
        return float(mean), np.mean([slope for _, slope in told], axis=0) + 2 * STRENGTH * tried

    found: Numbers = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x / deviation
    return dict(zip(names, found.tolist(), strict=True))


def _surprise(views: Numbers, right: npt.NDArray[np.bool_], tried: Numbers) -> tuple[float, Numbers]:
    """Minus the logarithm of the share that falls on what is right, and its slope."""
    likely = _softmax(views @ tried)
    of_right = np.where(right, likely, 0.0)
    share = of_right.sum()
    slope: Numbers = views.T @ (likely - of_right / share)
    return -float(np.log(share)), slope


def _softmax(scores: Numbers) -> Numbers:
    raised = np.exp(scores - scores.max())
    shares: Numbers = raised / raised.sum()
    return shares


def _score(row: Row, found: dict[str, float]) -> Numbers:
    return _summed(found.get(name, 0.0) * view for name, view in row.views.items())


def _fused(row: Row, found: dict[str, float]) -> Numbers:
    """The score without the reader."""
    return _summed(found[name] * view for name, view in row.views.items() if name not in READ)


def _summed(views: Iterable[Numbers]) -> Numbers:
    total: Numbers = np.sum(list(views), axis=0)
    return total


def report(rows: Sequence[Row]) -> tuple[str, ...]:
    """How often the right one comes first, of each instrument with weights that were fitted without it."""
    instruments = sorted({row.instrument for row in rows})
    held_out = [hit for id in instruments for hit in _held_out(rows, id)]
    of = weights()
    now = {**asdict(of.fusion_unlearned), READ[0]: of.reading.weight, READ[1]: of.reading.article}
    before = [row.first(_score(row, now)) for row in rows]
    return (
        f"{len(rows)} questions about {len(instruments)} instruments",
        _said("before", before),
        _said("held out", held_out),
    )


def _held_out(rows: Sequence[Row], instrument: str) -> list[tuple[bool, bool]]:
    found = fitted([row for row in rows if row.instrument != instrument])
    return [row.first(_score(row, found)) for row in rows if row.instrument == instrument]


def _said(which: str, hits: Iterable[tuple[bool, bool]]) -> str:
    article, provision = np.mean(list(hits), axis=0)
    return f"{which}: right article first {article:.3f}, right provision {provision:.3f}"
