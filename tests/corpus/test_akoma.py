"""Akoma Ntoso files that others wrote, and ones that mean harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import SourceError
from corpus.model import About, Instrument, Kind
from corpus.parsing.akoma_names import number_of
from corpus.shelf.library import load_instrument

ABOUT = About("harbours", "Harbours Act", "Harbours Act")
META = '<meta><identification source="#editor"/></meta>'
ACT = f"""<?xml version="1.0"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
 <act name="act">{META}
  <preface><longTitle><p>Convention on <i>Harbours</i></p></longTitle></preface>
  <preamble>
   <formula name="enacting"><p>The States Parties,</p></formula>
   <citations><citation><p>Having regard to the sea,</p></citation></citations>
   <recitals><recital eId="rec_1"><num>(1)</num><p>Harbours are open.</p></recital></recitals>
  </preamble>
  <body>
   <chapter eId="chp_I"><num>CHAPTER I</num><heading>General</heading>
    <article eId="chp_I__art_1"><num>Article 1</num><heading>Use</heading>
     <paragraph eId="chp_I__art_1__para_1"><num>1.</num>
      <list><intro><p>A harbour is open to:</p></intro>
       <point><num>(a)</num><content><p>ships<authorialNote><p>And boats.</p></authorialNote>;</p></content></point>
       <point><num>(b)</num><content><p>rafts,</p></content></point>
       <wrapUp><p>at all times.</p></wrapUp>
      </list>
     </paragraph>
     <paragraph><num>2.</num><content><p>It is lit.</p><p>So is its mole.</p></content></paragraph>
    </article>
    <article><num>Article 2</num><content><p>Fees are due.</p></content></article>
   </chapter>
  </body>
  <conclusions><p>Done at Elsinore.</p></conclusions>
  <attachments><attachment><heading>Annex I</heading><doc name="annex">{META}<mainBody>
   <paragraph><num>1.</num><content><p>Lamps.</p></content></paragraph></mainBody></doc></attachment></attachments>
 </act>
</akomaNtoso>
"""


def read(folder: Path, text: str, name: str = "act.xml") -> Instrument:
    (folder / name).write_text(text, encoding="utf-8")
    return load_instrument(folder / name, ABOUT)


def test_structure_is_taken_from_the_elements(tmp_path: Path) -> None:
    act = read(tmp_path, ACT)
    assert list(act.provisions) == [
        *("title", "preamble", "preamble__cit_1", "preamble__rec_1", "chp_I", "art_1", "art_1__para_1"),
        *("art_1__para_1__point_a", "art_1__para_1__point_b", "art_1__para_1__wrapup", "art_1__para_2", "art_2"),
        *("testimonium", "annex", "annex__para_1", "notes", "notes__note_1"),
    ]
    assert act["art_1"].heading == "Use"
    assert act["chp_I"].kind is Kind.CHAPTER
    assert act.own(act["art_1__para_1"]) == "A harbour is open to:"
    assert act.own(act["art_1__para_1__point_a"]) == "ships;"
    assert act.own(act["art_1__para_1__wrapup"]) == "at all times."
    assert act.own(act["art_1__para_2"]) == "It is lit. So is its mole."
    assert act.own(act["notes__note_1"]) == "And boats."
    assert act.own(act["title"]) == "Convention on Harbours"


def test_spans_hold_what_stands_below(tmp_path: Path) -> None:
    act = read(tmp_path, ACT)
    for provision in act:
        assert 0 <= provision.start <= provision.body <= provision.end <= len(act.text)
        for child in act.children(provision):
            assert provision.start <= child.start
            assert child.end <= provision.end


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><akomaNtoso><act><body><p>&b;</p></body></act></akomaNtoso>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><akomaNtoso><p>&a;</p></akomaNtoso>'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<akomaNtoso><act>", "no well-formed XML"),
        ("<html><body>Article 1</body></html>", "not Akoma Ntoso: its outermost element is <html>"),
        (BOMB, "declares entities"),
        (OUTSIDE, "declares entities"),
        ("<akomaNtoso><act><body/></act></akomaNtoso>", "holds no text"),
        (" ", "no well-formed XML"),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, text)


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        *(("Article 59", "59"), ("CHAPTER IV", "IV"), ("(a)", "a"), ("1.", "1"), ("a)", "a"), ("ANNEX", "")),
        *(("Art. 5.", "5"), ("§ 12", "12"), ("Article premier", "1"), ("(ii)", "ii"), ("Rule 7", "7")),
    ],
)
def test_numbers_are_cleaned(printed: str, number: str) -> None:
    assert number_of(printed) == number
