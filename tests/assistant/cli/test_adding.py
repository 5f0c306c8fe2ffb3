"""``treaty add``, ``remove``, ``update`` and ``export`` on a library of one's own."""

import json
import re
import signal
import subprocess
import sys

import pytest
from cli_cases import run

from assistant import holdings
from assistant.assistant import Assistant
from assistant.cli import adding
from corpus.errors import StorageError
from corpus.shelf import stored
from corpus.shelf.newcomers import Wishes, read_newcomer
from index import generations
from index.stores.faiss import FaissVectors

HARBOURS = """Convention on the Keeping of Harbours

Article 1 Use

The harbour shall be open to all ships that come in peace.

Article 2 Fees

1. Ships shall pay a fee of ten crowns for each day of their stay.

2. Fishing boats of less than four tonnes are free of the fee.

Article 3 Quarantine

The master of the port may keep a ship with sickness on board apart for forty days.
"""
BRIDGES = """Treaty on Bridges over Rivers

Article 1 Tolls

No toll shall be taken from anybody who crosses a bridge on foot.

Article 2 Extradition

A person who is accused of burning a bridge shall be extradited on request.
"""
ID = "convention-on-the-keeping-of-harbours"


@pytest.fixture
def harbours(tmp_path, seeded):  # noqa: ARG001  # the data folder
    path = tmp_path / "harbours.md"
    path.write_text(HARBOURS)
    return path


@pytest.fixture
def added(harbours):
    assert run("add", harbours).exit_code == 0
    return harbours


def state():
    """Everything on the shelf."""
    files = sorted(path for path in stored.folder().rglob("*") if path.is_file() and not path.name.startswith("."))
    return {str(path.relative_to(stored.folder())): path.read_bytes() for path in files}


def test_adding_shows_what_was_understood_and_answers_from_it(harbours):
    result = run("add", harbours, "--name", "Port Treaty")
    assert result.exit_code == 0, result.output
    assert f"Convention on the Keeping of Harbours ({ID})" in result.stdout
    assert "names: Port Treaty, CKH" in result.stdout
    assert "language: English" in result.stdout
    assert 'layout: md, "Article 1 Use"' in result.stdout
    assert "holds: 3 articles, 2 paragraphs" in result.stdout
    assert f"added {ID}" in result.stdout
    assert ID in run("list").stdout
    answer = Assistant().ask("How long may a sick ship be kept in quarantine under the Port Treaty?")
    assert [(c.instrument, c.eid) for c in answer.citations[:1]] == [(ID, "art_3")]
    assert "forty days" in answer.citations[0].quote
    answer = json.loads(run("ask", "--json", "What does article 2(2) of the Port Treaty say?").stdout)
    assert answer["citations"][0]["eid"] == "art_2__para_2"


def test_only_new_passages_are_embedded_and_nothing_is_learned_anew(harbours):
    seen = {}
    entry = read_newcomer(harbours, Wishes(), [])
    holdings.add([entry], lambda stage, done, total: seen.setdefault(stage, (done, total)))
    passages = seen["bge-small-en-v1.5: passages"]
    assert passages[1] - passages[0] == 5
    kept = [path.read_text() for path in generations.folder().glob("*/encoder-0/*/fit.key")]
    assert len(kept) == 4
    assert len(set(kept)) == 2


def test_bundled_answers_stay_as_they_were(assistant, added):  # noqa: ARG001  # what is added
    questions = [
        "How long must preserved data be kept under the UN draft?",
        "Who bears the costs under the CIS agreement?",
    ]
    now = Assistant()
    for question in questions:
        before, after = assistant.ask(question), now.ask(question)
        assert (before.citations, before.confidence) == (after.citations, after.confidence)


def test_near_copies_are_cited_from_the_instrument_asked_about(tmp_path, seeded):  # noqa: ARG001
    rivers = ["Danube", "Rhine", "Volga"]
    for river in rivers:
        text = BRIDGES.replace("Bridges over Rivers", f"Bridges over the {river}")
        (tmp_path / f"{river}.txt").write_text(text)
    assert run("add", *(tmp_path / f"{river}.txt" for river in rivers)).exit_code == 0
    assistant = Assistant()
    for river in rivers:
        answer = assistant.ask(f"Is a bridge burner extradited under the Treaty on Bridges over the {river}?")
        assert {c.instrument for c in answer.citations} == {f"treaty-on-bridges-over-the-{river.lower()}"}


def test_the_same_file_twice(added):
    before = state()
    result = run("add", added)
    assert result.exit_code == 0
    assert f"harbours.md is there already, as {ID}" in result.stdout
    assert state() == before


def test_one_bad_file_keeps_no_other_out(harbours, tmp_path):
    (tmp_path / "empty.txt").write_text("")
    result = run("add", tmp_path / "empty.txt", harbours, "--yes")
    assert result.exit_code == 1
    assert "treaty: empty.txt is empty" in result.stderr
    assert [entry.id for entry in stored.entries()] == [ID]


