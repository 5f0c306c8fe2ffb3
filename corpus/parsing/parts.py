"""Files that hold several instruments: an act with treaties for schedules, a resolution with an agreement, versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.grammar.sentences import is_title
from corpus.languages import language_of
from corpus.lexicon import EVERY, read
from corpus.model import Kind
from corpus.parsing import front
from corpus.parsing.appended import VERSION
from corpus.parsing.parser import place_rest
from corpus.parsing.state import State
from corpus.parsing.tree import Node
from corpus.readers import Line

_TREATIES = read("treaties", EVERY)
LONGEST_TITLE = 5
"""So many paragraphs of an annex may be its title."""
SAMPLE = 4000
"""So many characters tell a language."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the instruments in a file."""

    lines: tuple[Line, ...]
    version: int = -1
    """The place of the part that it is another language version of; -1 where it is none."""


def parts(lines: Sequence[Line]) -> tuple[Part, ...]:
    """The instruments that the lines hold, in their order; one alone where they make up a single one.

    An annex is an instrument of its own where its title says that it is a treaty and it has articles. What stands
    behind it belongs to it, but for annexes that the first instrument counts on.
    """
    state = State(lines)
    front.cover(state)
    front.title(state)
    front.contents(state)
    front.preamble(state)
    place_rest(state)
    pieces = list(cut(state))
    if len(pieces) < 2:
        return (Part(tuple(lines)),)
    found: list[list[Line]] = []
    languages: list[str] = []
    for opens, piece in pieces:
        if opens or not found:
            found.append(list(piece))
            languages.append(language_of(" ".join(line.text for line in piece)[:SAMPLE]))
        else:
            found[0].extend(piece)
    return tuple(Part(tuple(piece), original(n, languages)) for n, piece in enumerate(found))


def original(place: int, languages: Sequence[str]) -> int:
    """The part that another is a version of: it stands as far behind the first one as that behind its own first."""
    first = languages.index(languages[place])
    counterpart = place - first
    same = counterpart < first and languages[counterpart] == languages[0] != languages[place]
    return counterpart if same else -1


def cut(state: State) -> Iterator[tuple[bool, Sequence[Line]]]:
    """The lines piece by piece, and whether the piece is an instrument of its own, not a rest of the first one."""
    last: Node | None = None
    begin, opens = 0, True
    for node in pieces_of(state.tree.root):
        own = is_instrument(node)
        if not own and not (last and counts_on(last, node)):
            continue
        at = place_of(node, state.lines, begin)
        if at > begin:
            yield opens, state.lines[begin:at]
        begin, opens = at, own
        last = node if own or last else None
    yield opens, state.lines[begin:]


def pieces_of(root: Node) -> Iterator[Node]:
    """What may be an instrument: annexes, versions, and the annexes of those."""
    for node in root.children:
        if node.kind is Kind.ANNEX:
            yield node
            if node.level == VERSION:
                yield from pieces_of(node)


def is_instrument(node: Node) -> bool:
    """Whether an annex is an instrument of its own: a version, or a treaty by its title, with articles."""
    articles = any(child.kind is Kind.ARTICLE for child in node.walk())
    return articles and (node.level == VERSION or bool(_TREATIES.own_instrument.search(titles(node))))


def titles(node: Node) -> str:
    """The heading of an annex and what stands above its first article, which may be its title."""
    before = [node.heading, node.words]
    for child in node.children[:LONGEST_TITLE]:
        if child.kind is Kind.ARTICLE or child.number:
            break
        before += [child.heading, child.words if child.words and is_title(child.words) else ""]
    return " ".join(before)


def counts_on(last: Node, node: Node) -> bool:
    """Whether an annex is counted with the one before it, in the same word."""
    return bool(node.number) and bool(last.number) and node.level == last.level


def place_of(node: Node, lines: Sequence[Line], begin: int) -> int:
    """The place of the line that a node begins with."""
    return next((n for n, line in enumerate(lines) if n > begin and line.number >= node.line), begin)
