"""What is on record of a text is told where one asks for it, and nowhere else."""

import pytest
from conversation_cases import CORPUS

from assistant.answering import wording
from assistant.conversation import Conversation
from assistant.understanding.turns import understand


def told(text):
    """What is said beside the answer to a question."""
    return wording.told(understand(text, Conversation(), CORPUS).query.notes, CORPUS)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Is the UN draft in force?", "not adopted"),
        ("Who wrote the UN draft?", "Russian Federation"),
        ("what is the status of the UN convention", "not adopted"),
        ("when was the CIS Agreement signed?", "1 June 2001"),
        ("Is the CIS Agreement already in force?", "14 March 2002"),
    ],
)
def test_what_is_on_record_is_told(text, fact):
    assert fact in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Who signed a request under the CIS Agreement?",
        "How many ratifications does the UN draft need?",
        "Is an amendment binding on a State that did not accept it, in the UN draft?",
        "Which measures are adopted under article 5 of the UN draft?",
    ],
)
def test_nothing_is_told_where_the_text_itself_is_asked(text):
    assert "On record" not in told(text)
