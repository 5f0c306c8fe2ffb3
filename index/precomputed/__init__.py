"""Vectors of the bundled texts and what is learned from them, shipped so that a first index takes seconds anywhere.

One file for each encoder that comes with the installation, named by the digest of its weights: keys of
texts, and their vectors in 8 bits a number (cosine with the exact ones above 0.999). And one for each fit, named by
the digest of all that it was learned from. They spare time and nothing else: a text that is not among them is
encoded, other questions are learned from, and so is all of another encoder. ``python -m index`` writes them anew.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.errors import ModelError
from index import bridge
from index.bridge import Bridge
from index.encoders import Encoder
from index.learning import Adaptation
from index.vectors import Vectors, unit

Keys = npt.NDArray[np.bytes_]
Known = dict[tuple[str, bytes], Vectors]
"""Vectors by what kind of text they stand for (``passage``, ``question``, ``unanswerable``) and its key."""

FOLDER = Path(__file__).parent
DAMAGED = (OSError, ValueError, KeyError, EOFError, AttributeError, zipfile.BadZipFile, zlib.error)
"""What reading a file of arrays raises that is not as it was written."""


KINDS = ("passage", "question", "unanswerable")
"""Of what there are vectors."""


def vectors(encoder: Encoder, kinds: Iterable[str] = KINDS) -> Known:
    """The shipped vectors of an encoder; none where there are none for these very weights.

    Args:
        kinds: of what.

    Raises:
        ModelError: their file is damaged.
    """
    file = _file(encoder)
    if not file.exists():
        return {}
    with _arrays(file) as shipped:
        return {
            (what, bytes(key)): vector
            for what in kinds
            for key, vector in zip(shipped[f"{what}_keys"], unit(shipped[what].astype(np.float32)), strict=True)
        }


def write(encoder: Encoder, texts: Mapping[str, list[str]]) -> Path:
    """Encode texts, by kind, and write the file that :func:`vectors` reads."""
    arrays: dict[str, Any] = {}
    for what, some in texts.items():
        exact = encoder.texts(some)
        scaled = 127 * exact / np.abs(exact).max(axis=1, keepdims=True)
        arrays |= {what: np.rint(scaled).astype(np.int8), f"{what}_keys": keys_of(some)}
    np.savez_compressed(_file(encoder), **arrays)
    return _file(encoder)


def fit(key: str) -> Adaptation | None:
    """What was learned from the examples of that key; nothing where it is not shipped.

    Raises:
        ModelError: its file is damaged.
    """
    file = FOLDER / f"fit-{key}.npz"
    if not file.exists():
        return None
    with _arrays(file) as shipped:
        return Adaptation(shipped["matrix"], shipped["prototypes"])


def write_fit(key: str, learned: Adaptation) -> Path:
    """Write the file that :func:`fit` reads."""
    file = FOLDER / f"fit-{key}.npz"
    np.savez_compressed(file, matrix=learned.matrix, prototypes=learned.prototypes)
    return file


def crossing(encoder: Encoder) -> tuple[Bridge, dict[bytes, Vectors]]:
    """The bridge from other languages for an encoder, and the vectors of the bundled passages by their key.

    Raises:
        ModelError: there is none for these weights, or its file is damaged.
    """
    file = FOLDER / f"crossing-{encoder.digest}.npz"
    with _arrays(file) as shipped:
        keys = [bytes(key) for key in shipped["passage_keys"]]
        vectors = unit(shipped["passage"].astype(np.float32))
        return bridge.read(shipped), dict(zip(keys, vectors, strict=True))


def write_crossing(encoder: Encoder, learned: Bridge, passages: Mapping[str, Vectors]) -> Path:
    """Write the file that :func:`crossing` reads."""
    file = FOLDER / f"crossing-{encoder.digest}.npz"
    texts = np.stack(list(passages.values()))
    bridge.save(learned, file, passage=bridge.in_bytes(texts), passage_keys=keys_of(passages))
    return file


def keys_of(texts: Iterable[str]) -> Keys:
    """Digests by which the vectors of texts are found again."""
    digests = [blake2b(text.encode(), digest_size=12).hexdigest() for text in texts]
    return np.array(digests, dtype="S24")


def _file(encoder: Encoder) -> Path:
    return FOLDER / f"{encoder.digest}.npz"


@contextmanager
def _arrays(file: Path) -> Iterator[Mapping[str, Any]]:
    """The arrays of a shipped file, while they are read.

    Raises:
        ModelError: it is damaged.
    """
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as shipped:
            yield shipped
    except DAMAGED as problem:
        raise ModelError(
            f"{file.name}, which comes with the package, is damaged ({problem}): reinstall the package"
        ) from problem
