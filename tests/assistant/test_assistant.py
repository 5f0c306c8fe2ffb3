"""The assistant as a program or a front end uses it: every question ends as an answer that can be checked, or a no."""

import json
import re
from dataclasses import replace

import pytest
from answer_cases import CITED, FIELDS, LISTED, fits
from assistant_cases import INJECTIONS, SHAPES, articles, checked, places
from conversation_cases import CIS, CORPUS, PRESERVED, UN

from assistant import Answer, Assistant, Status
from assistant.answering import composition
from corpus.errors import UnknownInstrument, UsageError


@pytest.mark.parametrize(
    ("question", "expected", "mode"),
    [
        (PRESERVED, (UN, "art_59"), "extractive"),
        ("Who is the depositary of the UN draft?", (UN, "art_89"), "extractive"),
        ("On what grounds may a request be refused under the CIS agreement?", (CIS, "art_8"), "extractive"),
        ("Which language is used for cooperation under the CIS agreement?", (CIS, "art_12"), "extractive"),
        ("59.6", (UN, "art_59"), "structure"),
        ("define botnet", (UN, "art_4"), "structure"),
        ("How many articles does the CIS agreement have?", (CIS, "art_1"), "structure"),
    ],
)
def test_answered(assistant, question, expected, mode):
    answer = checked(assistant.ask(question))
    assert answer.status is Status.ANSWERED
    assert articles(answer)[0] == expected
    assert answer.mode == mode
    assert answer.question == question
    assert answer.timing_ms["total"] > 0


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("What is the capital of France?", "Neither the UN draft convention nor the CIS Agreement answers this."),
        ("How do I bake sourdough bread under the CIS agreement?", "This is not answered by the CIS Agreement."),
        (
            "What does the GDPR say about fines?",
            "The GDPR is not loaded, and neither the UN draft convention nor the CIS Agreement answers this.",
        ),
        (
            "What does the GDPR say on fines that the CIS agreement does not?",
            "The GDPR is not loaded, and this is not answered by the CIS Agreement.",
        ),
        ("article 99 of the CIS agreement", "The CIS Agreement has articles 1 to 17, no article 99."),
    ],
)
def test_not_found(assistant, question, message):
    answer = checked(assistant.ask(question))
    assert answer.status is Status.NOT_FOUND
    assert message in answer.message
    assert answer.message[0].isupper()


@pytest.mark.parametrize(
    "text",
    [
        "Does the Budapest Convention define a botnet?",
        "what does the Budapest Convention say on that?",
        "compare it with the Budapest Convention",
        "the next article of the Budapest Convention",
    ],
)
def test_a_turn_about_what_is_not_loaded_is_declined(assistant, text):
    chat = assistant.chat()
    chat.ask(PRESERVED)
    for answer in (chat.ask(text), assistant.ask(text)):
        assert checked(answer).status is Status.NOT_FOUND
        assert "Budapest Convention is not loaded" in answer.message


INVALID = ["", "   \n\t", "?!...", "\x00\x07\u200b", "word " * 20_000, "\U0001f600"]


@pytest.mark.parametrize("question", INVALID, ids=["empty", "blank", "punctuation", "control", "long", "emoji"])
def test_invalid(assistant, question):
    answer = checked(assistant.ask(question))
    assert answer.status is Status.INVALID
    assert answer.passages == ()
    assert len(answer.message.splitlines()) == 1


def test_declined_questions_still_list_the_nearest(assistant):
    answer = assistant.ask("How do I bake sourdough bread?")
    assert 0 < len(answer.passages) <= 5
    assert all(passage.score <= answer.confidence + 1e-4 for passage in answer.passages)


@pytest.mark.parametrize("question", SHAPES)
def test_the_public_form(assistant, question):
    row = assistant.ask(question).to_dict()
    assert fits(row, FIELDS)
    assert all(fits(citation, CITED) for citation in row["citations"])
    assert all(fits(passage, LISTED) for passage in row["passages"])
    assert row["status"] in ("answered", "not_found", "invalid")
    assert (row["reason"] is None) is (row["status"] == "answered")
    assert json.loads(json.dumps(row)) == row
    assert Answer.from_dict(row).to_dict() == row


def test_every_statement_is_a_quote_and_nothing_is_added(assistant):
    answer = assistant.ask(PRESERVED)
    for statement, citation in zip(re.split(r"\n\n(?=\*\*)", answer.answer), answer.citations, strict=True):
        place, quote = statement.split(":\n> ", 1)
        name = CORPUS[citation.instrument].about.short_title
        assert place == f"**{citation.label[0].upper()}{citation.label[1:]}** ({name})"
        cut = " …" if citation.part else ""
        assert quote.replace("\n> \n> ", " ").endswith(f"{citation.quote}{cut} [{citation.marker}]")


