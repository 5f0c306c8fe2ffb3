"""What an index is made from, and what it will therefore hold."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from functools import cached_property

from corpus import questions as anticipated
from corpus.model import Instrument
from corpus.questions import AnticipatedQuestion, UnanswerableQuestion
from index import passages, stores
from index.encoders import Encoder
from index.generations import Contents
from index.learning import Recipe
from index.stores import Stores


@dataclass(frozen=True)
class Source:
    """An instrument and the questions anticipated about it."""

    instrument: Instrument
    questions: tuple[AnticipatedQuestion, ...] = ()

    @property
    def learned(self) -> bool:
        """Whether there is anything to learn from: turns alone are none."""
        return any(not question.turn for question in self.questions)


@dataclass(frozen=True)
class Plan:
    """All that an index is made from."""

    sources: tuple[Source, ...]
    encoders: tuple[Encoder, ...]
    unanswerable: tuple[UnanswerableQuestion, ...] = ()
    recipe: Recipe = field(default_factory=Recipe)
    stores: Stores = field(default_factory=stores.chosen)
    """The engines that keep it; those that the settings name."""
    audience: str = ""
    """For whom its index is kept apart from those of all others; empty for everybody."""

    @cached_property
    def contents(self) -> Contents:
        """What the index will hold."""
        return contents_of(self)

    @property
    def learns(self) -> bool:
        """Whether there is anything to learn from."""
        return any(source.learned for source in self.sources)


def contents_of(plan: Plan) -> Contents:
    """What an index of this plan holds."""
    sources = plan.sources
    return Contents(
        encoders={encoder.name: encoder.digest for encoder in plan.encoders},
        instruments={source.instrument.id: source.instrument.fingerprint for source in sources},
        questions={s.instrument.id: anticipated.digest(s.questions) for s in sources if s.questions}
        | ({"": anticipated.digest(plan.unanswerable)} if plan.learns else {}),
        recipe={**asdict(plan.recipe), "slice": passages.SLICE, "overlap": passages.OVERLAP, "header": passages.HEADER},
        stores={"vectors": plan.stores.vectors.engine, "words": plan.stores.words.engine},
        audience=plan.audience,
    )
