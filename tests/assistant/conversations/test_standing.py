"""What becomes of a kept citation when its instrument has another text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Citation, Status
from assistant.conversation import Conversation, Turn
from assistant.conversations.export import written
from assistant.conversations.printed import authorities
from assistant.conversations.standing import CHANGED, Standing, doubt, held, hold
from corpus.citations.labels import label
from corpus.model import About, collapse
from corpus.parsing.parser import parse
from corpus.readers.markdown import lines
from corpus.shelf.collection import Corpus

PEACE = "The harbour is open to all ships that come in peace."
USE = f"Use\n\n{PEACE}"
FEES = "Fees\n\n1. Ships pay ten crowns a day.\n\n2. They pay on leaving:\n\n(a) in coin of the realm;\n\n(b) in kind."
SICK = "Quarantine\n\nThe master may keep a ship with sickness on board apart for forty days. He tells its flag State."
WRECKS = "Wrecks\n\nNobody takes anything from a wreck before the master of the port has seen it."


def harbours(*articles):
    numbered = (f"Article {number} {text}" for number, text in enumerate(articles, 1))
    return parse(lines("\n\n".join(["Convention on Harbours", *numbered])), About("h", "Convention on Harbours", "HC"))


OLD = harbours(USE, FEES, SICK)


def cite(eid, words=""):
    """A citation of the old text: all of a provision, or these words of it."""
    provision = OLD[eid]
    start = OLD.text.index(words, provision.body) if words else provision.body
    end = start + len(words) if words else provision.end
    quote = collapse(OLD.text[start:end])
    return Citation(1, "h", eid, label(OLD, provision), OLD.article_of(provision).heading, quote, start, end)


def now(*articles):
    return Corpus([harbours(*articles)])


FORTY = "may keep a ship with sickness on board apart for forty days."
CASES = {
    "as it was": (cite("art_3"), now(USE, FEES, SICK), "found", "art_3", ""),
    "words before it": (
        cite("art_3", FORTY),
        now(USE + " So are its quays.", FEES, SICK),
        "found",
        "art_3",
        "",
    ),
    "an article before it": (
        cite("art_3", FORTY),
        now(USE, WRECKS, FEES, SICK),
        "moved",
        "art_4",
        "",
    ),
    "a point of a list that moved": (
        cite("art_2__para_2__point_a"),
        now(WRECKS, USE, FEES),
        "moved",
        "art_3__para_2__point_a",
        "",
    ),
    "another number of days": (
        cite("art_3", FORTY),
        now(USE, FEES, SICK.replace("forty", "fifty")),
        "changed",
        "art_3",
        FORTY.replace("forty", "fifty"),
    ),
    "an exception at its end": (
        cite("art_3", FORTY),
        now(USE, FEES, SICK.replace("days.", "days, or more in need.")),
        "changed",
        "art_3",
        FORTY.replace("days.", "days, or more in need."),
    ),
    "reworded and moved": (
        cite("art_1"),
        now(WRECKS, USE.replace("all ships", "all boats")),
        "changed",
        "art_2",
        PEACE.replace("all ships", "all boats"),
    ),
    "gone": (cite("art_3", FORTY), now(USE, FEES), "lost", "art_3", ""),
    "another in its place": (
        cite("art_3"),
        now(USE, FEES, WRECKS),
        "lost",
        "art_3",
        "",
    ),
    "not loaded": (cite("art_3"), Corpus([]), "unloaded", "art_3", ""),
}


@pytest.mark.parametrize(("citation", "corpus", "standing", "eid", "words"), CASES.values(), ids=CASES)
def test_a_citation_is_found_by_its_words(citation, corpus, standing, eid, words):
    found = hold(citation, corpus)
    assert (found.standing, found.citation.eid, found.now) == (standing, eid, words)
    if standing in (Standing.FOUND, Standing.MOVED):
        text = corpus["h"].text[found.citation.start : found.citation.end]
        assert collapse(text) == citation.quote
        assert found.citation.label == label(corpus["h"], corpus["h"][eid])


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("as it was", None),
        ("words before it", None),
        ("an article before it", "The words of [1] stood in article 3, and stand in article 4 now."),
        ("another number of days", "The text of article 3 has changed since [1] was quoted."),
        ("reworded and moved", "what [1] quotes from article 1 is reworded in article 2."),
        ("gone", "the words of [1] are no longer in the HC."),
        ("not loaded", None),
    ],
)
def test_what_has_become_of_a_quote_is_said_in_every_document(case, said):
    citation, corpus, standing, *_ = CASES[case]
    turn = Turn.of("x", Answer("x", Status.ANSWERED, f"**{citation.label}**:\n> {citation.quote} [1]", (citation,)))
    changed = standing in ("changed", "lost")
    answer = held(turn, corpus).answer
    assert answer.answer.endswith(CHANGED) == changed
    assert bool(doubt(answer.citations[0], corpus)) == changed
    conversation = Conversation((turn,), "t")
    (authority,) = authorities(conversation, corpus)
    assert authority.label.endswith(CHANGED) == changed
    document = written(conversation, corpus, ".html").decode()
    assert (said or "") in document
    assert (answer.message or "").endswith(said or "")


@given(st.text(max_size=60))
def test_any_words_can_be_held_against_a_text(words):
    citation = Citation(1, "h", "art_1", "article 1", "Use", words, 0, len(words))
    found = hold(citation, Corpus([OLD]))
    if found.standing in (Standing.FOUND, Standing.MOVED):
        assert collapse(OLD.text[found.citation.start : found.citation.end]) == collapse(words)
