"""Lines become the tree of an instrument.

One pass over the lines. Each is asked in turn: are you a heading, a note, closing matter, a numbered
entry that is due, and else words that go on or begin an unnumbered paragraph. What the line is written
to is always the end of the tree, so that the text keeps its order and its every word.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.grammar import patterns
from corpus.grammar.patterns import Heading, Marker
from corpus.model import GROUPS, About, Finding, FindingKind, Instrument, Kind
from corpus.parsing import appended, closing, front, lists, titles
from corpus.parsing.headings import Headings
from corpus.parsing.tree import Node, Tree, provisions
from corpus.readers import Line, Shape

FLAT = frozenset({Kind.TITLE, Kind.CONTENTS, Kind.TESTIMONIUM, Kind.SIGNATURES})
"""Kinds that only hold words."""
DIVIDES = frozenset({Kind.SECTION, Kind.SUBSECTION})
"""Groups that in some instruments stand within articles."""
LOOKAHEAD = 12
"""So many lines ahead the next marker is looked for."""


def parse(lines: Sequence[Line], about: About) -> Instrument:
    """The instrument that the lines make up; what could not be placed stands in its findings."""
    parser = Parser(lines)
    parser.run()
    found, findings = provisions(about.id, parser.tree)
    return Instrument(about, parser.tree.text, found, findings)


class Parser:
    """The state of one pass: the lines, the tree so far, and the provision that takes what comes."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = list(lines)
        self.at = 0
        self.tree = Tree()
        self.headings = Headings(self.tree.root)
        self.holder = self.tree.root

    def run(self) -> None:
        """Goes over all lines."""
        front.title(self)
        front.contents(self)
        front.preamble(self)
        while self.at < len(self.lines):
            self.step(self.lines[self.at])
            self.at += 1

    def step(self, line: Line) -> None:
        """Places one line."""
        if heading := self.headings.accept(line, self.tree.tip):
            self.open_heading(heading, line)
        elif appended.begins(self, line):
            appended.begin(self, line)
        elif line.shape is Shape.NOTE or (line.fresh and patterns.TRANSLATOR.match(line.text)):
            closing.note(self, line)
        elif closing.takes(self, line):
            return
        elif self.holder.kind in FLAT:
            self.tree.write(self.holder, line.text, "\n\n" if line.fresh else " ")
        elif line.shape is Shape.HEADING:
            self.open_other(line)
        else:
            self.entry(line, line.text)

    # --- Headings ---

    def open_heading(self, heading: Heading, line: Line) -> None:
        """Opens an article, group or annex, with its title from this line or the next."""
        node = self.section_in_article(heading, line) or self.headings.open(self.tree, heading, line.number)
        self.holder = node
        begin = len(line.text) - len(heading.title)
        if run_in := patterns.RUN_IN.match(heading.title):
            node.heading = run_in["title"]
            self.tree.head(node, line.text[: begin + run_in.end("title")])
            self.entry(line, heading.title[run_in.end() :], " ")
            return
        if heading.title and not self.runs_in(heading):
            self.tree.head(node, line.text)
            self.take_title(node, heading.title, titles.rest_of(heading.title, self.below(), self.is_heading))
            return
        self.tree.head(node, line.text[:begin].rstrip())
        if heading.title:
            self.entry(line, heading.title, " ")
        else:
            self.title_below(node)

    def section_in_article(self, heading: Heading, line: Line) -> Node | None:
        """The node of a section that divides the article at hand: it has words of its own, and no articles."""
        article = next((n for n in (self.holder, *self.holder.ancestors()) if n.kind is Kind.ARTICLE), None)
        if article is None or heading.kind not in DIVIDES or self.headings.sections_hold_articles:
            return None
        if not heading.title.endswith(".") and not self.has_words_below():
            return None
        return self.tree.open(article, heading.kind, heading.prefix, heading.number, line.number)

    def has_words_below(self) -> bool:
        """Whether more than a title stands between the line at hand and the next heading."""
        for line in self.lines[self.at + 1 : self.at + 2 + titles.LONGEST]:
            if line.shape is Shape.HEADING and not patterns.heading_of(line.text):
                continue
            if patterns.heading_of(line.text):
                return False
            if not patterns.is_title(line.text):
                return True
        return True

    def runs_in(self, heading: Heading) -> bool:
        """Whether the words after a number are the first sentence, not the title."""
        if heading.kind not in (Kind.ARTICLE, *DIVIDES) or heading.title[-1] not in ".;:,":
            return False
        return len(heading.title) > 60 or bool(patterns.VERB.search(heading.title))

    def title_below(self, node: Node) -> None:
        """Takes the next lines as the title of the heading just opened, where they read as one."""
        below = self.below()
        taken = titles.title_of(node.kind, below, self.is_heading)
        if taken:
            self.take_title(node, "", taken)
        else:
            self.split_glued(node, below)

    def take_title(self, node: Node, begun: str, lines: Sequence[Line]) -> None:
        """Gives the node the title that has begun on its heading's own line, or has not, and goes on in these."""
        node.heading = " ".join([*filter(None, [begun]), *(line.text for line in lines)])
        if lines:
            self.tree.head(node, node.heading[len(begun) :].strip(), " " if begun else "\n\n")
            self.at += len(lines)

    def below(self) -> Sequence[Line]:
        """The lines under the one at hand, as many as a title may have and one more."""
        return self.lines[self.at + 1 : self.at + 2 + titles.LONGEST]

    def is_heading(self, line: Line) -> bool:
        """Whether the line is a heading, as things stand."""
        return self.headings.accept(line, self.tree.tip) is not None

    def split_glued(self, node: Node, below: Sequence[Line]) -> None:
        """Takes a title off the front of a line that goes on with the first sentence."""
        line = below[0] if below and below[0].shape is Shape.TEXT else None
        match = patterns.GLUED_TITLE.match(line.text) if line else None
        if line is None or match is None or node.kind in GROUPS or patterns.marker_of(line.text):
            return
        node.heading = match["title"]
        self.tree.head(node, node.heading)
        self.at += 1
        self.entry(line, line.text[match.end() :], " ")

    def open_other(self, line: Line) -> None:
        """Keeps a heading that is none of the known ones, and what follows, as a provision of its own."""
        node = self.tree.open(self.headings.group, Kind.OTHER, "other", line=line.number)
        node.heading = line.text
        self.tree.head(node, line.text)
        self.holder = node
        self.tree.remark(node, Finding(FindingKind.UNKNOWN_HEADING, line.number, number=line.text[:80]))

    # --- Numbered entries and words ---

    def entry(self, line: Line, text: str, joint: str = "\n\n") -> None:
        """Places words that may begin with a marker."""
        marker = patterns.marker_of(text)
        if marker is not None and self.open_entry(marker, line, text, joint):
            return
        self.words(line, text, joint)
        if marker is not None and marker.style != "x" and line.fresh:
            stray = Finding(FindingKind.NOT_DUE, line.number, number=text[: marker.end].strip())
            self.tree.remark(self.tree.tip, stray)

    def open_entry(self, marker: Marker, line: Line, text: str, joint: str) -> bool:
        """Opens the paragraph or point that the marker numbers; false where the marker is only words."""
        tip = self.tree.tip
        place = lists.place_of(marker, line, tip, self.holder, self.upcoming(text, marker.end))
        if place is None:
            return False
        kind, level = lists.level_in(place.owner, self.holder, place, marker, tip)
        lists.enter(place, marker)
        node = self.tree.open(place.owner, kind, level, marker.number, line.number)
        if place.missing:
            gap = Finding(FindingKind.MISSING, line.number, number=marker.number, beside=str(place.missing))
            self.tree.remark(node, gap)
        rest = text[marker.end :]
        self.tree.head(node, text[: marker.end].rstrip(), joint)
        if rest:
            self.entry(line, rest, " " if text[marker.end - 1].isspace() else "")
        return True

    def words(self, line: Line, text: str, joint: str) -> None:
        """Places words without a marker; a further point in the middle of them opens where it is due."""
        cut = self.further_point(text)
        if cut is None:
            self.place(line, text, joint)
            return
        self.place(line, text[:cut].rstrip(), joint)
        rest = text[cut:]
        marker = patterns.marker_of(rest)
        if marker is None or not self.open_entry(marker, line, rest, " "):
            self.tree.write(self.tree.tip, rest, " ")

    def further_point(self, text: str) -> int | None:
        """Where a further point of an open list begins within the words."""
        for match in patterns.INLINE.finditer(text):
            marker = patterns.marker_of(text, match.end())
            if marker is None:
                continue
            after = match.end() + marker.end
            begins = match[0].startswith(":") and lists.begins_list(marker, self.upcoming(text, after))
            if begins or lists.due(marker, lists.path(self.tree.tip, self.holder)):
                return match.end()
        return None

    def place(self, line: Line, text: str, joint: str) -> None:
        """Adds words to the entry just numbered, to the sentence that goes on, or to a new paragraph."""
        tip = self.tree.tip
        if tip.number and not tip.words and tip is not self.holder:
            self.tree.write(tip, text, joint)
        elif self.goes_on(line, text):
            self.tree.write(tip, text, patterns.glue(tip.words, text))
        else:
            self.tree.write(self.unnumbered(line, text), text, joint)

    def goes_on(self, line: Line, text: str) -> bool:
        """Whether the words continue the sentence before, as at the end of a line or page."""
        before = self.tree.tip.words
        if not before or self.tree.tip is self.holder:
            return False
        if not line.fresh:
            return True
        if line.shape is Shape.ITEM:
            return False
        if patterns.UNFINISHED.search(before):
            return True
        if not text[0].islower() or before[-1] in ".;:!?":
            return False
        # Clauses in small letters end with a comma: recitals, and points before the sentence goes on.
        clause = self.tree.tip.kind is Kind.RECITAL or (self.tree.tip.kind is Kind.POINT and before[0].islower())
        return not (clause and before.endswith(","))

    def unnumbered(self, line: Line, text: str) -> Node:
        """The new node for a paragraph without a number."""
        tip, holder = self.tree.tip, self.holder
        if holder.kind is Kind.PREAMBLE:
            return front.recital(self, line, text)
        if line.shape is Shape.ITEM:
            return self.bullet(line)
        if tip.kind in (Kind.PARAGRAPH, Kind.POINT) and tip.number and patterns.CHAPEAU.search(tip.words):
            return self.tree.open(tip, Kind.POINT, "point", line=line.number)
        if tip.kind is Kind.POINT and not tip.number and tip.parent and patterns.LIST_GOES_ON.search(tip.words):
            return self.tree.open(tip.parent, Kind.POINT, "point", line=line.number)
        return self.after_points(line, text) or self.tree.open(holder, Kind.PARAGRAPH, "para", line=line.number)

    def bullet(self, line: Line) -> Node:
        """The new node for an entry with a dash: below the paragraph or point before it, or beside the entry before."""
        tip, holder = self.tree.tip, self.holder
        if tip.kind in (Kind.PARAGRAPH, Kind.POINT) and (tip.number or tip.kind is Kind.PARAGRAPH):
            return self.tree.open(tip, Kind.POINT, "point", line=line.number)
        if tip.kind is Kind.POINT and tip.parent:
            return self.tree.open(tip.parent, Kind.POINT, "point", line=line.number)
        return self.tree.open(holder, Kind.ITEM, "item", line=line.number)

    def after_points(self, line: Line, text: str) -> Node | None:
        """The node for words after points: one that lost its letter, a paragraph of the point, the flush."""
        tip = self.tree.tip
        owners = [node for node in lists.path(tip, self.holder) if node.run and node.children[-1].kind is Kind.POINT]
        if not owners or tip.kind is not Kind.POINT:
            return None
        inner, upcoming = owners[0], self.upcoming()
        if upcoming and self.lost_letter(inner, upcoming):
            node = self.tree.open(inner, Kind.POINT, "point", line=line.number)
            self.tree.remark(node, Finding(FindingKind.LETTERLESS, line.number, number=upcoming.number))
            return node
        if upcoming and lists.due(upcoming, owners):
            return self.tree.open(tip, Kind.PARAGRAPH, "para", line=line.number)
        return self.tree.open(inner if text[0].islower() else owners[-1], Kind.WRAPUP, "wrapup", line=line.number)

    def lost_letter(self, owner: Node, upcoming: Marker) -> bool:
        """Whether the list goes on after exactly one entry, which these words then are."""
        if owner.run is None or not patterns.LIST_GOES_ON.search(self.tree.tip.words):
            return False
        if not any(owner.run.skips(reading, upcoming.style) == 1 for reading in upcoming.readings):
            return False
        owner.run.last += 1
        return True

    def upcoming(self, text: str = "", start: int = 0) -> Marker | None:
        """The next marker: within the rest of the line, else at the beginning of a line below."""
        for match in patterns.INLINE.finditer(text, start):
            if marker := patterns.marker_of(text, match.end()):
                return marker
        for line in self.lines[self.at + 1 : self.at + 1 + LOOKAHEAD]:
            if line.shape is Shape.HEADING or patterns.heading_of(line.text):
                return None
            if marker := patterns.marker_of(line.text):
                return marker
        return None
