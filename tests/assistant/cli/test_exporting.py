"""``treaty export`` of a kept conversation."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from cli_cases import run
from conversation_cases import CIS, UN, talk

from assistant.conversations.archive import Archive
from corpus.settings import HOME


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """The identifier of a conversation of two turns."""
    monkeypatch.setenv(HOME, str(tmp_path))
    talked = talk("How long?", "And how?", places=((UN, "art_59__para_6"), (CIS, "art_11")))
    with Archive() as archive:
        archive.save(talked)
    return talked.id[:6]


@pytest.mark.parametrize(("turn", "notes"), [((), 4), (("--turn", "2"), 2)])
def test_a_memo_has_footnotes(kept, tmp_path, turn, notes):
    file = tmp_path / "memo.docx"
    assert run("export", kept, "--format", "memo", "--cite", "oscola", *turn, "--output", file).exit_code == 0
    with ZipFile(BytesIO(file.read_bytes())) as memo:
        footnotes = memo.read("word/footnotes.xml").decode()
    assert footnotes.count("<w:footnoteRef/>") == notes
    assert "art 59(6)" in footnotes


def test_reference_managers(kept):
    assert run("export", kept, "--format", "ris").stdout.startswith("TY  - LEGAL")
    assert [entry["id"] for entry in json.loads(run("export", kept, "--format", "csl").stdout)] == [UN, CIS]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--format", "memo", "--turn", "3"), "there is no turn 3"),
        (("--turn", "1"), "--turn belongs to a conversation"),
        (("--format", "akn"), "no instrument is called"),
    ],
)
def test_what_cannot_be_exported_is_told(kept, words, said):
    result = run("export", kept, *words)
    assert result.exit_code == 2
    assert said in result.stderr
