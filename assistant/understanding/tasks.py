"""Turns that ask for other words than those of the texts: a summary, an explanation, a translation, a letter.

None of these is done here. What they are of is shown in its own words, and it is said that it is; a text to be
written has no such words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.understanding import designation
from assistant.understanding.designation import Meant
from assistant.understanding.intents import Intent, Outline, Show, Undone, Within
from assistant.understanding.notes import Remark
from assistant.understanding.utterance import Utterance
from corpus import lexicon
from corpus.model import Kind

TASKS = lexicon.read("tasks")
VERBATIM = (Remark.VERBATIM,)
MOST = 3
"""Instruments that are outlined where none is named."""


def task(turn: Utterance, understand: Callable[[Utterance], Intent]) -> Intent | None:
    """What a wish for other words is answered with; None where the turn has none.

    Args:
        understand: reads what is left of the turn without the wish.
    """
    if TASKS.drafting.match(turn.text):
        return Undone(heard=turn.question, text=turn.text)
    if overview := TASKS.overview.match(turn.text):
        return _outlined(turn, TASKS.manner.sub("", overview["of"]))
    asked = TASKS.reworded.match(turn.text) or TASKS.manner_first.match(turn.text)
    if not asked:
        return None
    of = TASKS.manner.sub("", turn.text[asked.end() :]).strip(" ?.!")
    return _shown(turn, of) or _outlined(turn, of) or _asked(turn, of, understand)


def _shown(turn: Utterance, of: str) -> Show | None:
    """The provisions that the dialogue is at, where nothing else is named."""
    if not turn.focus or turn.named or turn.pinpoints or not TASKS.whole.match(of):
        return None
    return designation.show(turn, Meant(turn.cited or turn.focus, VERBATIM)).remembering(topic=turn.topic)


def _outlined(turn: Utterance, of: str) -> Outline | None:
    """The chapters of an instrument that is to be summed up as a whole, or its articles where it has none."""
    if not of or turn.pinpoints or not TASKS.whole.match(turn.without_names(of).strip(" ?.!")):
        return None
    meant = turn.named or tuple(turn.corpus)[:MOST]
    chaptered = all(any(p.kind is Kind.CHAPTER for p in turn.corpus[id]) for id in meant)
    kind = Kind.CHAPTER if chaptered else Kind.ARTICLE
    within = tuple(map(Within, meant))
    return Outline(heard=turn.question, text=turn.text, kind=kind, within=within, notes=VERBATIM)


def _asked(turn: Utterance, of: str, understand: Callable[[Utterance], Intent]) -> Intent | None:
    """What answers the question that is left."""
    if not of:
        return None
    found = understand(Utterance(of, turn.conversation, turn.corpus))
    return replace(found.noting(*VERBATIM), heard=turn.question)
