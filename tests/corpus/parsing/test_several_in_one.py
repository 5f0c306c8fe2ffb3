"""Several instruments, or versions in several languages, in one file."""

from __future__ import annotations

import pytest
from parsing_cases import parsed

ENGLISH = """\
#### Treaty on Tides

The Parties have agreed as follows:

### Article 1

Each Party shall publish the tides of its ports and of the waters that belong to them.

### Article 2

This Treaty shall enter into force on the first day of the month that follows.

DONE at Minsk, on 1 June 2001.

"""
DUTCH = """\
De Partijen zijn het volgende overeengekomen:

### Artikel 1

Elke Partij maakt de getijden van haar havens bekend en die van de wateren die daarbij horen.

### Artikel 2

Dit Verdrag treedt in werking op de eerste dag van de maand die daarop volgt.

GEDAAN te Minsk, op 1 juni 2001.

"""
FRENCH = """\
#### Traité sur les marées

### Article premier

Chaque Partie publie les marées de ses ports et des eaux qui en dépendent.

### Article 2

Le présent Traité entre en vigueur le premier jour du mois qui suit.

Fait à Minsk, le 1er juin 2001.

"""
PROTOCOL = """\
#### Protocol on Ports

### Article 1

Each Party shall keep its ports open to the ships of the other Parties.

### Article 2

This Protocol is part of the Treaty and shall enter into force with it.

"""
NOTES = """\
#### Protocol

At the moment of signing the undersigned have agreed on the following, which is part of the Treaty.

I

Ad Article 1

The ports of islands are ports.

"""


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (ENGLISH + "#### Verdrag inzake getijden\n\n" + DUTCH, {"": 2, "version_nl": 2}),
        (ENGLISH + DUTCH, {"": 2, "version_nl": 2}),
        (ENGLISH + "#### Verdrag inzake getijden.\n\n" + DUTCH + FRENCH, {"": 2, "version_nl": 2, "version_fr": 2}),
        (ENGLISH + PROTOCOL + "#### Verdrag\n\n" + DUTCH, {"": 2, "protocol": 2, "version_nl": 2}),
        (ENGLISH + NOTES + "#### Verdrag inzake getijden\n\n" + DUTCH, {"": 2, "version_nl": 2}),
        (FRENCH + "#### Verdrag inzake getijden\n\n" + DUTCH + ENGLISH, {"": 2, "version_nl": 2, "version_en": 2}),
        (ENGLISH + "#### Verdrag\n\n## Hoofdstuk I\n\n#### Algemeen\n\n" + DUTCH, {"": 2, "version_nl": 2}),
        (
            ENGLISH + "#### Verdrag\n\n" + DUTCH + "#### Protocol inzake havens\n\n" + DUTCH,
            {"": 2, "version_nl": 2, "version_nl__protocol": 2},
        ),
    ],
)
def test_each_keeps_its_own_articles(text: str, held: dict[str, int]) -> None:
    instrument = parsed(text)
    articles = [eid for eid, provision in instrument.provisions.items() if provision.kind.value == "article"]
    found = {holder: sum(eid.rpartition("art_")[0].rstrip("_") == holder for eid in articles) for holder in held}
    assert found == held
    assert [article.number for article in instrument.articles] in (["1", "2"], ["premier", "2"])


def test_the_closing_words_of_a_version_are_in_it() -> None:
    instrument = parsed(ENGLISH + "#### Traité\n\n" + FRENCH.partition("\n\n")[2])
    assert "Fait à Minsk" in instrument.full(instrument["version_fr__testimonium"])
    assert "DONE at Minsk" in instrument.full(instrument["testimonium"])


def test_a_protocol_behind_closing_words_and_an_editors_line_counts_anew() -> None:
    articles = "".join(f"### Article {n}\n\nTides rise.\n\n" for n in (1, 2, 3))
    note = "Treedt in werking op een nader te bepalen tijdstip\n\nThe Parties, wishing to add to this,\n\n"
    long = (
        "Protocol between the ports of the one Party and the ports of the other "
        + "on the tides of all their seas " * 9
    )
    text = f"TREATY\n\n{articles}DONE at Breda.\n\n#### {long}\n\n{note}{articles}"
    found = parsed(text)
    assert [a.eid for a in found.articles] == ["art_1", "art_2", "art_3"]
    assert any(eid.endswith("__art_1") for eid in found.provisions)
