"""Headings open articles, groups and annexes, and take their titles from their own line or the next ones."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.grammar.headings import Heading, heading_of
from corpus.grammar.markers import marker_of
from corpus.grammar.sentences import CHINESE, RUN_IN, SENTENCES, STOPS, first_sentence, is_title
from corpus.model import GROUPS, Finding, FindingKind, Kind
from corpus.parsing import titles
from corpus.parsing.entries import entry
from corpus.parsing.state import State
from corpus.parsing.tree import Node
from corpus.readers import Line, Shape

DIVIDES = frozenset({Kind.SECTION, Kind.SUBSECTION})
"""Groups that in some instruments stand within articles."""


def open_heading(state: State, heading: Heading, line: Line) -> None:
    """Opens an article, group or annex, with its title from this line or the next."""
    node = section_in_article(state, heading, line) or state.headings.open(state.tree, heading, line.number)
    state.holder = node
    begin = len(line.text) - len(heading.title)
    if run_in := RUN_IN.match(heading.title):
        node.heading = run_in["title"]
        state.tree.head(node, line.text[: begin + run_in.end("title")])
        entry(state, line, heading.title[run_in.end() :], " ")
        return
    if sentence := glued(heading):
        node.heading = heading.title[:sentence].rstrip()
        state.tree.head(node, line.text[: begin + len(node.heading)])
        entry(state, line, heading.title[sentence:], " ")
        return
    if heading.title and not runs_in(heading):
        state.tree.head(node, line.text)
        take_title(state, node, heading.title, titles.rest_of(heading.title, state.below(), state.is_heading))
        return
    state.tree.head(node, line.text[:begin].rstrip())
    if heading.title:
        entry(state, line, heading.title, " ")
    else:
        title_below(state, node)


def section_in_article(state: State, heading: Heading, line: Line) -> Node | None:
    """The node of a section that divides the article at hand: it has words of its own, and no articles."""
    article = next((n for n in (state.holder, *state.holder.ancestors()) if n.kind is Kind.ARTICLE), None)
    if article is None or heading.kind not in DIVIDES or state.headings.sections_hold_articles:
        return None
    if not heading.title.endswith(".") and not has_words_below(state):
        return None
    return state.tree.open(article, heading.kind, heading.prefix, heading.number, line.number)


def has_words_below(state: State) -> bool:
    """Whether more than a title stands between the line at hand and the next heading."""
    for line in state.lines[state.at + 1 : state.at + 2 + titles.LONGEST]:
        if line.shape is Shape.HEADING and not heading_of(line.text):
            continue
        if heading_of(line.text):
            return False
        if not is_title(line.text):
            return True
    return True


def glued(heading: Heading) -> int:
    """Where the first sentence begins behind a title on the heading's own line; 0 where it does not."""
    numbered = heading.kind is not Kind.ARTICLE or marker_of(heading.title) is not None
    return 0 if numbered else first_sentence(heading.title)


def runs_in(heading: Heading) -> bool:
    """Whether the words after a number are the first sentence, or its beginning, and not the title."""
    if heading.kind not in (Kind.ARTICLE, *DIVIDES):
        return False
    long = len(heading.title) > 60
    if heading.title[-1] not in STOPS:
        acts = SENTENCES.begins_sentence.match(heading.title) and SENTENCES.verb.search(heading.title)
        return long and bool(acts or SENTENCES.clause.match(heading.title) or marker_of(heading.title))
    return long or bool(CHINESE.search(heading.title) or SENTENCES.verb.search(heading.title))


def title_below(state: State, node: Node) -> None:
    """Takes the next lines as the title of the heading just opened, where they read as one."""
    below = state.below()
    taken = titles.title_of(node.kind, below, state.is_heading)
    if taken:
        take_title(state, node, "", taken)
    else:
        split_glued(state, node, below)


def take_title(state: State, node: Node, begun: str, lines: Sequence[Line]) -> None:
    """Gives the node the title that has begun on its heading's own line, or has not, and goes on in these."""
    node.heading = " ".join([*filter(None, [begun]), *(line.text for line in lines)])
    if lines:
        state.tree.head(node, node.heading[len(begun) :].strip(), " " if begun else "\n\n")
        state.at += len(lines)


def split_glued(state: State, node: Node, below: Sequence[Line]) -> None:
    """Takes a title off the front of a line that goes on with the first sentence."""
    line = below[0] if below and below[0].shape is Shape.TEXT else None
    begin = first_sentence(line.text) if line else 0
    if line is None or not begin or node.kind in GROUPS or marker_of(line.text):
        return
    node.heading = line.text[:begin].rstrip()
    state.tree.head(node, node.heading)
    state.at += 1
    entry(state, line, line.text[begin:], " ")


def open_other(state: State, line: Line) -> None:
    """Keeps a heading that is none of the known ones, and what follows, as a provision of its own."""
    node = state.tree.open(state.headings.group, Kind.OTHER, line=line.number)
    node.heading = line.text
    state.tree.head(node, line.text)
    state.holder = node
    state.tree.remark(node, Finding(FindingKind.UNKNOWN_HEADING, line.number, number=line.text[:80]))
