"""What each figure makes of one answer."""

import pytest
from evaluation_cases import INSTRUMENTS, answered, at, cite, declined, evaluate, item

from assistant.answer import Citation
from assistant.evaluation.matching import Matcher, as_gold
from corpus.model import Kind

ALPHA = INSTRUMENTS["alpha"]
POINT_A, POINT_B = "art_1__para_1__point_a", "art_1__para_1__point_b"
CHAPEAU = ALPHA.own_span(ALPHA["art_1__para_1"])
UNKNOWN = Citation(1, "gamma", "art_1", "", "", "words", 0, 5)
NOWHERE = Citation(1, "alpha", "art_99", "", "", "words", 0, 5)


def score(one, *answers_and_key):
    *citations, key = answers_and_key
    return evaluate([one], [answered(*citations)]).outcomes[0].scores[key]


@pytest.mark.parametrize(
    ("cited", "gold", "article", "pin", "soft"),
    [
        (cite(POINT_A), POINT_A, 1, 1, 1),
        (cite("art_1__para_1"), POINT_A, 1, 1, 2 / 3),
        (cite("art_1__para_1", span=CHAPEAU), POINT_A, 1, 0, 2 / 3),
        (cite("art_1"), POINT_A, 1, 0, 1 / 3),
        (cite(POINT_B), POINT_A, 1, 0, 0),
        (cite("art_1__para_2"), POINT_A, 1, 0, 0),
        (cite(POINT_A), "art_1__para_1", 1, 1, 2 / 3),
        (cite(POINT_A), "art_1", 1, 1, 1 / 3),
        (cite("art_1"), "art_1__para_2", 1, 0, 1 / 2),
        (cite("art_2"), "art_2", 1, 1, 1),
        (cite("chp_I"), "art_2", 0, 0, 0),
        (cite("art_2"), POINT_A, 0, 0, 0),
        (cite("art_1", "beta"), "art_1", 0, 0, 0),
        (cite("preamble__rec_1"), "preamble", 1, 1, 1 / 2),
        (cite("preamble"), "preamble__rec_1", 1, 0, 1 / 2),
        (UNKNOWN, "art_1", 0, 0, 0),
        (NOWHERE, "art_1", 0, 0, 0),
    ],
)
def test_the_first_citation(cited, gold, article, pin, soft):
    scores = evaluate([item(at(gold))], [answered(cited, cite(gold))]).outcomes[0].scores
    assert (scores["art_at_1"], scores["pin_at_1"]) == (article, pin)
    assert scores["pin_soft"] == pytest.approx(soft)
    assert scores["right"] == article


def test_a_sibling_is_worse_than_an_ancestor_and_that_worse_than_the_place_itself():
    worth = [score(item(at(POINT_A)), cite(eid), "pin_soft") for eid in (POINT_B, "art_1", "art_1__para_1", POINT_A)]
    assert worth == sorted(worth)
    assert len(set(worth)) == 4


def test_an_accepted_alternative_is_as_good_as_gold():
    one = item(at("art_2"), also_ok=(at("art_1", "beta"),))
    scores = evaluate([one], [answered(cite("art_1", "beta"))]).outcomes[0].scores
    for key in ("art_at_1", "pin_at_1", "pin_soft", "citation_precision", "citation_recall", "recall_at_1", "mrr"):
        assert scores[key] == 1, key


@pytest.mark.parametrize(
    ("gold", "also_ok", "cited", "precision", "recall"),
    [
        ([at("art_2")], [], [cite("art_2")], 1, 1),
        ([at("art_2")], [], [cite("art_2"), cite("art_3")], 1 / 2, 1),
        ([at("art_2"), at("art_3")], [], [cite("art_3__para_1")], 1, 1 / 2),
        ([at(POINT_A)], [], [cite("art_1")], 1, 1),
        ([at(POINT_A)], [], [cite("art_1", span=CHAPEAU)], 0, 0),
        ([at("art_2"), at("art_1", "beta")], [at("art_3")], [cite("art_2"), cite("art_3")], 1, 1 / 2),
        ([at("art_2"), at("art_1", "beta")], [at("art_3")], [cite("art_3"), cite("art_1", "beta")], 1, 1),
        ([at("art_1"), at("art_2")], [at("art_1__para_2")], [cite("art_1__para_2")], 1, 1 / 2),
        ([at("art_2")], [], [UNKNOWN], 0, 0),
    ],
)
def test_citations(gold, also_ok, cited, precision, recall):
    one = item(*gold, also_ok=tuple(also_ok))
    assert score(one, *cited, "citation_precision") == pytest.approx(precision)
    assert score(one, *cited, "citation_recall") == pytest.approx(recall)


