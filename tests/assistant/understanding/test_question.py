"""What a question is read as, before anything is searched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.question import LONGEST, SEVERAL, read
from corpus.citations.pinpoint import resolve
from corpus.errors import TreatyError, UsageError
from corpus.model import About, Instrument
from corpus.shelf.collection import Corpus

UN, CIS = "un-convention", "cis-agreement"
BOTH = (UN, CIS)
CORPUS = Corpus.bundled()
SHELF = Corpus(
    [*CORPUS.values(), *(Instrument(About(f"t{n}", f"Treaty {n}", f"T{n}"), "", {}) for n in range(SEVERAL))]
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("What does the CIS agreement say about costs?", (CIS,)),
        ("What does the Minsk agreement say about costs?", (CIS,)),
        ("costs under the cis agreement's rules", (CIS,)),
        ("costs (CIS)", (CIS,)),
        ("Whose costs are they in the Commonwealth's agreement?", (CIS,)),
        ("in the Russian draft, who extradites?", (UN,)),
        ("What does the UN draft say on extradition?", (UN,)),
        ("un-convention: extradition", (UN,)),
        ("cis-agreement article 5", (CIS,)),
        ("the draft UN convention and the CIS agreement on extradition", BOTH),
        ("Who pays the costs?", ()),
        ("Does the UN Office on Drugs and Crime take part?", ()),
        ("Is the UN Secretary-General the depositary?", ()),
        ("precis of article 5", ()),
    ],
)
def test_the_instruments_that_a_question_names(text, named):
    question = read(text, CORPUS)
    assert question.named == named
    assert question.scope == (named or BOTH)
    assert question.compares == (len(named) == 2)


@pytest.mark.parametrize(
    "text",
    [
        "How do both instruments treat extradition?",
        "compare the two treaties on costs",
        "Who pays under each agreement?",
        "Do the two texts differ on refusal?",
        "which rules on confidentiality do all instruments have",
        "Is theft an offence in both?",
        "Do both require dual criminality?",
    ],
)
def test_questions_about_instruments_side_by_side(text):
    assert read(text, CORPUS).compares
    assert read(text, CORPUS).scope == BOTH
    assert not read(text, CORPUS, [UN]).compares, "one instrument alone has nothing beside it"
    assert not read(text, SHELF).compares, "a shelf of them cannot be set side by side"


@pytest.mark.parametrize(
    "text",
    [
        "Must both parties agree to a joint investigation?",
        "Can both the company and the man who did it be punished?",
        "which article covers both software and botnets",
        "Extraditing persons and handing over property: which article deals with both?",
    ],
)
def test_both_of_something_else_is_no_comparison(text):
    assert not read(text, CORPUS).compares


def test_allowed_instruments_bound_the_scope():
    assert read("Who pays?", CORPUS, [CIS]).scope == (CIS,)
    assert read("Who pays under the UN draft?", CORPUS, [CIS]).scope == (CIS,)


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("What does the Budapest Convention say?", "the Budapest Convention"),
        ("Is this stricter than the GDPR?", "the GDPR"),
        ("What does the Rome Statute call genocide?", "the Rome Statute"),
        ("under German criminal law", "German criminal law"),
        ("Article 5 of the Budapest Convention", "Budapest Convention"),
        ("the Criminal Code of Georgia", "the Criminal Code of Georgia"),
        ("the UN cybercrime convention adopted in 2024", "2024"),
        ("the Palermo Convention", "Palermo Convention"),
    ],
)
def test_what_is_not_loaded_is_known_by_name(text, foreign):
    found = read(text, CORPUS).foreign
    assert any(foreign in name for name in found), found


@pytest.mark.parametrize("text", ["What is personal data?", "the Russian draft", "domestic law", "the CIS agreement"])
def test_what_is_loaded_or_general_is_not_foreign(text):
    assert read(text, CORPUS).foreign == ()


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("What does the Budapest Convention allow?", True),
        ("what do the safeguards in article 15 of the Budapest Convention say word for word", True),
        ("And the Budapest Convention, how does its own exemption for test tools read?", True),
        ("GDPR - which fines does it set?", True),
        ("Is the Budapest Convention mentioned in the UN draft?", False),
        ("What does the UN draft say about States that joined the Budapest Convention?", False),
        ("Which rule here is like article 15 of the Budapest Convention?", False),
    ],
)
def test_whether_another_instrument_is_asked_for_its_own_words(text, asks):
    assert read(text, CORPUS).asks_foreign == asks


def test_provisions_of_other_instruments_are_not_looked_up():
    assert read("Article 5 of the Budapest Convention", CORPUS).pinpoints == ()
    assert len(read("Article 5 of the CIS agreement", CORPUS).pinpoints) == 1


@pytest.mark.parametrize(
    ("text", "eids"),
    [
        ("59.6", ["art_59__para_6"]),
        ("59(6)", ["art_59__para_6"]),
        ("article 59.6", ["art_59__para_6"]),
        ("What does article 59 (6) require?", ["art_59__para_6"]),
        ("12.5 per cent of what?", []),
        ("Article 5 and article 7", ["art_5", "art_7"]),
        ("24/7 network", []),
        ("Who pays?", []),
    ],
)
def test_the_provisions_that_a_question_names(text, eids):
    assert [resolve(CORPUS[UN], pinpoint).eid for pinpoint in read(text, CORPUS).pinpoints] == eids


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What does UNTOC say?", "Convention against Transnational Organized Crime"),
        ("and the uncac?", "Convention against Corruption"),
    ],
)
def test_initials_are_spelled_out(text, expected):
    assert expected in read(text, CORPUS).text


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Who pays the costs under the CIS agreement?", "Who pays the costs ?"),
        ("Who pays?", "Who pays?"),
        ("the CIS agreement", "the CIS agreement"),
        ("Who may join the CIS agreement on computer information offences?", "Who may join ?"),
        ("Is the CIS agreement on computer crime in force?", "Is in force?"),
        ("Does the UN convention against ICT crime allow it?", "allow it?"),
        ("What does the UN draft say on information sharing?", "What say on information sharing?"),
        ("Is the UN draft on the table?", "Is on the table?"),
    ],
)
def test_the_subject_is_what_is_asked_of_the_instruments(text, subject):
    question = read(text, CORPUS)
    assert question.subject == subject
    assert question.wordings[0] == question.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Who \n\t pays?  ", "Who pays?"),
        ("Who\u200b pays\x00?", "Who pays ?"),
        ("Who\u2028pays\u00a0now?", "Who pays now?"),
        ("cafe\u0301?", "caf\u00e9?"),
        ("Who pays? \ud800", "Who pays?"),
    ],
)
def test_a_question_is_one_line_of_what_can_be_seen(text, expected):
    assert read(text, CORPUS).text == expected


INVALID = {
    "empty": ("", "is empty"),
    "blank": (" \n\t\u00a0\u2003", "is empty"),
    "control characters": ("\x00\x07\x1b\u200b\ufeff", "is empty"),
    "punctuation": ("?!... \u2014 \u00a7", "has no words"),
    "emoji": ("\U0001f600\U0001f680", "has no words"),
    "a book": ("word " * 20_000, f"100,000 characters; ask it in at most {LONGEST:,}"),
    "one character too many": ("x" * (LONGEST + 1), "2,001 characters"),
}


@pytest.mark.parametrize(("text", "message"), INVALID.values(), ids=INVALID)
def test_what_is_no_question(text, message):
    with pytest.raises(UsageError, match=message) as told:
        read(text, CORPUS)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("text", ["x" * LONGEST, "5", "что такое хранение данных?", "数据", "a"])
def test_what_is_one(text):
    assert read(text, CORPUS).text.endswith(text)


PIECES = st.sampled_from(
    [
        "article ",
        "art. ",
        "paragraphs 1\u20139",
        "59(6)",
        "the CIS agreement",
        "both ",
        "GDPR",
        "Annex",
        "XIV",
        " to ",
        "99999",
        "(a)",
    ]
)
ANYTHING = st.text(max_size=200) | st.lists(PIECES | st.text(max_size=8), max_size=20).map("".join)


@given(ANYTHING)
def test_any_text_is_read_or_refused(text):
    try:
        question = read(text, CORPUS)
    except TreatyError:
        return
    assert question.text
    assert question.subject
    assert set(question.scope) <= set(CORPUS)
    assert "\n" not in question.text


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("UN draft art 33 1 b ii", ("33", "1", "b", "ii")),
        ("art. 33.1.b.ii of the UN draft", ("33", "1", "b", "ii")),
        ("article 33 para 1 b ii", ("33", "1", "b", "ii")),
        ("what does art 59 6 UN say?", ("59", "6")),
        ("art 4 c", ("4", "c")),
        ("58 2 a of the UN draft", ("58", "2", "a")),
        ("47 3 UN draft", ("47", "3")),
        ("what does 47 3 say?", ("47", "3")),
        ("33 1b of the UN draft", ("33", "1", "b")),
        ("4 c UN draft", ("4", "c")),
        ("8.1.b of the CIS agreement", ("8", "1", "b")),
        ("article 59.6", ("59", "6")),
        ("article 15, please", ("15",)),
        ("article 5 i think", ("5",)),
        ("article 12 3 years later", ("12",)),
        ("article 5 a State party", ("5",)),
    ],
)
def test_levels_may_be_typed_without_their_brackets(text, path):
    (pinpoint,) = read(text, CORPUS).pinpoints
    assert tuple(step.number for step in pinpoint.path) == path
