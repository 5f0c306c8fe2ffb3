"""One made-up treaty in the layouts of other collections, and in every format that can be read."""

from __future__ import annotations

import builtins
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from corpus.errors import MissingExtra, SourceError
from corpus.model import About, Instrument, Kind
from corpus.readers import Shape, read
from corpus.shelf.library import load_instrument

ABOUT = About(id="x", title="Convention on Tides", short_title="Tides")

EXPECTED = {
    "art_1": ("Terms", "In this Convention:"),
    "art_1__point_a": ("", "“tide” means the rise of the sea;"),
    "art_1__point_b": ("", "“port” means:"),
    "art_1__point_b__point_i": ("", "a harbour; and"),
    "art_1__point_b__point_ii": ("", "a quay."),
    "art_2": ("Duties of the Parties", ""),
    "art_2__para_1": (
        "",
        "Each Party shall publish its tides, as set out in paragraph 2 (a) and in the user-friendly form.",
    ),
    "art_2__para_2": ("", "It shall not:"),
    "art_2__para_2__point_a": ("", "hide a tide;"),
    "art_2__para_2__point_b": ("", "invent one."),
}

COUNCIL_OF_EUROPE_MARKDOWN = """\
####Convention on Tides

Preamble The Parties, Have agreed as follows:
### CHAPTER  I\x20\x20

####GENERAL
### Article  1\x20\x20

####Terms

In this Convention:

a) “tide” means the [rise](../a/(b)/README.md) of the sea;\x20\x20

b) “port” means:

(i) a harbour; and\x20\x20

(ii) a quay.
### Article  2\x20\x20

####Duties of the Parties

1.   Each Party shall publish its *tides*, as set out in paragraph 2 (a) and in the user-friendly form.\x20\x20
2.  \x20

It shall not:

a)hide a tide;

b) invent one.
"""

WRAPPED_TEXT = """\
CONVENTION ON TIDES

The Parties,

Have agreed as follows:

CHAPTER I
GENERAL

Article 1
Terms

In this Convention:

(a) “tide” means the rise
of the sea;

(b) “port” means: (i) a harbour; and
(ii) a quay.

ARTICLE 2 - Duties of the Parties

1. Each Party shall publish its tides, as set out in paragraph 2
(a) and in the user-
friendly form.
2. It shall not:
(a) hide a tide;
(b) invent one.
"""

OFFICIAL_JOURNAL_HTML = """\
<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>L_1</title><style>p {}</style></head><body>
<p class="doc-ti">CONVENTION ON TIDES</p>
<p class="normal">THE PARTIES,</p>
<p class="normal">Having regard to the moon <a href="#n1"> (<span class="super">1</span>)</a>,</p>
<p class="normal">Whereas:</p>
<table><tbody><tr><td><p class="normal">(1)</p></td><td><p class="normal">Tides rise.</p></td></tr></tbody></table>
<table><tr><td><p class="normal">(2)</p></td><td><p class="normal">Tides fall.</p><p>Twice.</p></td></tr></table>
<p class="normal">HAVE ADOPTED THIS CONVENTION:</p>
<p class="ti-section-1"><span class="italic">CHAPTER I</span></p>
<p class="ti-section-2"><span class="bold">General</span></p>
<p class="ti-art">Article 1</p><p class="sti-art">Terms</p>
<p class="normal">In this Convention:</p>
<table><tr><td><p>(a)</p></td><td><p>“tide” means the rise of&#160;the sea;</p></td></tr></table>
<table><tr><td><p>(b)</p></td><td><p>“port” means:</p>
  <table><tr><td><p>(i)</p></td><td><p>a harbour; and</p></td></tr></table>
  <table><tr><td><p>(ii)</p></td><td><p>a quay.</p></td></tr></table>
</td></tr></table>
<p class="ti-art">Article 2</p><p class="sti-art">Duties of the Parties</p>
<p class="normal">1.&#160;&#160; Each Party shall publish its <i>tides</i>, as set out in paragraph 2 (a)
and in the user-friendly form.</p>
<p class="normal">2.&#160;&#160; It shall not:</p>
<table><tr><td><p>(a)</p></td><td><p>hide a tide;</p></td></tr></table>
<table><tr><td><p>(b)</p></td><td><p>invent one.</p></td></tr></table>
<div class="final"><p>Done at Brussels, 1 May.</p></div>
<hr class="note"/>
<p class="note"><a id="n1" href="#r1">(<span class="super">1</span>)</a> OJ C 1, p. 1.</p>
</body></html>
"""

