"""What the arms of an index say of a question."""

import shutil
import threading

import numpy as np
import pytest
from small import BEES, TIDES, TIDES_ASKED, Hashing, plan

from corpus.questions import AnticipatedQuestion
from corpus.settings import HOME
from index import builder, generations
from index.plan import Plan, Source
from index.search import Index


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME, str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="module")
def index():
    builder.build(plan())
    opened = Index.open(plan())
    opened.candidates(["all files are open from now on"])
    return opened


def best(candidates, arm):
    row = int(np.argmax(candidates.arms[arm]))
    return candidates.instruments[row], candidates.eids[row]


@pytest.mark.parametrize(
    ("arm", "question", "expected"),
    [
        ("words", "inspecting yellow paint", ("tides", "art_1__para_2")),
        ("words", "jars", ("bees", "art_2")),
        ("passage-0", "A gauge shall be painted yellow and inspected every March", ("tides", "art_1__para_2")),
        ("passage-0", "honey sold in glass jars", ("bees", "art_2")),
        ("question-0", "how is a storm announced", ("tides", "art_2__point_b")),
        ("prototype-0", "what colour do gauges have", ("tides", "art_1__para_2")),
    ],
)
def test_each_arm_finds_in_its_own_way(index, arm, question, expected):
    assert best(index.candidates([question]), arm) == expected


def test_every_candidate_has_a_score_of_every_arm(index):
    found = index.candidates(["what colour do gauges have", "colour"])
    assert found.arms.keys() == {"passage-0", "question-0", "prototype-0", "words"}
    assert (
        {len(scores) for scores in found.arms.values()}
        == {len(found)}
        == {len(set(zip(found.instruments, found.eids, strict=True)))}
    )
    assert found.arms["words"].max() == 1
    assert all(scores.max() <= 1 + 1e-5 for scores in found.arms.values())


@pytest.mark.parametrize("id", ["tides", "bees"])
def test_instruments_restrict_every_arm(index, id):
    assert set(index.candidates(["gauges of honey"], [id]).instruments) == {id}
    assert set(index.candidates(["gauges of honey"], ["tides", "bees"]).instruments) == {"tides", "bees"}


def with_turn(words, eid="art_2__point_b"):
    """The tides with one anticipated turn."""
    return plan(Source(TIDES, (*TIDES_ASKED, AnticipatedQuestion(eid, words, turn=True))), Source(BEES))


def opened_with(given):
    builder.build(given)
    return Index.open(given)


def test_turns_are_found_by_what_leans_alone():
    index = opened_with(with_turn("nine rings"))
    assert best(index.candidates(["nine rings"], leans=True), "question-0") == ("tides", "art_2__point_b")
    leaning, alone = (index.candidates(["nine rings"], leans=leans).arms["question-0"].max() for leans in (True, False))
    assert leaning > alone


def test_questions_that_stand_alone_learn_nothing_from_turns():
    alone, beside = opened_with(plan()), opened_with(with_turn("nine rings"))
    for arm in ("passage-0", "prototype-0", "question-0"):
        found = [index.candidates(["a bell in a storm"]).arms[arm] for index in (alone, beside)]
        assert found[0] == pytest.approx(found[1], abs=1e-5)


def test_another_turn_takes_the_place_of_the_one_before():
    opened_with(with_turn("nine rings"))
    index = opened_with(with_turn("paint it", "art_1__para_2"))
    assert best(index.candidates(["paint it"], leans=True), "question-0") == ("tides", "art_1__para_2")


def test_turns_alone_teach_nothing():
    index = opened_with(plan(Source(TIDES, (AnticipatedQuestion("art_2__point_b", "nine rings", turn=True),))))
    assert index.candidates(["nine rings"], leans=True).arms.keys() == {"passage-0", "words"}


def test_an_instrument_that_is_not_there_has_no_candidates(index):
    assert len(index.candidates(["gauges"], ["moon"])) == 0


def test_nearness_to_what_cannot_be_answered(index):
    declined = index.candidates(["what is the best pizza"])
    answerable = index.candidates(["what colour do gauges have"])
    assert declined.unanswerable == pytest.approx(1)
    assert declined.unanswerable > answerable.unanswerable
    assert declined.category > answerable.category


@pytest.mark.parametrize("question", ["?!", "the of", "Ωμέγα", "x" * 2000])
def test_words_that_say_nothing_leave_the_other_arms(index, question):
    found = index.candidates([question])
    assert not found.arms["words"].any()
    assert len(found) > 0
    assert all(np.isfinite(scores).all() for scores in found.arms.values())


def test_an_index_without_anticipated_questions_still_searches():
    builder.build(bare := plan(Source(TIDES), Source(BEES)))
    found = Index.open(bare).candidates(["honey in glass jars"])
    assert found.arms.keys() == {"passage-0", "words"}
    assert best(found, "passage-0") == best(found, "words") == ("bees", "art_2")
    assert (found.unanswerable, found.category) == (-1.0, -1.0)


def test_encoders_in_another_order_find_the_same():
    """Each looks among its own vectors."""
    other = Backwards()
    one, two = (Plan((Source(TIDES),), pair, ()) for pair in ((Hashing(), other), (other, Hashing())))
    found = []
    for each in (one, two):
        builder.build(each)
        found.append(Index.open(each).candidates(["yellow gauges"]).arms)
    assert np.array_equal(found[0]["passage-0"], found[1]["passage-1"])
    assert np.array_equal(found[0]["passage-1"], found[1]["passage-0"])


class Backwards(Hashing):
    """Another geometry: every vector the other way round."""

    name = "backwards"
    digest = "backwards-1"

    def queries(self, questions):
        return super().queries(questions)[:, ::-1]


def test_threads_share_an_index(index):
    asked = ["gauges", "honey", "a storm", "hives"] * 6
    expected = [index.candidates([question]).arms["passage-0"].tolist() for question in asked]
    builder.build(plan())
    shared, found = Index.open(plan()), [None] * len(asked)

    def ask(row):
        found[row] = shared.candidates([asked[row]]).arms["passage-0"].tolist()

    threads = [threading.Thread(target=ask, args=(row,)) for row in range(len(asked))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == expected


def test_an_index_that_is_open_serves_on_when_its_files_go():
    builder.build(one := plan(Source(TIDES, TIDES_ASKED)))
    index = Index.open(one)
    before = Index.open(one).candidates(["gauges"])
    shutil.rmtree(generations.place(one.contents))
    assert index.candidates(["gauges"]).eids == before.eids
    assert index.vocabulary
    builder.build(one)
