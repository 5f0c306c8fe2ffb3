"""What lies where in the folder of an index: said once, for those who write it and those who read it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedIndex

ASKED, UNASKED = "lexical", "lexical-unasked"
"""Names of the word stores: of the instruments that have questions, and of all others.

How rare a word is depends on what stands beside it, so all others are in one store, whatever their segment; the numbers
of its rows are serial numbers of passages, which stay as segments are merged.
"""
VECTORS = {"passage": "passages", "question": "questions", "unanswerable": "unanswerables"}
"""Names of the vector stores of an encoder, by what kind of text they stand for."""

Table = npt.NDArray[Any]


def part_of(folder: Path, number: int) -> Path:
    """The folder of an encoder, by its number."""
    return folder / f"encoder-{number}"


def write_tables(folder: Path, tables: Mapping[str, Table]) -> None:
    """Plain arrays: they are mapped into memory by a reader, whatever their size."""
    for name, table in tables.items():
        np.save(folder / f"{name}.npy", table, allow_pickle=False)


def read_table(folder: Path, name: str) -> Table:
    """An array, mapped into memory.

    Raises:
        DamagedIndex: there is none, or it cannot be read.
    """
    try:
        table: Table = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError) as error:
        raise DamagedIndex(f"the index {folder.name} is damaged: {name} cannot be read") from error
    return table
