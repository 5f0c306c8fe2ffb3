"""Layouts of treaty collections, each in a few lines: what becomes which provision."""

from __future__ import annotations

import time
from pathlib import Path
from textwrap import dedent

import pytest

from corpus.model import About, Instrument
from corpus.numerals import is_inserted, number_value
from corpus.parsing.parser import parse
from corpus.readers.lines import paragraphs
from corpus.readers.markdown import lines
from corpus.shelf.loading import load_instrument

ABOUT = About(id="x", title="A Treaty", short_title="A Treaty")


def parsed(text: str) -> Instrument:
    return parse(lines(dedent(text)), ABOUT)


# --- Headings ---


@pytest.mark.parametrize(
    ("number", "value", "inserted"),
    [("14", 14, False), ("14 bis", 14, True), ("IVbis", 4, True), ("II.3", 2, True), ("12-A", 12, True)],
)
def test_numbers_of_headings(number: str, value: int, inserted: bool) -> None:
    assert (number_value(number), is_inserted(number)) == (value, inserted)


def outline(text: str) -> list[str]:
    return list(parsed(text).provisions)


def test_sections_within_articles() -> None:
    found = outline("""\
        AGREEMENT ON A FUND

        ARTICLE I
        Purposes

        The purposes of the Fund are these.

        ARTICLE II
        Membership

        SECTION 1. Original members

        The original members are the signatories.

        SECTION 2. Other members

        (a) Others may join.

        (b) They pay.

        ARTICLE III
        Quotas

        SECTION 1. Quotas

        Each member has a quota.
        """)
    assert found == [
        "title",
        "art_I",
        "art_II",
        "art_II__sec_1",
        "art_II__sec_1__para_nn_1",
        "art_II__sec_2",
        "art_II__sec_2__point_a",
        "art_II__sec_2__point_b",
        "art_III",
        "art_III__sec_1",
        "art_III__sec_1__para_nn_1",
    ]


def test_sections_that_hold_articles_stay_above_them() -> None:
    text = "TREATY\n\nSection 1\nShips\n\nArticle 1\n\nShips sail.\n\nSection 2\nPorts\n\nArticle 2\n\nPorts open.\n"
    assert outline(text) == ["title", "sec_1", "art_1", "sec_2", "art_2"]


def test_a_protocol_behind_the_treaty_has_articles_of_its_own() -> None:
    found = outline("""\
        TREATY ON TIDES

        Article 1

        Tides rise.

        Article 2

        Tides fall.

        Done at Minsk, on 1 June 2001.

        OPTIONAL PROTOCOL TO THE TREATY ON TIDES

        The Parties to this Protocol agree as follows:

        Article 1

        Ports open.

        Article 2

        Ports close.
        """)
    assert found == [
        "title",
        "art_1",
        "art_2",
        "testimonium",
        "protocol",
        "protocol__art_1",
        "protocol__art_2",
    ]


def test_articles_that_count_anew_in_every_part() -> None:
    text = "TREATY\n\nPART I\n\nArticle 1\n\nA is so.\n\nArticle 2\n\nB is so.\n\nPART II\n\nArticle 1\n\nC is so.\n"
    assert outline(text) == ["title", "part_I", "art_1", "art_2", "part_II", "part_II__art_1"]


def test_numbers_that_go_up_by_hundreds_with_the_chapters() -> None:
    text = "TREATY\n\nCHAPTER 1\n\nArticle 101\n\nA is so.\n\nCHAPTER 2\n\nArticle 201\n\nB.\n\nArticle 202\n\nC.\n"
    assert outline(text) == ["title", "chp_1", "art_101", "chp_2", "art_201", "art_202"]


def test_in_witness_thereof() -> None:
    assert outline("TREATY\n\nArticle 1\n\nTides rise.\n\nIN WITNESS THEREOF they sign.\n") == [
        "title",
        "art_1",
        "testimonium",
    ]


# --- Lines and pages ---


def test_a_text_whose_paragraphs_are_single_lines() -> None:
    long = "Each Party shall publish the times of high and low water at each of its ports, " * 3
    text = (
        f"TREATY ON TIDES\nThe Parties to this Treaty,\nRecalling the sea,\nArticle 1. Tides\n{long}and tell others.\n"
    )
    instrument = parse(paragraphs(lines(text + f"Article 2. Ports\n1. {long}too.\n2. Ports stay open.\n")), ABOUT)
    assert list(instrument.provisions) == [
        "title",
        "preamble",
        "preamble__rec_1",
        "art_1",
        "art_2",
        "art_2__para_1",
        "art_2__para_2",
    ]
    assert instrument["art_1"].heading == "Tides"