def test_a_forged_quote_does_not_leave(assistant, monkeypatch):
    real = composition.citations

    def forged(*given):
        return tuple(replace(citation, quote=citation.quote.replace("shall", "may")) for citation in real(*given))

    monkeypatch.setattr(composition, "citations", forged)
    answer = assistant.ask(PRESERVED)
    assert (answer.status, answer.citations, answer.answer) == (Status.NOT_FOUND, (), "")


@pytest.mark.parametrize("question", INJECTIONS)
def test_orders_in_a_question_are_words_of_it(assistant, question):
    answer = checked(assistant.ask(question))
    for word in ("legal.", "pirate", "HACKED", "[99]", "president"):
        assert word not in answer.answer


# --- which instruments are asked --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "un", "cis"),
    [
        ("How do both instruments settle disputes?", "art_82", "art_10"),
        ("Compare how the two treaties define malicious software", "art_4", "art_1"),
        ("Compare the settlement of disputes in the UN draft and in the CIS agreement", "art_82", "art_10"),
    ],
)
def test_a_comparison_cites_one_provision_of_each(assistant, question, un, cis):
    assert articles(checked(assistant.ask(question))) == [(UN, un), (CIS, cis)]


def test_a_turn_put_to_each_instrument_cites_one_provision_of_each(assistant):
    chat = assistant.chat()
    chat.ask("How does the UN draft define malicious software?")
    chat.ask("and the CIS agreement?")
    cited = articles(checked(chat.ask("where does each of them make creating it a crime?")))
    assert {instrument for instrument, _ in cited} == {UN, CIS}


@pytest.mark.parametrize(
    "turn",
    [
        "next paragraph",
        "read the whole article",
        "what does it refer to?",
        "which articles refer to it?",
        "compare with the other treaty",
        "compare them on leaving: how much notice?",
        "how is each of them amended?",
        "quote it in OSCOLA",
        "the first one",
        "list all definitions",
        "how many articles does the other one have?",
        "and article 5?",
        "are you sure?",
        "what does article 5 say of drones over the roof?",
    ],
)
def test_instruments_restrict_every_turn_of_a_dialogue(assistant, turn):
    for opening, kept in ((PRESERVED, CIS), ("Who pays for a CIS cooperation operation?", UN)):
        chat = assistant.chat()
        chat.ask(opening)
        answer = checked(chat.ask(turn, instruments=[kept]))
        assert {instrument for instrument, _ in places(answer)} <= {kept}
        assert {passage.instrument for passage in answer.passages} <= {kept}


def test_a_question_to_an_instrument_that_is_left_out_is_not_answered_from_another(assistant):
    for question in ("Who is the depositary of the UN draft?", "how many articles does the UN draft have?"):
        answer = checked(assistant.ask(question, instruments=[CIS]))
        assert answer.status is Status.NOT_FOUND
        assert answer.message == "The UN draft convention is not among the instruments to look in."


def test_shows_no_counterpart_where_there_is_none(assistant):
    chat = assistant.chat()
    chat.ask(PRESERVED)
    answer = checked(chat.ask("compare with the other treaty"))
    assert {instrument for instrument, _ in places(answer)} == {UN}
    assert "not answered by the CIS Agreement" in answer.message


@pytest.mark.parametrize(("names", "id"), [([CIS], CIS), (["the Minsk agreement"], CIS), (["UN draft"], UN)])
def test_instruments_restrict_by_any_name(assistant, names, id):
    for question in ("How are disputes settled?", "article 5", "What is malicious software?"):
        answer = checked(assistant.ask(question, instruments=names))
        assert {place for place, _ in places(answer)} == {id}
        assert {passage.instrument for passage in answer.passages} <= {id}
    assert {found.instrument for found in assistant.search("costs", instruments=names)} == {id}


def test_an_instrument_that_is_not_loaded(assistant):
    for call in (assistant.ask, assistant.search):
        with pytest.raises(UnknownInstrument, match=r"'GDPR': loaded are un-convention .*, cis-agreement"):
            call("fines", instruments=["GDPR"])


# --- search -----------------------------------------------------------------------------------------------


def test_search_lists_the_nearest_whether_or_not_they_answer(assistant):
    found = assistant.search("handing over suspects to another State", limit=7)
    assert len(found) == 7
    assert [passage.score for passage in found] == sorted((p.score for p in found), reverse=True)
    assert found[0].text == CORPUS[found[0].instrument].words(CORPUS[found[0].instrument][found[0].eid])
    assert assistant.search("sourdough bread")
    with pytest.raises(UsageError, match="is empty"):
        assistant.search(" ")


@pytest.mark.parametrize("setting", ["WRITER", "RERANKER", "VECTOR_STORE", "WORD_STORE"])
def test_a_choice_that_there_is_not_is_told_before_anything_is_asked(monkeypatch, setting):
    monkeypatch.setenv(f"TREATY_{setting}", "nonesuch")
    with pytest.raises(UsageError, match=r"there is no .* 'nonesuch'"):
        Assistant()
