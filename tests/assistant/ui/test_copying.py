from dataclasses import replace
from html.parser import HTMLParser

import pytest
from conversation_cases import CIS, CORPUS, UN, cited
from hypothesis import given
from hypothesis import strategies as st

from assistant.conversation import Turn
from assistant.ui import copying
from corpus.shelf.collection import Corpus

BOTH = "How do the UN draft and the CIS Agreement define malicious software?"


@pytest.fixture
def loaded(monkeypatch):
    def load(*instruments):
        monkeypatch.setattr(copying, "corpus", lambda: Corpus(CORPUS[id] for id in instruments))

    load(*CORPUS)
    return load


@pytest.mark.parametrize("places", [((UN, "art_4"), (CIS, "art_1")), ((CIS, "art_1"), (UN, "art_4"))])
def test_authorities_keep_the_numbers_of_the_answer(loaded, places):  # noqa: ARG001
    turn = Turn.of("x", cited("x", *places))
    lines = list(copying.authorities(turn))
    for number, (line, (id, _)) in enumerate(zip(lines, places, strict=True), start=1):
        assert line.startswith(f"[{number}] {CORPUS[id].about.title}, article ")


def test_an_authority_says_what_has_become_of_the_text(loaded):  # noqa: ARG001
    draft, agreement = copying.authorities(Turn.of("x", cited("x", (UN, "art_4"), (CIS, "art_1"))))
    assert "A/75/980" in draft
    assert draft.endswith("not adopted)")
    assert "(Minsk, 1 June 2001; In force since 14 March 2002" in agreement


def test_what_is_copied_follows_the_answer_word_for_word(loaded, assistant):  # noqa: ARG001
    turn = Turn.of(BOTH, assistant.ask(BOTH))
    text = copying.plain(turn)
    places = [text.index(citation.quote) for citation in turn.answer.citations]
    markers = [text.index(f" [{citation.marker}]\n") for citation in turn.answer.citations]
    assert len(places) >= 2
    in_turn = [place for pair in zip(places, markers, strict=True) for place in pair]
    assert in_turn == sorted(in_turn)
    for citation in turn.answer.citations:
        assert f"\n[{citation.marker}] {CORPUS[citation.instrument].about.title}, {citation.label} (" in text


def test_the_words_that_a_point_hangs_on_are_copied(loaded, assistant):  # noqa: ARG001
    turn = Turn.of("x", assistant.ask("What does article 4 (b) of the UN draft say?"))
    chapeau = CORPUS[UN].own(CORPUS[UN]["art_4"])
    for copied in (copying.plain(turn), copying.rich(turn)):
        assert f"{chapeau} … " in copied


def test_what_is_loaded_no_more_is_copied_as_it_was_said(loaded):
    loaded(UN)
    (line,) = copying.authorities(Turn.of("x", cited("x", (CIS, "art_11"))))
    assert line == f"[1] {CIS}, art_11"


def test_a_quote_that_is_not_in_the_text_is_copied_with_that_remark(loaded):  # noqa: ARG001
    answer = cited("x", (CIS, "art_11"))
    doubtful = replace(answer, citations=(replace(answer.citations[0], verified=False),))
    (line,) = copying.authorities(Turn.of("x", doubtful))
    assert line.endswith("(not verified against the text)")


@given(st.text(max_size=100), st.text(max_size=100))
def test_rich_text_has_only_its_own_tags(question, message):
    tags = set()
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, _: tags.add(tag)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(copying, "corpus", lambda: CORPUS)
        parser.feed(copying.rich(Turn.of(question, cited(question, (CIS, "art_11"), message=message))))
    assert tags <= {"p", "strong", "em", "blockquote"}
