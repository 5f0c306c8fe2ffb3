"""Instruments cut into what is searched."""

import pytest
from small import TIDES, instrument

from corpus.model import GROUPS, Kind, collapse
from corpus.shelf.collection import Corpus
from index.passages import HEADER, SLICE, passages_of

SENTENCE = "The Party named in sentence {n} shall keep what this sentence tells it to keep. "
LONG = "".join(SENTENCE.format(n=n) for n in range(60))
LONG_PROSE = instrument("prose", f"Article 1. Keeping\n\n{LONG}\n\nArticle 2. End\n\nThis ends it.")
LONG_LIST = instrument("list", f"Article 1. Duties\n\nEach Party shall:\n\n(a) {LONG}\n\n(b) sing;\n\n(c) {LONG}")
UNBROKEN = instrument("unbroken", f"Article 1. Code\n\n{'x' * 5000}")
EVERY = [*Corpus.bundled().values(), TIDES, LONG_PROSE, LONG_LIST, UNBROKEN]
SILENT = GROUPS | {Kind.TITLE, Kind.CONTENTS}
every_instrument = pytest.mark.parametrize("instrument", EVERY, ids=lambda i: i.id)


def of(instrument, eid):
    return [passage for passage in passages_of(instrument) if passage.eid == eid]


@every_instrument
def test_every_provision_that_says_something_has_a_passage(instrument):
    found = {passage.eid for passage in passages_of(instrument)}
    expected = {p.eid for p in instrument if p.kind not in SILENT and instrument.words(p)}
    assert found == expected
    assert found


@every_instrument
def test_offsets_lead_back_to_the_words(instrument):
    for passage in passages_of(instrument):
        provision = instrument[passage.eid]
        assert provision.body <= passage.start < passage.end <= provision.end
        assert collapse(instrument.text[passage.start : passage.end]) == passage.text
        assert len(passage.text) <= SLICE


@every_instrument
def test_no_word_of_a_leaf_is_left_out(instrument):
    at = {provision.eid: provision.body for provision in instrument}
    for passage in passages_of(instrument):
        assert not instrument.text[at[passage.eid] : passage.start].strip()
        at[passage.eid] = passage.end
    leaves = [provision for provision in instrument if not provision.children and provision.kind not in SILENT]
    assert all(not instrument.text[at[leaf.eid] : leaf.end].strip() for leaf in leaves)


def test_a_long_provision_is_cut_between_sentences():
    cut = of(LONG_PROSE, "art_1")
    assert len(cut) > 3
    assert all(passage.text.endswith(".") for passage in cut)
    assert cut[1].start < cut[0].end, "slices overlap, so that no thought is cut in two"


def test_of_what_has_parts_the_first_slice_says_what_it_is_about():
    whole = of(LONG_LIST, "art_1")
    assert [passage.text.startswith("Each Party shall") for passage in whole] == [True]
    assert len(of(LONG_LIST, "art_1__point_a")) > 3
    assert of(LONG_LIST, "art_1__point_b")[0].text == "sing;"


def test_headers_say_where_a_passage_stands():
    assert of(TIDES, "art_1__para_2")[0].header == "Tides. Gauges"
    assert of(LONG_LIST, "art_1__point_b")[0].embedded == "List. Duties: sing;"
    un = Corpus.bundled()["un-convention"]
    header = of(un, "art_33__para_1__point_b__point_ii")[0].header
    assert header.startswith(f"{un.about.short_title}. Collection of information transmitted by means of ICT. ")
    assert un.own(un["art_33__para_1__point_b"])[:HEADER] in header
    assert all("Chapter" not in passage.header for passage in passages_of(un))
