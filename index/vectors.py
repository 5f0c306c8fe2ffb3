"""What a vector is here, and what goes with it: rows of numbers of length 1, compared by their inner product."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
"""Scores, or any other numbers."""
Vectors = npt.NDArray[np.float32]
"""Shape (texts, dimension), each row of length 1, so that an inner product is a cosine."""
Rows = npt.NDArray[np.int64]
"""Numbers of rows in a table or a store."""


def unit(vectors: Floats) -> Vectors:
    """Rows scaled to length 1; a zero row stays zero."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-12), dtype=np.float32)