def test_a_heading_alone_on_its_line_ends_a_preamble_without_formula() -> None:
    text = "TREATY\n\nThe Parties,\nRecalling the sea,\nArticle 1\nTides rise.\n"
    assert outline(text) == ["title", "preamble", "preamble__rec_1", "art_1"]


@pytest.mark.parametrize("line", ["Article 2.", "Protocol."])
def test_a_reference_at_the_end_of_a_wrapped_paragraph_is_no_heading(line: str) -> None:
    text = f"TREATY\n\nArticle 1\n\nTides rise as set out in\n{line}\n\nArticle 2\n\nTides fall.\n"
    assert outline(text) == ["title", "art_1", "art_2"]


PAGES = """\
TREATY ON TIDES

Article 1

Each Party shall publish the times of high and low water at every
port that it keeps open for the

{foot1}

{head1}

Parties to this Treaty, and shall do so in time.

Article 2

Each Party shall keep its ports open while the water stands high

{foot2}

{head2}

Article 3

1. Ships sail.

{foot3}

{head3}

2. Ships come back.
"""


@pytest.mark.parametrize(
    ("foot", "head"),
    [
        ("- {} -", ""),
        ("", "A/CONF.999/L.1\nEnglish\nPage {}"),
        ("", "Page {} of 9"),
        ("Treaty Series\n[page {}]", ""),
    ],
)
def test_page_numbers_and_running_heads_are_no_text(foot: str, head: str) -> None:
    places = {f"{name}{n}": text.format(n + 3) for n in (1, 2, 3) for name, text in (("foot", foot), ("head", head))}
    instrument = parsed(PAGES.format(**places))
    assert list(instrument.provisions) == ["title", "art_1", "art_2", "art_3", "art_3__para_1", "art_3__para_2"]
    assert instrument.own(instrument["art_1"]).endswith("for the Parties to this Treaty, and shall do so in time.")
    assert "Series" not in instrument.text
    assert "4" not in instrument.text


def test_numbers_that_count_no_pages_stay() -> None:
    instrument = parsed(
        "TREATY\n\nArticle 1\n\n1\n\nTides rise.\n\n2\n\nTides fall.\n\nArticle 2\n\n1\n\nPorts open.\n"
    )
    assert "art_1__para_2" in instrument
    assert "art_2__para_1" in instrument


def test_joined_letters_are_letters() -> None:
    instrument = parsed("TREATY\n\nArticle 1\n\nThe \ufb01ne o\ufb03ce \ufb02oats.\n")
    assert instrument.own(instrument["art_1"]) == "The fine office floats."


# --- Markers ---


@pytest.mark.parametrize(
    ("points", "found"),
    [
        ("a.first;\n\nb.second.", ["point_a", "point_b"]),
        ("a.First;\n\nb.Second.", ["point_a", "point_b"]),
        ("i.e. this;\n\ne.g. that.", ["wrapup", "wrapup_2"]),
    ],
)
def test_markers_that_touch_their_words(points: str, found: list[str]) -> None:
    instrument = parsed(f"TREATY\n\nArticle 1\n\nThese count:\n\n{points}\n")
    below = [eid.removeprefix("art_1__") for eid in instrument.provisions if eid.startswith("art_1__")]
    assert below == found or found[0] == "wrapup"


def test_a_chapeau_is_no_title() -> None:
    instrument = parsed(
        "TREATY\n\nArticle 1\n\nFor the purposes of this Treaty -\n\na. tides rise; and\n\nb. tides fall.\n"
    )
    assert instrument["art_1"].heading == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1° Tides rise.\n2° Tides fall.", ["para_1", "para_2"]),
        ("1 . Tides rise.\n2. Tides fall.", ["para_1", "para_2"]),
        ("§ 1. Tides rise.\n\n§ 2. Tides fall.", ["para_1", "para_2"]),
        ("1.1 Tides rise.\n\n1.2 Tides fall by 3.5 metres.", ["para_1.1", "para_1.2"]),
        ("1.1. Tides:\n\n1.1.1 high; and\n\n1.1.2 low.\n\n1.2. Ports.", None),
        ("1. Tides\n\n1.1 Tides rise.\n\n2. Ports", ["para_1", "para_1__point_1.1", "para_2"]),
        ("1. Each Party publishes. 2. No Party hides.", ["para_1", "para_2"]),
    ],
)
def test_numbers_of_paragraphs(text: str, found: list[str] | None) -> None:
    instrument = parsed(f"TREATY\n\nArticle 1\n\n{text}\n")
    below = [eid.removeprefix("art_1__") for eid in instrument.provisions if eid.startswith("art_1__")]
    assert below == (found or ["para_1.1", "para_1.1__point_1.1.1", "para_1.1__point_1.1.2", "para_1.2"])
    assert instrument.findings == ()


