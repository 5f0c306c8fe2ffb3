"""Questions to ranked provisions. Weights are fitted: rankings are asserted for clear questions alone."""

import shutil
from dataclasses import replace

import numpy as np
import pytest

from assistant.assistant import Assistant
from assistant.holdings import default_plan, plan_of
from assistant.retrieval.dialogue import blend, favour
from assistant.retrieval.fusion import fuse
from assistant.retrieval.ranking import Ranked, Ranking, Signals
from assistant.understanding.question import read
from assistant.weights import weights
from corpus.model import About
from corpus.parsing.parser import parse
from corpus.readers.markdown import lines
from corpus.settings import HOME
from corpus.shelf.collection import Corpus
from corpus.shelf.stored import Entry
from index.search import Candidates

UN, CIS = "un-convention", "cis-agreement"
NEAR, KNOWN = weights().followups.near, weights().followups.known
FIRST = weights().fusion_unlearned.first_paragraph
CORPUS = Corpus.bundled()


@pytest.fixture(scope="module")
def retriever(assistant):
    return assistant.retriever


def rank(retriever, text, **options):
    return retriever.rank(read(text, CORPUS), **options)


def article(ranked):
    instrument = CORPUS[ranked.instrument]
    return ranked.instrument, instrument.article_of(instrument[ranked.eid]).eid


@pytest.mark.parametrize(
    ("text", "id", "eid"),
    [
        ("How long must preserved data be kept?", UN, "art_59"),
        ("Is there a contact point that can be reached day and night?", UN, "art_66"),
        ("in which languages are the authentic texts of the UN draft written", UN, "art_89"),
        ("May a State extradite someone on whom a final judgment has been passed?", UN, "art_48"),
        ("Is it a crime to encourage suicide online?", UN, "art_16"),
        ("When may a request be refused under the CIS agreement?", CIS, "art_8"),
        ("Who bears the costs under the CIS agreement?", CIS, "art_11"),
        ("what is the working language of the CIS agreement", CIS, "art_12"),
    ],
)
def test_clear_questions_find_their_article_first(retriever, text, id, eid):
    assert article(rank(retriever, text).provisions[0]) == (id, eid)


def test_provisions_come_best_first_and_once(retriever):
    provisions = rank(retriever, "extradition of nationals").provisions
    scores = [ranked.score for ranked in provisions]
    assert scores == sorted(scores, reverse=True)
    assert len({(ranked.instrument, ranked.eid) for ranked in provisions}) == len(provisions)


def test_the_scope_is_that_of_the_question_or_of_the_call(retriever):
    assert {r.instrument for r in rank(retriever, "costs under the CIS agreement").provisions} == {CIS}
    assert {r.instrument for r in rank(retriever, "costs", instruments=(UN,)).provisions} == {UN}
    assert {r.instrument for r in rank(retriever, "costs").provisions} == {UN, CIS}


def test_a_search_within_a_provision_stays_inside(retriever):
    inside = rank(retriever, "refusal", within=(UN, "art_47"))
    assert inside.provisions
    assert all(f"{r.eid}__".startswith("art_47__") for r in inside.provisions)


def test_the_same_question_has_the_same_ranking(retriever):
    assert rank(retriever, "Who pays the costs?") == rank(retriever, "Who pays the costs?")


def test_signals_tell_what_is_answered_from_what_is_not(retriever):
    good = rank(retriever, "How long must preserved data be kept?").signals
    bad = rank(retriever, "How do I bake sourdough bread?").signals
    for name in ("score", "over_category", "over_unanswerable", "passage"):
        assert getattr(good, name) > getattr(bad, name), name
    assert rank(retriever, "What does the GDPR say of extradition?").signals.foreign == 1


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("preserved data", "Data shall be preserved.", 1.0),
        ("bread", "Data shall be preserved.", 0.0),
        ("the of and", "anything", 0.0),
        ("", "anything", 0.0),
    ],
)
def test_cover_is_the_share_of_a_texts_words(retriever, text, words, expected):
    assert retriever.cover(text, words) == pytest.approx(expected)


def test_rare_words_weigh_more_in_cover(retriever):
    text = "party sourdough"
    assert retriever.cover(text, "sourdough") > 0.5 > retriever.cover(text, "party")


# --- rankings of several turns ----------------------------------------------------------------------------


def ranking(*rows, signals=None):
    return Ranking(tuple(Ranked(*row) for row in rows), signals)


def order(found):
    return [ranked.eid for ranked in found.provisions]


OWN = ranking((UN, "art_1", 1.0), (UN, "art_2", 0.5), (UN, "art_3", 0.1))
UNDERSTOOD = ranking((UN, "art_2", 1.0), (UN, "art_4", 0.9), (UN, "art_1", 0.0))


@pytest.mark.parametrize(
    ("weight", "expected"),
    [
        (1.0, ["art_1", "art_2", "art_3", "art_4"]),
        (0.0, ["art_2", "art_4", "art_1", "art_3"]),
        (0.5, ["art_2", "art_1", "art_4", "art_3"]),
    ],
)
def test_two_rankings_are_weighed(weight, expected):
    assert order(blend([(OWN, weight), (UNDERSTOOD, 1 - weight)])) == expected


