"""``treaty evaluate``."""

import json

import pytest
from cli_cases import run, run_json
from conversation_cases import PRESERVED, UN

from assistant.assistant import Assistant
from assistant.evaluation import Results

pytestmark = pytest.mark.usefixtures("home")


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
    failed = run("evaluate", str(benchmark), "--split", "dev", "--fail-under", "latency_p50=0")
    assert failed.exit_code == 1
    assert "over the bound 0" in failed.stderr
    assert "no question of the split 'train'" in run("evaluate", str(benchmark), "--split", "train").stderr


def test_an_evaluation_with_yardsticks_has_a_column_for_each(benchmark):
    result = run("evaluate", str(benchmark), "--yardsticks")
    line = next(line for line in result.stdout.splitlines() if line.startswith("art_at_1"))
    assert line.count("[") == 3


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--fail-under", "art_at_1=7"], "art_at_1 is between 0 and 1"),
        (["--fail-under", "wrongly_answered=-0.1"], "wrongly_answered is between 0 and 1"),
        (["--fail-under", "latency_p95=-1"], "latency_p95 is never below 0"),
        (["--fail-under", "accuracy=0.9"], "no figure is called 'accuracy'"),
        (["--fail-under", "mrr=0.9", "--fail-under", "mrr=0.8"], "mrr has two bounds"),
        (["--output", "no/such/results.json"], "results.json cannot be written"),
        (["--report", "."], ". is a folder"),
        (["--compare", "none.json"], "none.json cannot be read"),
        (["--compare", "other.json"], "share no question"),
        (["--split", "train"], "no question of the split 'train'"),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_asked(benchmark, tmp_path, monkeypatch, options, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other.json").write_text(json.dumps(Results("other", ()).to_dict()), encoding="utf-8")
    monkeypatch.setattr(Assistant, "turn", lambda *_: pytest.fail("something was asked"))
    result = run("evaluate", benchmark, *options)
    assert result.exit_code == 2, result.output
    assert said in result.stderr
