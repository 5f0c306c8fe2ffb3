"""From ranked provisions to what is cited and quoted."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering import composition
from assistant.answering.verification import verified
from assistant.retrieval.ranking import Ranked
from assistant.understanding.question import read
from assistant.weights import weights
from corpus.lexicon import read as read_words
from corpus.model import About, Kind, collapse
from corpus.parsing.parser import parse
from corpus.readers.markdown import lines
from corpus.shelf.collection import Corpus

UN, CIS = "un-convention", "cis-agreement"
CORPUS = Corpus.bundled()
OF = weights().composition


def shared(text, words):
    """Share of the words of a text that stand among others."""
    asked, known = (set(re.findall(r"\w+", run.casefold())) for run in (text, words))
    return len(asked & known) / len(asked) if asked else 0.0


def quoted(eid, question="What does it say?", id=UN):
    return composition.quote(Ranked(id, eid, 1.0), read(question, CORPUS), CORPUS, shared)


def cited(*parts):
    return composition.citations(parts)


def chosen(*ranked, question="Who keeps the data?"):
    rows = [Ranked(*row) for row in ranked]
    return [(r.instrument, r.eid) for r in composition.cover(rows, read(question, CORPUS), CORPUS)]


# --- what is cited ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ranked", "expected"),
    [
        ([(UN, "art_59__para_6", 1.0), (UN, "art_12", 1 - 2 * OF.close)], [(UN, "art_59__para_6")]),
        ([(UN, "art_59__para_6", 1.0), (UN, "art_12", 1 - OF.close / 2)], [(UN, "art_59__para_6"), (UN, "art_12")]),
        ([(UN, "art_59", 1.0), (UN, "art_12", 0.5), (UN, "art_59__para_6", 0.4)], [(UN, "art_59__para_6")]),
        ([(UN, "art_59__para_2", 1.0), (UN, "art_59__para_2__point_a", 0.99)], [(UN, "art_59__para_2")]),
        (
            [(UN, "art_6", 1.0), (CIS, "art_10", 0.99), (UN, "art_62", 0.98)],
            [(UN, "art_6"), (CIS, "art_10"), (UN, "art_62")],
        ),
        ([], []),
    ],
    ids=["clear", "as good", "narrowed", "held by the other", "either instrument", "nothing"],
)
def test_the_fewest_provisions_that_answer(ranked, expected):
    assert chosen(*ranked) == expected


def test_no_more_than_the_most():
    assert len(chosen(*((UN, f"art_{n}", 1.0) for n in range(5, 12)))) == OF.most


# --- what is quoted ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("id", CORPUS)
def test_every_quote_is_verbatim_and_stands_in_its_provision(id):
    for provision in CORPUS[id]:
        if not CORPUS[id].words(provision):
            continue
        part = quoted(provision.eid, "Which data shall a Party preserve, and how long?", id)
        (citation,) = cited(part)
        assert verified(citation, CORPUS)
        assert CORPUS[id].text[citation.start : citation.end].strip() == CORPUS[id].text[citation.start : citation.end]
        assert citation.quote in collapse(CORPUS[id].text)


def test_a_short_paragraph_is_quoted_whole():
    (citation,) = cited(quoted("art_59__para_6"))
    assert citation.quote == CORPUS[UN].words(CORPUS[UN]["art_59__para_6"])
    assert citation.label == "article 59, paragraph 6"
    assert citation.heading == "Expedited preservation of electronic information"


LISTS = [p.eid for p in CORPUS[UN] if any(c.kind is Kind.POINT for c in CORPUS[UN].children(p))]


@pytest.mark.parametrize("eid", [eid for eid in LISTS if len(CORPUS[UN].words(CORPUS[UN][eid]).split()) <= OF.list])
def test_a_list_is_quoted_whole(eid):
    (citation,) = cited(quoted(eid))
    assert citation.quote == CORPUS[UN].words(CORPUS[UN][eid])


LEAVES = [p.eid for p in CORPUS[UN] if not p.children and len(CORPUS[UN].words(p).split()) > OF.long]


@pytest.mark.parametrize("eid", LEAVES)
def test_a_long_paragraph_is_cut_to_whole_sentences_and_none_left_out_limits_the_rest(eid):
    whole = CORPUS[UN].words(CORPUS[UN][eid])
    (citation,) = cited(quoted(eid))
    before, _, after = whole.partition(citation.quote)
    assert not before or before.rstrip()[-1] in ".;!?"
    assert not after or citation.quote[-1] in '.;!?”")'
    assert not read_words("limits").limits.search(f"{before} {after}")
    assert citation.part == bool(before or after)


@given(
    st.lists(
        st.sampled_from(
            [
                "Each Party shall keep records of whales.",
                "A Party may, however, keep none.",
                "This shall not apply to kites.",
                "Records name the ship and its master.",
                "Unless the Parties agree otherwise, they are kept in English.",
            ]
        ),
        min_size=12,
        max_size=24,
    )
)
def test_no_quote_leaves_a_limit_out(sentences):
    own = instrument("Article 1. Things\n\n" + " ".join(sentences))
    part = composition.quote(Ranked("own", "art_1", 1.0), read("which ship", CORPUS), Corpus([own]), shared)
    (citation,) = cited(part)
    before, _, after = own.words(own["art_1"]).partition(citation.quote)
    assert not read_words("limits").limits.search(f"{before} {after}")


def instrument(text):
    return parse(lines(text), About(id="own", title="Own Treaty", short_title="Own"))


def test_the_sentences_that_answer_are_chosen():
    words = ("whales", "kites", "clocks", "violins")
    sentences = [f"This sentence is about {word} and nothing else. {'It goes on. ' * 12}" for word in words]
    own = instrument("Article 1. Things\n\n" + "".join(sentences))
    corpus = Corpus([own])
    for word in words:
        part = composition.quote(Ranked("own", "art_1", 1.0), read(f"what of {word}", corpus), corpus, shared)
        (citation,) = cited(part)
        assert word in citation.quote
        assert len(citation.quote.split()) <= OF.long


def test_an_article_that_is_cited_whole_quotes_the_paragraph_that_answers():
    part = quoted("art_59", "how long is the period of preservation")
    (citation,) = cited(part)
    assert len(citation.quote.split()) < len(CORPUS[UN].words(CORPUS[UN]["art_59"]).split())


# --- passages ---------------------------------------------------------------------------------------------


def test_passages_have_scores_between_nothing_and_the_confidence():
    rows = [Ranked(UN, "art_12", 1.4), Ranked(UN, "art_59__para_6", 0.7), Ranked(CIS, "art_12", -0.2)]
    found = composition.found(rows, CORPUS, 0.9)
    assert [passage.score for passage in found] == pytest.approx([0.9, 0.45, 0.0])
    assert found[1].text == CORPUS[UN].words(CORPUS[UN]["art_59__para_6"])
    assert composition.found([], CORPUS, 0.0) == ()


@given(st.lists(st.sampled_from([p.eid for p in CORPUS[UN]]), min_size=1, max_size=12, unique=True))
def test_citations_never_hold_each_other(eids):
    places = chosen(*((UN, eid, 1.0) for eid in eids))
    assert 1 <= len(places) <= OF.most
    assert all(not f"{two}__".startswith(f"{one}__") for (_, one), (_, two) in pairwise(sorted(places)))
