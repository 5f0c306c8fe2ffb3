"""The state of one pass over the lines of a text, and what only reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.grammar.headings import heading_of
from corpus.grammar.markers import Marker, marker_of
from corpus.grammar.sentences import SENTENCES
from corpus.parsing import titles
from corpus.parsing.nesting import Headings
from corpus.parsing.tree import Node, Tree
from corpus.readers import Line, Shape

LOOKAHEAD = 12
"""So many lines ahead the next marker is looked for."""


@dataclass(slots=True)
class Quotation:
    """A quotation that is open: the provision that takes its words, whether it has marks, and its last article."""

    node: Node
    marked: bool
    last: int = 0
    closed: bool = False


class State:
    """The lines, the tree so far, and the provision that takes what comes."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = list(lines)
        self.at = 0
        """The place of the line at hand."""
        self.tree = Tree()
        self.headings = Headings(self.tree.root)
        self.holder = self.tree.root
        """Takes what comes: an article, an annex, the preamble, or another provision that is open."""

        self.quotation: Quotation | None = None
        """Words of another instrument that are being quoted."""
        self.language = ""
        """The language of the instrument that the file begins with, once that was asked for."""

    def below(self) -> Sequence[Line]:
        """The lines under the one at hand, as many as a title may have and one more."""
        return self.lines[self.at + 1 : self.at + 2 + titles.LONGEST]

    def is_heading(self, line: Line) -> bool:
        """Whether the line is a heading, as things stand."""
        return self.headings.accept(line, self.tree.tip) is not None

    def upcoming(self, text: str = "", start: int = 0) -> Marker | None:
        """The next marker: within the rest of the line, else at the beginning of a line below."""
        for match in SENTENCES.inline.finditer(text, start):
            if marker := marker_of(text, match.end()):
                return marker
        for line in self.lines[self.at + 1 : self.at + 1 + LOOKAHEAD]:
            if line.shape is Shape.ROW:
                continue
            if line.shape is Shape.HEADING or heading_of(line.text):
                return None
            if marker := marker_of(line.text):
                return marker
        return None
