"""What is sent where: said before a model of another machine is used for the first time, and never sent of some."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Collection, Iterable

from assistant.language_model.base import LanguageModel, Use
from assistant.language_model.wording import sent
from corpus.errors import StorageError, UnknownInstrument
from corpus.model import Instrument
from corpus.settings import Settings
from corpus.shelf.collection import Corpus
from corpus.storage import data_folder, storing

log = logging.getLogger(__name__)
FOLDER = "disclosed"
EVERY = "*"
"""Stands for all instruments."""
_said: set[str] = set()
"""What was said in this process, where the data folder cannot remember it."""


def disclose(model: LanguageModel, use: Use) -> None:
    """Say what is sent where, once for each model, place and use; it is remembered in the data folder."""
    if not model.hosted:
        return
    mark = hashlib.sha256(f"{model.name} {model.address} {use}".encode()).hexdigest()[:16]
    place = data_folder() / FOLDER / mark
    if mark in _said or place.is_file():
        return
    log.warning("%s", sent(model, use))
    _said.add(mark)
    try:
        with storing(place.parent):
            place.touch()
    except StorageError as problem:
        log.info("what was said is not remembered: %s", problem)


def always(chosen: Settings) -> tuple[Use, ...]:
    """What the settings have a language model do without being asked each time."""
    uses = {Use.FOLLOW_UP: chosen.llm_followups, Use.CHOICE: chosen.reranker == "language-model"}
    return tuple(use for use, wanted in uses.items() if wanted)


def is_private(instruments: Iterable[Instrument], kept: Collection[str], model: LanguageModel) -> bool:
    """Whether one of the instruments must not be sent to where the model is."""
    if not model.hosted or not kept:
        return False
    return any(EVERY in kept or any(_names(name, instrument) for name in kept) for instrument in instruments)


def _names(name: str, instrument: Instrument) -> bool:
    try:
        return Corpus([instrument]).find(name) is instrument
    except UnknownInstrument:
        return False
