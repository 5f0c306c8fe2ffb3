"""Texts without articles: resolutions, guidelines, notes. Their paragraphs are what is cited."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.model import About, Finding, FindingKind, Instrument, Kind
from corpus.parsing import front
from corpus.parsing.parser import Parser
from corpus.parsing.tree import provisions
from corpus.readers import Line


def parse_paragraphs(lines: Sequence[Line], about: About) -> Instrument:
    """The text as paragraphs with the numbers that it gives them, or else numbered as they come."""
    parser = Parser(lines)
    front.title(parser)
    front.contents(parser)
    while parser.at < len(parser.lines):
        parser.step(parser.lines[parser.at])
        parser.at += 1
    number(parser)
    found, findings = provisions(about.id, parser.tree)
    return Instrument(about, parser.tree.text, found, (Finding(FindingKind.NO_ARTICLES), *findings))


def number(parser: Parser) -> None:
    """Counts the paragraphs, in every place where the text itself does not."""
    for holder in parser.tree.root.walk():
        paragraphs = [node for node in holder.children if node.kind is Kind.PARAGRAPH]
        if not any(node.number for node in paragraphs):
            for count, node in enumerate(paragraphs, 1):
                node.number = str(count)
