"""``treaty grid``."""

import json

from cli_cases import run

from assistant import Assistant


def test_a_grid_is_written_to_a_file_and_as_json(home, tmp_path):  # noqa: ARG001
    questions = tmp_path / "topics.txt"
    questions.write_text("How long must preserved data be kept?\n\nWhat is the capital of France?\n", encoding="utf-8")
    told = json.loads(run("grid", "--questions", questions, "--json").stdout)
    assert told["instruments"] == ["un-convention", "cis-agreement"]
    assert told["cells"][0][0]["citations"][0]["eid"] == "art_59__para_6"
    assert {cell["status"] for cell in told["cells"][1]} == {"not_found"}
    assert run("grid", "Who bears the costs?", "-i", "Minsk", "-o", tmp_path / "a.csv").exit_code == 0
    assert "Who bears the costs?" in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")


def test_the_library_fills_it_too(assistant: Assistant):
    grid = assistant.grid(["How long must preserved data be kept?"], instruments=["UN draft"])
    assert "article 59, paragraph 6: “" in grid.cells[0][0].text


def test_an_ending_that_is_none_is_told_before_anything_is_asked(tmp_path):
    result = run("grid", "x", "-o", tmp_path / "a.ods")
    assert result.exit_code == 2
    assert ".csv or .xlsx" in result.stderr
