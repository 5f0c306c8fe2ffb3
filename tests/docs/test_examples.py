"""Every example runs as it stands, and prints what a reader would look for."""

import csv
import subprocess
import sys

import pytest
from pages import ROOT

EXAMPLES = {
    "ask": ["[1] article 59, paragraph 6, UN draft convention", "not less than 90 days"],
    "batch": ["cis-agreement article 1 (d)", "not_in_text"],
    "chain": ["article 59, paragraph 6, UN draft convention:\nAny preservation", "[1] article 1 (c), CIS Agreement"],
    "chat": [
        "understood as: article 7, third subparagraph of paragraph 1",
        "(un-convention)",
        "written to conversation.md",
    ],
    "compare": ["CIS Agreement: article 1 (c)", "UN draft convention: article 4 (c)"],
    "program": ["article 7, second subparagraph of paragraph 1: ", "offsets "],
    "provisions": ["17 article", "89 article", "written to provisions.csv"],
    "writer": ["- United Nations Convention", "art 59(6): “Any preservation", "[1]"],
}


@pytest.fixture
def run(home, environment, tmp_path):  # noqa: ARG001  # questions are answered from its index
    """Runs an example in an empty folder, and gives what it prints."""

    def ran(name):
        program = [sys.executable, str(ROOT / "examples" / f"{name}.py")]
        env = environment | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        done = subprocess.run(program, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return ran


def test_all_examples_are_run():
    assert {path.stem for path in (ROOT / "examples").glob("*.py")} == set(EXAMPLES)


@pytest.mark.parametrize(("name", "expected"), EXAMPLES.items(), ids=EXAMPLES)
def test_an_example_runs(run, name, expected):
    said = run(name)
    assert [words for words in expected if words not in said] == []


def test_what_the_examples_write_can_be_read(run, tmp_path):
    run("provisions")
    rows = list(csv.DictReader((tmp_path / "provisions.csv").read_text(encoding="utf-8").splitlines(keepends=True)))
    article = next(row for row in rows if (row["instrument"], row["eid"]) == ("cis-agreement", "art_7"))
    assert (article["label"], article["heading"]) == ("article 7", "Execution of requests")
