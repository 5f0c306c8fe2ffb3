"""From instruments and questions to an index: all of it, and on the next time no more than is new."""

from dataclasses import replace

import numpy as np
import pytest
from small import BEES, DECLINED, TIDES, TIDES_ASKED, Hashing, instrument, plan

from corpus.questions import AnticipatedQuestion
from corpus.settings import HOME
from index import builder, generations, layout
from index.learning import Recipe
from index.plan import Plan, Source
from index.search import Index

WORDS = (layout.ASKED, layout.UNASKED)
MORE = AnticipatedQuestion("art_2__point_a", "what is the signal for a spring tide")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv(HOME, str(tmp_path))
    return tmp_path


def encoded(*sources, **options):
    """The texts that a build of the sources encodes."""
    encoder = Hashing()
    builder.build(plan(*sources, encoder=encoder, **options))
    return encoder.encoded


def test_what_a_first_build_encodes_and_counts():
    encoder = Hashing()
    manifest = builder.build(plan(encoder=encoder))
    assert manifest.counts == {"provisions": 8, "passages": 8, "questions": 3}
    assert len(encoder.encoded) == 8 + 3 + len(DECLINED)
    assert manifest.contents["encoders"] == {"hashing": "hashing-1"}
    assert manifest.contents["instruments"].keys() == {"tides", "bees"}
    assert manifest.contents["questions"].keys() == {"tides", ""}


ALTERED = instrument("bees", BEES.text.replace("glass jars", "clay pots"))
REBUILDS = {
    "nothing": ((Source(TIDES, TIDES_ASKED), Source(BEES)), []),
    "another order": ((Source(BEES), Source(TIDES, TIDES_ASKED)), []),
    "one instrument less": ((Source(TIDES, TIDES_ASKED),), []),
    "one question more": ((Source(TIDES, (*TIDES_ASKED, MORE)), Source(BEES)), [MORE.question]),
    "one article altered": (
        (Source(TIDES, TIDES_ASKED), Source(ALTERED)),
        ["Bees. Honey: Honey shall be sold in clay pots that name the flower."],
    ),
}


@pytest.mark.parametrize(("sources", "expected"), REBUILDS.values(), ids=REBUILDS)
def test_a_rebuild_encodes_only_what_changed(sources, expected):
    encoded()
    assert encoded(*sources) == expected


def test_a_rebuild_is_as_good_as_a_first_build(tmp_path, monkeypatch):
    sources = (Source(TIDES, (*TIDES_ASKED, MORE)), Source(BEES))
    encoded()
    encoded(*sources)
    rebuilt = tables(plan(*sources))
    monkeypatch.setenv(HOME, str(tmp_path / "fresh"))
    encoded(*sources)
    assert rebuilt == tables(plan(*sources))


def test_another_model_or_a_damaged_index_lends_no_vectors():
    encoded()
    other = Hashing()
    other.digest = "hashing-2"
    builder.build(plan(encoder=other))
    assert len(other.encoded) == 13
    for one in (plan(), plan(encoder=other)):
        next(generations.place(one.contents).glob("encoder-0/passages.faiss")).write_bytes(b"")
    assert len(encoded(Source(TIDES))) == len(list(TIDES))


def tables(one):
    """Every file of an index but the manifest, which tells the time, and the words, whose files have random names."""
    place = generations.place(one.contents)
    files = [path for path in place.rglob("*") if path.is_file() and path.parent.name not in WORDS]
    return {str(path.relative_to(place)): path.read_bytes() for path in files if path.name != generations.MANIFEST}


def test_two_builds_are_the_same(tmp_path, monkeypatch):
    found = []
    for folder in ("one", "two"):
        monkeypatch.setenv(HOME, str(tmp_path / folder))
        builder.build(plan())
        candidates = Index.open(plan()).candidates(["what colour is the gauge"])
        found.append((tables(plan()), [scores.tolist() for scores in candidates.arms.values()]))
    assert found[0] == found[1]
    assert len(found[0][0]) > 10


def test_only_anticipated_questions_bring_the_arms_on_them():
    builder.build(without := plan(Source(TIDES), Source(BEES)))
    builder.build(plan())
    names = {path.name for path in (generations.place(without.contents) / "encoder-0").iterdir()}
    assert names == {"passages.faiss"}
    place = generations.place(plan().contents) / "encoder-0"
    names = {path.relative_to(place).parts[0] for path in place.rglob("*.*")}
    assert names == {"passages.faiss", "questions.faiss", "unanswerables.faiss", "alone", "turns"}


def test_questions_without_unanswerable_ones_are_enough():
    builder.build(bare := plan(unanswerable=()))
    candidates = Index.open(bare).candidates(["what colour do gauges have"])
    assert (candidates.unanswerable, candidates.category) == (-1.0, -1.0)


def test_questions_about_what_is_not_searched_are_passed_over():
    lost = AnticipatedQuestion("art_9", "what is in no instrument")
    assert builder.build(plan(Source(TIDES, (*TIDES_ASKED, lost)))).counts["questions"] == 3


def test_every_encoder_has_its_vectors():
    second = Hashing()
    second.name = "second"
    two = Plan((Source(TIDES, TIDES_ASKED),), (Hashing(), second), DECLINED)
    builder.build(two)
    assert len(second.encoded) == 11
    arms = Index.open(two).candidates(["gauges"]).arms
    assert {"passage-0", "passage-1", "prototype-0", "prototype-1"} < arms.keys()
    assert np.array_equal(arms["passage-0"], arms["passage-1"])


def test_progress_goes_from_nothing_to_all():
    told = {}
    builder.build(plan(), lambda stage, done, total: told.setdefault(stage, []).append((done, total)))
    assert list(told) == [
        "words",
        "hashing: passages",
        "hashing: questions",
        "hashing: unanswerable",
        "hashing: learning from questions",
        "hashing: learning from questions and turns",
    ]
    for counts in told.values():
        assert counts == sorted(counts)
        assert counts[0][0] == 0
        assert counts[-1][0] == counts[-1][1]


@pytest.mark.parametrize(
    "other",
    [
        plan(Source(TIDES, TIDES_ASKED[:2]), Source(BEES)),
        plan(Source(TIDES, TIDES_ASKED), Source(ALTERED)),
        plan(unanswerable=DECLINED[:1]),
        replace(plan(), recipe=Recipe(seed=8)),
        plan(Source(TIDES, TIDES_ASKED)),
    ],
    ids=["questions", "text", "unanswerable", "recipe", "instruments"],
)
def test_another_plan_is_another_index(other):
    assert other.contents.key != plan().contents.key