PLAIN_HTML = """\
<html><body><nav>Home</nav><h1>Convention on Tides</h1><p>The Parties,<p>Have agreed as follows:
<h2>Article 1</h2><h3>Terms</h3><p>In this Convention:
<ol type="a"><li>“tide” means the rise of the sea;<li>“port” means:
<p>i) a harbour; and<p>ii) a quay.</ol>
<p>Article 2 <b>Duties of the Parties</b></p>
<ol><li>Each Party shall publish its tides, as set out in paragraph 2 (a) and in the user-friendly form.
<li>It shall not:<ol type="a"><li>hide a tide;<li>invent one.</ol></ol></body></html>
"""

PDF_PAGES = [
    [
        (760, "F2", "CONVENTION ON TIDES"),
        (730, "F1", "The Parties,"),
        (706, "F1", "Have agreed as follows:"),
        (682, "F2", "CHAPTER I"),
        (670, "F2", "GENERAL"),
        (640, "F2", "Article 1"),
        (628, "F2", "Terms"),
        (604, "F1", "In this Convention:"),
        (580, "F1", "(a) \\223tide\\224 means the rise of"),
        (568, "F1", "the sea;"),
        (544, "F1", "(b) \\223port\\224 means:"),
        (520, "F1", "(i) a harbour; and"),
        (496, "F1", "(ii) a quay."),
        (460, "F2", "Article 2"),
        (448, "F2", "Duties of"),
        (436, "F2", "the Parties"),
        (412, "F1", "1. Each Party shall publish its tides,"),
        (400, "F1", "as set out in paragraph 2"),
        (40, "F1", "- 1 -"),
    ],
    [
        (760, "F1", "(a) and in the user-"),
        (748, "F1", "friendly form."),
        (724, "F1", "2.It shall not:"),
        (700, "F1", "(a) hide a tide;"),
        (676, "F1", "(b) invent one."),
        (40, "F1", "- 2 -"),
    ],
]


def write_pdf(path: Path, pages: list[list[tuple[int, str, str]]]) -> None:
    """A PDF of lines at given heights; F2 is bold."""
    fonts = "/F1 3 0 R /F2 4 0 R"
    encoded = "/Encoding /WinAnsiEncoding"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{5 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman {encoded} >>",
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold {encoded} >>",
    ]
    for number, rows in enumerate(pages):
        content = "\n".join(row(*piece) for piece in rows)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << {fonts} >> >> "
            f"/Contents {6 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    body, offsets = "%PDF-1.4\n", []
    for number, entry in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{entry}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    body_end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\n"
    path.write_bytes(f"{body}{body_end}startxref\n{len(body)}\n%%EOF\n".encode("ascii"))


def row(height: int, font: str, text: str) -> str:
    escaped = text.replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} 10 Tf 1 0 0 1 72 {height} Tm ({escaped}) Tj ET"


def write_docx(path: Path) -> None:
    """A Word document whose numbers Word counts itself."""
    from docx import Document
    from docx.oxml import parse_xml

    document = Document()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    levels = [("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)")]
    marks = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (fmt, text) in enumerate(levels)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {space} w:abstractNumId="90">{marks}</w:abstractNum>'))
    for name in ("90", "91"):
        numbering.append(parse_xml(f'<w:num {space} w:numId="{name}"><w:abstractNumId w:val="90"/></w:num>'))

    def add(text: str, depth: int | None = None, name: str = "90") -> None:
        paragraph: Any = document.add_paragraph(text)
        if depth is not None:
            entry = f'<w:numPr {space}><w:ilvl w:val="{depth}"/><w:numId w:val="{name}"/></w:numPr>'
            paragraph._element.get_or_add_pPr().append(parse_xml(entry))

    document.add_heading("Convention on Tides", 0)
    add("The Parties,")
    add("Have agreed as follows:")
    document.add_heading("Article 1", 1)
    document.add_paragraph().add_run("Terms").bold = True
    add("In this Convention:")
    add("“tide” means the rise of the sea;", 1)
    add("“port” means:", 1)
    add("a harbour; and", 2)
    add("a quay.", 2)
    document.add_heading("Article 2 – Duties of the Parties", 1)
    add("Each Party shall publish its tides, as set out in paragraph 2 (a) and in the user-friendly form.", 0, "91")
    add("It shall not:", 0, "91")
    add("hide a tide;", 1, "91")
    add("invent one.", 1, "91")
    document.save(str(path))


