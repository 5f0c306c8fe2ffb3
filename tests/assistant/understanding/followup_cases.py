"""Dialogues for tests of what a turn is understood as."""

from dataclasses import replace

from conversation_cases import CIS, CORPUS, UN

from assistant.answer import Answer, Citation, Status
from assistant.answering import wording
from assistant.conversation import Conversation
from assistant.understanding.intents import Cite, Match, Search, Show
from assistant.understanding.turns import remembered, understand

PRESERVATION = ("How long must preserved data be kept?", "un:art_59__para_6")
COSTS = ("Who pays for a CIS cooperation operation?", "cis:art_11")
LIABILITY = ("Can companies be prosecuted under the UN draft?", "un:art_30__para_1")
BOTNET = ("is it illegal under the UN draft to run a botnet", "un:art_10__para_2")


def answered(question, *places):
    """An answer that cites the places."""
    citations = tuple(Citation(n, id, eid, "", "", "", 0, 0) for n, (id, eid) in enumerate(places, 1))
    return Answer(question, Status.ANSWERED if places else Status.NOT_FOUND, citations=citations)


def after(*turns):
    """A conversation in which each question was answered from the places after it: ``"un:art_59__para_6"``."""
    conversation = Conversation()
    for question, *places in turns:
        cited = [_place(place) for place in places]
        conversation = taken(conversation, question, answered(question, *cited))
    return conversation


def taken(conversation, question, answer, corpus=CORPUS):
    """The conversation after a turn that was answered so."""
    memory = understand(question, conversation, corpus).memory
    return conversation.with_turn(remembered(question, answer, memory))


def _place(short):
    id, eid = short.split(":")
    return {"un": UN, "cis": CIS}[id], eid


def understood(text, conversation, corpus=CORPUS):
    """What a turn asks for."""
    return understand(text, conversation, corpus)


def shown(text, conversation):
    """The provisions that a turn asks to be shown; none where it asks for something else."""
    return [f"{'un' if id == UN else 'cis'}:{eid}" for id, eid in _shown(understood(text, conversation))]


def _shown(intent):
    return intent.places if isinstance(intent, Show | Cite | Match) else ()


def told(intent, corpus=CORPUS):
    """What is said beside the answer to a turn, in words."""
    return wording.told(intent.notes, corpus)


def led(start, *texts):
    """What the last of some turns shows, where each is answered with what it points at, the first from a place."""
    conversation = after(("something", start))
    for text in texts[:-1]:
        places = _shown(understood(text, conversation))
        conversation = taken(conversation, text, replace(answered(text, *places), mode="structure"))
    return shown(texts[-1], conversation)


def searched(text, conversation):
    """The search that a turn asks for."""
    intent = understood(text, conversation)
    assert isinstance(intent, Search), intent
    return intent
