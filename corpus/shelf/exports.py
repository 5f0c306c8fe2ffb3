"""An instrument in other forms: Akoma Ntoso 3.0 XML, JSON Lines of provisions, Markdown."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from corpus.citations.labels import label
from corpus.markdown import block
from corpus.model import GROUPS, Instrument, Kind, Provision, collapse
from corpus.parsing import akoma_names
from corpus.parsing.layout import AFTER, HEAD, NAMESPACE, PARAGRAPH, layout, paragraphs

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_DATE = "0001-01-01"
MAIN = "main"
PREFACE, PREAMBLE, BODY, CONCLUSIONS, ATTACHMENTS = range(5)
_PART = {
    **dict.fromkeys((Kind.TITLE, Kind.CONTENTS), PREFACE),
    Kind.PREAMBLE: PREAMBLE,
    **dict.fromkeys((Kind.TESTIMONIUM, Kind.SIGNATURES), CONCLUSIONS),
    **dict.fromkeys((Kind.ANNEX, Kind.RESERVATIONS, Kind.STATUS), ATTACHMENTS),
}
"""Where what stands at the top belongs in a document; all else is its body."""


def to_jsonl(instrument: Instrument) -> str:
    """One provision a line, in reading order: its place, number, heading, own words and offsets."""
    rows = (
        {
            "instrument": instrument.id,
            "eid": p.eid,
            "kind": p.kind.value,
            "number": p.number,
            "heading": p.heading,
            "label": label(instrument, p),
            "parent": p.parent,
            "text": instrument.own(p),
            "start": p.start,
            "body": p.body,
            "end": p.end,
        }
        for p in instrument
    )
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


# --- Markdown -------------------------------------------------------------------------------------------


def to_markdown(instrument: Instrument) -> str:
    """The text with headings, and lists set in; what Markdown would take for markup is escaped."""
    blocks = [f"# {block(instrument.about.title)}", *(part for p in instrument for part in markdown(instrument, p))]
    return "\n\n".join(blocks) + "\n"


def markdown(instrument: Instrument, provision: Provision) -> Iterator[str]:
    """The blocks of one provision, without what stands below it."""
    if provision.kind is Kind.TITLE:
        return
    printed, words = printed_number(instrument, provision), paragraphs(instrument, provision)
    depth = sum(a.kind in (Kind.PARAGRAPH, Kind.POINT, Kind.RECITAL) for a in instrument.ancestors(provision))
    if provision.heading or provision.kind in GROUPS or provision.kind in (Kind.ARTICLE, Kind.ANNEX):
        level = min(6, 2 + sum(a.kind in GROUPS for a in instrument.ancestors(provision)))
        yield f"{'#' * level} {block(' '.join(filter(None, (printed, provision.heading))))}"
        yield from map(block, words)
        return
    for n, paragraph in enumerate(words or [""]):
        line = f"{printed} {paragraph}".strip() if not n else paragraph
        if line:
            yield "> " * depth + block(line)


# --- Akoma Ntoso ----------------------------------------------------------------------------------------


def to_akoma(instrument: Instrument) -> str:
    """An Akoma Ntoso 3.0 ``act``; reading it back gives the same text and provisions, to the character."""
    root = ET.Element("akomaNtoso", xmlns=akoma_names.NAMESPACE)
    act = ET.SubElement(root, "act", name="treaty", contains="originalVersion")
    act.append(meta(instrument, MAIN))
    for part, provisions in parts(instrument):
        _PARTS[part](act, instrument, provisions)
    lay_out(root, instrument)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def lay_out(root: ET.Element, instrument: Instrument) -> None:
    """Adds to every provision how it stands on its page."""
    ET.register_namespace("layout", NAMESPACE)
    places = layout(instrument)
    for element in root.iter():
        if place := places.get(element.get("eId", "")):
            element.set(HEAD, _NO_XML.sub(" ", place.head))
            if place.after != PARAGRAPH:
                element.set(AFTER, place.after)


def parts(instrument: Instrument) -> Iterator[tuple[int, list[Provision]]]:
    """What stands at the top, part by part; the order of the text comes before the part a kind belongs to."""
    placed: list[tuple[int, Provision]] = []
    now = PREFACE
    for provision in (p for p in instrument if not p.parent):
        part = _PART.get(provision.kind, BODY)
        if part < now:
            part = BODY if now <= BODY else ATTACHMENTS
        now = part
        placed.append((part, provision))
    for part, group in groupby(placed, key=lambda row: row[0]):
        yield part, [provision for _, provision in group]


def preface(act: ET.Element, instrument: Instrument, provisions: list[Provision]) -> None:
    """Title page and table of contents."""
    element = ET.SubElement(act, "preface")
    for provision in provisions:
        element.append(container(instrument, provision))


def preamble(act: ET.Element, instrument: Instrument, provisions: list[Provision]) -> None:
    """The preamble with its recitals; a second one is kept in the first."""
    first, *more = provisions
    element = ET.SubElement(act, "preamble", eId=first.eid)
    blocks(element, instrument, first)
    for recital, group in groupby(instrument.children(first), key=lambda p: p.kind is Kind.RECITAL):
        holder = ET.SubElement(element, "recitals") if recital else element
        holder.extend((item if recital else container)(instrument, p) for p in group)
    element.extend(container(instrument, p) for p in more)


def body(act: ET.Element, instrument: Instrument, provisions: list[Provision]) -> None:
    """Articles and what groups them."""
    ET.SubElement(act, "body").extend(hierarchy(instrument, p) for p in provisions)


def conclusions(act: ET.Element, instrument: Instrument, provisions: list[Provision]) -> None:
    """Closing words and signatures."""
    ET.SubElement(act, "conclusions").extend(container(instrument, p) for p in provisions)


def attachments(act: ET.Element, instrument: Instrument, provisions: list[Provision]) -> None:
    """Annexes, and whatever else stands after the signatures: each a document of its own."""
    holder = ET.SubElement(act, "attachments")
    for provision in provisions:
        document = ET.SubElement(ET.SubElement(holder, "attachment"), "doc", name=provision.kind.value)
        document.append(meta(instrument, provision.eid))
        ET.SubElement(document, "mainBody").append(hierarchy(instrument, provision))


_PARTS: Mapping[int, Callable[[ET.Element, Instrument, list[Provision]], None]] = {
    PREFACE: preface,
    PREAMBLE: preamble,
    BODY: body,
    CONCLUSIONS: conclusions,
    ATTACHMENTS: attachments,
}


def hierarchy(instrument: Instrument, provision: Provision) -> ET.Element:
    """A provision as a hierarchical element: number, heading, and content or what stands below."""
    name = akoma_names.ELEMENTS.get(provision.kind)
    if name is None or provision.kind is Kind.RECITAL:
        element = ET.Element("hcontainer", eId=provision.eid, name=provision.kind.value)
    else:
        element = ET.Element(name, eId=provision.eid)
    add_text(element, "num", printed_number(instrument, provision))
    add_text(element, "heading", provision.heading)
    children = instrument.children(provision)
    words = paragraphs(instrument, provision)
    if not children:
        add_paragraphs(ET.SubElement(element, "content"), words)
        return element
    if words:
        add_paragraphs(ET.SubElement(element, "intro"), words)
    for child in children:
        closes = child.kind is Kind.WRAPUP and child is children[-1] and not child.children
        element.append(wrap_up(instrument, child) if closes else hierarchy(instrument, child))
    return element


def wrap_up(instrument: Instrument, provision: Provision) -> ET.Element:
    """Words that close a list."""
    element = ET.Element("wrapUp", eId=provision.eid)
    add_paragraphs(element, paragraphs(instrument, provision))
    return element


def container(instrument: Instrument, provision: Provision) -> ET.Element:
    """A provision where no hierarchical element may stand."""
    element = ET.Element("container", eId=provision.eid, name=provision.kind.value)
    blocks(element, instrument, provision)
    element.extend(container(instrument, p) for p in instrument.children(provision))
    return element


def blocks(element: ET.Element, instrument: Instrument, provision: Provision) -> None:
    """Number, heading and words of a provision as paragraphs."""
    for what, text in (("num", printed_number(instrument, provision)), ("heading", provision.heading)):
        if text:
            add_text(element, "p", text).set("class", what)
    add_paragraphs(element, paragraphs(instrument, provision))


def item(instrument: Instrument, provision: Provision) -> ET.Element:
    """A recital, or an entry of a list in one."""
    recital = provision.kind is Kind.RECITAL
    element = ET.Element("recital" if recital else "item", eId=provision.eid)
    if not recital and provision.kind is not Kind.POINT:
        element.set("class", provision.kind.value)
    add_text(element, "num", printed_number(instrument, provision))
    add_text(element, "heading", provision.heading)
    add_paragraphs(element, paragraphs(instrument, provision))
    if provision.children:
        ET.SubElement(element, "blockList").extend(item(instrument, p) for p in instrument.children(provision))
    return element


def add_text(element: ET.Element, tag: str, text: str) -> ET.Element:
    """A child with words, where there are any."""
    if not text:
        return element
    child = ET.SubElement(element, tag)
    child.text = _NO_XML.sub(" ", text)
    return child


def add_paragraphs(element: ET.Element, words: list[str]) -> None:
    """The words of a provision; an element that must hold something gets an empty paragraph."""
    for paragraph in words or [""]:
        ET.SubElement(element, "p").text = _NO_XML.sub(" ", paragraph)


def printed_number(instrument: Instrument, provision: Provision) -> str:
    """The number as it is printed, "Article 59" or "(a)"; cleaned where nobody could tell it from the print."""
    printed = collapse(instrument.text[provision.start : provision.body])
    printed = printed.removesuffix(provision.heading).strip() if provision.heading else printed
    printed = printed.rstrip(" -–—")
    if provision.number:
        return printed if akoma_names.number_of(printed) == provision.number else provision.number
    return printed if provision.kind is Kind.ANNEX and not akoma_names.number_of(printed) else ""


def meta(instrument: Instrument, component: str) -> ET.Element:
    """The identification that every document needs; who is named in it is told in that of the main one."""
    element = ET.Element("meta")
    identification = ET.SubElement(element, "identification", source=f"#{akoma_names.GENERATOR}")
    language = akoma_names.LANGUAGES.get(instrument.about.language, "und")
    work = f"/akn/un/act/treaty/{instrument.id}"
    level = identified(identification, "FRBRWork", work, component)
    level.insert(2, ET.Element("FRBRalias", name="title", value=_NO_XML.sub(" ", instrument.about.title)))
    ET.SubElement(level, "FRBRcountry", value="un")
    level = identified(identification, "FRBRExpression", f"{work}/{language}@", component)
    ET.SubElement(level, "FRBRlanguage", language=language)
    identified(identification, "FRBRManifestation", f"{work}/{language}@.xml", component)
    if component == MAIN:
        references = ET.SubElement(element, "references", source=f"#{akoma_names.GENERATOR}")
        for id, shown in ((akoma_names.GENERATOR, "Treaty Assistant"), ("parties", "The parties")):
            ET.SubElement(references, "TLCOrganization", eId=id, href=f"/akn/ontology/organization/{id}", showAs=shown)
    return element


def identified(identification: ET.Element, name: str, uri: str, component: str) -> ET.Element:
    """One level of an identification, with what all levels have."""
    level = ET.SubElement(identification, name)
    ET.SubElement(level, "FRBRthis", value=f"{uri}/!{component}")
    ET.SubElement(level, "FRBRuri", value=uri)
    ET.SubElement(level, "FRBRdate", date=_NO_DATE, name="unknown")
    ET.SubElement(level, "FRBRauthor", href="#parties")
    return level
