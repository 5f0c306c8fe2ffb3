"""Files that cannot be instruments, encodings, columns and scans."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import SourceError, TreatyError
from corpus.model import About, FindingKind
from corpus.readers import guard, pdf, read
from corpus.shelf.loading import load_instrument

ABOUT = About("x", "X", "X")


def file(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "a.txt is empty"),
        ("a.txt", bytes(range(256)) * 40, "something binary"),
        ("a.md", b"\x7fELF\x02\x01\x01\x00\x00\x00" + b"text " * 50, "something binary"),
        ("a.html", b"\x00\x01\x02" * 100, "something binary"),
        ("a.pdf", b"Article 1", "no PDF file"),
        ("a.docx", b"Article 1", "no DOCX file"),
        ("a.docx", b"PK\x03\x04 and then nothing", "is damaged"),
        ("a.txt", b"\n\n---\n", "holds no text"),
        ("a.html", b"", "is empty"),
        ("a.html", b"<html><script>x</script></html>", "holds no text"),
        ("a.pdf", b"%PDF-1.7 and no more", "cannot be read as PDF"),
        ("a.exe", b"MZ", "use one of"),
        ("noending", b"Article 1", "use one of"),
    ],
)
def test_what_is_refused(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(file(tmp_path, name, content))


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "LARGEST", 1_000_000)
    with pytest.raises(SourceError, match=r"has 2 MB; at most 1 MB are read"):
        read(file(tmp_path, "a.txt", b"x" * 2_000_000))


def test_no_file_and_no_ordinary_file(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    for name in ("none.txt", "folder.txt", "a\0b.txt", "x" * 300 + ".txt"):
        with pytest.raises(SourceError):
            read(tmp_path / name)


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "UNPACKED", 10_000_000)
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 20_000_000)
    with pytest.raises(SourceError, match="would unpack to 20 MB"):
        read(tmp_path / "bomb.docx")


def test_a_zip_that_is_no_document(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("hello.txt", b"hello")
    with pytest.raises(SourceError, match="cannot be read as a Word document"):
        read(tmp_path / "a.docx")


@given(st.binary(max_size=300), st.sampled_from(["txt", "md", "html", "pdf", "docx", "xml"]))
def test_any_bytes_are_read_or_refused_in_one_line(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, ending: str
) -> None:
    head = {"pdf": b"%PDF-1.7\n", "xml": b"<akomaNtoso>"}.get(ending, b"")
    path = file(tmp_path_factory.mktemp("any"), f"a.{ending}", head + content)
    with suppress(TreatyError):
        load_instrument(path, ABOUT)


RUSSIAN = "Соглашение о портах\n\nСтатья 1\n\nПорт открыт для всех судов, которые приходят с миром и уходят с миром.\n"
FRENCH = "Accord relatif aux ports\n\nArticle premier\n\nLe port est ouvert à tous les navires, où qu’ils aillent.\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((RUSSIAN, encoding) for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251")),
        *((FRENCH, encoding) for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252")),
    ],
)
@pytest.mark.parametrize("ending", ["txt", "html"])
def test_encodings(tmp_path: Path, text: str, encoding: str, ending: str) -> None:
    body = "".join(f"<p>{part}</p>" for part in text.split("\n\n")) if ending == "html" else text
    instrument = load_instrument(file(tmp_path, f"a.{ending}", body.encode(encoding)), ABOUT)
    assert instrument.words(instrument["art_1"]) == text.split("\n\n")[2].strip()


LEFT = [
    *("Article 1", "Use", "The harbour is open to all ships that", "come in peace and leave in peace."),
    *(
        "Article 2",
        "Fees",
        "1. Ships pay a fee of ten crowns for",
        "each day that they stay.",
        "2. Fees are due at once.",
    ),
]
RIGHT = [
    *("Article 3", "Disputes", "Any dispute is settled by the master", "of the port within ten days."),
    *(
        "Article 4",
        "Entry into force",
        "This Convention enters into force on",
        "the first day of May and stays so",
        "from then.",
    ),
]


@pytest.mark.parametrize("by_rows", [False, True])
def test_two_columns_are_read_one_after_the_other(tmp_path: Path, by_rows: bool) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    left = [(60, 740 - 14 * n, text) for n, text in enumerate(LEFT)]
    right = [(320, 740 - 14 * n, text) for n, text in enumerate(RIGHT)]
    canvas.drawString(200, 780, "Convention on Harbours")
    for x, y, text in [place for pair in zip(left, right, strict=True) for place in pair] if by_rows else left + right:
        canvas.drawString(x, y, text)
    canvas.drawString(290, 40, "1")
    canvas.save()
    instrument = load_instrument(tmp_path / "a.pdf", ABOUT)
    assert [article.number for article in instrument.articles] == ["1", "2", "3", "4"]
    assert instrument.words(instrument["art_1"]) == " ".join(LEFT[2:4])
    assert instrument.words(instrument["art_2__para_1"]) == "Ships pay a fee of ten crowns for each day that they stay."
    assert instrument.words(instrument["art_3"]) == " ".join(RIGHT[2:4])


def test_a_scan_is_recognised(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "scan.pdf"))
    for _ in range(3):
        canvas.rect(50, 50, 400, 700, fill=1)
        canvas.showPage()
    canvas.save()
    with pytest.raises(SourceError, match="no text on 3 of 3 pages: a scanned document needs text recognition"):
        read(tmp_path / "scan.pdf")


def test_a_text_layer_without_letters_is_recognised() -> None:
    rows = [[pdf.Row(0, 700.0 - n, "abcd (cid:12)(cid:7)(cid:33)", bold=False) for n in range(20)]]
    with pytest.raises(SourceError, match="text layer that cannot be read"):
        pdf.check_text_layer("a.pdf", rows)


def test_word_documents(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Convention on Harbours", 0)
    for text in (
        "Article 1 Use",
        "The harbour is open to all ships.",
        "Article 2 Fees",
        "1. Ships pay.",
        "2. At once.",
    ):
        document.add_paragraph(text)
    document.save(str(tmp_path / "a.docx"))
    instrument = load_instrument(tmp_path / "a.docx", ABOUT)
    assert list(instrument.provisions) == ["title", "art_1", "art_2", "art_2__para_1", "art_2__para_2"]


def test_a_text_without_articles_is_kept_as_numbered_paragraphs(tmp_path: Path) -> None:
    text = "A note on the harbour\n\nIt is open to all ships.\n\nShips pay a fee:\n\n(a) in coin;\n\n(b) in kind.\n"
    instrument = load_instrument(file(tmp_path, "note.txt", text.encode()), ABOUT)
    assert list(instrument.provisions) == ["title", "para_1", "para_2", "para_2__point_a", "para_2__point_b"]
    assert FindingKind.NO_ARTICLES in {finding.kind for finding in instrument.findings}


def test_a_resolution_keeps_its_own_numbers(tmp_path: Path) -> None:
    text = "Resolution on harbours\n\nThe Assembly,\n\n1. Decides to open the harbour;\n\n2. Calls upon States to pay."
    instrument = load_instrument(file(tmp_path, "res.txt", text.encode()), ABOUT)
    assert [p.number for p in instrument if p.number] == ["1", "2"]
    assert instrument.words(instrument["para_2"]) == "Calls upon States to pay."


def test_five_thousand_articles(tmp_path: Path) -> None:
    articles = "\n\n".join(f"Article {n}\n\nMatter {n}\n\n1. Keep matter {n}.\n\n2. Report." for n in range(1, 5001))
    instrument = load_instrument(file(tmp_path, "a.txt", f"Convention\n\n{articles}".encode()), ABOUT)
    assert len(instrument.articles) == 5000
    assert instrument.words(instrument["art_5000__para_1"]) == "Keep matter 5000."
