"""Files into lines: what is taken off, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import MissingExtra, SourceError
from corpus.readers import Shape, read


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
        ("a<br>b <sup>2</sup>", "ab ²", Shape.TEXT),
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
    tmp_path: Path, missing: Callable[[str], None], name: str, content: bytes, package: str
) -> None:
    (tmp_path / name).write_bytes(content)
    missing(package)
    with pytest.raises(MissingExtra, match=r"treaty-assistant\[formats\]"):
        read(tmp_path / name)
