"""Conversations that the tests share."""

from assistant.answer import Answer, Citation, Status
from assistant.conversation import Conversation, Turn
from corpus.model import collapse
from corpus.shelf.collection import Corpus

UN, CIS = "un-convention", "cis-agreement"
CORPUS = Corpus.bundled()
PRESERVED = "How long must preserved data be kept?"


def cited(question, *places, message=None):
    """An answer that quotes the first words of each place."""
    citations = tuple(_citation(n, *place) for n, place in enumerate(places, 1))
    prose = "\n\n".join(f"**{c.label}**:\n> {c.quote} [{c.marker}]" for c in citations)
    status = Status.ANSWERED if places else Status.NOT_FOUND
    return Answer(question, status, prose, citations, message=message)


def _citation(marker, id, eid):
    provision = CORPUS[id][eid]
    end = min(provision.body + 80, provision.end)
    quote = collapse(CORPUS[id].text[provision.body : end])
    return Citation(marker, id, eid, eid, provision.heading, quote, provision.body, end)


def talk(*questions, places=((UN, "art_59__para_6"),)):
    """A conversation of these questions, each answered from the places."""
    conversation = Conversation()
    for question in questions:
        conversation = conversation.with_turn(Turn.of(question, cited(question, *places)))
    return conversation