def written(folder: Path, name: str) -> Path:
    """The file of that name in the folder."""
    path = folder / name
    texts = {
        "council-of-europe.md": COUNCIL_OF_EUROPE_MARKDOWN,
        "wrapped.txt": WRAPPED_TEXT,
        "official-journal.html": OFFICIAL_JOURNAL_HTML,
        "plain.htm": PLAIN_HTML,
    }
    if name in texts:
        path.write_text(dedent(texts[name]), encoding="utf-8")
    elif name.endswith(".pdf"):
        write_pdf(path, PDF_PAGES)
    else:
        write_docx(path)
    return path


FILES = ["council-of-europe.md", "wrapped.txt", "official-journal.html", "plain.htm", "tides.pdf", "tides.docx"]


@pytest.fixture(params=FILES)
def tides(request: pytest.FixtureRequest, tmp_path: Path) -> Instrument:
    return load_instrument(written(tmp_path, request.param), ABOUT)


def test_every_layout_gives_the_same_treaty(tides: Instrument) -> None:
    found = {p.eid: (p.heading, tides.own(p)) for p in tides if p.eid.startswith("art_")}
    assert found == EXPECTED
    assert tides.findings == ()


def test_chapters_preamble_and_notes_of_an_official_journal(tmp_path: Path) -> None:
    instrument = load_instrument(written(tmp_path, "official-journal.html"), ABOUT)
    assert instrument["chp_I"].heading == "General"
    assert instrument["art_1"].parent == "chp_I"
    assert instrument.own(instrument["preamble"]) == "THE PARTIES,"
    assert instrument.own(instrument["preamble__cit_1"]) == "Having regard to the moon,"
    assert instrument.own(instrument["preamble__rec_1"]) == "Tides rise."
    assert instrument.own(instrument["preamble__rec_2"]) == "Tides fall. Twice."
    assert instrument.own(instrument["testimonium"]) == "Done at Brussels, 1 May."
    assert instrument.own(instrument["notes__note_1"]) == "OJ C 1, p. 1."


def test_page_numbers_of_a_pdf_are_no_text(tmp_path: Path) -> None:
    instrument = load_instrument(written(tmp_path, "tides.pdf"), ABOUT)
    assert "- 1 -" not in instrument.text
    assert instrument["chp_I"].heading == "GENERAL"


def test_lists_with_dashes_keep_no_dash(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text("Article 1\n\nThey may:\n\n- a) eat;\n- b) sleep.\n", encoding="utf-8")
    instrument = load_instrument(path, ABOUT)
    assert [p.kind for p in instrument] == [Kind.ARTICLE, Kind.POINT, Kind.POINT]
    assert "-" not in instrument.text


@pytest.mark.parametrize(
    ("raw", "text", "shape"),
    [
        ("# Title #", "Title #", Shape.HEADING),
        ("**All bold**", "All bold", Shape.HEADING),
        ("**Signature:** A, B", "Signature: A, B", Shape.TEXT),
        ("- entry", "entry", Shape.ITEM),
        ("\\* note", "note", Shape.NOTE),
        ("[^1]: note", "note", Shape.NOTE),
        ("words[^1] *inter alia* and **more** here", "words inter alia and more here", Shape.TEXT),
        ("the [Charter](../a(b)/c.md) of", "the Charter of", Shape.TEXT),
        ("1\\. One", "1. One", Shape.TEXT),
        ("> quoted", "quoted", Shape.TEXT),
        ("co\u00adoperation\u00a0of", "cooperation of", Shape.TEXT),
        ("a<br>b <sup>2</sup>", "ab 2", Shape.TEXT),
        ("_emphasis_ of snake_case", "emphasis of snake_case", Shape.TEXT),
    ],
)
def test_markdown_is_taken_off(tmp_path: Path, raw: str, text: str, shape: Shape) -> None:
    path = tmp_path / "line.md"
    path.write_text(raw, encoding="utf-8")
    (line,) = read(path)
    assert (line.text, line.shape) == (text, shape)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no file .*none\.txt"):
        read(tmp_path / "none.txt")


@pytest.mark.parametrize(
    ("name", "content", "package"),
    [("a.html", b"x", "lxml"), ("a.pdf", b"%PDF-1.7", "pypdf"), ("a.docx", b"PK\x05\x06" + 18 * b"\0", "docx")],
)
def test_a_missing_package_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, package: str
) -> None:
    real = builtins.__import__

    def without(module: str, *args: Any, **kwargs: Any) -> Any:
        if module.split(".")[0] == package:
            raise ImportError(module)
        return real(module, *args, **kwargs)

    (tmp_path / name).write_bytes(content)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match=r"treaty-assistant\[formats\]"):
        read(tmp_path / name)
