"""No quote leaves that does not stand where it says."""

from dataclasses import replace

import pytest

from assistant.answer import Citation
from assistant.answering.verification import sound, verified
from corpus.model import collapse
from corpus.shelf.collection import Corpus

UN, CIS = "un-convention", "cis-agreement"
CORPUS = Corpus.bundled()
PROVISION = CORPUS[UN]["art_59__para_6"]
TEXT = CORPUS[UN].text


def citation(start=PROVISION.body, end=PROVISION.end, **other):
    found = Citation(1, UN, PROVISION.eid, "article 59, paragraph 6", "", collapse(TEXT[start:end]), start, end)
    return replace(found, **other)


GOOD = citation()
FORGED = {
    "a word changed": citation(quote=GOOD.quote.replace("shall", "may", 1)),
    "a word left out": citation(quote=GOOD.quote.replace("shall ", "", 1)),
    "a word added": citation(quote=f"{GOOD.quote} Always."),
    "letters in another case": citation(quote=GOOD.quote.upper()),
    "white space not collapsed": citation(quote=GOOD.quote.replace(" ", "  ", 1)),
    "quote cut short": citation(quote=GOOD.quote[:-1]),
    "empty quote": citation(quote=""),
    "an ellipsis": citation(quote=f"{GOOD.quote[:20]} … {GOOD.quote[-20:]}"),
    "true words, wrong place": citation(start=PROVISION.body + 5, quote=GOOD.quote),
    "empty span": citation(end=PROVISION.body, quote=""),
    "backward span": citation(start=PROVISION.end, end=PROVISION.body, quote=""),
    "from the end": citation(start=PROVISION.body - len(TEXT), end=PROVISION.end - len(TEXT)),
    "past the end": citation(end=len(TEXT) + 10, quote=collapse(TEXT[PROVISION.body :])),
    "words of the provision before": citation(start=PROVISION.start - 10),
    "words of the provision after": citation(end=PROVISION.end + 10),
    "another provision": citation(eid="art_59__para_5"),
    "no such provision": citation(eid="art_99"),
    "no provision": citation(eid=""),
    "another instrument": citation(instrument=CIS),
    "no such instrument": citation(instrument="moon"),
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_what_does_not_stand_there_is_dropped(forged, caplog):
    assert forged != GOOD
    assert not verified(forged, CORPUS)
    assert sound([GOOD, forged], CORPUS) == (GOOD,)
    assert "dropped a quote" in caplog.text


def test_being_called_verified_does_not_help():
    assert sound([replace(FORGED["a word changed"], verified=True)], CORPUS) == ()


@pytest.mark.parametrize(
    "true",
    [GOOD, citation(end=PROVISION.body + 40), citation(start=PROVISION.start), citation(eid="art_59")],
    ids=["whole", "part", "with its number", "article around it"],
)
def test_what_stands_there_is_kept(true, caplog):
    assert sound([true], CORPUS) == (true,)
    assert caplog.text == ""


def test_order_is_kept():
    two = citation(end=PROVISION.body + 40, marker=2)
    assert sound([GOOD, FORGED["empty quote"], two], CORPUS) == (GOOD, two)
    assert sound([], CORPUS) == ()
