"""Prose at the terminal, in batches, in evaluations and on the page."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from prose_cases import ANSWER, TRUE
from scripted import failing, saying, serving
from streamlit.testing.v1 import AppTest

from assistant import evaluation
from assistant.answer import Checked, Fault, Sentence
from assistant.evaluation.scoring import prose_scores
from assistant.ui.prose import prose_html, quotes_of

sys.path.insert(0, str(Path(__file__).parents[1] / "cli"))
from cli_cases import run, run_json

QUESTION = "How long must preserved data be kept?"
WRITTEN = f"{TRUE[0]} Preservation may be for 30 days [1]. {TRUE[2]}"
NO_PROSE = "No prose: the server of the language model refused the request (500)."


@pytest.fixture
def model(monkeypatch):
    """A model whose server writes what is given."""

    def serve(script):
        for name, value in {"TREATY_LLM": "m", "TREATY_LLM_RETRIES": "0", "OPENAI_BASE_URL": script.address}.items():
            monkeypatch.setenv(name, value)

    return serve


def test_quotes_come_first_and_then_what_stands(home, model):  # noqa: ARG001
    with serving(saying(WRITTEN)) as server:
        model(server)
        found = run("ask", "--write", QUESTION)
    quotes, _, prose = found.stdout.partition(f"\n{TRUE[0]}\n")
    assert found.exit_code == 0
    assert "[1] article 59, paragraph 6, UN draft convention" in quotes
    assert prose == f"(A sentence was struck: it has another number, period or bound.)\n{TRUE[2]}\n"


def test_json_and_batches_have_the_sentences(home, model, tmp_path):  # noqa: ARG001
    asked, told = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    asked.write_text(json.dumps({"question": QUESTION}) + "\n" + json.dumps({"turns": [{"question": QUESTION}]}))
    with serving(saying(WRITTEN)) as server:
        model(server)
        alone = run_json("ask", "--write", QUESTION)
        assert run("ask", "--write", "--batch", asked, "--output", told).exit_code == 0
    rows = [json.loads(line) for line in told.read_text().splitlines()]
    for row in (alone, *rows):
        assert [sentence["status"] for sentence in row["sentences"]] == ["verified", "struck", "verified"]
        assert row["answer"].startswith(f"{TRUE[0]} {TRUE[2]}\n\n")


def test_a_failure_is_one_line_below_the_quotes(home, model):  # noqa: ARG001
    with serving(failing(500)) as server:
        model(server)
        found = run("ask", "--write", QUESTION)
    assert found.exit_code == 0
    assert found.stdout.endswith(f"\n{NO_PROSE}\n")


def test_a_chat_writes_to_each_turn(home, model):  # noqa: ARG001
    with serving(saying(WRITTEN)) as server:
        model(server)
        found = run("chat", "--write", input=f"{QUESTION}\n/quit\n")
    assert f"\n{TRUE[0]}\n" in found.stdout


@pytest.mark.parametrize("command", [("ask", "x"), ("chat",), ("evaluate",)])
def test_without_a_model_it_is_refused_before_anything_is_done(command):
    found = run(*command, "--write")
    assert found.exit_code == 2
    assert "set TREATY_LLM to the name of one" in found.stderr


@pytest.mark.parametrize("command", [("ask", "x", "--write"), ("chat", "--write"), ("enrich", "x", "--yes")])
def test_without_the_extra_one_line_names_it(monkeypatch, command):
    monkeypatch.setenv("TREATY_LLM", "m")
    monkeypatch.setattr("assistant.language_model.served.find_spec", lambda _: None)
    found = run(*command)
    assert found.exit_code == 1
    line = 'treaty: A language model needs an optional package: pip install "treaty-assistant[llm]"\n'
    assert (found.stdout, found.stderr) == ("", line)


def test_an_evaluation_has_a_column_with_prose(home, model, tmp_path):  # noqa: ARG001
    file = tmp_path / "questions.jsonl"
    labels = {"gold": [{"instrument": "un-convention", "eid": "art_59__para_6"}], "facts": ["90 days"]}
    file.write_text(json.dumps({"id": "1", "question": QUESTION, "answerable": True, **labels}))
    with serving(saying(WRITTEN)) as server:
        model(server)
        rows = [line.split("\t") for line in run("evaluate", file, "--write").stdout.splitlines()]
    told = {row[0]: row[1:3] for row in rows if len(row) > 3}
    assert told["sentences_struck"][0] == "–"
    assert told["sentences_struck"][1].startswith("0.333")
    assert told["sentences_verified"][1].startswith("0.667")
    assert told["fact_share"][0].startswith("1.0")
    assert {"prose", "prose_declined", "sentences_repaired", "first_quote_ms", "last_word_ms"} <= set(told)


SENTENCES = (
    Sentence("It <b>stands</b> [1].", (1,), Checked.VERIFIED),
    Sentence("It was mended [1].", (1,), Checked.REPAIRED, Fault.QUOTATION),
    Sentence("It <i>does not</i> [1].", (1,), Checked.STRUCK, Fault.NUMBER),
)
PROSE = replace(ANSWER, sentences=SENTENCES, mode="prose", answer=f"It stands.\n\n{ANSWER.answer}")


def test_figures_look_at_answers_that_were_written_to():
    timing = {"quotes": 20.0, "prose": 80.0, "total": 100.0}
    scores = prose_scores(replace(PROSE, timing_ms=timing))
    assert scores["sentences_struck"] == pytest.approx(1 / 3)
    assert (scores["prose"], scores["prose_declined"]) == (1.0, 0.0)
    assert (scores["first_quote_ms"], scores["last_word_ms"]) == (20.0, 100.0)
    assert prose_scores(ANSWER) == {}
    assert scores.keys() <= evaluation.FIGURES.keys()


def test_the_page_shows_each_sentence_with_what_came_of_it():
    html = prose_html(PROSE, {1: "<button>1</button>"})
    assert '<span class="verified">It &lt;b&gt;stands&lt;/b&gt; <button>1</button>.</span>' in html
    assert 'title="Repaired: a quotation in it was replaced by the exact words"' in html
    assert "<s>It &lt;i&gt;does not&lt;/i&gt; [1].</s>" in html
    assert "It has another number, period or bound." in html
    assert quotes_of(PROSE) == ANSWER.answer
    assert prose_html(ANSWER, {}) == ""


def test_the_page_writes_where_the_reader_wants_it(home, model, repository):  # noqa: ARG001
    with serving(saying(WRITTEN)) as server:
        model(server)
        app = AppTest.from_file(str(repository / "assistant" / "ui" / "page.py"), default_timeout=300).run()
        app.toggle(key="write").set_value(True).run()
        app.chat_input[0].set_value(QUESTION).run()
    assert not app.exception
    shown = str([element.proto for element in app.get("bidi_component")])
    assert "preserve that information pending a decision on the request" in shown
    assert "Struck, as the text does not bear it out (1)" in shown


def test_the_page_says_what_is_sent_where_before_it_is(home, model, repository, monkeypatch):  # noqa: ARG001
    monkeypatch.setattr("assistant.language_model.served._is_here", lambda _: False)
    monkeypatch.setenv("TREATY_LLM_FOLLOWUPS", "on")
    with serving(saying(WRITTEN)) as server:
        model(server)
        app = AppTest.from_file(str(repository / "assistant" / "ui" / "page.py"), default_timeout=300).run()
        assert not server.requests
    told = [caption.value for caption in app.caption]
    assert any(line.startswith("With it on, prose is written by m at") for line in told)
    assert any(
        line.startswith("By the settings, what goes on from an earlier question is put in full") for line in told
    )