@pytest.mark.parametrize(
    ("line", "heading", "words"),
    [
        ("Article 1. Duty to extradite 1. Each Party extradites. 2. It does so.", "Duty to extradite", ""),
        ("Article 1. Each Party shall extradite.", "", "Each Party shall extradite."),
        ("Article 1. Extradition.", "Extradition.", ""),
    ],
)
def test_words_behind_a_heading(line: str, heading: str, words: str) -> None:
    instrument = parsed(f"TREATY\n\n{line}\n\nArticle 2. Costs\n\nThe Party pays.\n")
    assert (instrument["art_1"].heading, instrument.own(instrument["art_1"])) == (heading, words)


def test_a_french_title_on_the_line_of_its_first_sentence() -> None:
    instrument = parsed("TRAITÉ\n\nArticle 1\n\nPublication des marées Dès la marée, chaque Partie la publie.\n")
    assert instrument["art_1"].heading == "Publication des marées"


def test_an_annex_with_its_title_ends_a_table_of_contents() -> None:
    front = "CONVENTION\n\nTABLE OF CONTENTS\n\nPREAMBLE\nPART I GENERAL\nArticle 1 Scope\nANNEX Fees\n\nPREAMBLE\n\n"
    text = (
        f"{front}The Parties,\n\nAgree:\n\nPART I\nGENERAL\n\nArticle 1\nScope\n\nIt applies.\n\nANNEX\nFees\n\nOne.\n"
    )
    assert outline(text) == ["title", "toc", "preamble", "preamble__rec_1", "part_I", "art_1", "annex"]


# --- HTML ---


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<ol type=i><li>one;<li>two.</ol>", ["point_i", "point_ii"]),
        ("<ol style='list-style-type: lower-alpha'><li>one;<li>two.</ol>", ["point_a", "point_b"]),
        ("<ol start=x><li>One.<li value=2>Two.</ol>", ["para_1", "para_2"]),
        ("<p class=modref>\u25bcB</p><p>Words.</p>", []),
    ],
)
def test_lists_of_pages(tmp_path: Path, body: str, found: list[str]) -> None:
    path = tmp_path / "treaty.html"
    path.write_text(f"<meta charset=utf-8><h1>Treaty</h1><h2>Article 1</h2><p>These count:</p>{body}", encoding="utf-8")
    instrument = load_instrument(path, ABOUT)
    assert [eid.removeprefix("art_1__") for eid in instrument.provisions if "__" in eid and "nn" not in eid] == found
    assert "\u25bc" not in instrument.text


def test_words_in_plain_letters_behind_a_bold_heading(tmp_path: Path) -> None:
    path = tmp_path / "treaty.html"
    path.write_text("<h1>Treaty</h1><p><b>Article 1.</b> Tides rise and fall.</p><p><b>Article 2</b> Ports open</p>")
    instrument = load_instrument(path, ABOUT)
    assert instrument["art_1"].heading == ""
    assert instrument.own(instrument["art_1"]) == "Tides rise and fall."


# --- Word ---

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOTES = f'''<w:footnotes xmlns:w="{WORD}"><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:t>As amended in 2001.</w:t></w:r></w:p></w:footnote></w:footnotes>'''


def word_document(path: Path) -> Path:
    """A document with a footnote, a tracked insertion, a content control and a merged cell."""
    import docx
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    document = docx.Document()
    for line in ("TREATY ON TIDES", "Article 1", "Tides rise", "Article 2", "Ports open."):
        document.add_paragraph(line)
    inserted = parse_xml(
        f'<w:ins xmlns:w="{WORD}" w:id="1" w:author="x"><w:r><w:t xml:space="preserve"> and fall.</w:t></w:r></w:ins>'
    )
    document.paragraphs[2]._p.append(inserted)
    control = (
        f'<w:sdt xmlns:w="{WORD}"><w:sdtContent><w:p><w:r><w:t>Ships sail.</w:t></w:r></w:p></w:sdtContent></w:sdt>'
    )
    document.paragraphs[4]._p.addnext(parse_xml(control))
    table = document.add_table(rows=1, cols=3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "Fees are due."
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, NOTES.encode(), document.part.package)
    document.part.relate_to(
        part, f"{WORD.replace('wordprocessingml', 'officeDocument')}".replace("/main", "/relationships/footnotes")
    )
    document.save(str(path))
    return path


