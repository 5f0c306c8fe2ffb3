"""Rich Text, OpenDocument, EPUB and Formex: small real files, made here."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from parsing_cases import ABOUT

from corpus.errors import SourceError
from corpus.model import Instrument
from corpus.shelf.loading import load_instrument

RTF = r"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}}{\info{\title Draft}}
{\header Treaty Series}\pard\qc\b TREATY ON TIDES\b0\par
\pard The Parties,\par Have agreed as follows:\par
\pard\b Article 1\b0\par Tides\par
{\listtext\pard\plain 1.\tab}A tide\'97high or low\'97is \u8220?measured\u8221? twice:\par
{\listtext\pard\plain (a)\tab}by day; and\par
{\listtext\pard\plain (b)\tab}by night.\par
\pard\b Article 2\b0\par Ports\par Ports are open to caf\'e9s.\par}"""

CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">
<office:automatic-styles>
<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>
<text:list-style style:name="L">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>
</text:list-style></office:automatic-styles>
<office:body><office:text>
<text:p text:style-name="B">TREATY ON TIDES</text:p><text:p>The Parties,</text:p>
<text:p>Have agreed as follows:</text:p>
<text:h>Article 1</text:h><text:h>Tides</text:h>
<text:list text:style-name="L"><text:list-item><text:p>A tide—high or low—is “measured”<text:note>
<text:note-citation>1</text:note-citation>
<text:note-body><text:p>See the Code.</text:p></text:note-body></text:note> twice:</text:p>
<text:list><text:list-item><text:p>by day; and</text:p></text:list-item>
<text:list-item><text:p>by<text:s/>night.</text:p></text:list-item></text:list></text:list-item></text:list>
<text:h>Article 2</text:h><text:p><text:span text:style-name="B">Ports</text:span></text:p>
<text:p>Ports are open to cafés.</text:p>
</office:text></office:body></office:document-content>"""

PAGES = [
    "<html><body><h1>TREATY ON TIDES</h1><p>The Parties,</p><p>Have agreed as follows:</p></body></html>",
    """<html><body><h2>Article 1</h2><h3>Tides</h3><p>1. A tide—high or low—is “measured” twice:</p>
    <p>(a) by day; and</p><p>(b) by night.</p></body></html>""",
    "<html><body><h2>Article 2</h2><h3>Ports</h3><p>Ports are open to cafés.</p></body></html>",
]

FORMEX = """<?xml version="1.0" encoding="UTF-8"?>
<AGR xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><BIB.INSTANCE><NO.SEQ>0001</NO.SEQ></BIB.INSTANCE>
<TITLE><TI><P><HT TYPE="UC">Treaty on Tides</HT></P></TI></TITLE>
<PREAMBLE><PREAMBLE.INIT>The Parties,</PREAMBLE.INIT>
<PREAMBLE.FINAL>Have agreed as follows:</PREAMBLE.FINAL></PREAMBLE>
<ENACTING.TERMS><ARTICLE IDENTIFIER="001"><TI.ART>Article 1</TI.ART><STI.ART>Tides</STI.ART>
<PARAG IDENTIFIER="001.001"><NO.PARAG>1.</NO.PARAG><ALINEA>
<P>A tide—high or low—is <QUOT.START CODE="201C"/>measured<QUOT.END
 CODE="201D"/><NOTE TYPE="FOOTNOTE"><P>See the Code.</P></NOTE> twice:</P>
<LIST TYPE="alpha"><ITEM><NP><NO.P>(a)</NO.P><TXT>by day; and</TXT></NP></ITEM>
<ITEM><NP><NO.P>(b)</NO.P><TXT>by night.</TXT></NP></ITEM></LIST></ALINEA></PARAG></ARTICLE>
<ARTICLE IDENTIFIER="002"><TI.ART>Article 2</TI.ART><STI.ART>Ports</STI.ART><ALINEA>Ports are open to cafés.</ALINEA>
</ARTICLE></ENACTING.TERMS></AGR>"""


def packed(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def epub(path: Path) -> Path:
    items = "".join(f'<item id="p{n}" href="page%20{n}.xhtml"/>' for n in range(3))
    spine = "".join(f'<itemref idref="{name}"/>' for name in ("nav", "p0", "p1", "p2"))
    package = (
        f'<package><manifest><item id="nav" properties="nav" href="nav.xhtml"/>{items}</manifest><spine>{spine}</spine>'
    )
    container = '<container><rootfiles><rootfile full-path="OEBPS/a.opf"/></rootfiles></container>'
    pages = {f"OEBPS/page {n}.xhtml": page for n, page in enumerate(PAGES)}
    return packed(path, {"META-INF/container.xml": container, "OEBPS/a.opf": f"{package}</package>", **pages})


def made(folder: Path, form: str) -> Path:
    path = folder / f"tides.{form}"
    if form == "odt":
        return packed(path, {"content.xml": CONTENT})
    if form == "epub":
        return epub(path)
    path.write_text(RTF if form == "rtf" else FORMEX, encoding="utf-8")
    return path


@pytest.fixture(params=["rtf", "odt", "epub", "xml"])
def instrument(request: pytest.FixtureRequest, tmp_path: Path) -> Instrument:
    return load_instrument(made(tmp_path, request.param), ABOUT)


def test_articles_headings_and_lists(instrument: Instrument) -> None:
    assert [(a.number, a.heading) for a in instrument.articles] == [("1", "Tides"), ("2", "Ports")]
    said = {eid: instrument.own(instrument[eid]) for eid in instrument.provisions}
    assert said["art_1__para_1"] == "A tide—high or low—is “measured” twice:"
    assert said["art_1__para_1__point_a"] == "by day; and"
    assert said["art_1__para_1__point_b"] == "by night."
    assert said["art_2"] == "Ports are open to cafés."
    assert "Treaty Series" not in instrument.text


@pytest.mark.parametrize("form", ["odt", "xml"])
def test_notes_stand_apart(form: str, tmp_path: Path) -> None:
    instrument = load_instrument(made(tmp_path, form), ABOUT)
    assert instrument.own(instrument["notes__note_1"]) == "See the Code."


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.rtf", b"plain words", "is no RTF file"),
        ("a.odt", b"PK but no archive", "is damaged"),
        ("a.epub", b"plain words", "is no EPUB file"),
        ("a.xml", b"<html><body/></html>", "not Akoma Ntoso"),
        ("a.xml", b'<!DOCTYPE ACT [<!ENTITY x "y">]><ACT><P>&x;</P></ACT>', "declares entities"),
    ],
)
def test_what_cannot_be_read_is_refused(name: str, content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceError, match=message):
        load_instrument(path, ABOUT)


def test_an_archive_without_what_it_should_hold_is_refused(tmp_path: Path) -> None:
    for name in ("a.odt", "a.epub"):
        with pytest.raises(SourceError, match="is damaged"):
            load_instrument(packed(tmp_path / name, {"else.txt": "x"}), ABOUT)
