"""What a quote hangs on: the words above it that it goes on from, and the words below its list that go on from it.

"(a) any one of the parties may submit it" is no rule without "If no solution has been reached", and no whole rule
without "A party may, however, ..." after the last point. Neither is ever shortened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer import Run
from corpus.grammar.sentences import CHAPEAU
from corpus.model import GROUPS, Instrument, Kind, Provision, collapse

Span = tuple[int, int]
"""Offsets in :attr:`Instrument.text`."""
LISTED = frozenset({Kind.POINT, Kind.WRAPUP})
"""Kinds that are no sentence by themselves."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a quote, in the order of the text."""

    lead_in: tuple[Span, ...] = ()
    """The chapeaux above the quote, the outermost first."""
    flush: tuple[Span, ...] = ()
    """What closes the lists that it stands in, the innermost first."""


def frame(instrument: Instrument, provision: Provision, span: Span) -> Frame:
    """What a run of a provision's text hangs on; nothing where it is a heading.

    Args:
        span: the run that is quoted, inside the provision.
    """
    if span[1] <= provision.body:
        return Frame()
    inner = _innermost(instrument, provision, span)
    below, lead_in, flush = inner, list[Span](), list[Span]()
    for above in instrument.ancestors(inner):
        if above.kind in GROUPS:
            break
        if _hangs(instrument, below, above) and (words := trimmed(instrument.text, *instrument.own_span(above))):
            lead_in.append(words)
        flush += _closing(instrument, below, above)
        below = above
    return Frame(tuple(reversed(lead_in)), tuple(flush))


def left_out(instrument: Instrument, provision: Provision, span: Span) -> tuple[bool, bool]:
    """Whether words of the provision are left out before the run, and after it."""
    text = instrument.text
    return bool(text[provision.body : span[0]].strip()), bool(text[span[1] : provision.end].strip())


def adjoin(instrument: Instrument, one: Span, next: Span) -> bool:
    """Whether nothing but the number of a provision stands between two runs."""
    return bool(_NUMBER.fullmatch(instrument.text[one[1] : next[0]]))


_NUMBER = re.compile(r"\s*(?:[(\[]?[\w.-]{1,8}[)\].:]+|[-–—•*])?\s*")


def run(instrument: Instrument, span: Span) -> Run:
    """A run of an instrument's text as citations have it."""
    return Run(collapse(instrument.text[slice(*span)]), *span)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The run without white space at its ends; nothing of a run that is white space alone."""
    run = text[start:end]
    words = run.strip()
    if not words:
        return None
    start += len(run) - len(run.lstrip())
    return start, start + len(words)


def _innermost(instrument: Instrument, provision: Provision, span: Span) -> Provision:
    """The smallest provision that holds the run."""
    while inside := [p for p in instrument.children(provision) if p.start <= span[0] and span[1] <= p.end]:
        provision = inside[0]
    return provision


def _hangs(instrument: Instrument, below: Provision, above: Provision) -> bool:
    """Whether a provision goes on from the words of the one that holds it."""
    return below.kind in LISTED or bool(CHAPEAU.search(instrument.own(above)))


def _closing(instrument: Instrument, below: Provision, above: Provision) -> Iterator[Span]:
    if below.kind in LISTED:
        after = (p for p in instrument.children(above) if p.kind is Kind.WRAPUP and p.start >= below.end)
        yield from filter(None, (trimmed(instrument.text, p.body, p.end) for p in after))
