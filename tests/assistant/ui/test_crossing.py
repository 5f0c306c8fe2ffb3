"""Ways from one loaded instrument into another."""

import pytest

from assistant.ui.compare import shared
from assistant.ui.crossing import citing_from_elsewhere, definitions_of, reached, terms_in, uses
from corpus.citations.references import cross_references
from corpus.model import About
from corpus.parsing.parser import parse
from corpus.readers.markdown import lines
from corpus.shelf.collection import Corpus

RAIN = """Convention on Rain and its Collection

Article 1 Terms

"bucket" means a vessel that holds water.

Article 2 Duty

Each party shall keep a bucket, and buckets for guests.
"""
SNOW = """Protocol on Snow

Article 1 Terms

"bucket" means a vessel that holds snow.

Article 2 Relation

Article 2 of the Convention on Rain and its Collection of 3 May 1999 applies. Article 9 of the Rain Convention does too.
"""


def instrument(id, text, *names):
    title = text.split("\n", 1)[0]
    return parse(lines(text), About(id, title, title, names))


LOADED = Corpus([instrument("rain", RAIN, "Rain Convention"), instrument("snow", SNOW)])


def test_a_reference_leads_into_the_other_instrument_where_that_is_loaded():
    references = [reference for reference in cross_references(LOADED["snow"]).all if reference.foreign]
    assert [reached(reference, LOADED) for reference in references] == [("rain", "art_2"), ("rain", "art_1")]
    assert [reached(reference, Corpus([LOADED["snow"]])) for reference in references] == [None, None]


@pytest.mark.parametrize(("eid", "expected"), [("art_2", [("snow", "art_2")]), ("art_1", [])])
def test_what_refers_to_a_unit_from_elsewhere(eid, expected):
    assert list(citing_from_elsewhere(LOADED["rain"], LOADED["rain"][eid], LOADED)) == expected


def test_a_term_is_looked_up_in_all_instruments():
    assert [id for id, _ in definitions_of("Buckets", LOADED)] == ["rain", "snow"]
    assert definitions_of("spoon", LOADED) == definitions_of("", LOADED) == ()
    assert terms_in(LOADED["snow"], LOADED["snow"]["art_1"]) == ["bucket"]


def test_a_term_leads_to_its_definition_once_and_never_from_there():
    rain = LOADED["rain"]
    found = [(rain.text[start:end], p.eid) for start, end, p in uses(rain, 0, len(rain.text))]
    assert found == [("bucket", "art_1")]


def test_words_that_two_texts_share():
    text = "The request shall be refused by the Parties"
    assert [text[a:b] for a, b in shared(text, "A party may refuse requests.")] == ["request", "refused", "Parties"]
