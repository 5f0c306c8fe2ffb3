"""What a fit gives, and how it is written into the file of weights."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.weights import ORIGIN, PATH, read_weights

COMMAND = "python -m assistant.evaluation.fitting"
"""What fits, with the name of the fit behind it."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The numbers that a fit found for one section, and how good they are."""

    section: str
    """Of the file of weights."""
    numbers: Mapping[str, float]
    """Those that it fitted; the section's others stay."""
    report: tuple[str, ...]
    """What to tell of it, a line each; figures are those of data that were held out."""


def digest_of(files: Iterable[Path]) -> str:
    """SHA-256 over files, one after another."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def write(fits: Sequence[Fit], data: Sequence[Path], by: str, path: Path = PATH) -> None:
    """Write the sections of fits anew, with where their numbers come from.

    Args:
        data: the files that they were fitted on.
        by: the command that fits them so.
        path: a file of weights.

    Raises:
        WeightsError: the file is not one, or would be none with these numbers; it stays as it was then.
    """
    read_weights(path)
    content = json.loads(path.read_text(encoding="utf-8"))
    origin = {"fitted_on": [file.name for file in data], "digest": digest_of(data), "by": by}
    for fit in fits:
        before = {name: value for name, value in content[fit.section].items() if name not in ORIGIN}
        content[fit.section] = {**origin, **before, **fit.numbers}
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(_laid_out(content), encoding="utf-8")
    try:
        read_weights(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _laid_out(content: Mapping[str, Mapping[str, object]]) -> str:
    """A section a block, a number a line, a list of files in one."""
    blocks = []
    for section, row in content.items():
        lines = ",\n".join(f"    {json.dumps(name)}: {json.dumps(value)}" for name, value in row.items())
        blocks.append(f"  {json.dumps(section)}: {{\n{lines}\n  }}")
    return "{\n" + ",\n".join(blocks) + "\n}\n"
