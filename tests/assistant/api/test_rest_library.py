"""Instruments and provisions."""

import pytest

from corpus.shelf.collection import Corpus

UN = "/v1/instruments/un-convention"


def test_instruments_are_found_by_any_name(client):
    assert client.get("/v1/instruments/Minsk%20Agreement").json()["id"] == "cis-agreement"
    assert [one["id"] for one in client.get("/v1/instruments").json()["items"]] == list(Corpus.bundled())


def test_offsets_count_in_the_text(client):
    text = client.get(f"{UN}/text").text
    row = client.get(f"{UN}/provisions/art_59__para_6").json()
    assert " ".join(text[row["start"] : row["end"]].split()) == row["text"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("article 59(6)", ["art_59__para_6"]),
        ("Article 59, paragraph 2, subparagraph (a)", ["art_59__para_2__point_a"]),
        ("articles 15 to 17", ["art_15", "art_16", "art_17"]),
        ("art_59__para_2__subpara_a", ["art_59__para_2__point_a"]),
    ],
)
def test_provisions_by_words(client, words, found):
    given = client.get(f"{UN}/provisions", params={"words": words}).json()
    assert [one["eid"] for one in given["items"]] == found


def test_a_list_in_parts_is_the_whole_in_order(client):
    path, found = "/v1/instruments/cis-agreement/provisions?limit=40&cite=id", []
    while path:
        part = client.get(path).json()
        found += [one["label"] for one in part["items"]]
        path = part["next"]
    assert found == list(Corpus.bundled()["cis-agreement"].provisions)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/v1/instruments/gdpr", "loaded are un-convention (UN draft convention), cis-agreement (CIS Agreement)"),
        (f"{UN}/provisions/art_900", "has articles 1 to 89, no article 900"),
        (f"{UN}/provisions/nonsense", "say it as 'article 1' or 'art_1'"),
        (f"{UN}/provisions/articles%2015%20to%2017", "names 3 provisions"),
        (f"{UN}/provisions?words=59(9)", "has paragraphs 1 to 6, no paragraph 9"),
    ],
)
def test_what_there_is_not(client, path, said):
    refused = client.get(path)
    assert refused.status_code == 404
    assert said in refused.json()["detail"]
