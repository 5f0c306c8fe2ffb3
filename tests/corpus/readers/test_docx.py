"""Treaties as Word documents."""

from __future__ import annotations

from pathlib import Path

from parsing_cases import ABOUT

from corpus.shelf.loading import load_instrument

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
