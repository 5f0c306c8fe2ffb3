"""The shelf of added instruments, and how newcomers are named."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from corpus.errors import SourceError, StorageError, UnknownInstrument, UsageError
from corpus.model import About
from corpus.settings import HOME
from corpus.shelf import stored
from corpus.shelf.collection import Corpus
from corpus.shelf.describing import describe, short_title, slug
from corpus.shelf.folders import digest_of
from corpus.shelf.inspection import inspect, told
from corpus.shelf.loading import load_instrument
from corpus.shelf.newcomers import Wishes, files_in, read_newcomer
from corpus.shelf.stored import Entry

TEXT = """Convention on the Keeping of Harbours

Preamble

The States Parties,

Have agreed as follows:

Article 1 Use

The harbour is open to all ships.

Article 2 Fees

1. Ships pay a fee.

2. Fees are due on leaving.

IN WITNESS WHEREOF the undersigned have signed.

Done at Elsinore, 1 May 1999.
"""
KNOWN = [instrument.about for instrument in Corpus.bundled().values()]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME, str(tmp_path / "home"))
    return tmp_path / "home"


def newcomer(folder: Path, text: str = TEXT, name: str = "harbours.txt", **wishes: str) -> Entry:
    (folder / name).write_text(text, encoding="utf-8")
    return read_newcomer(folder / name, Wishes(**wishes), KNOWN)  # type: ignore[arg-type]


def same(one: Entry, other: Entry) -> bool:
    first, second = one.instrument, other.instrument
    return (first.about, first.text, first.findings) == (second.about, second.text, second.findings) and list(
        first
    ) == list(second)


def test_what_was_put_is_there_again(tmp_path: Path) -> None:
    entry = newcomer(tmp_path)
    stored.put(entry)
    (kept,) = stored.entries()
    assert same(kept, entry)
    assert kept.source.read_text(encoding="utf-8") == TEXT
    assert stored.holds(digest_of(entry.source)) == entry.id
    assert {path.name for path in kept.source.parent.iterdir()} == {"about.json", "parse.json", "source.txt"}


def test_its_state_tells_of_every_change(tmp_path: Path) -> None:
    states = [stored.state()]
    stored.put(newcomer(tmp_path))
    states.append(stored.state())
    stored.put(newcomer(tmp_path, TEXT.replace("all ships", "no ships")))
    states.append(stored.state())
    stored.remove(stored.entries()[0].id)
    assert len(set(states)) == 3
    assert stored.state() == states[0] == ()


def test_the_shelf_is_empty_before_anything_is_added(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert stored.entries() == ()
    assert stored.holds(digest_of(tmp_path / "a.txt")) == ""


def test_starting_parses_nothing_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored.put(newcomer(tmp_path))
    monkeypatch.setattr(stored, "load_apart", lambda *_: pytest.fail("parsed again"))
    assert len(stored.entries()) == 1


@pytest.mark.parametrize("damage", ["", "{", '{"format": 1}', '{"format": 2, "text": "other"}'])
def test_a_parse_that_is_damaged_or_old_is_made_again(tmp_path: Path, damage: str) -> None:
    entry = newcomer(tmp_path)
    stored.put(entry)
    (stored.folder() / entry.id / stored.PARSE).write_text(damage)
    (kept,) = stored.entries()
    assert same(kept, entry)


def test_a_text_that_is_not_as_it_was_written_is_not_trusted(tmp_path: Path) -> None:
    entry = newcomer(tmp_path)
    stored.put(entry)
    parse = stored.folder() / entry.id / stored.PARSE
    parse.write_text(parse.read_text(encoding="utf-8").replace("all ships", "no ships"), encoding="utf-8")
    assert "all ships" in stored.entries()[0].instrument.text


def test_what_is_damaged_is_left_out_with_a_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    stored.put(newcomer(tmp_path))
    other = newcomer(tmp_path, TEXT.replace("Harbours", "Bridges"), "bridges.txt")
    stored.put(other)
    (stored.folder() / other.id / stored.ABOUT).write_text("[]")
    with caplog.at_level(logging.WARNING):
        assert [entry.id for entry in stored.entries()] == ["convention-on-the-keeping-of-harbours"]
    assert f"{other.id} was added but cannot be read any more" in caplog.text


def test_a_name_in_about_is_never_a_path(tmp_path: Path) -> None:
    entry = newcomer(tmp_path)
    stored.put(entry)
    about = stored.folder() / entry.id / stored.ABOUT
    said = json.loads(about.read_text(encoding="utf-8"))
    about.write_text(json.dumps({**said, "file": "../../../../etc/passwd"}))
    (kept,) = stored.entries()
    assert kept.source.parent == stored.folder() / entry.id


def test_removing(tmp_path: Path) -> None:
    entry = newcomer(tmp_path)
    stored.put(entry)
    stored.remove(entry.id)
    assert stored.entries() == ()
    assert [path.name for path in stored.folder().iterdir() if path.is_dir()] == []
    with pytest.raises(UnknownInstrument, match="no added instrument"):
        stored.remove(entry.id)


def test_a_replacement_that_was_cut_off_leaves_the_old(tmp_path: Path) -> None:
    entry = newcomer(tmp_path)
    stored.put(entry)
    aside = stored.folder() / ".old-cut"
    aside.mkdir()
    (stored.folder() / entry.id).rename(aside / "was")
    (stored.folder() / ".new-half").mkdir()
    (kept,) = stored.entries()
    assert same(kept, entry)
    assert not list(stored.folder().glob(".[no]*-*"))


def test_a_full_disk_leaves_the_shelf_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = newcomer(tmp_path)
    stored.put(entry)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(stored, "_write", full)
    with pytest.raises(StorageError, match="No space left"):
        stored.put(newcomer(tmp_path, TEXT + "\nMore."))
    monkeypatch.undo()
    monkeypatch.setenv(HOME, str(tmp_path / "home"))
    assert same(stored.entries()[0], entry)


def test_questions_are_kept(tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_text('{"eid": "art_1", "question": "Who may use the harbour?"}\n')
    (tmp_path / "harbours.txt").write_text(TEXT)
    stored.put(read_newcomer(tmp_path / "harbours.txt", Wishes(), KNOWN, tmp_path / "q.jsonl"))
    assert [question.question for question in stored.entries()[0].questions] == ["Who may use the harbour?"]


@pytest.mark.parametrize(
    ("content", "message"),
    [("no json", "expected"), ('{"eid": "art_9", "question": "?"}', "has no provision 'art_9'")],
)
def test_questions_that_do_not_fit(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "q.jsonl").write_text(content)
    (tmp_path / "harbours.txt").write_text(TEXT)
    with pytest.raises(SourceError, match=message):
        read_newcomer(tmp_path / "harbours.txt", Wishes(), KNOWN, tmp_path / "q.jsonl")
    with pytest.raises(SourceError, match="there is no file"):
        read_newcomer(tmp_path / "harbours.txt", Wishes(), KNOWN, tmp_path / "none.jsonl")


# --- names ------------------------------------------------------------------------------------------------


def test_what_the_title_page_says(tmp_path: Path) -> None:
    about = newcomer(tmp_path).instrument.about
    assert about.id == "convention-on-the-keeping-of-harbours"
    assert about.title == about.short_title == "Convention on the Keeping of Harbours"
    assert about.names == ("CKH", "Elsinore Convention")
    assert about.language == "en"


GDPR = "REGULATION (EU) 2016/679 OF THE PARLIAMENT\n\nof 27 April 2016\n\non data (General Data Protection Regulation)"


@pytest.mark.parametrize(
    ("title", "short", "names"),
    [
        ("Convention on Cybercrime", "Budapest Convention", ("Cybercrime Convention",)),
        (GDPR, "GDPR", ("General Data Protection Regulation", "Regulation (EU) 2016/679", "Regulation 2016/679")),
        ("Vienna Convention on the Law of Treaties", "Vienna Convention on the Law of Treaties", ("VCLT",)),
        ("TREATY ON THE PEACEFUL KEEPING OF BRIDGES", "Treaty on the Peaceful Keeping of Bridges", ("TPKB",)),
        ("A plan (Bridge Safety Act)", "Bridge Safety Act", ()),
    ],
)
def test_names(tmp_path: Path, title: str, short: str, names: tuple[str, ...]) -> None:
    (tmp_path / "a.txt").write_text(f"{title}\n\nArticle 1\n\nThe words of the first article are these.\n")
    about = describe(load_instrument(tmp_path / "a.txt", About("x", "X", "X")), "a")
    assert about.short_title == short
    assert set(names) <= set(about.names)


def test_names_without_a_title_and_in_other_scripts(tmp_path: Path) -> None:
    assert (
        newcomer(tmp_path, "Article 1\n\nShips pay.", "port_rules 2020.txt").instrument.about.title == "port rules 2020"
    )
    russian = "Соглашение о портах\n\nСтатья 1\n\nПорт открыт для всех судов, которые приходят с миром.\n"
    about = newcomer(tmp_path, russian, "порт.txt").instrument.about
    assert (about.id, about.language, about.title) == ("instrument", "ru", "Соглашение о портах")
    assert slug("Ünïted ; rm -rf / Ports!") == "united-rm-rf-ports"
    assert len(short_title("Convention " + "on very long names " * 20)) <= 100


def test_a_second_of_the_same_name_is_told_apart(tmp_path: Path) -> None:
    first = newcomer(tmp_path).instrument.about
    (tmp_path / "b.txt").write_text(TEXT + "\nMore.")
    second = read_newcomer(tmp_path / "b.txt", Wishes(), [*KNOWN, first]).instrument.about
    assert second.id == "convention-on-the-keeping-of-harbours-no-2"
    assert second.short_title == "Convention on the Keeping of Harbours, no. 2"
    assert second.names == ()


def test_wishes_are_granted(tmp_path: Path) -> None:
    about = newcomer(tmp_path, id="ports", short_title="Ports Treaty", language="da").instrument.about
    assert (about.id, about.short_title, about.language) == ("ports", "Ports Treaty", "da")
    assert {provision.instrument for provision in newcomer(tmp_path, id="ports").instrument} == {"ports"}


@pytest.mark.parametrize(
    ("wishes", "message"),
    [
        ({"id": "../up"}, "is no identifier"),
        ({"id": "UPPER"}, "is no identifier"),
        ({"id": "cis-agreement"}, "means CIS Agreement"),
        ({"short_title": "the Minsk agreement"}, "means CIS Agreement"),
        ({"language": "english"}, "is no language code"),
        ({"title": "x" * 300}, "is no name"),
        ({"short_title": "***"}, "is no name"),
    ],
)
def test_wishes_that_cannot_be_granted(tmp_path: Path, wishes: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        newcomer(tmp_path, **wishes)


# --- files ------------------------------------------------------------------------------------------------


def test_a_folder_gives_every_file_that_can_be_read(tmp_path: Path) -> None:
    inside = tmp_path / "treaties"
    (inside / "deep").mkdir(parents=True)
    for name in ("b.txt", "a.md", "deep/c.html", "notes.json", ".hidden.txt"):
        (inside / name).write_text("x")
    (tmp_path / "outside.txt").write_text("x")
    (inside / "link.txt").symlink_to(tmp_path / "outside.txt")
    assert [path.relative_to(inside).as_posix() for path in files_in([inside])] == ["a.md", "b.txt", "deep/c.html"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError, match="holds no file that can be read"):
        list(files_in([tmp_path / "empty"]))


def test_odd_file_names_are_only_names(tmp_path: Path) -> None:
    entry = newcomer(tmp_path, "Article 1\n\nShips pay.", "weird $(x) ; name\n é.txt")
    assert entry.id == "weird-x-name-e"
    stored.put(entry)
    assert [path.name for path in stored.places()] == ["weird-x-name-e"]


# --- the parse report -------------------------------------------------------------------------------------


def test_the_report_counts_and_tells_what_is_odd(tmp_path: Path) -> None:
    text = """Convention on Reports

CHAPTER I General

Article 2 Use

1. One.

3. Three.

Article 3 Fees

Fees are due.

CHAPTER III Last

Article 5

No heading here, and a good deal of words that no title would have, ending in a stop.

Article 6 Peace

Peace is kept.

Article 7 Disputes

None.

Article 8 End

It ends.
"""
    report = inspect(newcomer(tmp_path, text).instrument)
    assert report.counts == {"chapter": 2, "article": 6, "paragraph": 2}
    messages = {told(finding).rpartition(": ")[2] for finding in report.findings}
    assert {
        "the first article is 2",
        "chapter III follows chapter I",
        "article 5 follows article 3",
        "1 missing before (3)",
        "article 5 has no heading, unlike the others",
    } <= messages


def test_a_sound_text_has_an_empty_report(tmp_path: Path) -> None:
    assert inspect(newcomer(tmp_path).instrument).findings == ()
