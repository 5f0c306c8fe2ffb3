"""Which engine keeps an index: by name, ours or another's; and a whole index on each."""

from importlib.metadata import EntryPoint, EntryPoints

import numpy as np
import pytest
from plain import PlainVectors, PlainWords
from small import BEES, TIDES, TIDES_ASKED, Hashing, plan

from corpus.errors import DamagedIndex, UsageError
from index import builder, generations, stores
from index.plan import Plan, Source
from index.search import Index
from index.stores import Stores
from index.stores.faiss import FaissVectors
from index.stores.tantivy import TantivyWords

OURS = Stores(FaissVectors, TantivyWords)
MIXED = {"vectors": Stores(PlainVectors, TantivyWords), "both": Stores(PlainVectors, PlainWords)}
OTHERS = {
    "vector_stores": EntryPoint("plain", "plain:PlainVectors", "treaty_assistant.vector_stores"),
    "word_stores": EntryPoint("plain", "plain:PlainWords", "treaty_assistant.word_stores"),
    "gone": EntryPoint("gone", "no_such_package:Store", "treaty_assistant.vector_stores"),
}


@pytest.fixture
def registered(monkeypatch):
    """Other packages have stores."""
    found = EntryPoints(OTHERS.values())
    monkeypatch.setattr("importlib.metadata.entry_points", lambda **only: found.select(**only))


def best(candidates, arm):
    row = int(np.argmax(candidates.arms[arm]))
    return candidates.instruments[row], candidates.eids[row]


def on(engines, encoder=None):
    sources = (Source(TIDES, TIDES_ASKED), Source(BEES))
    return Plan(sources, (encoder or Hashing(),), plan().unanswerable, stores=engines)


def test_the_settings_choose(registered, monkeypatch):  # noqa: ARG001
    assert stores.chosen() == OURS
    monkeypatch.setenv("TREATY_VECTOR_STORE", "plain")
    monkeypatch.setenv("TREATY_WORD_STORE", "plain")
    assert stores.chosen() == MIXED["both"]
    assert plan().contents.stores == {"vectors": "plain", "words": "plain"}


@pytest.mark.parametrize(
    ("find", "name", "message"),
    [
        (stores.vector_store, "fais", "there is no vector store 'fais'; there are: faiss, gone, plain"),
        (stores.word_store, "faiss", "there is no word store 'faiss'; there are: plain, tantivy"),
        (stores.vector_store, "gone", "the vector store 'gone' cannot be loaded"),
    ],
)
def test_a_store_that_cannot_be_had_is_told_in_a_line(registered, find, name, message):  # noqa: ARG001
    with pytest.raises(UsageError, match=message):
        find(name)


def test_packages_are_looked_through_for_unknown_names_alone(monkeypatch):
    monkeypatch.delattr("importlib.metadata.entry_points")
    assert stores.chosen() == OURS


@pytest.mark.parametrize("engines", MIXED.values(), ids=MIXED)
def test_an_index_on_other_stores_finds_the_same(fresh, engines):  # noqa: ARG001
    builder.build(ours := on(OURS))
    builder.build(other := on(engines))
    for question in ("what colour do gauges have", "honey in glass jars"):
        expected, found = (Index.open(one).candidates([question], ["tides", "bees"]) for one in (ours, other))
        for arm in ("passage-0", "question-0", "prototype-0"):
            assert best(expected, arm) == best(found, arm)
        assert found.unanswerable == pytest.approx(expected.unanswerable, abs=1e-5)
    names = {path.suffix for path in generations.place(other.contents).rglob("*") if path.is_file()}
    assert ".faiss" not in names


def test_a_change_of_stores_is_another_index_and_encodes_nothing_anew(fresh):  # noqa: ARG001
    builder.build(on(OURS))
    with pytest.raises(DamagedIndex):
        Index.open(on(MIXED["both"]))
    encoder = Hashing()
    builder.build(on(MIXED["both"], encoder))
    assert encoder.encoded == []


def test_a_store_that_is_gone_lends_no_vectors(fresh):  # noqa: ARG001
    builder.build(on(MIXED["both"]))
    encoder = Hashing()
    builder.build(on(OURS, encoder))
    assert len(encoder.encoded) == 13
