"""Answers held against a benchmark: nothing about quality is claimed without a number.

items = read_benchmark(path, instruments)
results = run(items, answerer, instruments, progress)
for row in table(results): ...
"""

from assistant.evaluation.benchmark import Item, Target, misplaced_facts, parsed_benchmark, read_benchmark
from assistant.evaluation.figures import FIGURES, Difference, Estimate, Figure
from assistant.evaluation.report import report, write_report
from assistant.evaluation.results import (
    Results,
    check_shared,
    check_thresholds,
    compare,
    parse_threshold,
    read_results,
)
from assistant.evaluation.run import Answerer, AssistantAnswerer, run
from assistant.evaluation.scoring import Outcome
from assistant.evaluation.table import breakdown_table, difference_table, table

__all__ = [
    "FIGURES",
    "Answerer",
    "AssistantAnswerer",
    "Difference",
    "Estimate",
    "Figure",
    "Item",
    "Outcome",
    "Results",
    "Target",
    "breakdown_table",
    "check_shared",
    "check_thresholds",
    "compare",
    "difference_table",
    "misplaced_facts",
    "parse_threshold",
    "parsed_benchmark",
    "read_benchmark",
    "read_results",
    "report",
    "run",
    "table",
    "write_report",
]
