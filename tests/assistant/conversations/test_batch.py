import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.answer import Answer, Status
from assistant.cli import app
from assistant.conversations import batch
from corpus.errors import UsageError

pytestmark = pytest.mark.usefixtures("home")


def echo(question):
    return Answer(question, Status.NOT_FOUND)


def remembering():
    """A conversation that answers with how many turns it has seen."""
    seen = []

    def ask(question):
        seen.append(question)
        return Answer(question, Status.ANSWERED, answer=str(len(seen)))

    return ask


def answered(*lines):
    rows = batch.Batch(echo, remembering).run(line if isinstance(line, bytes) else line.encode() for line in lines)
    return [row for group in rows for row in group]


def test_a_question_gives_its_answer_object_with_its_id():
    (row,) = answered('{"id": "q1", "question": "Why?"}')
    assert row == {"id": "q1", **echo("Why?").to_dict()}


def test_the_turns_of_a_conversation_share_a_memory_that_others_do_not():
    talk = {"id": "c1", "turns": [{"question": "One?"}, {"question": "Two?"}]}
    rows = answered(json.dumps(talk), json.dumps(talk | {"id": "c2"}))
    assert [(row["id"], row["turn"], row["question"], row["answer"]) for row in rows] == [
        ("c1", 0, "One?", "1"),
        ("c1", 1, "Two?", "2"),
        ("c2", 0, "One?", "1"),
        ("c2", 1, "Two?", "2"),
    ]


def test_labels_of_a_benchmark_are_passed_over():
    (row,) = answered('{"id": 7, "question": "Why?", "answerable": true, "gold": [], "style": "lay", "split": "dev"}')
    assert row["id"] == 7
    assert "gold" not in row


@pytest.mark.parametrize(
    ("line", "name", "said"),
    [
        ("nonsense", 1, "not JSON"),
        (b'{"id": "q", "question": "\xff"}', 1, "not JSON in UTF-8"),
        ("[" * 100_000, 1, "not JSON"),
        ("[1]", 1, "object in braces"),
        ("null", 1, "object in braces"),
        ('{"id": ["q"], "question": "Why?"}', 1, "'id' must be a string or a number"),
        ('{"id": true, "question": "Why?"}', 1, "'id' must be a string or a number"),
        ('{"id": null, "question": "Why?"}', 1, "'id' must be a string or a number"),
        ('{"id": 1e999, "question": "Why?"}', 1, "'id' must be a string or a number"),
        ('{"id": NaN, "question": "Why?"}', 1, "NaN is no number in JSON"),
        ('{"id": "q", "question": "Why?", "topic": -Infinity}', 1, "-Infinity is no number in JSON"),
        ('{"id": "q", "id": "p", "question": "Why?"}', 1, "'id' stands there twice"),
        ('{"id": "q", "question": "Why?", "instrument": "cis-agreement"}', "q", "'instrument' is not known"),
        ('{"id": "q", "turns": [{"question": "Why?"}], "gold": []}', "q", "'gold' is not known"),
        ('{"id": "q"}', "q", "'question' must be there"),
        ('{"id": "q", "question": 5}', "q", "'question' must be there and be a string"),
        ('{"id": "q", "turns": []}', "q", "at least one turn"),
        ('{"id": "q", "turns": "Why?"}', "q", "'turns' must be a list"),
        ('{"id": "q", "question": "Why?", "turns": []}', "q", "both"),
    ],
)
def test_a_bad_line_is_told_and_the_rest_goes_on(line, name, said):
    bad, good = answered(line, '{"id": "next", "question": "Why?"}')
    assert bad.keys() == {"id", "status", "message"}
    assert (bad["id"], bad["status"]) == (name, "invalid")
    assert said in bad["message"]
    assert "line 1" in bad["message"]
    assert good["id"] == "next"


@pytest.mark.parametrize(
    ("first", "second", "statuses"),
    [
        ('"q"', '"q"', ["not_found", "invalid"]),
        ("2", None, ["not_found", "invalid"]),
        ("1", '"1"', ["not_found", "not_found"]),
        ("1.5", "1", ["not_found", "not_found"]),
        (None, None, ["not_found", "not_found"]),
    ],
)
def test_an_identifier_means_one_line(first, second, statuses):
    ids = [{"id": json.loads(id)} if id else {} for id in (first, second)]
    rows = answered(*(json.dumps({**id, "question": "Why?"}) for id in ids))
    assert [row["status"] for row in rows] == statuses
    assert [row["id"] for row in rows] == [id.get("id", place) for place, id in enumerate(ids, start=1)]
    assert all("that of line 1 too" in row["message"] for row in rows if row["status"] == "invalid")


