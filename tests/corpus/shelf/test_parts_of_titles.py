"""Instruments called by a part of their title."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnknownInstrument
from corpus.model import About, Instrument
from corpus.shelf.collection import Corpus
from corpus.shelf.titles import Titles

TITLES = {
    "icsid": "Convention on the settlement of investment disputes between States and nationals of other States",
    "statelessness": "Convention on the reduction of statelessness",
    "refugees": "Convention Relating to the Status of Refugees",
    "disabilities": "Convention on the Rights of Persons with Disabilities",
    "envoys": "Convention on the Prevention and Punishment of Crimes against Internationally protected Persons",
    "doping": "Anti-doping Convention",
    "ports": "Convention and Statute on the International Regime of Maritime Ports",
    "japan": "Agreement between the Kingdom of the Netherlands and Japan for air services",
    "itlos": "Agreement on the Privileges and Immunities of the International Tribunal for the Law of the Sea",
    "wounded": "Geneva Convention (I) for the Amelioration of the Condition of the Wounded and Sick in Armed Forces",
}
ABOUTS = [About(id, title, title) for id, title in TITLES.items()]
CORPUS = Corpus(Instrument(about, "", {}) for about in ABOUTS)


def called(text):
    return [(one.id, text[one.start : one.end]) for one in Titles(ABOUTS).mentions(text)]


@pytest.mark.parametrize(
    ("text", "id", "name"),
    [
        ("under the statelessness convention, who decides?", "statelessness", "statelessness convention"),
        ("Statelessness Convention article 5", "statelessness", "Statelessness Convention"),
        ("the UN's statelessness treaty: who decides?", "statelessness", "statelessness treaty"),
        ("am I covered by the UN disability treaty?", "disabilities", "UN disability treaty"),
        ("does the refugees treaty cover family?", "refugees", "refugees treaty"),
        (
            "what then, under the Council of Europe's anti-doping pact?",
            "doping",
            "the Council of Europe's anti-doping pact",
        ),
        ("maritime ports statute: who decides?", "ports", "maritime ports statute"),
        (
            "Convention and Statute on the International Regime: who?",
            "ports",
            "Convention and Statute on the International Regime",
        ),
        (
            "Convention on the settlement of investment disputes: exit?",
            "icsid",
            "Convention on the settlement of investment disputes",
        ),
        (
            "the convention on settlement of investment disputes, may we leave?",
            "icsid",
            "convention on settlement of investment disputes",
        ),
        ("quit investment disputes convention", "icsid", "investment disputes convention"),
        ("Japan air services agreement: who may revoke?", "japan", "Japan air services agreement"),
        ("the air services agreement with Japan: who?", "japan", "air services agreement with Japan"),
        ("Law of the Sea Tribunal immunities agreement: who?", "itlos", "Law of the Sea Tribunal immunities agreement"),
        (
            "Geneva Convention for the Amelioration of the Condition of the Wounded: who?",
            "wounded",
            "Geneva Convention for the Amelioration of the Condition of the Wounded",
        ),
    ],
)
def test_a_part_of_a_title_that_one_instrument_has_names_it(text, id, name):
    assert called(text) == [(id, name)]


@pytest.mark.parametrize(
    "text",
    [
        "Convention on the reduction of poverty: exit?",
        "Convention on the Rights of the Child: who is one?",
        "Convention on the Prevention and Punishment of the Crime of Genocide: who?",
        "Agreement between the Kingdom of the Netherlands and China for air services: who may revoke?",
        "the human rights convention: who decides?",
        "the African refugee convention",
        "the Berne convention on crimes",
        "may two states make an air services agreement?",
        "is a statelessness treaty needed?",
        "can it be done without refugee convention",
        "the statelessness protocol",
        "the statelessness convention of Africa",
        "what does the convention say?",
        "",
    ],
)
def test_what_may_be_another_instrument_names_none(text):
    assert called(text) == []


def test_a_name_in_full_is_left_as_it_is_and_a_part_is_spelled_out():
    full = TITLES["refugees"]
    assert CORPUS.spelled_out(f"{full}: who?") == f"{full}: who?"
    assert CORPUS.spelled_out("refugee treaty, article 1") == f"{full}, article 1"
    assert CORPUS.spelled_out("and the doping one?") == "and the doping one?"


def test_an_instrument_is_found_by_it():
    assert CORPUS.find("the statelessness convention").id == "statelessness"
    with pytest.raises(UnknownInstrument):
        CORPUS.find("the poverty convention")


def test_bundled_instruments_have_their_names_written_down():
    asked = "may States conclude the computer information agreement?"
    assert Corpus.bundled().spelled_out(asked) == asked


WORDS = sorted({word for title in TITLES.values() for word in title.split()} | {"the", "a", "who", "?", "treaty", ","})


@given(st.lists(st.sampled_from(WORDS), max_size=16))
def test_mentions_follow_one_another_and_name_what_is_loaded(words):
    text = " ".join(words)
    end = 0
    for mention in Titles(ABOUTS).mentions(text):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.id in TITLES
        end = mention.end
