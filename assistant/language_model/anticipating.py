"""Anticipated questions for a provision, by a language model.

They steer retrieval alone and are never shown as text. What is no question is dropped and counted: a line that is none,
that is too long, that copies the provision, or that holds what no question holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.language_model.asking import data, fenced
from corpus.model import Instrument, Provision, collapse

QUESTIONS = 5
"""Questions for a provision at most."""
SHORTEST, LONGEST = 8, 200
"""Characters of a question."""
COPIED = 8
"""So many words of the provision in a row make a question a copy of it."""
WORDS = 4000
"""Characters of a provision that are sent at most."""
MOST = 6000
"""Characters that are read at most."""

_ENDS = ("?", "？", "؟")
_BULLET = re.compile(r"^(?:[-*•–]|\(?\d{1,2}[.)])\s+")
_FOREIGN = re.compile(r"[<>{}\[\]|\\`]|https?:|www\.", re.IGNORECASE)
"""What no question of a reader holds: markup, markers, code, addresses."""
_INSTRUCTIONS = f"""You write questions that people ask and that one provision of a treaty answers.

Write {QUESTIONS} questions, one a line, and nothing else. Each is one sentence in plain words, as a lawyer, a student
or an official might type it who does not know the provision. Say it in other words than the provision does, and in
the language that it is in. Do not name the article, and do not answer.
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a model wrote for a provision."""

    questions: tuple[str, ...]
    """Those that may be used, each once."""
    dropped: int
    """Lines that are none."""


def prompt(instrument: Instrument, provision: Provision) -> tuple[str, str]:
    """Instructions and material, for a provision with the words that it hangs on."""
    heading = instrument.article_of(provision).heading
    above = [words for p in reversed(instrument.ancestors(provision)) if (words := instrument.own(p))]
    material = f"{data(instrument.about.title, WORDS)}. {data(heading, WORDS)}\n{data(' '.join(above), WORDS)}"
    words = data(instrument.words(provision), WORDS)
    return fenced(_INSTRUCTIONS, f"{material}\n{words}", f"Write {QUESTIONS} questions that the last line answers.")


def questions_in(written: str, words: str) -> Asked:
    """The questions in what a model wrote for a provision of these words."""
    lines = [line for line in (collapse(_BULLET.sub("", line.strip())) for line in written.splitlines()) if line]
    fit = [line for line in dict.fromkeys(lines) if _is_question(line) and not _copies(line, words)]
    return Asked(tuple(fit[:QUESTIONS]), len(lines) - len(fit[:QUESTIONS]))


def _is_question(line: str) -> bool:
    sized = SHORTEST <= len(line) <= LONGEST and line.isprintable()
    return sized and line.endswith(_ENDS) and not _FOREIGN.search(line)


def _copies(line: str, words: str) -> bool:
    """Whether a line has so many words of a text in a row that it is no question of a reader."""
    said, text = _plain(line), f" {' '.join(_plain(words))} "
    runs = [said[at : at + COPIED] for at in range(max(1, len(said) - COPIED + 1))]
    return any(f" {' '.join(run)} " in text for run in runs)


def _plain(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