@pytest.mark.parametrize(
    ("fact", "text", "share"),
    [
        ("ninety DAYS", "", 1),
        ("its 'records'", "", 1),
        ("ninety weeks", "", 0),
        ("keep:", "Each shall  KEEP: things", 1),
        ("seals costs", "its seals\n", 0),
    ],
)
def test_facts_are_looked_for_in_text_and_quotes(fact, text, share):
    answer = answered(cite(POINT_A), cite("art_2"), text=text)
    assert evaluate([item(at(POINT_A), facts=(fact,))], [answer]).outcomes[0].scores["fact_share"] == share


def test_verbatim_means_the_words_at_the_offsets():
    good = cite("art_1__para_1")
    assert score(item(at("art_2")), good, "verbatim") == 1
    moved = Citation(1, "alpha", good.eid, "", "", good.quote, good.start + 2, good.end)
    empty = Citation(1, "alpha", good.eid, "", "", "", good.start, good.start)
    assert score(item(at("art_2")), good, moved, empty, UNKNOWN, "verbatim") == 1 / 4


def test_words_leave_markers_out():
    outcome = evaluate([item(at("art_2"))], [answered(cite("art_2"), text="Costs lie [1] here.[12]")]).outcomes[0]
    assert outcome.scores["words"] == 3


def test_declining_and_answering():
    asked = [item(at("art_2"), id="a"), item(id="b"), item(at("art_2"), id="c"), item(id="d")]
    results = evaluate(asked, [declined(), declined(), answered(cite("art_2")), answered(cite("art_2"))])
    assert [outcome.scores["right"] for outcome in results.outcomes] == [0, 1, 1, 0]
    assert results.figures["wrongly_declined"].value == 0.5
    assert results.figures["wrongly_answered"].value == 0.5
    assert "citation_precision" not in results.outcomes[0].scores


@pytest.mark.parametrize(
    ("one", "answer", "why"),
    [
        (item(at("art_2")), answered(cite("art_2")), ""),
        (item(at("art_2")), declined(), "declined: nothing on that"),
        (item(at("art_2")), answered(), "answered without a citation"),
        (item(at("art_2")), answered(cite("art_3")), "another article"),
        (item(at("art_2")), answered(cite("art_2", "beta")), "another instrument"),
        (item(at("art_3__para_1")), answered(cite("art_3__para_2")), "the right article, another provision of it"),
        (item(), answered(cite("art_2")), "answered, though the instruments do not say"),
        (item(), declined(), ""),
        (item(at("art_2"), facts=("free",)), answered(cite("art_2")), "not said: free"),
    ],
)
def test_what_is_wrong_is_said(one, answer, why):
    assert evaluate([one], [answer]).outcomes[0].why == why


@pytest.mark.parametrize(
    ("shown", "r1", "r3", "mrr", "ndcg"),
    [
        (["art_2"], 1, 1, 1, 1),
        (["art_1", "art_3", "art_2"], 0, 1, 1 / 3, 1 / 2),
        (["art_1__para_1", "art_1__para_2", POINT_A, "art_2"], 0, 1, 1 / 2, 0.6309),
        (["art_1"], 0, 0, 0, 0),
        ([], 0, 0, 0, 0),
    ],
)
def test_ranking_by_article(shown, r1, r3, mrr, ndcg):
    answer = answered(found=[at(eid) for eid in shown])
    scores = evaluate([item(at("art_2")), item(id="u")], [answer, declined()]).outcomes[0].scores
    assert (scores["recall_at_1"], scores["recall_at_3"]) == (r1, r3)
    assert scores["mrr"] == pytest.approx(mrr)
    assert scores["ndcg_at_10"] == pytest.approx(ndcg, abs=1e-4)


def test_each_gold_target_is_met_once():
    gold = [at("a"), at("b"), at("c", "beta")]
    found = [at("x"), at("also"), at("a"), at("a"), at("y"), at("c", "beta"), at("also")]
    assert list(as_gold(found, gold, {at("also")})) == [at("x"), at("a"), at("b"), at("y"), at("c", "beta")]


def test_groups_hold_no_article():
    matcher = Matcher(INSTRUMENTS)
    assert ALPHA["chp_I"].kind is Kind.CHAPTER
    assert matcher.article("alpha", "chp_I") == at("chp_I")
    assert matcher.article("alpha", POINT_A) == at("art_1")
