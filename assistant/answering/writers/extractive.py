"""Answers made of quotes alone, each under its citation: needs no model, and can say nothing that is not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.answering.frame import Span, adjoin, frame, left_out
from assistant.answering.writers.base import Quoted
from corpus import markdown
from corpus.citations.labels import Form, label
from corpus.model import Instrument, collapse

LEFT_OUT = "…"
"""Stands where words of a provision, or other points of a list, are left out."""


class Extractive:
    """Quotes each provision, introduced by where it stands and closed by its marker."""

    mode = "extractive"

    def write(self, asked: str, quoted: Sequence[Quoted], form: Form) -> str:  # noqa: ARG002  # quotes answer by themselves
        """See :class:`assistant.answering.writers.base.AnswerWriter`."""
        return "\n\n".join(_statement(marker, part, form) for marker, part in enumerate(quoted, start=1))


def _statement(marker: int, quoted: Quoted, form: Form) -> str:
    instrument, provision = quoted.instrument, quoted.provision
    cited = label(instrument, provision, form)
    place = f"**{cited[:1].upper()}{cited[1:]}**"
    if form in ("un", "id"):
        place += f" ({instrument.about.short_title})"
    lines = [markdown.quote(line) for line in _lines(quoted)]
    return f"{place}:\n> " + "\n> \n> ".join(lines) + f" [{marker}]"


def _lines(quoted: Quoted) -> list[str]:
    """The quote line by line, after what it goes on from and before what closes it."""
    text = quoted.instrument.text
    around = frame(quoted.instrument, quoted.provision, quoted.span)
    lines = [collapse(line) for line in text[slice(*quoted.span)].split("\n") if line.strip()]
    gaps = _gaps(quoted.instrument, (*around.lead_in, quoted.span, *around.flush))
    before, after = _ends(quoted)
    lines[0] = ("".join(collapse(text[slice(*words)]) + next(gaps) for words in around.lead_in) or before) + lines[0]
    lines[-1] += "".join(next(gaps) + collapse(text[slice(*words)]) for words in around.flush) or after
    return lines


def _gaps(instrument: Instrument, runs: Sequence[Span]) -> Iterator[str]:
    """What is written between one run and the next."""
    return (" " if adjoin(instrument, one, other) else f" {LEFT_OUT} " for one, other in pairwise(runs))


def _ends(quoted: Quoted) -> tuple[str, str]:
    """What is written before a quote and after it, where nothing else stands there; nothing beside a heading."""
    if quoted.span[1] <= quoted.provision.body:
        return "", ""
    before, after = left_out(quoted.instrument, quoted.provision, quoted.span)
    return f"{LEFT_OUT} " if before else "", f" {LEFT_OUT}" if after else ""
