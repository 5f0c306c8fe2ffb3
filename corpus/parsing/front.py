"""What stands before the first article: title, table of contents, preamble."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from corpus.grammar.formulas import FORMULAS
from corpus.grammar.headings import heading_of
from corpus.grammar.letters import begins_large
from corpus.grammar.markers import marker_of
from corpus.grammar.sentences import glue, is_title
from corpus.lexicon import EVERY, read
from corpus.model import Kind
from corpus.parsing.closing import note
from corpus.parsing.entries import entry
from corpus.parsing.recitals import recitals
from corpus.parsing.state import State
from corpus.parsing.tree import ENOUGH
from corpus.readers import Line, Shape

TREATIES = read("treaties", EVERY)
LONGEST_TITLE = 40
"""No paragraph of a title page has more lines."""
LONGEST_COVER = 150
"""No cover, with all that stands on it and behind it before the title comes again, has more lines."""
LONGEST_NAME = 400
"""Characters that no title has more of."""
SHORTEST_TITLE = 12
"""Letters; fewer may come again by chance."""
LEADERS = re.compile(r"(?:\s?[.…]){4,}\s*\d*$")
"""The dots behind an entry of a table of contents."""
LONGEST_ENTRY = 12
"""No entry of a table of contents has more lines."""
RECITAL_IN_CAPITALS = re.compile(r"[A-Z]{3,}(?:ING|ED|FUL|OUS)\s+.*[a-z]")
"""A recital whose first word is in capitals: "CONSIDERING the links ...", "MINDFUL of"."""
PAGE_NUMBER = re.compile(r"[\s.…]\d{1,4}$")
"""How an entry of a table of contents ends."""


def cover(state: State) -> None:
    """Takes what stands before the title where that is printed on a cover first, or in a list of contents.

    The list is one of contents; a cover belongs to the title page.
    """
    begin = title_again(state.lines[:LONGEST_COVER])
    if not begin:
        return
    listed = any(LEADERS.search(line.text) for line in state.lines[:begin])
    kind = Kind.CONTENTS if listed else Kind.TITLE
    node = state.tree.open(state.tree.root, kind, line=state.lines[0].number)
    for line in state.lines[:begin]:
        state.tree.write(node, line.text, "\n\n" if line.fresh and node.words else " " if node.words else "")
    state.at = begin


def title_again(lines: Sequence[Line]) -> int:
    """The place of a title that stands above as well, with what it names before the text begins; 0 where none does."""
    text = next((n for n, line in enumerate(lines) if is_text(line)), len(lines))
    blocks = [(place, block, said(block)) for place, block in paragraphs_of(lines[:text])]
    for place, block, words in reversed(blocks):
        whole = begins_large(block) and block[-1] not in ",;:" and marker_of(block) is None
        named = whole and len(words) > SHORTEST_TITLE and TREATIES.titled.search(block)
        if named and any(words in earlier for before, _, earlier in blocks if before < place):
            return place
    return 0


def is_text(line: Line) -> bool:
    """Whether the line belongs to the text, or to a list of contents that says so, and not to a cover before it."""
    if LEADERS.search(line.text) or ends_in_page(line.text):
        return False
    heading = heading_of(line.text)
    recital = line.text[-1] in ",;" and FORMULAS.begins_recital.match(line.text)
    begins = begins_preamble(line) or FORMULAS.preamble.match(line.text) or FORMULAS.contents.match(line.text)
    marker = marker_of(line.text)
    counted = bool(heading and heading.number) or bool(marker and marker.number == "1" and marker.end < len(line.text))
    return bool(begins or recital) or counted


def paragraphs_of(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """The paragraphs that begin at each line, with its place: one line, or that and the next few."""
    for place in range(len(lines)):
        for count in (1, 2, 3):
            block = " ".join(line.text[: LONGEST_NAME + 1] for line in lines[place : place + count])
            if len(block) <= LONGEST_NAME:
                yield place, block


def said(text: str) -> str:
    """The letters and figures of a text, all small."""
    return "".join(c for c in text.casefold() if c.isalnum())


def title(state: State) -> None:
    """Takes the lines of the title, which end no sentence."""
    tip = state.tree.tip
    node = tip if tip.kind is Kind.TITLE else None
    while state.at < len(state.lines) and is_title_line(state, first=node is None):
        line = state.lines[state.at]
        node = node or state.tree.open(state.tree.root, Kind.TITLE, line=line.number)
        state.tree.write(node, line.text, "\n\n" if line.fresh and node.words else " " if node.words else "")
        state.at += 1


def is_title_line(state: State, first: bool) -> bool:
    """Whether the line at hand still belongs to the title."""
    line = state.lines[state.at]
    heading = heading_of(line.text)
    annexed = heading is not None and heading.kind is Kind.ANNEX
    names_itself = annexed and (first or said(state.tree.tip.words).startswith(said(line.text)))
    if ends_title(state, line) and not names_itself:
        return False
    if line.shape in (Shape.ITEM, Shape.NOTE):
        return False
    if line.shape is Shape.HEADING or marker_of(line.text):
        return line.shape is Shape.HEADING
    below = state.lines[state.at + 1 : state.at + LONGEST_TITLE]
    if begins_preamble(line) or (not first and begins_text(line)):
        return False
    going_on = takewhile(lambda other: not (other.fresh or ends_title(state, other) or begins_text(other)), below)
    whole = line.text if line.text.isupper() else " ".join([line.text, *(other.text for other in going_on)])
    return is_title(whole)


def begins_text(line: Line) -> bool:
    """Whether the line names those who conclude the instrument, or is a recital whose first word is in capitals."""
    return begins_preamble(line) or bool(RECITAL_IN_CAPITALS.match(line.text))


def begins_preamble(line: Line) -> bool:
    """Whether the line names those who conclude the instrument, and goes on; in capitals a title may do so too."""
    return bool(FORMULAS.parties.match(line.text)) and (line.text.endswith(",") or not line.text.isupper())


def ends_title(state: State, line: Line) -> bool:
    """Whether the line begins what follows the title."""
    named = FORMULAS.contents.match(line.text) or FORMULAS.preamble.match(line.text)
    return named is not None or state.headings.accept(line, state.tree.tip) is not None


def contents(state: State) -> None:
    """Takes a table of contents: lines with a page number, or that come again as headings."""
    if state.at >= len(state.lines) or not FORMULAS.contents.match(state.lines[state.at].text):
        return
    first = state.lines[state.at]
    node = state.tree.open(state.tree.root, Kind.CONTENTS, line=first.number)
    node.heading = first.text
    state.tree.head(node, first.text)
    state.at += 1
    ahead = Counter(identity(line.text) for line in state.lines[state.at :])
    while count := entry_lines(state, ahead):
        for line in state.lines[state.at : state.at + count]:
            ahead[identity(line.text)] -= 1
            state.tree.write(node, line.text, "\n\n" if line is state.lines[state.at] else " ")
        state.at += count


def entry_lines(state: State, ahead: Counter[str]) -> int:
    """How many lines the next entry of the table has; none where the table is over."""
    below = state.lines[state.at : state.at + LONGEST_ENTRY]
    for count, line in enumerate(below, 1):
        if count > 1 and line.fresh:
            break
        if ends_in_page(line.text) or LEADERS.search(line.text):
            return count
    return 1 if below and ahead[identity(below[0].text)] > 1 else 0


def ends_in_page(text: str) -> bool:
    """Whether the line ends in a page number: the number of "Article 1" is none."""
    heading = heading_of(text)
    bare = heading is not None and heading.kind is not Kind.ANNEX and not heading.title
    return not bare and bool(PAGE_NUMBER.search(text))


def identity(text: str) -> str:
    """What an entry of the table and the heading it stands for have in common."""
    heading = heading_of(text) or heading_of(text.split()[0])
    return f"{heading.prefix} {heading.number}" if heading else text.casefold()


def preamble(state: State) -> None:
    """Takes the preamble, up to the first heading or the end of the enacting formula."""
    name_preamble(state)
    while state.at < len(state.lines) and not begins_body(state, state.lines[state.at]):
        if state.lines[state.at].shape is Shape.NOTE:
            note(state, state.lines[state.at])
            state.at += 1
            continue
        block = paragraph(state)
        if state.holder.kind is not Kind.PREAMBLE:
            state.holder = state.tree.open(state.tree.root, Kind.PREAMBLE, line=block.number)
        if block.shape is Shape.ROW:
            state.tree.write(state.tree.open(state.holder, Kind.PARAGRAPH, line=block.number), block.text)
            continue
        joint = "\n\n"
        for part in recitals(block.text):
            entry(state, block, part, joint)
            joint = " "
        if FORMULAS.enacting.match(state.tree.tip.words):
            break
    state.holder = state.tree.root


def name_preamble(state: State) -> None:
    """Takes the word "Preamble" as a heading, and leaves what else is on its line."""
    line = state.lines[state.at] if state.at < len(state.lines) else None
    named = FORMULAS.preamble.match(line.text) if line else None
    if line is None or named is None:
        return
    state.holder = state.tree.open(state.tree.root, Kind.PREAMBLE, line=line.number)
    state.holder.heading = named[0].strip(" .:—–-")
    state.tree.head(state.holder, named[0].strip())
    if rest := line.text[named.end() :]:
        state.lines[state.at] = replace(line, text=rest, fresh=True)
    else:
        state.at += 1


def begins_body(state: State, line: Line) -> bool:
    """Whether the preamble is over: at a heading, or at a paragraph 1 where nothing says that recitals are numbered."""
    if state.headings.accept(line, state.tree.tip) is not None:
        return True
    marker = marker_of(line.text)
    first = marker is not None and marker.number == "1" and marker.style == "x."
    return first and state.holder.kind is not Kind.PREAMBLE


def paragraph(state: State) -> Line:
    """The next paragraph of the preamble, its lines made one."""
    first = state.lines[state.at]
    pieces, end = [first.text], first.text[-ENOUGH:]
    state.at += 1
    while state.at < len(state.lines) and continues(state, end, state.lines[state.at]):
        more = state.lines[state.at].text
        pieces.append(f"{glue(end, more)}{more}")
        end = f"{end}{pieces[-1]}"[-ENOUGH:]
        state.at += 1
    return replace(first, text="".join(pieces), fresh=True)


def continues(state: State, text: str, line: Line) -> bool:
    """Whether the line goes on with a paragraph of the preamble that so far ends in that text."""
    heading = heading_of(line.text)
    if line.fresh or line.shape is Shape.NOTE or (heading and state.headings.stands_alone(heading, line, text)):
        return False
    over = text[-1] in ".;:,"
    enacted = FORMULAS.enacting.match(text) or FORMULAS.enacting_tail.search(text)
    begins = FORMULAS.begins_recital.match(line.text) or FORMULAS.enacting.match(line.text)
    return not (over and (enacted or begins or marker_of(line.text)))
