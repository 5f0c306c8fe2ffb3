"""Made-up treaties of a few lines, parsed."""

from __future__ import annotations

from textwrap import dedent

from corpus.model import About, Instrument
from corpus.parsing.parser import parse
from corpus.readers.markdown import lines

ABOUT = About(id="x", title="A Treaty", short_title="A Treaty")


def parsed(text: str) -> Instrument:
    return parse(lines(dedent(text)), ABOUT)


def outline(text: str) -> list[str]:
    return list(parsed(text).provisions)


def own(text: str) -> dict[str, str]:
    instrument = parsed(text)
    return {provision.eid: instrument.own(provision) for provision in instrument}