def test_names_belong_to_one_instrument(harbours, tmp_path):
    (tmp_path / "b.txt").write_text(BRIDGES)
    result = run("add", harbours, tmp_path / "b.txt", "--title", "Both")
    assert result.exit_code == 2
    assert "add its file alone" in result.stderr
    assert run("add", harbours, "--id", "../x").exit_code == 1
    assert stored.entries() == ()


def test_who_says_no_adds_nothing(harbours, monkeypatch):
    monkeypatch.setattr(adding, "_confirmed", lambda _: False)
    assert run("add", harbours).exit_code == 0
    assert stored.entries() == ()


def test_questions_are_kept_and_planned_with(harbours, tmp_path, monkeypatch):
    monkeypatch.setattr(holdings, "build", lambda *_: None)
    row = {"eid": "art_3", "question": "What if the crew has the plague?"}
    (tmp_path / "q.jsonl").write_text(json.dumps(row) + "\n")
    assert "questions: 1" in run("add", harbours, "--questions", tmp_path / "q.jsonl").stdout
    assert holdings.default_plan().sources[-1].questions[0].question == row["question"]


def test_removing(added):  # noqa: ARG001  # what is removed
    result = run("remove", "the Convention on the Keeping of Harbours", "--yes")
    assert (result.exit_code, result.stdout) == (0, f"removed {ID}\n")
    assert state() == {}
    assert run("remove", ID).exit_code == 2
    result = run("remove", "cis-agreement")
    assert result.exit_code == 2
    assert "comes with the package and stays" in result.stderr


def test_an_update_tells_what_changed(added, tmp_path):  # what is updated
    new = tmp_path / "new.txt"
    new.write_text(HARBOURS.replace("ten crowns", "twelve crowns"))
    result = run("update", ID, new, "--yes")
    assert result.exit_code == 0, result.output
    assert "reworded: art_2__para_1" in result.stdout
    assert "+ Ships shall pay a fee of twelve crowns" in result.stdout
    (entry,) = stored.entries()
    assert "twelve crowns" in entry.instrument.text
    assert entry.id == ID
    rows = json.loads(run("update", ID, added, "--json", "--yes").stdout)
    assert [(row["what"], row["before"]) for row in rows] == [("reworded", "art_2__para_1")]
    assert run("update", "cis-agreement", new).exit_code == 2


@pytest.mark.parametrize("command", ["update", "remove", "restore"])
def test_nothing_changes_where_nobody_can_be_asked(added, tmp_path, command):  # noqa: ARG001  # what stays
    new = tmp_path / "new.txt"
    new.write_text(HARBOURS.replace("ten crowns", "twelve crowns"))
    if command == "restore":
        run("update", ID, new, "--yes")
    before = state()
    result = run(command, ID, *([new] if command == "update" else []))
    assert result.exit_code == 2
    assert "nothing was changed; give --yes" in result.stderr
    assert state() == before


def test_the_text_before_an_update_can_be_had_back_and_so_can_the_new_one(added, tmp_path):  # noqa: ARG001
    new = tmp_path / "new.txt"
    new.write_text(HARBOURS.replace("ten crowns", "twelve crowns"))
    assert run("restore", ID, "--yes").exit_code == 2
    run("update", ID, new, "--yes")
    for crowns in ("ten", "twelve"):
        result = run("restore", ID, "--yes")
        assert f"+ Ships shall pay a fee of {crowns} crowns" in result.stdout
        (entry,) = stored.entries()
        assert f"{crowns} crowns" in entry.instrument.text
    run("remove", ID, "--yes")
    assert stored.previous(ID) is None


def test_the_same_update_again_keeps_the_text_before_it_within_reach(added, tmp_path):  # noqa: ARG001
    new = tmp_path / "new.txt"
    new.write_text(HARBOURS.replace("ten crowns", "twelve crowns"))
    for _ in range(2):
        assert run("update", ID, new, "--yes").exit_code == 0
    assert "ten crowns" in stored.previous(ID).instrument.text


@pytest.mark.parametrize("swap", ["about.json", "parse.json"])
def test_a_damaged_earlier_text_is_none_and_the_present_one_stays(added, tmp_path, swap):  # noqa: ARG001
    new = tmp_path / "new.txt"
    new.write_text(HARBOURS.replace("ten crowns", "twelve crowns"))
    run("update", ID, new, "--yes")
    (stored.folder() / ID / stored.PREVIOUS / swap).write_text("{")
    assert (stored.previous(ID) is None) is (swap == "about.json")  # what was parsed can be parsed again
    assert [entry.id for entry in stored.entries()] == [ID]


def test_a_text_without_a_number_is_added_by_nobody_but_who_says_so(tmp_path, seeded):  # noqa: ARG001
    file = tmp_path / "gaps.txt"
    file.write_text(HARBOURS.replace("Article 2", "Article 7"))
    result = run("add", file)
    assert result.exit_code == 1
    assert "it is doubtful and nobody can be asked" in result.stderr
    assert run("add", file, "--yes").exit_code == 0


