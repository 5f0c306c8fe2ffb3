"""A second reading of every format: what the first has lost is told, or the file is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import SourceError
from corpus.model import About, FindingKind, Instrument
from corpus.readers import witness
from corpus.readers.witness import unread, words_in
from corpus.shelf import loading
from corpus.shelf.bundle import TEXTS
from corpus.shelf.inspection import inspect, told

ABOUT = About("x", "X", "X")
ONE = "<html><body><h1>Convention on Harbours</h1><p>Article 1</p><p>The harbour is open to all ships.</p>"
TWO = "<p>Article 2</p><p>Whoever leaves the harbour pays nothing for the water.</p>"


def load(folder: Path, name: str, content: bytes) -> Instrument:
    (folder / name).write_bytes(content)
    return loading.load_instrument(folder / name, ABOUT)


@pytest.mark.parametrize(
    "page",
    [
        f"{ONE}</body></html>{TWO}".encode(),
        f"{ONE}{'<div>' * 1500}{TWO}".encode(),
        f"<meta charset=ascii>{ONE}".encode() + b"<p>\xff</p>" + TWO.encode(),
        f"<meta charset=utf-8>{ONE}".encode() + b"<p>\xe9t\xe9</p>" + TWO.encode(),
        f"<meta charset=utf-16>{ONE}{TWO}".encode(),
        f"{ONE}<pre>{'ship ' * 2_200_000}</pre>{TWO}".encode(),
        f"<meta charset=utf-8>{ONE}<p>{'à terre ' * 20}".encode() + b"\xff" + TWO.encode(),
    ],
    ids=[
        "ends in the middle",
        "deep",
        "false charset",
        "one odd byte",
        "declares UTF-16",
        "long block",
        "damaged UTF-8",
    ],
)
def test_no_words_of_a_page_are_lost(tmp_path: Path, page: bytes) -> None:
    instrument = load(tmp_path, "a.html", page)
    assert instrument.words(instrument["art_2"]) == "Whoever leaves the harbour pays nothing for the water."


def test_what_a_page_loses_is_told(tmp_path: Path) -> None:
    instrument = load(tmp_path, "a.html", f"{ONE}<p role=navigation>All about our quays now</p>{TWO}".encode())
    (finding,) = inspect(instrument).words
    assert (
        told(finding)
        == "5 words of the file were not read, such as “all about our quays now”: look whether they matter"
    )


def test_a_page_of_which_most_is_lost_is_refused(tmp_path: Path) -> None:
    lost = " ".join(f"{word}s are moored here today" for word in ("ship", "boat", "barge", "ferry", "yacht", "raft"))
    with pytest.raises(SourceError, match=r"cannot be read, such as “.*are moored here"):
        load(tmp_path, "a.html", f"{ONE}<div role=navigation>{lost}</div>".encode())


@pytest.mark.parametrize("id", ["cis-agreement", "un-convention"])
def test_of_a_sound_text_nothing_is_missed(id: str) -> None:
    path = TEXTS / f"{id}.txt"
    assert not unread(loading.load_instrument(path, ABOUT).text, witness.testimony_of(path).words).count


def test_running_heads_and_another_order_are_not_missed() -> None:
    head = "Official Journal of the Harbours Union"
    pages = [f"{head} {text}" for text in ("Ships pay at once.", "Boats pay late.", "Rafts do not pay.")]
    assert not unread("Rafts do not pay. Ships pay at once. Boats pay late.", words_in(" ".join(pages))).count
    assert unread("Ships pay at once.", words_in("Ships pay at once. Rafts never owe anybody anything.")).count


def test_pages_that_are_pictures_are_named(tmp_path: Path) -> None:
    from PIL import Image

    picture = ImageReader(Image.new("RGB", (40, 40)))
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for number in range(1, 6):
        if number in (2, 4):
            canvas.drawImage(picture, 50, 50, 400, 600)
        else:
            canvas.drawString(60, 700, f"Article {number}")
            canvas.drawString(
                60, 660, f"Harbour {'abcde'[number - 1] * 3} is open to {number} ships that come in peace."
            )
        canvas.showPage()
    canvas.save()
    findings = loading.load_instrument(tmp_path / "a.pdf", ABOUT).findings
    assert [finding.number for finding in findings if finding.kind is FindingKind.PICTURES] == ["2, 4"]


def test_word_documents_and_akoma_ntoso_are_read_twice(tmp_path: Path) -> None:
    document = Document()
    for text in ("Article 1", "The harbour & its quays are open."):
        document.add_paragraph(text)
    document.save(str(tmp_path / "a.docx"))
    assert witness.testimony_of(tmp_path / "a.docx").words == words_in("Article The harbour its quays are open")
    said = "<article><p>The harbour &amp; quays</p></article>"
    akn = f"<akomaNtoso><act><meta><x>not seen</x></meta><body>{said}</body></act></akomaNtoso>"
    (tmp_path / "a.xml").write_text(akn, encoding="utf-8")
    assert witness.testimony_of(tmp_path / "a.xml").words == words_in("The harbour quays")
