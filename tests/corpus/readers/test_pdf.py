"""Treaties as PDF files."""

from __future__ import annotations

from pathlib import Path

from parsing_cases import ABOUT

from corpus.model import FindingKind
from corpus.shelf.inspection import told
from corpus.shelf.loading import load_instrument


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


def test_a_page_that_is_a_picture_is_named(tmp_path: Path) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "treaty.pdf"
    canvas = Canvas(str(path), initialFontName=None)
    for page in (
        ["Article 1", "Tides rise over the ports of all Parties."],
        [],
        ["Article 2", "Tides fall over them."],
    ):
        if not page:
            canvas.drawImage(ImageReader(Image.new("RGB", (40, 40), "grey")), 70, 500)
        for number, words in enumerate(page):
            canvas.drawString(70, 760 - 20 * number, words)
        canvas.showPage()
    canvas.save()
    found = [f for f in load_instrument(path, ABOUT).findings if f.kind is FindingKind.PICTURES]
    assert [told(finding) for finding in found] == ["pages that are pictures were not read: 2"]
