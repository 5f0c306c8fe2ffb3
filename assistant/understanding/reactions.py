"""Turns that react to an answer and ask nothing of the text: thanks, "where does it say that?", "put it simply"."""

from __future__ import annotations

from assistant.understanding import designation
from assistant.understanding.designation import Meant
from assistant.understanding.intents import AskBack, Memory, Show, Suggestion
from assistant.understanding.notes import Remark
from assistant.understanding.utterance import Utterance
from corpus import lexicon

TURNS = lexicon.read("turns")


def reaction(turn: Utterance) -> Show | AskBack | None:
    """What to do with a turn that asks nothing of the text.

    A courtesy, or what is no matter of texts, is met by what can be asked; a doubt or a wish for other words, by the
    provisions just cited.
    """
    said = turn.question.text
    if TURNS.courtesy.match(said) or TURNS.aside.match(said) or TURNS.about_itself.match(said):
        return _what_next(turn)
    doubts, simpler = TURNS.source.match(turn.text), TURNS.simpler.match(turn.text)
    if not turn.focus or not (doubts or simpler):
        return None
    notes = (Remark.VERBATIM,) if simpler else ()
    return designation.show(turn, Meant(turn.cited or turn.focus, notes)).remembering(topic=turn.topic)


def _what_next(turn: Utterance) -> AskBack:
    """Nothing to look up: what can be asked next; the dialogue stays where it is."""
    first = tuple((id, i.articles[0].eid) for id, i in turn.corpus.items() if i.articles)[:3]
    return AskBack(
        heard=turn.question,
        text=turn.question.text,
        choices=tuple(Suggestion) if turn.focus else first,
        memory=Memory(turn.topic, turn.focus),
    )
