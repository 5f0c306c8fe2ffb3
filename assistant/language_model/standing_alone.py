"""A turn of a dialogue as a question that stands alone, by a language model.

It may only put together what was said: a question with a word of content that stands neither in the turns before it nor
in the headings of what they cited is not taken. It is searched for beside what the rules read, and never in its place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from assistant.conversation import Conversation, Turn
from assistant.language_model.asking import data, fenced, said
from assistant.language_model.base import Cause, LanguageModel, Unwritten, Use
from assistant.language_model.disclosure import disclose, is_private
from assistant.understanding.content import stems
from corpus.model import Instrument

TURNS = 3
"""Turns before it that are sent."""
CITED = 3
"""Provisions of a turn whose headings are sent."""
LONGEST = 300
"""Characters of a question that stands alone, at most."""
QUESTION = 500
"""Characters of a question or heading that are sent at most."""
MOST = 2000
"""Characters that are read at most."""

_INSTRUCTIONS = """You put the last question of a conversation about treaties in words that stand alone.

You get the questions in order, each before the headings of what answered it; the last line is the last question. Write
one question on one line and nothing else. Use the words of the conversation, and name the treaty that it is about. Do
not answer. If the last question stands alone already, write it as it is.
"""


def stand_alone(
    text: str,
    conversation: Conversation,
    instruments: Mapping[str, Instrument],
    model: LanguageModel,
    private: Collection[str] = (),
) -> str:
    """The question that a turn asks, in words that stand alone; empty where none came that may be taken.

    Args:
        conversation: what was said before; it has a turn at least.
        instruments: by identifier, what was cited.
        private: names of instruments of which nothing may be sent to another machine.

    Raises:
        Unwritten: the model cannot be reached, wrote nothing, or may not be told what was cited.
    """
    turns = conversation.turns[-TURNS:]
    cited = {id for turn in turns for id, _ in turn.about if id in instruments}
    if is_private((instruments[id] for id in cited), private, model):
        raise Unwritten(Cause.PRIVATE)
    disclose(model, Use.FOLLOW_UP)
    heard = [*(line for turn in turns for line in (turn.question, *_cited(turn, instruments))), text]
    material = "\n".join(f"- {data(line, QUESTION)}" for line in heard)
    written = said(model, *fenced(_INSTRUCTIONS, material, "Write the last line so that it stands alone."), MOST)
    return written if _may_be_taken(written, heard) else ""


def _cited(turn: Turn, instruments: Mapping[str, Instrument]) -> Iterator[str]:
    """Where the answer to a turn stands: headings with their instruments."""
    for id, eid in turn.about[:CITED]:
        if id in instruments and eid in instruments[id]:
            instrument = instruments[id]
            yield f"{instrument.article_of(instrument[eid]).heading}, {instrument.about.short_title}"


def _may_be_taken(written: str, heard: Sequence[str]) -> bool:
    """Whether it is one line of a question's length that says something, and nothing that was not heard."""
    if not written.isprintable() or len(written) > LONGEST or written == heard[-1]:
        return False
    return bool(stems(written)) and stems(written) <= stems(" ".join(heard))
