"""What the folder of an added instrument says of it, and whether that is as it was written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus.errors import SourceError
from corpus.shelf.owned import folder_name, id_of

ABOUT, QUESTIONS = "about.json", "questions.jsonl"


def said(place: Path) -> dict[str, Any]:
    """What a folder says of its instrument.

    Raises:
        OSError, ValueError: it cannot be read.
    """
    return dict(json.loads((place / ABOUT).read_text(encoding="utf-8")))


def owner_of(name: str, told: Mapping[str, Any]) -> str:
    """The owner that a folder, or its row of the catalogue, tells of.

    Args:
        name: what the folder is called.

    Raises:
        ValueError: it is called after another: nobody but that one is to see what is in it.
    """
    owner = str(told.get("owner", ""))
    if name != folder_name(id_of(name), owner):
        raise ValueError("its folder is not that of its owner")
    return owner


def digests(about: dict[str, Any], place: Path) -> dict[str, str]:
    """What tells whether a byte of what is known of an instrument has changed since it was written."""
    told = json.dumps(about, sort_keys=True, default=list).encode()
    return {"description": hashlib.sha256(told).hexdigest(), "questions": digest_of_questions(place)}


def digest_of_questions(place: Path) -> str:
    """SHA-256 of the anticipated questions in a folder; empty where there are none."""
    questions = place / QUESTIONS
    return digest_of(questions) if questions.is_file() else ""


def altered(told: dict[str, Any], place: Path) -> Iterator[str]:
    """What is not as it was written; earlier programs wrote nothing that would tell."""
    now = digests(told["about"], place)
    written = dict(told.get("digests", now))
    yield from (f"the {what}" for what in now if now[what] != written.get(what))


def digest_of(path: Path) -> str:
    """SHA-256 of a file, hexadecimal.

    Raises:
        SourceError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as problem:
        raise SourceError(f"cannot open {path}: {problem.strerror}") from problem
