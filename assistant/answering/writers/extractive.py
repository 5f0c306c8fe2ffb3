"""Answers made of quotes alone, each under its citation: needs no model, and can say nothing that is not there."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.writers.base import Quoted
from corpus import markdown
from corpus.citations.labels import Form, label
from corpus.model import Instrument, Kind, Provision, collapse

CHAPEAU = 25
"""Words of a chapeau that are shown before a point."""


class Extractive:
    """Quotes each provision, introduced by where it stands and closed by its marker."""

    mode = "extractive"

    def write(self, asked: str, quoted: Sequence[Quoted], form: Form) -> str:  # noqa: ARG002  # quotes answer by themselves
        """See :class:`assistant.answering.writers.base.AnswerWriter`."""
        return "\n\n".join(_statement(marker, part, form) for marker, part in enumerate(quoted, start=1))


def _statement(marker: int, part: Quoted, form: Form) -> str:
    instrument, provision = part.instrument, part.provision
    cited = label(instrument, provision, form)
    place = f"**{cited[:1].upper()}{cited[1:]}**"
    if form in ("un", "id"):
        place += f" ({instrument.about.short_title})"
    lines = [line for line in instrument.text[slice(*part.span)].strip().split("\n") if line.strip()]
    opening = f"{_chapeau(instrument, provision)} " if provision.kind is Kind.POINT else ""
    body = "\n> \n> ".join(markdown.quote(collapse(line)) for line in lines)
    return f"{place}:\n> {opening}{body} [{marker}]"


def _chapeau(instrument: Instrument, point: Provision) -> str:
    """The words that a point hangs on, shortened from the front: without them it is half a sentence."""
    words = instrument.own(instrument[point.parent]).split()
    return markdown.quote(("… " if len(words) > CHAPEAU else "") + " ".join(words[-CHAPEAU:])) + " …"
