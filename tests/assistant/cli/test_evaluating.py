"""``treaty evaluate``."""

import json

import pytest
from cli_cases import run, run_json
from conversation_cases import PRESERVED, UN

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
    failed = run("evaluate", str(benchmark), "--split", "dev", "--fail-under", "art_at_1=1.1")
    assert failed.exit_code == 1
    assert "art_at_1 is 1, under the bound 1.1" in failed.stderr
    assert "no question of the split 'train'" in run("evaluate", str(benchmark), "--split", "train").stderr


def test_an_evaluation_with_yardsticks_has_a_column_for_each(benchmark):
    result = run("evaluate", str(benchmark), "--yardsticks")
    line = next(line for line in result.stdout.splitlines() if line.startswith("art_at_1"))
    assert line.count("[") == 3
