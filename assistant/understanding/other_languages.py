"""A turn in another language than English, understood: as the English turn that asks the same, or as a search."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.conversation import Conversation
from assistant.understanding.intents import Compare, Intent, Memory, Query, Search
from assistant.understanding.question import SEVERAL, Question, clean
from assistant.understanding.speech import Heard, heard
from assistant.understanding.turns import understand
from assistant.understanding.utterance import Utterance
from corpus.shelf.collection import Corpus

SHORT = 40
"""Characters of a turn that goes on from the one before it, and says little by itself."""


def understand_in(language: str, text: str, conversation: Conversation, corpus: Corpus, loaded: Corpus) -> Intent:
    """What a turn in that language asks for.

    Args:
        corpus: the instruments that it may be answered from.
        loaded: all that are loaded, where that is more.

    Raises:
        UsageError: there is no question in the text, or it is too long to be one.
    """
    asked = clean(text)
    said = heard(asked, language, corpus)
    if said.english:
        return understand(said.english, conversation, corpus, loaded)
    if said.continues and len(said.subject) <= SHORT and (topic := Utterance(asked, conversation, corpus).topic):
        said = replace(said, subject=f"{topic} {said.subject}")
    question = _question(asked, said, corpus)
    query = Query(said.subject, question, scope=said.named)
    memory = Memory(said.subject)
    if question.compares:
        among = said.named if len(said.named) > 1 else tuple(corpus)
        return Compare(heard=question, text=asked, memory=memory, query=query, instruments=among)
    return Search(heard=question, text=asked, memory=memory, query=query)


def _question(text: str, said: Heard, corpus: Corpus) -> Question:
    several = said.named if len(said.named) > 1 else tuple(corpus)
    return Question(
        text=text,
        named=said.named,
        scope=said.named or tuple(corpus),
        compares=said.compares and 1 < len(several) <= SEVERAL,
        pinpoints=tuple(pinpoint for pinpoint in said.pinpoints if not pinpoint.relative),
        foreign=said.elsewhere,
        subject=said.subject if re.search(r"\w", said.subject) else text,
    )
