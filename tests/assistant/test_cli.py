import json
import os
import shutil
import signal
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app, screen, serving
from assistant.holdings import default_plan
from corpus.shelf.library import Corpus
from index import generations

pytestmark = pytest.mark.usefixtures("home")

CIS, UN = "cis-agreement", "un-convention"
PRESERVED = "How long must preserved data be kept?"
REPLACED = "\N{REPLACEMENT CHARACTER}"


def run(*arguments, **options):
    """The outcome of a command."""
    return CliRunner().invoke(app, list(arguments), prog_name="treaty", **options)


def run_json(*arguments, **options):
    """The JSON that a command writes."""
    return json.loads(run(*arguments, "--json", **options).stdout)


def started(repository, environment, *arguments, **options):
    """A command as a process of its own."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL, **options}
    command = [sys.executable, "-m", "assistant.cli", *arguments]
    # what runs the tests may ignore the interrupt, and a process inherits that
    return subprocess.Popen(command, cwd=repository, env=environment, preexec_fn=_interruptible, **pipes)


def _interruptible():
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def process(repository, environment):
    """Runs a command as a process of its own; gives its exit code, stdout and stderr."""

    def call(*arguments, **changed):
        running = started(repository, environment | changed, *arguments)
        out, err = running.communicate(timeout=300)
        return running.returncode, out.decode(), err.decode()

    return call


@pytest.fixture
def on_terminal(monkeypatch):
    """Output as a terminal of 60 columns gets it."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm-256color")


# --- asking


def test_an_answer_quotes_marks_and_cites():
    result = run("ask", PRESERVED)
    assert result.exit_code == 0
    assert result.stdout.startswith("Article 59, paragraph 6 (UN draft convention):\n> Any preservation effected")
    assert "not less than 90 days" in result.stdout
    assert " [1]\n" in result.stdout
    assert "\n[1] article 59, paragraph 6, UN draft convention: Expedited preservation" in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("form", "line"),
    [
        ("un", "[1] article 59, paragraph 6, UN draft convention: "),
        ("oscola", " (draft of 30 July 2021) art 59(6): "),
        ("bluebook", " art. 59(6), July 30, 2021 (draft): "),
        ("id", "[1] art_59__para_6 un-convention: "),
    ],
)
def test_citations_are_written_in_the_form_asked_for(form, line):
    assert line in run("ask", PRESERVED, "--cite", form).stdout


def test_the_form_holds_for_json_too():
    answer = run_json("ask", PRESERVED, "--cite", "id")
    assert answer["citations"][0]["label"] == "art_59__para_6"
    assert answer["passages"][0]["label"] == answer["passages"][0]["eid"]


def test_the_json_of_an_answer_points_into_the_text():
    answer = run_json("ask", PRESERVED)
    assert answer["status"] == "answered"
    assert answer["question"] == PRESERVED
    citation = answer["citations"][0]
    text = run("show", citation["instrument"], "--text").stdout
    assert " ".join(text[citation["start"] : citation["end"]].split()) == citation["quote"]


def test_a_question_may_come_in_several_words_or_by_stdin():
    one = run("ask", PRESERVED).stdout
    assert run("ask", *PRESERVED.split()).stdout == one
    assert run("ask", "-", input=PRESERVED).stdout == one
    assert run("ask", input=PRESERVED + "\n").stdout == one


def test_only_the_named_instrument_is_looked_in():
    answer = run_json("ask", "On what grounds may a request be refused?", "--instrument", "the CIS Agreement")
    assert {citation["instrument"] for citation in answer["citations"]} == {CIS}


def test_a_declined_question_names_what_is_nearest():
    result = run("ask", "Who won the football world cup in 1998?")
    assert result.exit_code == 3
    assert result.stdout.startswith("Neither the UN draft convention nor the CIS Agreement answers this.\n")
    assert "\nnearest:\n  " in result.stdout
    assert "[1]" not in result.stdout


@pytest.mark.parametrize(
    ("question", "code", "said"),
    [
        ("", 2, "empty"),
        (" \t \n ", 2, "empty"),
        ("\x00\x1b\x07", 2, "empty"),
        ("?!…", 2, "no words"),
        ("x" * 100_000, 2, "100,000 characters"),
        ("the", 3, "refer to"),
        ("Кто выиграл чемпионат мира по футболу?", 3, "answers this"),
        ("\x1b[2Jwho won the football world cup\x07 in 1998?", 3, "answers this"),
    ],
    ids=["empty", "blank", "control", "signs", "long", "the", "Cyrillic", "escapes"],
)
def test_odd_questions_are_told_what_they_are(question, code, said):
    result = run("ask", "--", question)
    assert result.exit_code == code
    assert said in result.stdout + result.stderr
    assert "\x1b" not in result.stdout + result.stderr


