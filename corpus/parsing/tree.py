"""The tree while it grows: nodes over one text, and how they become provisions.

Text is only ever added at the end, to a node that has no children yet. So the own words of all nodes,
in numeral order, are the text: whatever the parser decides, nothing is lost and nothing is twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from corpus.eid import join, level_name, spelled
from corpus.grammar.markers import Numeral, System
from corpus.grammar.sentences import ENDS_SENTENCE
from corpus.model import GROUPS, Finding, FindingKind, Kind, Provision
from corpus.numerals import identified

ENOUGH = 400
"""So many characters of words are kept from either end."""


@dataclass(slots=True)
class Run:
    """A list that is open in a node: how it counts, and how far it has come."""

    system: System
    style: str
    last: int

    def awaits(self, numeral: Numeral, style: str) -> bool:
        """Whether the list goes on with this very entry."""
        return self.skips(numeral, style) == 0

    def repeats(self, numeral: Numeral, style: str) -> bool:
        """Whether the entry has the number of the last one, as an inserted one has."""
        return self.skips(numeral, style) == -1 and numeral.value == self.last

    def skips(self, numeral: Numeral, style: str) -> int:
        """How many entries are missing before this one; negative where it does not belong to the list."""
        if numeral.system is not self.system or style != self.style:
            return -2
        return numeral.value - self.last - 1


@dataclass(slots=True, eq=False)
class Node:
    """A provision in the making."""

    kind: Kind
    level: str = ""
    """Its level in the identifier, such as ``para``; the root has none."""
    number: str = ""
    line: int = 0
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    run: Run | None = None
    heading: str = ""
    words: str = ""
    """Its own words so far; of many only how they begin and end, which is all that the parser asks for."""
    start: int = -1
    body: int = -1
    end: int = -1

    def ancestors(self) -> Iterator[Node]:
        """What holds the node, the nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def walk(self) -> Iterator[Node]:
        """The node and everything below it, in numeral order."""
        yield self
        for child in self.children:
            yield from child.walk()


class Tree:
    """A text that grows at its end, and the nodes over it; ``tip`` is the node that was last written to."""

    def __init__(self) -> None:
        self.root = Node(Kind.OTHER)
        self.tip = self.root
        self.remarks: list[tuple[Node, Finding]] = []
        self._pieces: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._pieces)

    def open(self, parent: Node, kind: Kind, level: str = "", number: str = "", line: int = 0) -> Node:
        """A new last child of the parent, without text yet; the parent must hold the tip, or be it.

        Args:
            level: its level in the identifier, where that is not the one that its kind mostly has.
        """
        if parent is not self.tip and parent not in self.tip.ancestors():
            raise AssertionError(f"{kind} {number} opened in {parent.level} {parent.number}, which is closed")
        node = Node(kind, level or level_name(kind), number, line, parent)
        parent.children.append(node)
        self.tip = node
        return node

    def remark(self, node: Node, finding: Finding) -> None:
        """Notes something at a node that a reader of the parse should know of."""
        self.remarks.append((node, finding))

    def head(self, node: Node, text: str, joint: str = "\n\n") -> None:
        """Adds to the number and heading of a node that has no words yet."""
        self._add(node, text, joint)

    def write(self, node: Node, text: str, joint: str = "\n\n") -> None:
        """Adds to the own words of a node that has no children yet."""
        begin = self._add(node, text, joint)
        if not node.words:
            node.body = begin
        node.words = shortened(f"{node.words}{joint if node.words else ''}{text}")

    def _add(self, node: Node, text: str, joint: str) -> int:
        if node.children:
            raise AssertionError(f"text added to {node.level} {node.number}, which has children")
        if self._length and joint:
            self._pieces.append(joint)
            self._length += len(joint)
        begin = self._length
        self._pieces.append(text)
        self._length += len(text)
        node.start = begin if node.start < 0 else node.start
        for holder in (node, *node.ancestors()):
            holder.end = self._length
        self.tip = node
        return begin


def shortened(words: str) -> str:
    """The words, without their middle where there are very many."""
    return words if len(words) < 2 * ENOUGH else words[:ENOUGH] + words[-ENOUGH:]


