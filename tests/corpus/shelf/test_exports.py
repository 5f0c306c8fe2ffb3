"""Exports: Akoma Ntoso that reads back as it was, JSON Lines, Markdown."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import About, Instrument
from corpus.parsing import akoma
from corpus.parsing.parser import parse, parse_paragraphs
from corpus.readers.markdown import lines
from corpus.shelf import exports
from corpus.shelf.collection import Corpus
from corpus.shelf.newcomers import Wishes, read_newcomer, recognised

NAMESPACE = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


def said(instrument: Instrument) -> list[tuple[object, ...]]:
    """Everything about an instrument's provisions but where they stand."""
    return [(p.eid, p.kind, p.number, p.heading, p.parent, p.children, instrument.own(p)) for p in instrument]


def read_back(instrument: Instrument, folder: Path) -> Instrument:
    path = folder / "export.xml"
    path.write_text(exports.to_akoma(instrument), encoding="utf-8")
    return akoma.instrument(path, instrument.about)


@pytest.mark.parametrize("id", Corpus.bundled())
def test_akoma_ntoso_reads_back_as_it_was(id: str, tmp_path: Path) -> None:
    instrument = Corpus.bundled()[id]
    again = read_back(instrument, tmp_path)
    assert said(again) == said(instrument)
    assert again.text == instrument.text
    assert again.provisions == instrument.provisions


def test_an_instrument_that_was_exported_is_recognised(tmp_path: Path) -> None:
    loaded = Corpus.bundled()
    path = tmp_path / "export.xml"
    path.write_text(exports.to_akoma(loaded["cis-agreement"]), encoding="utf-8")
    entry = read_newcomer(path, Wishes(), [])
    assert "as cis-agreement" in recognised(entry, loaded.values())
    path.write_text(path.read_text(encoding="utf-8").replace("computer information", "computer data"), encoding="utf-8")
    assert not recognised(read_newcomer(path, Wishes(), []), loaded.values())


def test_elements_are_those_of_akoma_ntoso() -> None:
    root = ET.fromstring(exports.to_akoma(Corpus.bundled()["cis-agreement"]))  # noqa: S314  # written here
    names = {element.tag.removeprefix(NAMESPACE) for element in root.iter()}
    assert {"act", "meta", "identification", "preamble", "body", "article", "num", "heading", "content"} <= names
    assert [child.tag.removeprefix(NAMESPACE) for child in root[0]] == [
        *("meta", "preface", "preamble", "body", "conclusions", "attachments")
    ]
    eids = [element.get("eId") for element in root.iter() if element.get("eId")]
    assert len(eids) == len(set(eids))
    assert root.find(f".//{NAMESPACE}article[@eId='art_5']/{NAMESPACE}num").text == "Article 5"  # type: ignore[union-attr]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=40)
BLOCKS = st.one_of(
    WORDS,
    st.sampled_from(
        [
            *("Article 1 Use", "Article 2 – Fees", "ARTICLE III", "CHAPTER I General", "PART II", "ANNEX", "Annex II"),
            *("1. First.", "2. Second:", "(a) one;", "(b) two.", "(i) a part;", "- an entry", "flush words after,"),
            *("Preamble", "Recalling the sea,", "Have agreed as follows:", "Done at Elsinore.", "For Denmark: Hamlet"),
            *(
                "**A heading of no known kind**",
                "* a note",
                "Status: as at 1 May",
                "Reservations",
                "Ratifications: none",
            ),
            *("<p>markup</p> & more", "5. Out of turn.", "(c)", "Article 2 bis"),
        ]
    ),
)


@given(st.lists(BLOCKS, min_size=1, max_size=14).map("\n\n".join))
def test_whatever_was_parsed_reads_back(tmp_path_factory: pytest.TempPathFactory, source: str) -> None:
    read = lines(source)
    if not read:
        return
    for parsed in (parse(read, About("x", "X", "X")), parse_paragraphs(read, About("x", "X", "X"))):
        again = read_back(parsed, tmp_path_factory.mktemp("akn"))
        assert [row[:6] for row in said(again)] == [row[:6] for row in said(parsed)]
        assert [flat(row[6]) for row in said(again)] == [flat(row[6]) for row in said(parsed)]
        assert flat(again.text) == flat(parsed.text)
        if parsed.text.isascii() and parsed.text.replace("\n", "").isprintable():
            assert again.text == parsed.text


def flat(words: object) -> str:
    """Words without what XML cannot hold and readers leave out."""
    return "".join(c for c in str(words) if c.isprintable() and not c.isspace())


def test_json_lines_hold_every_provision_with_its_offsets() -> None:
    instrument = Corpus.bundled()["cis-agreement"]
    rows = [json.loads(line) for line in exports.to_jsonl(instrument).splitlines()]
    assert [row["eid"] for row in rows] == list(instrument.provisions)
    for row in rows:
        assert " ".join(instrument.text[row["body"] : row["end"]].split()).startswith(row["text"])
    assert next(row for row in rows if row["eid"] == "art_6__para_2")["label"] == "article 6, paragraph 2"


def test_markdown_shows_the_text_and_no_markup_of_its_own() -> None:
    text = "# Not a heading\n\nArticle 1 Use of *stars* and_lines\n\n1. A <b> & [link](x).\n\n(a) one;\n\n(b) two."
    instrument = parse(lines(text), About("x", "Title with *stars*", "X"))
    markdown = exports.to_markdown(instrument)
    assert markdown.startswith("# Title with \\*stars\\*\n\n")
    assert "## Article 1 Use of stars and\\_lines" in markdown
    assert "\n\n1\\. A" in markdown
    assert "\n\n> (a) one;" in markdown


@pytest.mark.parametrize("id", Corpus.bundled())
def test_markdown_holds_every_word(id: str) -> None:
    instrument = Corpus.bundled()[id]
    kept = exports.to_markdown(instrument).replace("\\", "").replace("> ", "")
    for provision in instrument:
        for block in exports.paragraphs(instrument, provision):
            assert block in kept or provision.eid == "title"