def test_bytes_that_are_no_text_do_no_harm():
    result = run("ask", input=b"\xff\xfe\x00\x81" * 10)
    assert result.exit_code == 2
    assert result.stderr.startswith("treaty: ")


@pytest.mark.parametrize("name", ["nonsense", "[bold]nonsense[/]", "\x1b[31mnonsense"])
@pytest.mark.parametrize("command", [("ask", "What is malware?", "-i"), ("search", "malware", "-i"), ("show",)])
def test_an_unknown_instrument_is_told_in_a_line(command, name):
    result = run(*command, name)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "un-convention (UN draft convention), cis-agreement (CIS Agreement)" in result.stderr
    assert "\x1b" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ask", "hello", "--batch", "in.jsonl"], "--batch takes its questions from the file"),
        (["ask", "hello", "--output", "out.json"], "--output belongs to --batch"),
        (["ask", "--batch", "no-such-file.jsonl"], "no-such-file.jsonl cannot be read"),
        (["ask", "hello", "--cite", "mla"], "mla"),
        (["ask", "--colour"], "--colour"),
        (["show", CIS, "--text", "--json"], "exclude one another"),
        (["search"], "WORDS"),
        (["search", ""], "empty"),
        (["search", "x", "--limit", "0"], "--limit"),
        (["evaluate", "--split", "train"], "train"),
        (["evaluate", "--fail-under", "art_at_1"], "art_at_1"),
        (["evaluate", "no-such-file.jsonl"], "no-such-file.jsonl cannot be read"),
        (["evaluate", "--compare", "no-such-file.json"], "no-such-file.json cannot be read"),
        (["dance"], "dance"),
    ],
)
def test_what_does_not_fit_a_command_ends_with_2(arguments, said):
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


# --- searching


def test_search_lists_the_nearest():
    found = run_json("search", "extradition", "of", "nationals", "--limit", "4")
    assert found["query"] == "extradition of nationals"
    assert len(found["passages"]) == 4
    assert "art_47" in {passage["eid"][:6] for passage in found["passages"]}
    assert run("search", "extradition", "of", "nationals", "-n", "4").stdout.count(", UN draft convention") == 4


def test_search_keeps_to_instrument_and_form():
    found = run_json("search", "refusal", "-i", "cis", "--cite", "oscola")["passages"]
    assert {passage["instrument"] for passage in found} == {CIS}
    assert "(adopted 1 June 2001, entered into force 14 March 2002) art 8" in " ".join(p["label"] for p in found)


# --- showing


@pytest.mark.parametrize(
    ("words", "eids"),
    [
        ("59", ["art_59"]),
        ("article 59", ["art_59"]),
        ("59(2)(a)", ["art_59__para_2__point_a"]),
        ("59 paragraph 2", ["art_59__para_2"]),
        ("Art. 59.6", ["art_59__para_6"]),
        ("art_59__para_2", ["art_59__para_2"]),
        ("articles 15-17", ["art_15", "art_16", "art_17"]),
        ("chapter IV", ["chp_IV"]),
        ("preamble", ["preamble"]),
        ("title", ["title"]),
        ("annex item 13", ["annex__item_13"]),
    ],
)
def test_a_provision_is_named_in_words_or_by_identifier(words, eids):
    assert [shown["eid"] for shown in run_json("show", UN, *words.split())] == eids


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("article 900", "has articles 1 to 89, no article 900"),
        ("59(9)", "has paragraphs 1 to 6, no paragraph 9"),
        ("paragraph 2", "of which article?"),
        ("\x1b[31mnonsense", "names no provision"),
        ("x" * 100_000, "xxx…"),
        ("", "names no provision"),
    ],
)
def test_an_unknown_provision_is_told_what_there_is(words, said):
    result = run("show", UN, words)
    assert result.exit_code == 3
    assert said in result.stderr
    assert "\x1b" not in result.stderr
    assert len(result.stderr) < 1100
    assert result.stdout == ""


def test_a_provision_is_shown_with_number_heading_words_and_references():
    shown = run("show", UN, "article", "39", "paragraph", "3").stdout
    assert shown.startswith(
        "Article 39, paragraph 3\nUN draft convention · Jurisdiction\n\nFor the purposes of article 47"
    )
    assert "\nRefers to: article 47" in shown
    assert "\nReferred to by: art_39__para_3" in run("show", UN, "47", "--cite", "id").stdout


