"""``treaty evaluate``: answers held against a benchmark."""

from __future__ import annotations

import json as jsonlib
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import screen
from assistant.cli.options import Json, Write

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.evaluation import Difference, Item, Results

File = Annotated[Path | None, typer.Argument(metavar="FILE", help="Questions with labels; else the shipped ones.")]
Split = Annotated[str | None, typer.Option("--split", help="dev or test; of the shipped questions, test unless told.")]
Report = Annotated[Path | None, typer.Option("--report", help="Write a page with charts and failures here.")]
Baseline = Annotated[Path | None, typer.Option("--compare", help="Results of an earlier run to compare with.")]
Bounds = Annotated[
    list[str] | None,
    typer.Option("--fail-under", metavar="FIGURE=BOUND", help="Exit with 1 where a figure is worse; may be repeated."),
]
Kept = Annotated[Path | None, typer.Option("--output", "-o", help="Keep the results here as JSON.")]
Yardsticks = Annotated[bool, typer.Option("--yardsticks", help="Run a tutorial's pipeline and BM25 beside.")]


def evaluate(
    file: File = None,
    split: Split = None,
    json: Json = False,
    report: Report = None,
    compare: Baseline = None,
    fail_under: Bounds = None,
    output: Kept = None,
    yardsticks: Yardsticks = False,
    write: Write = False,
) -> None:
    """Ask every question of a benchmark and say how good the answers are, with 95 % intervals."""
    from assistant import evaluation
    from assistant.conversations.batch import check_writable
    from assistant.language_model import language_model_of
    from corpus.settings import settings

    bounds = _bounds(fail_under or [])
    baseline = evaluation.read_results(compare) if compare else None
    for place in filter(None, (output, report)):
        check_writable(place)
    if write:
        language_model_of(settings())  # what is missing is said before hours are spent
    results, beside = _run(file, split, yardsticks, baseline, write)
    differences = evaluation.compare(baseline, results) if baseline else ()
    if output:
        _write_json(results, output)
    if report:
        evaluation.write_report(results, beside, report, differences)
    if json:
        screen.say_json(results.to_dict())
    else:
        _say_results(results, beside, differences)
    if shortfalls := evaluation.check_thresholds(results, bounds):
        for message in shortfalls:
            screen.complain(message)
        raise typer.Exit(1)


def _bounds(texts: Sequence[str]) -> dict[str, float]:
    from assistant import evaluation
    from corpus.errors import UsageError

    bounds: dict[str, float] = {}
    for key, bound in map(evaluation.parse_threshold, texts):
        if bounds.setdefault(key, bound) != bound:
            raise UsageError(f"{key} has two bounds, {bounds[key]:g} and {bound:g}; give one of them")
    return bounds


def _run(
    file: Path | None, split: str | None, yardsticks: bool, baseline: Results | None, write: bool
) -> tuple[Results, list[Results]]:
    """The results of the assistant, beside those with prose and those of the yardsticks where they are wanted."""
    from assistant import evaluation
    from assistant.assistant import Assistant

    with screen.watching() as watch:
        assistant = Assistant(progress=watch.build)
        items = _items(file, split, assistant)
        if baseline:
            evaluation.check_shared(baseline, items)
        more = watch.count("questions", len(items))
        results = evaluation.run(items, evaluation.AssistantAnswerer(assistant), assistant.corpus, more)
        beside = [_run_writing(items, assistant, watch)] if write else []
        beside += _run_yardsticks(items, assistant, watch) if yardsticks else []
    return results, beside


def _items(file: Path | None, split: str | None, assistant: Assistant) -> Sequence[Item]:
    from assistant import evaluation
    from assistant.evaluation import shipped
    from corpus.errors import UsageError

    if not file:
        return evaluation.read_benchmark(shipped.bundled(split or "test"), assistant.corpus)
    items = evaluation.read_benchmark(file, assistant.corpus)
    chosen = [item for item in items if split in (None, item.split)]
    if not chosen:
        raise UsageError(f"{file.name} has no question of the split {split!r}")
    return chosen


def _run_writing(items: Sequence[Item], assistant: Assistant, watch: screen.Watch) -> Results:
    """The same questions, with a language model that writes to each answer."""
    from assistant import evaluation

    more = watch.count("questions, with prose", len(items))
    answerer = evaluation.AssistantAnswerer(assistant, write=True)
    return evaluation.run(items, answerer, assistant.corpus, more, "with prose")


def _run_yardsticks(items: Sequence[Item], assistant: Assistant, watch: screen.Watch) -> list[Results]:
    from assistant import evaluation
    from assistant.evaluation import yardsticks

    with tempfile.TemporaryDirectory() as folder:
        rivals = yardsticks.tutorial(assistant.corpus), yardsticks.words_alone(assistant.corpus, Path(folder))
        return [
            evaluation.run(items, rival, assistant.corpus, watch.count(rival.name, len(items)), rival.name)
            for rival in rivals
        ]


def _write_json(results: Results, path: Path) -> None:
    from assistant.conversations.batch import written

    with written(path) as file:
        jsonlib.dump(results.to_dict(), file, ensure_ascii=False)


def _say_results(results: Results, beside: Sequence[Results], differences: Sequence[Difference]) -> None:
    from assistant import evaluation

    tables = [evaluation.table(results, beside)]
    tables += [evaluation.breakdown_table(results, by) for by in results.breakdown]
    tables += [evaluation.difference_table(differences)] if differences else []
    for number, (head, *rows) in enumerate(tables):
        if number:
            screen.say()
        screen.say_rows(head, rows)
