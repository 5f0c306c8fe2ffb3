"""The benchmark that comes with the package, and the two yardsticks it is read against."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import UsageError

SPLITS = ("dev", "test", "strangers-dev", "strangers-test", "languages-dev", "languages-test")
"""What may be tuned on, and what may not; of those who knew how treaties are asked of, and of strangers."""


def bundled(split: str) -> Path:
    """The file of one split.

    Raises:
        UsageError: there is no such split.
    """
    if split not in SPLITS:
        raise UsageError(f"the benchmark has no split {split!r}; there are {', '.join(SPLITS)}")
    return Path(__file__).parent / f"{split}.jsonl"