def test_a_provision_in_json_has_its_place_and_references():
    (shown,) = run_json("show", UN, "59")
    instrument = Corpus.bundled()[UN]
    assert shown["text"] == instrument.words(instrument["art_59"])
    assert (shown["start"], shown["end"]) == (instrument["art_59"].body, instrument["art_59"].end)
    assert shown["children"] == [f"art_59__para_{n}" for n in range(1, 7)]
    assert {"text": "paragraph 1 of this article", "targets": ["art_59__para_1"], "foreign": ""} in shown["refers_to"]
    assert "art_59__para_6" in shown["referred_to_by"]


@pytest.mark.parametrize("name", [UN, CIS])
def test_the_text_is_given_exactly(name, process):
    text = Corpus.bundled()[name].text
    assert run("show", name, "--text").stdout == text
    assert process("show", name, "--text")[1] == text


def test_the_text_of_one_provision_is_given_exactly():
    instrument = Corpus.bundled()[CIS]
    assert run("show", CIS, "art_5", "--text").stdout == instrument.full(instrument["art_5"])


def test_without_a_provision_the_contents_are_shown():
    shown = run("show", UN).stdout
    assert "\nChapter IV  International cooperation\n  Section 1  " in shown
    assert "\n    Article 59  Expedited preservation of electronic information\n" in shown
    assert "paragraph" not in shown
    contents = run_json("show", UN)
    assert contents["id"] == UN
    assert [entry["eid"] for entry in contents["provisions"]] == list(Corpus.bundled()[UN].provisions)


def test_a_chapter_is_shown_as_its_contents():
    shown = run("show", UN, "chapter", "IV").stdout
    assert shown.startswith("Chapter IV\nUN draft convention · International cooperation\n\nSection 1  ")
    assert "\n  Article 59  " in shown


def test_the_list_is_a_table_of_tabs_in_a_pipe():
    lines = run("list").stdout.splitlines()
    assert [(line.split("\t")[0], line.split("\t")[-1]) for line in lines] == [(UN, "89"), (CIS, "17")]
    assert {entry["id"]: entry["articles"] for entry in run_json("list")} == {UN: 89, CIS: 17}


# --- what a terminal gets


@pytest.mark.usefixtures("on_terminal")
def test_a_terminal_gets_colours_and_wrapped_quotes():
    shown = run("ask", PRESERVED).stdout
    assert "\x1b[1mArticle 59, paragraph 6\x1b[0m" in shown
    assert shown.count("\x1b[2m│ \x1b[0m") > 3
    assert "\x1b[1mid" in run("list").stdout


@pytest.mark.usefixtures("on_terminal")
def test_no_color_is_respected(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in run("ask", PRESERVED).stdout


@pytest.mark.parametrize(
    "unsafe", ["\x00", "\x07", "\x1b", "\r", "\x7f", "\x9b", "\u2028", "\u202e", "\u2066", "\ud800"]
)
def test_what_acts_on_a_terminal_is_shown_as_a_replacement(unsafe, capsys):
    assert screen.safe(f"a{unsafe}b") == f"a{REPLACED}b"
    screen.say(f"a{unsafe}b")
    screen.say_rows(("x",), [(f"a{unsafe}b",)])
    screen.complain(f"a{unsafe}b")
    captured = capsys.readouterr()
    assert unsafe not in captured.out + captured.err
    assert json.loads(screen.to_json({"a": f"a{unsafe}b"})) == {"a": f"a{unsafe}b"}
    assert unsafe not in screen.to_json(f"a{unsafe}b")


@pytest.mark.parametrize("text", ["[bold]x[/bold]", "[/]", ":smile:", "https://x.y/[link=z]"])
def test_words_are_never_markup(text, capsys):
    screen.say(text)
    screen.say_rows(("x",), [(text,)])
    assert capsys.readouterr().out == f"{text}\n{text}\n"


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        (r"**Article 1** (a \*b\*):", "Article 1 (a *b*):"),
        (r"> so \[it\] says \<b\> [1]", "> so [it] says <b> [1]"),
        (">", "> "),
        (r"\*\*not bold\*\*", "**not bold**"),
        ("plain", "plain"),
    ],
)
def test_markdown_is_shown_as_it_reads(markdown, shown, capsys):
    screen.say_markdown(markdown)
    assert capsys.readouterr().out == shown + "\n"


# --- the index


def test_the_state_of_the_index_is_told(home):
    state = run_json("index", "status")
    assert state["sound"] is True
    assert state["place"].startswith(str(home))
    assert state["instruments"] == [UN, CIS]
    assert state["size_mb"] > 1
    assert "sound: yes" in run("index", "status").stdout


