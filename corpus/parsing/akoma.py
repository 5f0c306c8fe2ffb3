"""Akoma Ntoso XML (OASIS): the file itself says what is an article and what a point, so nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import SourceError
from corpus.model import GROUPS, About, Instrument, Kind
from corpus.parsing import akoma_names
from corpus.parsing.layout import AFTER, HEAD, PARAGRAPH, Place, laid_out
from corpus.parsing.tree import Node, Tree, assemble, close_span, identify
from corpus.readers.formex import is_formex
from corpus.readers.lines import single_blanks
from corpus.readers.packed import name_of, xml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SAMPLE = 4096
FIRST_ELEMENT = re.compile(rb"<(?:[A-Za-z]+:)?(?P<name>[A-Za-z][A-Za-z.]*)[\s>/]")
ENDINGS = (".xml", ".akn")
_SKIPPED = frozenset({"meta", "coverPage", "noteRef", "header", "footer"})
_WORDS = frozenset(
    {"p", "block", "longTitle", "formula", "docTitle", "listIntroduction", "listWrapUp", "table", "tblock"}
)
_BY_NAME = {kind.value: kind for kind in Kind}
_FLUSH = frozenset({Kind.ARTICLE, *GROUPS, Kind.ANNEX, Kind.OTHER})
"""Kinds whose words stand below their number, not behind it."""


def instrument(path: Path, about: About) -> Instrument:
    """The instrument of a file.

    Entities are never resolved and nothing is fetched, whatever the file declares.

    Raises:
        SourceError: it is no XML, declares entities, or is not Akoma Ntoso.
        MissingExtra: lxml is not installed.
    """
    root = root_of(path)
    reader = Reader(is_ours(root))
    reader.below(root, reader.tree.root)
    reader.keep_notes()
    for node in reversed(list(reader.tree.root.walk())):
        close_span(node)
    if len(reader.eids) < 2:
        raise SourceError(f"{path.name} holds no text")
    as_given = reader.ours and len(set(reader.eids.values())) == len(reader.eids)
    found, findings = assemble(about.id, reader.tree, reader.eids if as_given else identify(reader.tree))
    read = Instrument(about, reader.tree.text, found, findings)
    return laid_out(read, reader.places) if as_given and reader.places.keys() == found.keys() else read


def is_other(path: Path) -> bool:
    """Whether an XML file is of another kind that has a reader: its first element says so."""
    with path.open("rb") as file:
        head = file.read(SAMPLE)
    found = FIRST_ELEMENT.search(head)
    return found is not None and is_formex(found["name"].decode("ascii"))


def root_of(path: Path) -> Element:
    """The outermost element, of a file that cannot harm."""
    root = xml(path, path.read_bytes(), "reading Akoma Ntoso")
    if name_of(root) != "akomaNtoso":
        raise SourceError(f"{path.name} is XML, but not Akoma Ntoso: its outermost element is <{name_of(root)}>")
    return root


def line_of(element: Element) -> int:
    """The line of the file that the element stands on."""
    line: Any = element.sourceline
    return int(line or 0)


def is_ours(root: Element) -> bool:
    """Whether the file was exported here, so that its identifiers are those of citations."""
    sources = (e.get("source", "") for e in root.iter() if name_of(e) == "identification")
    return next(sources, "") == f"#{akoma_names.GENERATOR}"


class Reader:
    """The tree so far, the identifiers that the file gives, and the footnotes met on the way."""

    def __init__(self, ours: bool) -> None:
        self.ours = ours
        self.tree = Tree()
        self.eids: dict[Node, str] = {self.tree.root: ""}
        self.notes: list[tuple[str, int]] = []
        self.places: dict[str, Place] = {}
        """How each provision stands on its page, where the file says so."""

    def below(self, element: Element, holder: Node) -> None:
        """Reads everything in an element; what only wraps is passed through."""
        for child in element:
            name = name_of(child)
            if not name or name in _SKIPPED:
                continue
            if kind := kind_of(child, name, self.ours):
                self.provision(child, kind, holder)
            elif name in ("num", "heading", "subheading") or child.get("class") in ("num", "heading"):
                self.head(holder, child, child.get("class") or name)
            elif name in _WORDS:
                self.words(holder, child)
            else:
                self.below(child, holder)

    def provision(self, element: Element, kind: Kind, holder: Node) -> None:
        """Opens a provision and reads what it holds."""
        eid = element.get("eId", "")
        level = "cit" if name_of(element) == "citation" else ""
        node = self.tree.open(holder, kind, level, line=line_of(element))
        self.eids[node] = eid
        if HEAD in element.attrib:
            self.places[eid] = Place(element.get(HEAD, ""), element.get(AFTER, PARAGRAPH))
        if name_of(element) in ("citation", "wrapUp") and not len(element):
            self.words(node, element)
        self.below(element, node)

    def head(self, node: Node, element: Element, what: str) -> None:
        """Number or heading of the provision."""
        text = self.text(element)
        if not text or node is self.tree.root or node.children or node.words:
            return
        if what == "num":
            node.number = akoma_names.number_of(text)
        else:
            node.heading = f"{node.heading} {text}".strip()
        self.tree.head(node, text)

    def words(self, holder: Node, element: Element) -> None:
        """Words of the provision; after what it holds, they are a paragraph of their own."""
        text = self.text(element)
        if not text:
            return
        node = holder
        if holder is self.tree.root or holder.children:
            kind = Kind.PARAGRAPH if holder.kind in _FLUSH else Kind.WRAPUP
            node = self.tree.open(holder, kind, line=line_of(element))
            self.eids[node] = ""
        behind = node.number and not node.words and node.kind not in _FLUSH
        self.tree.write(node, text, " " if behind else "\n\n")

    def text(self, element: Element) -> str:
        """The words of an element on one line; footnotes are taken out and kept."""
        return single_blanks("".join(self.pieces(element)))

    def pieces(self, element: Element) -> Iterator[str]:
        """The runs of text in an element."""
        yield element.text or ""
        for child in element:
            name = name_of(child)
            if name == "authorialNote":
                self.notes.append((single_blanks("".join(map(str, child.itertext()))), line_of(child)))
            elif name and name not in _SKIPPED:
                yield from self.pieces(child)
                yield " " if name in ("p", "td", "th", "tr", "li", "br", "eol", "block") else ""
            yield child.tail or ""

    def keep_notes(self) -> None:
        """Puts the footnotes behind everything else."""
        if not self.notes:
            return
        holder = self.tree.open(self.tree.root, Kind.NOTES)
        self.eids[holder] = "notes"
        for number, (text, line) in enumerate(self.notes, 1):
            note = self.tree.open(holder, Kind.NOTE, line=line)
            self.eids[note] = f"notes__note_{number}"
            self.tree.write(note, text)


PARTS = {"preface": Kind.TITLE, "conclusions": Kind.TESTIMONIUM, "attachment": Kind.ANNEX}
"""Parts of a document that are provisions in files of others; in ours they hold some."""


def kind_of(element: Element, name: str, ours: bool) -> Kind | None:
    """What kind of provision the element is, nothing where it is none."""
    if name in ("hcontainer", "container"):
        return _BY_NAME.get(element.get("name", ""), Kind.OTHER)
    if name == "item":
        return _BY_NAME.get(element.get("class", ""), Kind.POINT)
    if name == "wrapUp":
        return Kind.WRAPUP
    if name == "citation":
        return Kind.RECITAL
    if name == "preamble":
        return Kind.PREAMBLE
    if name in PARTS:
        return None if ours else PARTS[name]
    return akoma_names.KINDS.get(name)
