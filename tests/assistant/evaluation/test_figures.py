"""Figures over a set of questions: a product that knows all, one that guesses, and statistics worked by hand."""

import numpy as np
import pytest
from evaluation_cases import answered, at, cite, declined, evaluate, guesser, item, many, oracle
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from assistant.evaluation import FIGURES, check_thresholds, compare, parse_threshold
from assistant.evaluation import measures as m
from assistant.evaluation.curves import done_by_time, found_by_rank, reliability, risk_by_coverage
from assistant.evaluation.intervals import percentile_interval, resamples, share_interval
from corpus.errors import UsageError

ITEMS = many(100)
ONE = np.ones((1, 4))


OF_PROSE = {
    *("sentences_verified", "sentences_repaired", "sentences_struck", "prose", "prose_declined"),
    *("first_quote_ms", "last_word_ms"),
}
"""What is told only of answers that a language model wrote to."""


def test_the_oracle_scores_one_and_errs_nowhere():
    results = evaluate(ITEMS, oracle(ITEMS))
    for key, figure in FIGURES.items():
        if key in ("words", "latency_p50", "latency_p95", "auroc_right", "headline_right") or key in OF_PROSE:
            continue
        assert results.figures[key].value == pytest.approx(1 if figure.better > 0 else 0), key
    assert "auroc_right" not in results.figures, "where nothing is wrong, nothing can be told from it"
    assert not list(results.failures)


def test_the_guesser_scores_next_to_nothing():
    figures = evaluate(ITEMS, guesser(ITEMS)).figures
    for key in ("pin_at_1", "citation_precision", "citation_recall", "fact_share"):
        assert figures[key].value < 0.3, key
    assert figures["wrongly_answered"].value == 1
    assert figures["auroc_answerable"].low < 0.5 < figures["auroc_answerable"].high
    assert figures["risk_area"].value > 0.6


def test_the_oracle_beats_the_guesser_in_every_figure_that_judges():
    verdicts = {one.figure.key: one.verdict for one in compare(*(evaluate(ITEMS, f(ITEMS)) for f in (guesser, oracle)))}
    assert {key for key, verdict in verdicts.items() if verdict != "better"} <= {
        *("wrongly_declined", "verbatim", "words", "latency_p50", "latency_p95", "recall_at_10", "recall_at_5"),
        *("recall_at_3", "auroc_right"),
    }


def test_a_run_differs_from_itself_by_nothing():
    results = evaluate(ITEMS, guesser(ITEMS))
    for one in compare(results, results):
        assert (one.difference, one.low, one.high, one.verdict) == (0, 0, 0, "same"), one.figure.key


def test_runs_that_differ_and_come_out_even_are_not_called_the_same():
    asked = [item(at("art_2"), id=f"q{n}") for n in range(40)]
    right, wrong = answered(cite("art_2")), answered(cite("art_3"))
    first, second = evaluate(asked, [right, wrong] * 20), evaluate(asked, [wrong, right] * 20)
    recall = next(one for one in compare(first, second) if one.figure.key == "citation_recall")
    assert (recall.difference, recall.verdict) == (0, "unclear")


def test_pairing_is_tighter_than_the_runs_apart():
    """Two runs that differ in one question of a hundred: apart the intervals overlap, paired they are narrow."""
    answers = guesser(ITEMS)
    better = [oracle(ITEMS)[0], *answers[1:]]
    first, second = evaluate(ITEMS, answers), evaluate(ITEMS, better)
    paired = next(one for one in compare(first, second) if one.figure.key == "citation_recall")
    alone = second.figures["citation_recall"]
    assert paired.high - paired.low < (alone.high - alone.low) / 2


def test_only_shared_questions_are_compared():
    first, second = evaluate(ITEMS[:10], oracle(ITEMS[:10])), evaluate(ITEMS[5:], oracle(ITEMS[5:]))
    assert {one.questions for one in compare(first, second)} == {5}
    with pytest.raises(UsageError, match="share no question"):
        compare(evaluate(ITEMS[:5], oracle(ITEMS[:5])), second)


def test_intervals_hold_the_value_and_shrink_with_questions():
    few, lots = evaluate(many(50), guesser(many(50))).figures, evaluate(many(400), guesser(many(400))).figures
    for key in ("pin_at_1", "citation_recall", "auroc_answerable"):
        assert few[key].low <= few[key].value <= few[key].high
        assert lots[key].high - lots[key].low < few[key].high - few[key].low


def test_the_turns_of_a_conversation_are_drawn_together():
    weights = resamples(["a", "b", "a", "c", "a"])
    assert (weights[:, [0]] == weights[:, [2, 4]]).all()
    assert (weights[:, [0, 1, 3]].sum(axis=1) == 3).all()
    alone = percentile_interval(m.mean(np.tile([0.0, 1.0], 50), resamples([str(n) for n in range(100)])))
    together = percentile_interval(m.mean(np.tile([0.0, 1.0], 50), resamples([str(n % 10) for n in range(100)])))
    assert together[1] - together[0] > 2 * (alone[1] - alone[0])


