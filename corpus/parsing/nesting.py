"""Which headings count, and how the groups of articles nest."""

from __future__ import annotations

from dataclasses import replace

from corpus.grammar.headings import RAISED, RANKS, Heading, heading_of
from corpus.grammar.letters import begins_large
from corpus.grammar.markers import marker_of
from corpus.grammar.sentences import ENDS_SENTENCE, STOPS, ends_unfinished, is_title, leads_to_reference
from corpus.model import GROUPS, Finding, FindingKind, Kind
from corpus.numerals import is_inserted, number_value
from corpus.parsing.tree import Node, Tree
from corpus.readers import Line, Shape

FAR = 10
"""A heading in plain text counts only where its number is at most so far ahead of the last."""


def refers(heading: Heading) -> bool:
    """Whether a line that begins like a heading is a sentence about the article: "Article 5 applies to ..."."""
    return not heading.ruled and heading.title[:1].islower() and heading.title[-1] in STOPS


class Headings:
    """The groups that are open, and the number of the last article."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.group = root
        """Holds the next article: the innermost open part, chapter or section, an annex, or the instrument itself."""
        self.last_article = 0
        self.last_number = ""
        """That number as it stands: Roman or Arabic."""
        self.highest = 0
        """The highest number of an article in the file so far."""
        self.sections_hold_articles = False

    def accept(self, line: Line, tip: Node) -> Heading | None:
        """The heading that the line is, or nothing where it only looks like one."""
        heading = heading_of(line.text)
        if heading is None or line.shape in (Shape.ITEM, Shape.NOTE, Shape.ROW):
            return None
        heading = self.without_mark(heading)
        if refers(heading):
            return None
        if line.shape is Shape.HEADING:
            return heading
        if ends_unfinished(tip.words) and not heading.title and tip is not self.group:
            return None
        if not self.in_sequence(heading, tip):
            return None
        reads_as_title = not heading.title or (begins_large(heading.title) and is_title(heading.title))
        if line.fresh:
            return heading if heading.ruled or reads_as_title or self.begins_text(heading) else None
        return (
            heading
            if reads_as_title and (self.may_follow(tip) or self.stands_alone(heading, line, tip.words))
            else None
        )

    def without_mark(self, heading: Heading) -> Heading:
        """The heading without the mark of a footnote; raised figures are part of the number of an inserted article."""
        bare = heading.number.rstrip(RAISED)
        if bare == heading.number or (number_value(bare) == self.last_article and heading.kind is Kind.ARTICLE):
            return heading
        return replace(heading, number=bare)

    def in_sequence(self, heading: Heading, tip: Node) -> bool:
        """Whether the number of an article is one that may come now; the first of a text or group may be any."""
        if heading.kind is not Kind.ARTICLE or not self.last_article:
            return True
        if tip is self.group:  # numbers may begin anew in every chapter, or go up by hundreds
            return True
        ahead = number_value(heading.number) - self.last_article
        return 0 < ahead <= FAR or (ahead == 0 and is_inserted(heading.number))

    def begins_text(self, heading: Heading) -> bool:
        """Whether title and text, or the text alone, stand behind the number of the article that is due."""
        due = heading.kind is Kind.ARTICLE and number_value(heading.number) == self.last_article + 1
        unmarked = not heading.title[:1].isascii() and heading.title[:1].upper() == heading.title[:1].lower()
        return (due or unmarked) and (begins_large(heading.title) or marker_of(heading.title) is not None)

    def may_follow(self, tip: Node) -> bool:
        """Whether what was written last is complete, so that a heading may follow on the very next line."""
        return not tip.words or tip.words[-1] in ";:" or bool(ENDS_SENTENCE.search(tip.words))

    def stands_alone(self, heading: Heading, line: Line, before: str) -> bool:
        """Whether the line is nothing but the heading that is due, or in capitals, and breaks no sentence before it."""
        due = heading.kind is not Kind.ARTICLE or number_value(heading.number) == self.last_article + 1
        titled = heading.ruled and begins_large(heading.title) and is_title(heading.title)
        alone = bool(heading.number) and due and (not heading.title or titled)
        broken = ends_unfinished(before) or leads_to_reference(before)
        return (alone or line.text.isupper()) and not broken

    def open(self, tree: Tree, heading: Heading, line: int) -> Node:
        """The node of the heading, in its place."""
        parent = self.parent_for(heading)
        node = tree.open(parent, heading.kind, heading.prefix, heading.number, line)
        if heading.kind is Kind.ARTICLE:
            self.count(heading, line, tree)
            self.sections_hold_articles |= parent.kind is Kind.SECTION
        else:
            self.group = node
        if heading.kind is Kind.ANNEX:
            self.last_article = 0
        return node

    def parent_for(self, heading: Heading) -> Node:
        """What holds the heading: levels nest as the instrument itself first shows them."""
        if heading.kind is Kind.ARTICLE:
            return self.group
        if heading.kind is Kind.ANNEX:
            return self.root
        open_groups = [self.group, *self.group.ancestors()]
        same = next((g for g in open_groups if g.level == heading.prefix and g.kind in GROUPS), None)
        if same is not None and same.parent is not None:
            return same.parent
        return next(g for g in open_groups if g.kind not in GROUPS or self.outranks(g, heading))

    def outranks(self, group: Node, heading: Heading) -> bool:
        """Whether a level that is new may stand below the open group."""
        return "title" in (group.level, heading.prefix) or RANKS.index(group.level) < RANKS.index(heading.prefix)

    def count(self, heading: Heading, line: int, tree: Tree) -> None:
        """Keeps the number of the article just opened, and reports one that is out of sequence."""
        value = number_value(heading.number)
        if value > self.last_article + 1 and self.last_article:
            before = str(self.last_article)
            gap = Finding(FindingKind.FOLLOWS, line, unit=heading.kind.value, number=heading.number, beside=before)
            tree.remark(tree.tip, gap)
        self.last_article = value or self.last_article + 1
        self.last_number = heading.number
        self.highest = max(self.highest, self.last_article)