def test_a_missing_index_is_told_and_not_built(tmp_path, monkeypatch):
    monkeypatch.setenv("TREATY_HOME", str(tmp_path))
    result = run("index", "status")
    assert result.exit_code == 1
    assert "sound: no\nfault: it is not built yet" in result.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_sound_index_is_not_built_again():
    place = generations.place(default_plan().contents)
    before = place.stat().st_ino
    result = run("index", "build")
    assert result.exit_code == 0
    assert str(place) in result.stdout
    assert place.stat().st_ino == before


def test_force_builds_a_sound_index_again(seeded):
    place = generations.place(default_plan().contents)
    shutil.copytree(seeded / "indexes" / "older", place)
    (place / "mark").touch()
    assert run("index", "build", "--force").exit_code == 0
    assert not (place / "mark").exists()


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="needs a folder that cannot be written")  # noqa: PTH112
@pytest.mark.parametrize("command", [("ask", "What is malware?"), ("search", "malware"), ("index", "build")])
def test_a_data_folder_that_cannot_be_written_is_told_in_a_line(command, monkeypatch):
    monkeypatch.setenv("TREATY_HOME", "/proc/x")
    result = run(*command)
    assert result.exit_code == 1
    assert result.stderr.startswith("treaty: the data folder /proc/x/indexes cannot be used")
    assert result.stderr.count("\n") == 1


def test_an_index_that_was_cut_off_is_built_again_and_said_so(seeded, process):
    place = generations.place(default_plan().contents)
    shutil.copytree(seeded / "indexes" / "older", place)
    largest = max((path for path in place.rglob("*") if path.is_file()), key=lambda path: path.stat().st_size)
    largest.write_bytes(largest.read_bytes()[:1000])
    assert "is damaged" in run("index", "status").stdout
    code, out, err = process("ask", PRESERVED)
    assert code == 0
    assert "not less than 90 days" in out
    assert "building it again" in err
    assert "Traceback" not in err
    assert run_json("index", "status")["sound"] is True


def test_of_two_processes_that_build_at_once_one_waits(seeded, repository, environment):
    both = [started(repository, environment | {"TREATY_HOME": str(seeded)}, "index", "build") for _ in range(2)]
    told = [running.communicate(timeout=300) for running in both]
    assert [running.returncode for running in both] == [0, 0]
    assert told[0][0] == told[1][0]
    assert sorted(b"building the index" in err for _, err in told) == [False, True]
    assert not list((seeded / "indexes").glob(".new-*"))


# --- processes


def test_exit_codes_and_silence_of_a_process(process):
    assert process("ask", "What is malware?")[0::2] == (0, "")
    assert process("ask", "Who won the football world cup in 1998?")[0::2] == (3, "")
    code, out, err = process("ask", "")
    assert (code, out) == (2, "")
    assert err == "treaty: the question is empty; ask something in words\n"


def test_a_closed_pipe_is_no_error_to_read(repository, environment):
    with started(repository, environment, "show", UN, "--text") as running:
        running.stdout.read(10)
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
@pytest.mark.parametrize(("arguments", "typed"), [(("list",), b""), (("chat",), b"How long?\n")])
def test_a_full_disk_is_one_line(repository, environment, arguments, typed):
    with Path("/dev/full").open("wb") as full:
        running = started(repository, environment, *arguments, stdout=full, stdin=subprocess.PIPE)
        _, err = running.communicate(typed, timeout=300)
    assert (running.returncode, err.count(b"\n")) == (1, 1)
    assert b"No space left on device" in err


def test_a_closed_stdin_is_none_to_read(repository, environment):
    command = ["sh", "-c", '"$0" -m assistant.cli list <&-', sys.executable]
    done = subprocess.run(command, cwd=repository, env=environment, capture_output=True, check=True)
    assert done.stderr == b""


def test_a_line_that_is_no_text_costs_one_message(repository, environment):
    running = started(repository, environment | {"PYTHONUTF8": "1"}, "chat", stdin=subprocess.PIPE)
    out, err = running.communicate("What is café?\n".encode("latin-1") + b"/new Another\n", timeout=300)
    assert (running.returncode, err.count(b"\n")) == (0, 1)
    assert b"UTF-8" in err
    assert "“Another”" in out.decode()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--resume", ""), "identifier is empty"),
        (("--resume", "nothing"), "no conversation 'nothing'"),
        (("--instrument", "nope"), "no instrument is called 'nope'"),
    ],
)
def test_a_chat_that_cannot_begin_is_refused(arguments, said):
    result = run("chat", *arguments, input="How long?\n")
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_an_interrupt_is_quiet(repository, environment, tmp_path):
    environment = environment | {"TREATY_HOME": str(tmp_path)}
    with started(repository, environment, "index", "build") as running:
        running.stderr.readline()  # it says that it builds
        running.send_signal(signal.SIGINT)
        assert b"Traceback" not in running.stderr.read()
    assert running.returncode == 130
    assert not list((tmp_path / "indexes").glob(".new-*"))