def test_words_that_a_document_keeps_apart(tmp_path: Path) -> None:
    instrument = load_instrument(word_document(tmp_path / "treaty.docx"), ABOUT)
    assert instrument.own(instrument["art_1"]) == "Tides rise and fall."
    assert instrument.words(instrument["art_2"]) == "Ports open. Ships sail. Fees are due."
    assert instrument.own(instrument["notes__note_1"]) == "As amended in 2001."


# --- PDF ---


def test_a_pdf_may_move_its_lines_over_the_page(tmp_path: Path) -> None:
    """Layout programs set every paragraph from its own origin and move that."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    style = getSampleStyleSheet()["Normal"]
    words = ["TREATY ON TIDES", "The Parties,", "Have agreed as follows:", "Article 1", "Tides rise."]
    path = tmp_path / "treaty.pdf"
    SimpleDocTemplate(str(path)).build([Paragraph(line, style) for line in words])
    instrument = load_instrument(path, ABOUT)
    assert instrument.own(instrument["art_1"]) == "Tides rise."


def test_running_heads_go_and_headings_at_the_head_of_a_page_stay(tmp_path: Path) -> None:
    instrument = load_instrument(set_in_columns(tmp_path, 1), ABOUT)
    assert [article.number for article in instrument.articles] == [str(n) for n in range(1, 25)]
    assert "TREATY SERIES" not in instrument.text


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    instrument = load_instrument(set_in_columns(tmp_path, 2), ABOUT)
    assert [article.number for article in instrument.articles] == [str(n) for n in range(1, 25)]
    for number in range(1, 25):
        assert instrument.own(instrument[f"art_{number}__para_2"]).startswith(f"Port {number}")


def test_headings_in_the_middle_make_no_column(tmp_path: Path) -> None:
    instrument = load_instrument(set_in_columns(tmp_path, 1, leading=10), ABOUT)
    assert instrument.own(instrument["art_7"]) == ""
    assert instrument.own(instrument["art_7__para_1"]).startswith("Tide 7")


def set_in_columns(folder: Path, columns: int, leading: int = 14) -> Path:
    """A treaty of 24 articles with a running head, headings in the middle of their column and hanging indents."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    def head(canvas: Canvas, template: BaseDocTemplate) -> None:
        canvas.drawString(60, 800, "TREATY SERIES")
        canvas.drawRightString(535, 800, "2001")
        canvas.drawCentredString(297, 30, str(template.page))

    heading = ParagraphStyle("heading", alignment=1, leading=leading, spaceBefore=8, spaceAfter=4)
    text = ParagraphStyle("text", leading=leading, spaceAfter=4, leftIndent=14)
    story = [Paragraph(line, text) for line in ("TREATY ON TIDES", "The Parties,", "Have agreed as follows:")]
    for number in range(1, 25):
        story.append(Paragraph(f"Article {number}", heading))
        sea = chr(96 + number) * 5
        story.append(
            Paragraph(f"1. Tide {number} " + f"rises where the {sea} stands above the sea and falls. " * 3, text)
        )
        story.append(
            Paragraph(f"2. Port {number} " + f"is open while the {sea} stands high enough for ships. " * 3, text)
        )
    width = 475 / columns - 10
    frames = [Frame(60 + n * (width + 20), 50, width, 730) for n in range(columns)]
    path = folder / "treaty.pdf"
    template = BaseDocTemplate(str(path), pagesize=A4)
    template.addPageTemplates([PageTemplate(frames=frames, onPage=head)])
    template.build(story)
    return path


# --- Input that no treaty is ---


@pytest.mark.parametrize(
    "text",
    [
        "1. " * 20_000,
        "Article 1\n" * 10_000,
        "(a) x;\n" * 10_000,
        "; (a) b" * 10_000,
        "<b" * 50_000,
        "The Parties,\n" * 10_000,
        "TITLE OF IT\n" * 10_000,
        "\n".join(map(str, range(10_000))),
        "\n".join(f"({chr(97 + n % 26)}) x:" for n in range(5_000)),
        "Article 1\n\nx.\n\nArticle 2\n\ny.\n\nDone at X.\n\n" + "Protocol to it\n\n" * 2_000,
        "Contents\n" + "\n".join(f"Article {n} .... {n}" for n in range(5_000)),
        "\n".join(f"- {n} -\nHead\ntext goes on here" for n in range(5_000)),
    ],
    ids=lambda text: text[:12].strip(),
)
def test_odd_input_is_read_in_seconds_and_whole(text: str) -> None:
    begin = time.process_time()
    instrument = parsed(text)
    assert time.process_time() - begin < 5
    assert all(instrument.text[p.start : p.end].strip() for p in instrument)