def settle(root: Node) -> None:
    """Gives every node its span, and takes away the paragraph level where it is not one."""
    for node in list(root.walk()):
        if node.kind is Kind.ARTICLE or node.kind is Kind.ANNEX:
            dissolve_chapeau(node)
        if node.kind is Kind.ANNEX:
            itemize(node)
    for node in reversed(list(root.walk())):
        close_span(node)


def dissolve_chapeau(holder: Node) -> None:
    """An article's only unnumbered paragraph is its own words, and so is the first where it introduces the rest."""
    first = holder.children[0] if holder.children else None
    if first is None or first.level != "para" or first.number:
        return
    if len(holder.children) > 1 and not first.words.rstrip().endswith((":", "—", "–")):
        return
    holder.words, holder.body, holder.run = first.words, first.body, first.run
    holder.children[:1] = first.children
    for child in first.children:
        child.parent = holder


def itemize(annex: Node) -> None:
    """The numbered entries of an annex are items of a list where they are no sentences."""
    entries = [child for child in annex.children if child.level == "para" and child.number]
    sentences = [entry for entry in entries if entry.children or ENDS_SENTENCE.search(entry.words)]
    if len(sentences) * 2 > len(entries):
        return
    for entry in entries:
        entry.kind, entry.level = Kind.ITEM, "item"


def close_span(node: Node) -> None:
    """Start and body of a node whose words begin with its first child; children are closed already."""
    first = node.children[0].start if node.children else node.end
    node.start = first if node.start < 0 else node.start
    node.body = first if node.body < 0 else node.body


def identify(tree: Tree) -> dict[Node, str]:
    """The identifier of every node; one that would be given twice is counted and remarked on."""
    taken: set[str] = set()
    repeated: Counter[str] = Counter()
    eids: dict[Node, str] = {tree.root: ""}

    def name(node: Node, counts: Counter[str]) -> None:
        wanted = join(prefix_of(node, eids), spelled(node.level, identified(node.number), counts))
        if wanted in taken and node.kind is Kind.ARTICLE and node.parent:  # articles count anew in every part
            wanted = join(eids[node.parent], spelled(node.level, identified(node.number), counts))
        eid = wanted
        while eid in taken:
            repeated[wanted] += 1
            eid = f"{wanted}_{repeated[wanted] + 1}"
        if eid != wanted and node.number:
            tree.remark(node, Finding(FindingKind.TWICE, node.line, unit=node.kind.value, number=node.number))
        taken.add(eid)
        eids[node] = eid
        name_below(node)

    def name_below(node: Node) -> None:
        counts: Counter[str] = Counter()
        for child in node.children:
            name(child, counts)

    name_below(tree.root)
    return eids


def prefix_of(node: Node, eids: dict[Node, str]) -> str:
    """What stands before the node's own level: an article is named without its chapter, but with its annex."""
    if node.parent and node.kind is not Kind.ARTICLE:
        return eids[node.parent]
    holder = next((a for a in node.ancestors() if a.kind not in GROUPS), None)
    return eids[holder] if holder else ""


def provisions(instrument: str, tree: Tree) -> tuple[dict[str, Provision], tuple[Finding, ...]]:
    """The finished provisions in numeral order, and what there is to know of the source."""
    settle(tree.root)
    return assemble(instrument, tree, identify(tree))


def assemble(instrument: str, tree: Tree, eids: dict[Node, str]) -> tuple[dict[str, Provision], tuple[Finding, ...]]:
    """Provisions of the nodes as they stand, under these identifiers."""
    found = {}
    for node, eid in eids.items():
        if node is tree.root:
            continue
        found[eid] = Provision(
            instrument=instrument,
            eid=eid,
            kind=node.kind,
            number=node.number,
            heading=node.heading,
            parent=eids[node.parent] if node.parent else "",
            children=tuple(eids[child] for child in node.children),
            start=node.start,
            body=node.body,
            end=node.end,
        )
    findings = [replace(finding, eid=nearest(node, eids)) for node, finding in tree.remarks]
    return found, tuple(sorted(findings, key=lambda finding: finding.line))


def nearest(node: Node, eids: dict[Node, str]) -> str:
    """The identifier of the node, or of what holds it where the node itself has been taken away."""
    return next(eids[holder] for holder in (node, *node.ancestors()) if holder in eids)