def test_answering_imports_nothing_heavy(repository, environment):
    script = (
        "import sys\nfrom assistant.cli import app\n"
        f"app(['ask', {PRESERVED!r}], standalone_mode=False)\n"
        "print(*{m.split('.')[0] for m in sys.modules} & "
        "{'torch', 'sentence_transformers', 'transformers', 'streamlit', 'langchain_text_splitters'})"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=repository, env=environment, capture_output=True, check=True, text=True)
    assert done.stdout.splitlines()[-1] == ""


def test_output_that_cannot_be_encoded_is_escaped(process):
    code, out, err = process("show", CIS, "title", PYTHONIOENCODING="ascii")
    assert (code, err) == (0, "")
    assert out.isascii()


# --- help


@pytest.mark.parametrize(
    "command",
    [["ask"], ["search"], ["show"], ["list"], ["evaluate"], ["serve"], ["index", "build"], ["index", "status"]],
    ids=" ".join,
)
def test_every_command_has_help_with_examples(command):
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Examples:" in result.stdout
    assert f"treaty {' '.join(command)}" in result.stdout.split("Examples:")[1]


def test_the_version_is_shown(monkeypatch):
    monkeypatch.setattr(metadata, "version", lambda name: f"of {name}")
    assert run("--version").stdout == "treaty-assistant of treaty-assistant\n"


# --- evaluating and serving


@pytest.fixture
def benchmark(tmp_path):
    gold = [{"instrument": UN, "eid": "art_59__para_6"}]
    rows = [
        {"id": "q1", "split": "dev", "question": PRESERVED, "answerable": True, "gold": gold},
        {"id": "q2", "split": "test", "question": "Who won the football world cup in 1998?", "answerable": False},
        {"id": "c1", "split": "dev", "turns": [{"question": PRESERVED, "answerable": True, "gold": gold}]},
    ]
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_an_evaluation_is_told_kept_reported_and_compared(benchmark, tmp_path):
    kept, page = tmp_path / "results.json", tmp_path / "report.html"
    first = run("evaluate", str(benchmark), "--output", str(kept), "--report", str(page))
    assert first.exit_code == 0
    assert "\nart_at_1\t1.000 [" in first.stdout
    assert len(json.loads(kept.read_text(encoding="utf-8"))["outcomes"]) == 3
    assert "<!doctype html>" in page.read_text(encoding="utf-8")
    second = run("evaluate", str(benchmark), "--compare", str(kept), "--fail-under", "art_at_1=0.9")
    assert second.exit_code == 0
    assert "+0.000" in second.stdout


def test_an_evaluation_keeps_to_a_split_and_fails_under_a_bound(benchmark):
    assert len(run_json("evaluate", str(benchmark), "--split", "dev")["outcomes"]) == 2
    failed = run("evaluate", str(benchmark), "--split", "dev", "--fail-under", "art_at_1=1.1")
    assert failed.exit_code == 1
    assert "art_at_1 is 1, under the bound 1.1" in failed.stderr
    assert "no question of the split 'train'" in run("evaluate", str(benchmark), "--split", "train").stderr


def test_an_evaluation_with_yardsticks_has_a_column_for_each(benchmark):
    result = run("evaluate", str(benchmark), "--yardsticks")
    line = next(line for line in result.stdout.splitlines() if line.startswith("art_at_1"))
    assert line.count("[") == 3


@pytest.fixture
def page(tmp_path, monkeypatch):
    path = tmp_path / "page.py"
    monkeypatch.setattr(serving, "PAGE", path)
    return path


def test_serve_runs_the_page_for_this_machine_alone(page, monkeypatch):
    page.touch()
    called = []
    monkeypatch.setattr(serving.subprocess, "call", lambda command: called.append(command) or 0)
    assert run("serve", "--port", "8600").exit_code == 0
    assert called[0][1:5] == ["-m", "streamlit", "run", str(page)]
    assert "--server.address localhost --server.port 8600" in " ".join(called[0])


@pytest.mark.usefixtures("page")
def test_serve_without_its_page_is_told_in_a_line():
    result = run("serve")
    assert result.exit_code == 1
    assert "the page is not there" in result.stderr