def test_another_treaty_as_a_new_version_is_questioned(added, tmp_path):
    other = tmp_path / "bridges.txt"
    other.write_text(BRIDGES)
    said = run("update", ID, other).stderr
    assert "may be another treaty: its title is “Treaty on Bridges over Rivers”" in said
    assert "only 0 % of the provisions" in said
    other.write_text(HARBOURS.replace("Harbours", "Lighthouses"))
    assert "may be another treaty: its title is" in run("update", ID, other).stderr
    assert "may be another treaty" not in run("update", ID, added).stderr


@pytest.mark.parametrize(
    ("form", "beginning"),
    [("akn", "<?xml"), ("jsonl", '{"instrument"'), ("markdown", "# Agreement on cooperation")],
)
def test_exports(form, beginning, tmp_path, seeded):  # noqa: ARG001
    result = run("export", "cis-agreement", "--format", form)
    assert result.stdout.startswith(beginning)
    assert run("export", "cis-agreement", "-f", form, "-o", tmp_path / "out").exit_code == 0
    assert (tmp_path / "out").read_text(encoding="utf-8") == result.stdout
    assert run("export", "cis-agreement", "-o", tmp_path / "no" / "out").exit_code == 1


def test_an_exported_file_can_be_added(added, tmp_path):  # noqa: ARG001
    assert run("export", ID, "-o", tmp_path / "out.xml").exit_code == 0
    (old,) = stored.entries()
    new = read_newcomer(tmp_path / "out.xml", Wishes(), [])
    assert list(new.instrument.provisions) == list(old.instrument.provisions)


def test_a_full_disk_leaves_the_library_as_it_was(added, tmp_path, monkeypatch):  # noqa: ARG001
    before = state()
    (tmp_path / "b.txt").write_text(BRIDGES)

    def full(*_):
        raise RuntimeError("write error: No space left on device")

    monkeypatch.setattr(FaissVectors, "save", full)
    result = run("add", tmp_path / "b.txt")
    assert result.exit_code == 1
    assert "No space left on device" in result.stderr
    assert state() == before
    with pytest.raises(StorageError):
        holdings.add([read_newcomer(tmp_path / "b.txt", Wishes(), [])])


def test_a_text_in_another_language_is_served_by_its_structure_and_says_so(tmp_path, seeded):  # noqa: ARG001
    text = "Accord relatif aux ports\n\nArticle premier\n\nLe port est ouvert à tous les navires, où qu’ils aillent.\n"
    (tmp_path / "accord.txt").write_text(text)
    assert "language: French" in run("add", tmp_path / "accord.txt").stdout
    assistant = Assistant()
    assert assistant.ask("What does article 1 of the Accord relatif aux ports say?").citations[0].eid == "art_1"
    answer = assistant.ask("Which ships may enter under the Accord relatif aux ports?")
    assert "The text is in French" in answer.message


KILLED = """
import os, signal, sys
from assistant.cli import main

def kill(event, _):
    if event == wanted:
        remaining[0] -= 1
        if not remaining[0]:
            os.kill(os.getpid(), signal.SIGKILL)

wanted, remaining = sys.argv.pop(1), [int(sys.argv.pop(1))]
sys.addaudithook(kill)
main()
"""
"""The command line, killed when an event of Python's audit comes for that many times."""


@pytest.mark.parametrize(
    ("event", "times"),
    [("tempfile.mkdtemp", 1), ("os.rename", 1), ("os.rename", 2)],
    ids=["as the index is begun", "before the index is in its place", "before the file is in its place"],
)
def test_a_kill_leaves_the_library_as_it_was(event, times, harbours, repository, environment):
    command = [sys.executable, "-c", KILLED, event, str(times), "add", str(harbours), "--yes"]
    killed = subprocess.run(command, cwd=repository, env=environment, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert stored.entries() == ()
    assert run("add", harbours).exit_code == 0
    (entry,) = stored.entries()
    assert entry.instrument.words(entry.instrument["art_2__para_2"]).startswith("Fishing boats")
    assert not list(stored.folder().glob(".new-*"))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "junk.pdf",
            b"%PDF-1.7\n" + bytes(range(256)) * 12,
            "junk.pdf cannot be read as PDF: save it anew, or as plain text",
        ),
        ("junk.docx", b"PK" + bytes(range(256)) * 12, "junk.docx is damaged: save it anew, or as plain text"),
        ("junk.txt", bytes(range(256)) * 12, "junk.txt is not text but something binary"),
    ],
)
def test_junk_is_told_in_our_own_words(process, tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    assert process("add", str(tmp_path / name), "--yes") == (1, "", f"treaty: {said}\n")


@pytest.mark.parametrize("name", ["/nope", "./nope", "~/nope", "{folder}", "nobody/nope", "no pe\\"])
def test_a_model_that_there_is_not_is_told_in_our_own_words(process, tmp_path, name):
    name = name.format(folder=tmp_path)
    code, out, err = process("search", "malware", TREATY_MODEL=name, TREATY_HOME=str(tmp_path), HF_HUB_OFFLINE="1")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(f"treaty: the model {name!r} cannot be loaded: ")
    assert not re.search(r"site-packages|Traceback|revision|config\.json|huggingface", err)