def test_a_bad_turn_is_told_and_the_rest_goes_on():
    rows = answered('{"id": "c", "turns": ["Why?", {"question": "One?"}, {}, {"question": "Two?", "id": 3}]}')
    assert [(row["turn"], row["status"]) for row in rows] == [
        (0, "invalid"),
        (1, "answered"),
        (2, "invalid"),
        (3, "invalid"),
    ]


def test_blank_lines_give_nothing_but_count():
    (row,) = answered("", "  ", "x")
    assert "line 3" in row["message"]


def test_a_mark_of_byte_order_and_odd_separators_do_no_harm(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_bytes('\ufeff{"id": "q", "question": "a\u2028b"}\r\n'.encode())
    rows = [row for rows in batch.Batch(echo, remembering).run(batch.read_lines(path)) for row in rows]
    assert [row["question"] for row in rows] == ["a\u2028b"]


def test_a_file_takes_its_place_when_it_is_whole(tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_text("old", encoding="utf-8")
    with batch.written(path) as file:
        file.write("new")
        file.flush()
        assert path.read_text(encoding="utf-8") == "old"
    assert path.read_text(encoding="utf-8") == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_broken_off_leaves_the_old_one(tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), batch.written(path) as file:
        file.write(str(1 / 0))
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_no_regular_file_is_written_straight():
    nothing = Path(os.devnull)
    with batch.written(nothing) as file:
        file.write("gone")
    assert not nothing.is_file()


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(UsageError, match="cannot be written"), batch.written(tmp_path / "no" / "out.jsonl"):
        pass


# --- the command


LINES = [
    {"id": "q1", "question": "How long must preserved data be kept?", "answerable": True, "style": "lay"},
    "this is no JSON",
    {"id": "q2", "question": "Who won the football world cup in 1998?"},
    {"id": "q3", "question": " "},
    {
        "id": "c1",
        "turns": [{"question": "What does article 59 of the UN draft say?"}, {"question": "And paragraph 4?"}],
    },
]


@pytest.fixture
def questions(tmp_path):
    path = tmp_path / "in.jsonl"
    lines = (line if isinstance(line, str) else json.dumps(line) for line in LINES)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def run(*arguments, **options):
    return CliRunner().invoke(app, ["ask", *map(str, arguments)], **options)


def rows_of(text):
    return [json.loads(line) for line in text.splitlines()]


def test_a_batch_answers_in_order(questions, tmp_path):
    target = tmp_path / "out.jsonl"
    result = run("--batch", questions, "--output", target)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "2 of 5 lines could not be asked" in result.stderr
    rows = rows_of(target.read_text(encoding="utf-8"))
    assert [(row["id"], row.get("turn")) for row in rows] == [
        ("q1", None),
        (2, None),
        ("q2", None),
        ("q3", None),
        ("c1", 0),
        ("c1", 1),
    ]
    assert [row["status"] for row in rows[:4]] == ["answered", "invalid", "not_found", "invalid"]
    assert rows[0]["citations"][0]["eid"] == "art_59__para_6"
    assert rows[5]["citations"][0]["eid"] == "art_59__para_4"
    assert "article 59" in rows[5]["resolved_question"]


def test_a_batch_without_a_bad_line_is_done(tmp_path):
    (tmp_path / "in.jsonl").write_text('{"id": "q", "question": "Who won the world cup?"}\n\n')
    result = run("--batch", tmp_path / "in.jsonl")
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_batch_goes_through_pipes(questions):
    to_stdout = rows_of(run("--batch", questions, "--output", "-").stdout)
    from_stdin = rows_of(run("--batch", "-", input="\ufeff" + questions.read_text(encoding="utf-8")).stdout)
    assert [without_timing(row) for row in to_stdout] == [without_timing(row) for row in from_stdin]


def without_timing(row):
    return {name: value for name, value in row.items() if name != "timing_ms"}


def test_a_batch_keeps_to_form_and_instrument(questions):
    rows = rows_of(run("--batch", questions, "--cite", "id", "-i", "un-convention").stdout)
    assert rows[0]["citations"][0]["label"] == "art_59__para_6"
    assert {passage["instrument"] for row in rows for passage in row.get("passages", ())} == {"un-convention"}
    assert run("--batch", questions, "-i", "nonsense").exit_code == 2


def test_a_batch_never_replaces_its_own_questions(questions, tmp_path):
    before = questions.read_bytes()
    (tmp_path / "same.jsonl").symlink_to(questions)
    for target in (questions, tmp_path / "same.jsonl"):
        result = run("--batch", questions, "--output", target)
        assert (result.exit_code, questions.read_bytes()) == (2, before)
        assert "holds the questions" in result.stderr


def test_a_reader_that_leaves_is_no_error_to_read(questions, repository, environment):
    questions.write_text('{"question": "the"}\n' * 200, encoding="utf-8")
    command = [sys.executable, "-m", "assistant.cli", "ask", "--batch", str(questions)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=repository, env=environment, **pipes) as running:
        running.stdout.readline()
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()
