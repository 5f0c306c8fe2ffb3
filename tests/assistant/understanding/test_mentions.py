"""Questions about the words of a text."""

import re

import pytest
from conversation_cases import CIS, CORPUS, UN
from followup_cases import told

from assistant.answering import wording
from assistant.conversation import Conversation
from assistant.understanding.intents import Nowhere, Search, Show
from assistant.understanding.notes import Absent, Mentioned
from assistant.understanding.turns import understand


def read(text):
    return understand(text, Conversation(), CORPUS)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("How often does the word botnet occur in the UN draft?", "botnet"),
        ('How many times is "traffic data" mentioned in the UN draft?', "traffic data"),
        ("how many times does service provider come up in the UN draft", "service provider"),
        ("number of occurrences of botnet in the UN draft", "botnet"),
        ("count the mentions of the term 'cloud computing' in the UN draft", "cloud computing"),
    ],
)
def test_words_are_counted_and_each_place_is_shown(text, term):
    intent = read(text)
    words = " ".join(CORPUS[UN].own(p) for p in CORPUS[UN])
    count = len(re.findall(rf"\b{term}s?\b", words, re.IGNORECASE))
    if not count:
        assert isinstance(intent, Nowhere)
        return
    assert isinstance(intent, Show)
    assert all(re.search(term, CORPUS[id].own(CORPUS[id][eid]), re.IGNORECASE) for id, eid in intent.places)
    assert f"stands {count} times" in told(intent)


@pytest.mark.parametrize("text", ["How often does the word unicorn occur?", "how many mentions of unicorns are there?"])
def test_what_stands_nowhere_is_said_to(text):
    intent = read(text)
    assert isinstance(intent, Nowhere)
    assert intent.instruments == (UN, CIS)
    assert wording.absent("unicorn", intent.instruments, CORPUS) == (
        'Neither the UN draft convention nor the CIS Agreement has the word "unicorn".'
    )


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("Is arbitration mentioned even once, and what for?", {Mentioned: UN, Absent: CIS}),
        ("fax mentioned anywhere?", {Absent: UN}),
        ("Where is 'botnet' mentioned?", {Mentioned: UN, Absent: CIS}),
        ("Where does the term botnet appear in the UN draft", {Mentioned: UN}),
        ("Which provisions use the word botnet?", {Mentioned: UN, Absent: CIS}),
        ("does the word cybercrime appear in the CIS Agreement?", {Mentioned: CIS}),
        ('where does it say "dual criminality"?', {Absent: UN}),
    ],
)
def test_where_words_stand_is_told_beside_what_is_found(text, noted):
    intent = read(text)
    assert isinstance(intent, Search)
    found = {type(note): getattr(note, "instrument", "") or note.instruments[0] for note in intent.query.notes}
    assert found == noted


@pytest.mark.parametrize(
    "text",
    [
        "How often does the Technical Commission meet?",
        "How often is the treaty reviewed?",
        "Which article contains the rules on costs that apply to a State which asks for help?",
        "Where is a request for extradition to be sent?",
        "How many times can a State be asked again?",
        "Does the UN draft mention arbitration?",
        "Are there any words on costs?",
    ],
)
def test_what_a_text_says_is_no_question_about_its_words(text):
    assert not any(isinstance(note, Mentioned | Absent) for note in getattr(read(text), "query", read(text)).notes)
