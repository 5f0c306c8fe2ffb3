"""Reading a file in a process of its own: the same instrument, and a line for the user where a limit is reached."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document

from corpus.errors import MissingExtra, SourceError
from corpus.model import About
from corpus.shelf import apart
from corpus.shelf.apart import load_apart
from corpus.shelf.bundle import TEXTS
from corpus.shelf.loading import load_instrument

ABOUT = About("x", "X", "X")
HEAD = "Convention on Harbours\n\nArticle 1\n\n"
PAGE = "<html><body><h1>Convention on Harbours</h1><p>Article 1</p>"


def file(folder: Path, name: str, content: str) -> Path:
    (folder / name).write_text(content, encoding="utf-8")
    return folder / name


def document(folder: Path, parts: dict[str, bytes | None]) -> Path:
    """A Word document of one article, some of its parts exchanged or taken out."""
    written = Document()
    written.add_paragraph("Article 1")
    written.add_paragraph("The harbour is open.", style="List Number")
    written.save(str(folder / "sound.docx"))
    with zipfile.ZipFile(folder / "sound.docx") as sound, zipfile.ZipFile(folder / "a.docx", "w") as other:
        for name in sound.namelist():
            if (content := parts.get(name, sound.read(name))) is not None:
                other.writestr(name, content)
    return folder / "a.docx"


def test_it_is_read_as_in_this_process() -> None:
    path = TEXTS / "cis-agreement.txt"
    here, there = load_instrument(path, ABOUT), load_apart(path, ABOUT)
    assert (there.text, there.provisions, there.findings) == (here.text, dict(here.provisions), here.findings)


def test_what_is_refused_there_is_refused_here(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"a\.txt holds no text"):
        load_apart(file(tmp_path, "a.txt", "\n\n---\n"), ABOUT)


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file(tmp_path, "lxml.py", "raise ImportError")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(MissingExtra, match=r"reading HTML needs .*treaty-assistant\[formats\]"):
        load_apart(file(tmp_path, "a.html", PAGE), ABOUT)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux alone")
@pytest.mark.parametrize(
    ("limit", "value", "words", "message"),
    [
        ("MEMORY", 100_000_000, "harbour " * 3_000_000, "takes more than 100 MB of memory to read: split it"),
        ("SECONDS", 1, "1. Ships pay.\n\n" * 30_000, "takes too long to read: split it"),
        ("LONGEST_WAIT", 0.01, "Ships pay.", "takes too long to read: split it"),
        ("OUTPUT", 100, "Ships pay.", "becomes more than 0 MB of text: split it"),
    ],
)
def test_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: float, words: str, message: str
) -> None:
    monkeypatch.setattr(apart, limit, value)
    with pytest.raises(SourceError, match=message):
        load_apart(file(tmp_path, "a.txt", HEAD + words), ABOUT)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("numerals.html", f"{PAGE}<ol type=i start=100000000000><li>in coin;<li value=99999999999>in kind.</ol>"),
        ("entries.html", f"{PAGE}<ol>{'<li>in coin;' * 12_000}</ol>"),
        ("bold.html", f"{PAGE}{'<b>x</b> y ' * 60_000}"),
        ("deep.html", f"{PAGE}{'<div><b>x ' * 900}"),
        ("underscores.md", HEAD + " _a" * 40_000),
        ("rules.md", f"{HEAD}|{'-|' * 20_000}x"),
        ("comments.md", f"{HEAD}{'<!-- -->' * 40_000}x"),
        ("marks.md", HEAD + "[^" * 200_000),
        ("raised.md", f"{HEAD}<sup>{' ' * 200_000}x"),
        ("markers.txt", HEAD + " ".join(f"({n})" for n in range(1, 999))),
    ],
)
def test_what_would_take_minutes_of_a_scanner_that_looks_back_is_read(tmp_path: Path, name: str, content: str) -> None:
    assert load_apart(file(tmp_path, name, content), ABOUT).text


BROKEN_PARTS: list[dict[str, bytes | None]] = [
    {"word/styles.xml": b"<x/>"},
    {"word/styles.xml": b"no markup"},
    {"word/styles.xml": None},
    {"_rels/.rels": None},
    {"_rels/.rels": b"<x/>"},
    {"[Content_Types].xml": b"<x/>"},
    {"word/document.xml": b"<x><p>Article 1</p></x>"},
    {"word/numbering.xml": b"<x/>"},
]


@pytest.mark.parametrize(
    "parts", BROKEN_PARTS, ids=[f"{name} {part!r}" for p in BROKEN_PARTS for name, part in p.items()]
)
def test_a_broken_part_of_a_document_is_read_past_or_refused_in_words(
    tmp_path: Path, parts: dict[str, bytes | None]
) -> None:
    said = ""
    try:
        assert load_instrument(document(tmp_path, parts), ABOUT).text
    except SourceError as problem:
        said = str(problem)
    assert not said or "cannot be read as a Word document: save it anew" in said