def test_no_certainty_is_claimed_where_all_count_alike():
    low, high = share_interval(np.ones(9), 50)
    assert (round(low, 3), high) == (0.929, 1.0)
    assert share_interval(np.zeros(9), 50) == pytest.approx((0.0, 1 - low))
    assert np.isnan(percentile_interval(np.full(3, np.nan))).all()


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans(), st.integers(0, 3)), min_size=2, max_size=30))
def test_auroc_agrees_with_a_library(rows):
    scores, positive, weights = (np.array(column) for column in zip(*rows, strict=True))
    drawn = np.repeat(np.arange(len(rows)), weights)
    found = m.auroc(scores.astype(float), positive, weights[None, :].astype(float))[0]
    if len(set(positive[drawn])) < 2:
        assert np.isnan(found)
    else:
        assert found == pytest.approx(roc_auc_score(positive[drawn], scores[drawn]))


@pytest.mark.parametrize(
    ("right", "area"),
    [
        ([1, 1, 1, 1], 0),
        ([0, 0, 0, 0], 1),
        ([1, 1, 0, 0], (0 + 0 + 1 / 3 + 1 / 2) / 4),
        ([0, 0, 1, 1], (1 + 1 + 2 / 3 + 1 / 2) / 4),
    ],
)
def test_risk_area(right, area):
    truths = np.array(right, dtype=bool)
    assert m.risk_area(np.array([0.9, 0.8, 0.7, 0.6]), truths, ONE)[0] == pytest.approx(area)
    assert m.risk_area(np.full(4, 0.5), truths, ONE)[0] == pytest.approx(1 - truths.mean())


def test_calibration_error():
    confidence = np.array([0.9, 0.9, 0.1, 1.0])
    assert m.calibration_error(confidence, np.array([True, True, False, True]), ONE)[0] == pytest.approx(0.3 / 4)
    assert m.calibration_error(confidence, np.array([False, False, True, False]), ONE)[0] == pytest.approx(3.7 / 4)
    assert m.calibration_error(np.full(4, 0.5), np.array([True, False] * 2), ONE)[0] == pytest.approx(0)


@pytest.mark.parametrize(("share", "value"), [(0.5, 20.0), (0.95, 40.0), (0.25, 10.0)])
def test_quantile(share, value):
    assert m.quantile(np.array([40.0, 10.0, 30.0, 20.0]), ONE, share)[0] == value
    assert m.quantile(np.array([40.0, 10.0]), np.array([[0.0, 0.0]]), share)[0] != value


def test_curves():
    asked = [item(at("art_2"), id=f"q{n}") for n in range(4)]
    answers = [
        answered(cite("art_2"), confidence=0.95),
        answered(cite("art_3"), confidence=0.45, found=[at("art_1"), at("art_2")]),
        answered(cite("art_2"), confidence=0.45),
        declined(),
    ]
    outcomes = evaluate(asked, answers).outcomes
    assert risk_by_coverage(outcomes) == [(0.25, 0.0), (0.75, pytest.approx(1 / 3))]
    assert reliability(outcomes) == [(0.45, 0.5, 2), (0.95, 1.0, 1)]
    assert found_by_rank(outcomes, 4) == [(1.0, 0.5), (2.0, 0.5), (3.0, 0.75), (4.0, 0.75)]
    times = done_by_time(outcomes)
    assert [share for _, share in times] == [0.25, 0.5, 0.75, 1.0]
    assert times == sorted(times)
    assert found_by_rank([]) == risk_by_coverage([]) == reliability([]) == done_by_time([]) == []


def test_thresholds_look_at_the_worse_side():
    results = evaluate(ITEMS, guesser(ITEMS))
    good = {"wrongly_declined": 0.0, "art_at_1": 0.05, "latency_p95": 60_000.0}
    assert check_thresholds(results, good) == ()
    low, high = check_thresholds(results, {"art_at_1": 0.9, "wrongly_answered": 0.1})
    assert "art_at_1 is 0." in low
    assert low.endswith("under the bound 0.9")
    assert high == "wrongly_answered is 1, over the bound 0.1"
    (untold,) = check_thresholds(evaluate([item()], [declined()]), {"art_at_1": 0.0})
    assert "no question tells" in untold


@pytest.mark.parametrize(
    "text",
    ["art_at_1", "art_at_1=", "art_at_1=high", "art_at_1=nan", "art_at_1=7", "words=-1", "=0.9", "accuracy=0.9", ""],
)
def test_a_bad_threshold_is_refused(text):
    with pytest.raises(UsageError):
        parse_threshold(text)


def test_a_threshold_is_a_figure_and_a_bound():
    assert parse_threshold("art_at_1=0.9") == ("art_at_1", 0.9)
    assert parse_threshold("latency_p95=800") == ("latency_p95", 800)


def test_every_figure_says_what_it_counts():
    assert all(figure.meaning and figure.title and figure.better in (1, -1) for figure in FIGURES.values())
