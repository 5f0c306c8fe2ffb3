"""One service for page, terminal and servers: loaded once, and anew where the library changed."""

import pytest
from conversation_cases import CIS

from assistant.conversation import Conversation
from assistant.conversations.chat import Chat
from assistant.service import Service
from corpus.errors import UnknownInstrument
from corpus.shelf.newcomers import Wishes, read_newcomer

HARBOURS = """# Convention on Small Harbours

## Article 1
### Dredging

1. Each harbour master shall dredge the channel every spring.

## Article 2
### Lamps

1. A lamp shall burn on every pier from dusk to dawn.
"""
QUESTION = "Who shall dredge the channel of a small harbour in spring?"


@pytest.fixture
def newcomer(tmp_path):
    (tmp_path / "harbours.md").write_text(HARBOURS)
    return read_newcomer(tmp_path / "harbours.md", Wishes(), [])


def harbours(answer):
    """What an answer cites of the newcomer."""
    return [c.eid.partition("__")[0] for c in answer.citations if "harbours" in c.instrument]


def test_it_is_loaded_anew_only_where_the_shelf_changed(seeded, newcomer):  # noqa: ARG001
    service = Service()
    first = service.assistant()
    assert service.assistant() is service.current is first
    Service().add([newcomer])
    assert service.current is None
    assert newcomer.instrument.id in service.assistant().corpus


def test_a_chat_under_way_sees_what_another_process_adds_and_removes(seeded, newcomer):  # noqa: ARG001
    chat = Chat(Service(), Conversation())
    assert harbours(chat.ask(QUESTION)) == []
    Service().add([newcomer])
    assert newcomer.instrument.id in chat.corpus
    assert harbours(chat.ask(QUESTION)) == ["art_1"]
    Service().remove(newcomer.instrument.id)
    assert harbours(chat.ask(QUESTION)) == []
    assert len(chat.conversation) == 3


def test_a_chat_kept_to_an_instrument_that_is_removed_says_so(seeded, newcomer):  # noqa: ARG001
    Service().add([newcomer])
    chat = Chat(Service(), Conversation(), [newcomer.instrument.id])
    assert chat.ask(QUESTION).answered
    Service().remove(newcomer.instrument.id)
    with pytest.raises(UnknownInstrument, match=newcomer.instrument.id):
        chat.ask(QUESTION)
    assert chat.ask("article 24", instruments=[CIS]).status
