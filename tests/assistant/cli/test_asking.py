"""``treaty ask``: answers, citations and refusals."""

import pytest
from cli_cases import run, run_json
from conversation_cases import CIS, PRESERVED

pytestmark = pytest.mark.usefixtures("home")


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
        ("oscola", " (draft of 30 July 2021) UN Doc A/75/980 art 59(6)\n"),
        ("bluebook", " art. 59(6), U.N. Doc. A/75/980 (July 30, 2021) (draft)\n"),
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
        ("Wer hat die Weltmeisterschaft im Fußball gewonnen?", 3, "looks like German"),
        ("\x1b[2Jwho won the football world cup\x07 in 1998?", 3, "answers this"),
    ],
    ids=["empty", "blank", "control", "signs", "long", "the", "German", "escapes"],
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
