"""Which text it is, read from what is said of an instrument."""

from datetime import date

import pytest
from bundled_cases import CIS, UN

from corpus.citations.labels import label
from corpus.citations.text_status import State, TextStatus, text_status
from corpus.model import About
from corpus.parsing.parser import parse
from corpus.readers.markdown import lines

BUDAPEST = {"adopted": "Budapest, 23 November 2001", "symbol": "ETS No. 185"}


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        (UN.about, TextStatus(State.DRAFT, date(2021, 7, 30))),
        (CIS.about, TextStatus(State.IN_FORCE, date(2002, 3, 14))),
        (About("a", "A", "A"), None),
        (About("a", "A", "A", adopted="Paris, 31 June 2001"), TextStatus(State.ADOPTED)),
        (About("a", "A", "A", adopted="Paris, 3 June 2001"), TextStatus(State.ADOPTED, date(2001, 6, 3))),
        (
            About("a", "A", "A", adopted="Paris, 3 June 2001", status="Not yet in force"),
            TextStatus(State.ADOPTED, date(2001, 6, 3)),
        ),
        (
            About("a", "A", "A", status="In force since 1 May 2004; as amended by the Protocol of 2 May 2010"),
            TextStatus(State.AMENDED, date(2010, 5, 2)),
        ),
        (About("a", "A", "A", status="Entered into force 1 May 2004."), TextStatus(State.IN_FORCE, date(2004, 5, 1))),
    ],
)
def test_which_text_it_is(about: About, expected: TextStatus | None) -> None:
    assert text_status(about) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("oscola", "Rain Treaty (adopted 23 November 2001, entered into force 1 July 2004) ETS No. 185 art 2"),
        ("bluebook", "Rain Treaty art. 2, Nov. 23, 2001, ETS No. 185"),
        ("un", "article 2"),
    ],
)
def test_what_a_user_says_of_an_instrument_is_cited(form: str, expected: str) -> None:
    about = About("rain", "Rain Treaty", "Rain", status="In force since 1 July 2004", **BUDAPEST)
    rain = parse(lines("Rain Treaty\n\nArticle 1\n\nIt rains.\n\nArticle 2\n\nIt pours."), about)
    assert label(rain, rain["art_2"], form) == expected  # type: ignore[arg-type]
