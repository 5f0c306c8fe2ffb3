"""What tantivy does beyond the port: English stems, and quotes and dashes of any shape."""

import pytest

from corpus.errors import DamagedIndex
from index.passages import Passage
from index.stores.tantivy import TantivyWords

TEXTS = (
    ("un", "The requested Party shall preserve the data expeditiously."),
    ("un", "Each Party’s competent authorities shall search “seized” computers — and return them."),
    ("cis", "Requests for preservation of data are sent in Russian."),
    ("cis", "Costs are borne by the Party that incurs them."),
)


@pytest.fixture(scope="module")
def words(tmp_path_factory):
    folder = tmp_path_factory.mktemp("words")
    passages = [Passage(id, f"art_{row}", 0, 1, "Header", text) for row, (id, text) in enumerate(TEXTS)]
    TantivyWords.build(passages, folder, "some")
    return TantivyWords.load(folder, "some")


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
    assert {row for row, _ in words.search(query, 10)} == expected


def test_terms_are_stems_without_stop_words(words):
    assert words.terms("The Parties and the party, data and Data") == ["parti", "data"]
    assert words.terms("of the and") == []


def test_frequency_counts_passages(words):
    assert words.frequency("data") == 2
    assert words.frequency(*words.terms("Parties")) == 3
    assert words.frequency("xylophone") == 0


def test_a_folder_that_holds_no_index_is_named(tmp_path):
    (tmp_path / "bare").mkdir()
    for name in ("bare", "missing"):
        with pytest.raises(DamagedIndex, match=f"the word index in {name} cannot be read"):
            TantivyWords.load(tmp_path, name)