def test_what_rankings_tell_is_told_together():
    one, two = (Signals(*[value] * 9) for value in (0.25, 0.75))
    blended = blend([(replace(OWN, signals=one), 0.9), (replace(UNDERSTOOD, signals=two), 0.1)])
    assert blended.signals == Signals(*[0.5] * 9, turn=1.0)
    favoured = favour(blended, (), CORPUS)
    best, second = favoured.provisions[:2]
    assert (favoured.signals.score, favoured.signals.lead) == pytest.approx((best.score, best.score - second.score))


def test_a_ranking_of_nothing_leaves_the_other():
    assert order(blend([(ranking(), 0.9), (UNDERSTOOD, 0.1)])) == order(UNDERSTOOD)
    assert order(blend([(OWN, 0.1), (ranking(), 0.9)])) == order(OWN)
    assert blend([(ranking(), 0.5), (ranking(), 0.5)]).provisions == ()


def test_what_a_dialogue_is_about_is_favoured_a_little_and_what_was_cited_less():
    close = ranking((UN, "art_12", 1.0), (UN, "art_59__para_6", 1 - NEAR / 2), (UN, "art_66", 1 - NEAR / 4))
    assert order(favour(close, ((UN, "art_59__para_2"),), CORPUS))[0] == "art_59__para_6"
    assert order(favour(close, (), CORPUS)) == ["art_12", "art_66", "art_59__para_6"]
    cited = ranking((UN, "art_59__para_2", 1.0), (UN, "art_59__para_6", 1 - KNOWN / 2), (UN, "art_59", 0.5))
    assert order(favour(cited, ((UN, "art_59__para_2"),), CORPUS))[0] == "art_59__para_6"
    clear = ranking((UN, "art_12", 1.0), (UN, "art_59__para_6", 1 - 2 * NEAR))
    assert order(favour(clear, ((UN, "art_59__para_2"),), CORPUS))[0] == "art_12"


# --- the arms against each other --------------------------------------------------------------------------


def candidates(eids, **arms):
    found = {name.replace("_", "-"): np.array(scores, np.float32) for name, scores in arms.items()}
    return Candidates([UN] * len(eids), eids, found, -1.0, -1.0)


@pytest.mark.parametrize("learned", [True, False])
def test_better_in_every_arm_is_better(learned):
    arms = {"passage_0": [0.9, 0.5], "words": [1.0, 0.2]}
    if learned:
        arms |= {"prototype_0": [0.8, 0.3], "question_0": [0.9, 0.4]}
    first, second = fuse(candidates(["art_1", "art_2"], **arms), learned)
    assert first > second


def test_arms_on_questions_say_nothing_of_provisions_without_any():
    arms = {"passage_0": [0.6, 0.6], "prototype_0": [0.9, -0.9], "words": [0.5, 0.5]}
    scores = fuse(candidates(["art_1", "art_2"], **arms), learned=False)
    assert scores[0] == scores[1]


@pytest.mark.parametrize(("behind", "expected"), [(FIRST / 2, "art_1__para_1"), (2 * FIRST, "art_1__para_3")])
def test_a_first_paragraph_near_to_the_best_of_its_article_is_taken_for_it(behind, expected):
    eids = ["art_1__para_1", "art_1__para_3", "art_2__para_1"]
    scores = fuse(candidates(eids, passage_0=[0.8 - behind, 0.8, 0.5]), learned=False)
    assert eids[int(np.argmax(scores))] == expected
    assert scores.argmin() == 2, "only within an article"


@pytest.mark.parametrize("behind", ["preamble__rec_1", "art_2__para_1__point_a", "annex_I__para_1"])
def test_what_says_a_part_or_explains_stands_behind_a_provision(behind):
    scores = fuse(candidates([behind, "art_1"], passage_0=[0.6, 0.6]), learned=False)
    assert scores[1] > scores[0]


# --- instruments without questions beside those that have them ----------------------------------------------


CRATERS = parse(
    lines(
        "Treaty on Craters\n\nArticle 1 Craters\n\nNo crater shall be sold.\n\nArticle 2 Dust\n\nDust may be swept.\n"
    ),
    About("craters", "Treaty on Craters", "Treaty on Craters"),
)


@pytest.fixture(scope="module")
def beside(home, tmp_path_factory):
    """The bundled instruments with a short one that has no questions."""
    folder = tmp_path_factory.mktemp("beside")
    shutil.copytree(home / "indexes" / default_plan().contents.key, folder / "indexes" / "older")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME, str(folder))
        assistant = Assistant(plan_of([Entry(CRATERS, folder)]))
        assert assistant.retriever, "opened while the folder is its own"
    return assistant


def test_each_is_looked_up_in_its_own_way(beside, retriever):
    sold = "May somebody sell a crater under the Moon Treaty?"
    assert beside.retriever.rank(read(sold, beside.corpus)).provisions[0].instrument == "craters"
    for text in ("How long must preserved data be kept?", "Who bears the costs under the CIS agreement?"):
        own = [r for r in beside.retriever.rank(read(text, beside.corpus)).provisions if r.instrument != "craters"]
        assert own == list(rank(retriever, text).provisions)


@pytest.mark.parametrize(
    "text",
    [
        "May a crater be sold under the Moon Treaty?",
        "May a crater be sold, under this convention",
        "May a crater be sold?",
    ],
)
def test_a_name_that_none_answers_to_is_not_searched_for(beside, text):
    found, bare = (beside.retriever.rank(read(t, beside.corpus), ("craters",)) for t in (text, "May a crater be sold?"))
    assert [r.eid for r in found.provisions] == [r.eid for r in bare.provisions]
