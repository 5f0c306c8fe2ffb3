"""``treaty search``, ``show`` and ``list``."""

import pytest
from cli_cases import run, run_json
from conversation_cases import CIS, UN

from corpus.shelf.collection import Corpus

pytestmark = pytest.mark.usefixtures("home")


def test_search_lists_the_nearest():
    found = run_json("search", "extradition", "of", "nationals", "--limit", "4")
    assert found["query"] == "extradition of nationals"
    assert len(found["passages"]) == 4
    assert "art_47" in {passage["eid"][:6] for passage in found["passages"]}
    assert run("search", "extradition", "of", "nationals", "-n", "4").stdout.count(", UN draft convention") == 4


def test_search_keeps_to_instrument_and_form():
    found = run_json("search", "refusal", "-i", "cis", "--cite", "oscola")["passages"]
    assert {passage["instrument"] for passage in found} == {CIS}
    assert "(adopted 1 June 2001, entered into force 14 March 2002) art 8" in " ".join(p["label"] for p in found)


# --- showing


@pytest.mark.parametrize(
    ("words", "eids"),
    [
        ("59", ["art_59"]),
        ("article 59", ["art_59"]),
        ("59(2)(a)", ["art_59__para_2__point_a"]),
        ("59 paragraph 2", ["art_59__para_2"]),
        ("Art. 59.6", ["art_59__para_6"]),
        ("art_59__para_2", ["art_59__para_2"]),
        ("articles 15-17", ["art_15", "art_16", "art_17"]),
        ("chapter IV", ["chp_IV"]),
        ("preamble", ["preamble"]),
        ("title", ["title"]),
        ("annex item 13", ["annex__item_13"]),
    ],
)
def test_a_provision_is_named_in_words_or_by_identifier(words, eids):
    assert [shown["eid"] for shown in run_json("show", UN, *words.split())] == eids


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("article 900", "has articles 1 to 89, no article 900"),
        ("59(9)", "has paragraphs 1 to 6, no paragraph 9"),
        ("paragraph 2", "of which article?"),
        ("\x1b[31mnonsense", "names no provision"),
        ("x" * 100_000, "xxx…"),
        ("", "names no provision"),
    ],
)
def test_an_unknown_provision_is_told_what_there_is(words, said):
    result = run("show", UN, words)
    assert result.exit_code == 3
    assert said in result.stderr
    assert "\x1b" not in result.stderr
    assert len(result.stderr) < 1100
    assert result.stdout == ""


def test_a_provision_is_shown_with_number_heading_words_and_references():
    shown = run("show", UN, "article", "39", "paragraph", "3").stdout
    assert shown.startswith(
        "Article 39, paragraph 3\nUN draft convention · Jurisdiction\n\nFor the purposes of article 47"
    )
    assert "\nRefers to: article 47" in shown
    assert "\nReferred to by: art_39__para_3" in run("show", UN, "47", "--cite", "id").stdout


def test_a_provision_in_json_has_its_place_and_references():
    (shown,) = run_json("show", UN, "59")
    instrument = Corpus.bundled()[UN]
    assert shown["text"] == instrument.words(instrument["art_59"])
    assert (shown["start"], shown["end"]) == (instrument["art_59"].body, instrument["art_59"].end)
    assert shown["children"] == [f"art_59__para_{n}" for n in range(1, 7)]
    assert {"text": "paragraph 1 of this article", "targets": ["art_59__para_1"], "foreign": ""} in shown["refers_to"]
    assert "art_59__para_6" in shown["referred_to_by"]


@pytest.mark.parametrize("name", [UN, CIS])
def test_the_text_is_given_exactly(name, process):
    text = Corpus.bundled()[name].text
    assert run("show", name, "--text").stdout == text
    assert process("show", name, "--text")[1] == text


def test_the_text_of_one_provision_is_given_exactly():
    instrument = Corpus.bundled()[CIS]
    assert run("show", CIS, "art_5", "--text").stdout == instrument.full(instrument["art_5"])


def test_without_a_provision_the_contents_are_shown():
    shown = run("show", UN).stdout
    assert "\nChapter IV  International cooperation\n  Section 1  " in shown
    assert "\n    Article 59  Expedited preservation of electronic information\n" in shown
    assert "paragraph" not in shown
    contents = run_json("show", UN)
    assert contents["id"] == UN
    assert [entry["eid"] for entry in contents["provisions"]] == list(Corpus.bundled()[UN].provisions)


def test_a_chapter_is_shown_as_its_contents():
    shown = run("show", UN, "chapter", "IV").stdout
    assert shown.startswith("Chapter IV\nUN draft convention · International cooperation\n\nSection 1  ")
    assert "\n  Article 59  " in shown


def test_the_list_is_a_table_of_tabs_in_a_pipe():
    lines = run("list").stdout.splitlines()
    assert [(line.split("\t")[0], line.split("\t")[-1]) for line in lines] == [(UN, "89"), (CIS, "17")]
    assert {entry["id"]: entry["articles"] for entry in run_json("list")} == {UN: 89, CIS: 17}
