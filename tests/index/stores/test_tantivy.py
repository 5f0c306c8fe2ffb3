"""Passages by their words."""

import pytest

from corpus.errors import DamagedIndex
from index.passages import Passage
from index.stores.tantivy import LexicalIndex

TEXTS = (
    ("un", "The requested Party shall preserve the data expeditiously."),
    ("un", "Each Party’s competent authorities shall search “seized” computers — and return them."),
    ("cis", "Requests for preservation of data are sent in Russian."),
    ("cis", "Costs are borne by the Party that incurs them."),
)


@pytest.fixture(scope="module")
def words(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lexical")
    LexicalIndex.build(
        [Passage(id, f"art_{row}", 0, 1, "Header", text) for row, (id, text) in enumerate(TEXTS)], folder
    )
    return LexicalIndex.load(folder)


def rows(hits):
    return [row for row, _ in hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("preserving", {0, 2}),
        ("PRESERVED data", {0, 2}),
        ("computer searches", {1}),
        ("party's", {0, 1, 3}),
        ("party’s", {0, 1, 3}),
        ("“seized”", {1}),
        ('"seized"', {1}),
        ("Rüssian", {2}),
        ("cost OR (borne", {3}),
        ("xylophone", set()),
        ("the of and", set()),
        ("?!", set()),
        ("", set()),
        ("данные", set()),
    ],
)
def test_words_are_found_in_any_form(words, query, expected):
    assert set(rows(words.search(query, 10))) == expected


def test_best_first_and_no_more_than_asked_for(words):
    hits = words.search("preservation of data sent in Russian", 10)
    assert rows(hits)[0] == 2
    scores = [score for _, score in hits]
    assert scores == sorted(scores, reverse=True)
    assert rows(words.search("preservation of data sent in Russian", 1)) == [2]


def test_instruments_restrict_and_leave_the_scores(words):
    everywhere = dict(words.search("data", 10))
    assert dict(words.search("data", 10, ["cis"])) == pytest.approx({2: everywhere[2]})
    assert set(rows(words.search("data", 10, ["cis", "un"]))) == {0, 2}
    assert words.search("data", 10, ["moon"]) == []


def test_terms_are_stems_without_stop_words(words):
    assert words.terms("The Parties and the party, data and Data") == ["parti", "data"]
    assert words.terms("of the and") == []


def test_frequency_counts_passages(words):
    assert words.frequency("data") == 2
    assert words.frequency(*words.terms("Parties")) == 3
    assert words.frequency("xylophone") == 0


def test_an_index_of_nothing_finds_nothing(tmp_path):
    LexicalIndex.build([], tmp_path / "none")
    assert LexicalIndex.load(tmp_path / "none").search("data", 5) == []


def test_a_folder_that_holds_no_index(tmp_path):
    with pytest.raises(DamagedIndex, match="cannot be read"):
        LexicalIndex.load(tmp_path)
    with pytest.raises(DamagedIndex, match="cannot be read"):
        LexicalIndex.load(tmp_path / "missing")
