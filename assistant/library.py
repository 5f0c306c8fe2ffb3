"""What is loaded: the bundled instruments with their questions, and the encoders that the settings name."""

from __future__ import annotations

import os

from corpus.library import TEXTS, Corpus
from corpus.questions import read_questions, read_unanswerable
from index.builder import Plan, Source
from index.encoders import load_encoder

MODEL = "TREATY_MODEL"
DEFAULT_MODEL = "bge-small-en-v1.5,all-MiniLM-L6-v2"


def default_plan() -> Plan:
    """The bundled instruments, by the encoders that ``TREATY_MODEL`` names (several parted by commas)."""
    corpus = Corpus.bundled()
    sources = (Source(corpus[id], read_questions(TEXTS / f"{id}.questions.jsonl", corpus[id])) for id in corpus)
    names = _names(os.environ.get(MODEL, "")) or _names(DEFAULT_MODEL)
    return Plan(tuple(sources), tuple(map(load_encoder, names)), read_unanswerable(TEXTS / "unanswerable.jsonl"))


def _names(setting: str) -> list[str]:
    """The names in a setting, each once."""
    return list(dict.fromkeys(name.strip() for name in setting.split(",") if name.strip()))
