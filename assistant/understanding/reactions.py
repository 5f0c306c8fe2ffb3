"""Turns that react to an answer and ask nothing of the text: thanks, "where does it say that?", "put it simply"."""

from __future__ import annotations

from dataclasses import replace

from assistant.understanding import designation
from assistant.understanding.designation import Meant
from assistant.understanding.utterance import Reading, Resolution
from corpus import lexicon

TURNS = lexicon.read("turns")


def reaction(turn: Reading) -> Resolution | None:
    """A courtesy is met by what can be asked; a doubt or a wish for other words, by the provisions just cited."""
    if TURNS.courtesy.match(turn.question.text):
        return _what_next(turn)
    doubts, simpler = TURNS.source.match(turn.text), TURNS.simpler.match(turn.text)
    if not turn.focus or not (doubts or simpler):
        return None
    shown = replace(designation.show(turn, Meant(turn.cited or turn.focus)), topic=turn.topic)
    return replace(shown, message="Answers are in the words of the texts alone; these are they.") if simpler else shown


def _what_next(turn: Reading) -> Resolution:
    """Nothing to look up: what can be asked next; the dialogue stays where it is."""
    if turn.focus:
        choices: tuple[str, ...] = ("the next paragraph", "read the whole article", "what does it refer to?")
    else:
        first = [(id, i.articles[0]) for id, i in turn.corpus.items() if i.articles][:3]
        choices = tuple(f"{turn.name((id, a.eid))}: {a.heading}" for id, a in first)
    return Resolution(
        turn.question.text,
        leans=True,
        message="Nothing was asked of the texts. Ask in your own words, or for example:",
        choices=choices,
        about=turn.focus,
        topic=turn.topic,
    )
