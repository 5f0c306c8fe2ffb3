"""The grammar of treaties, on made-up texts."""

from __future__ import annotations

from textwrap import dedent, fill

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.grammar.headings import heading_of
from corpus.grammar.markers import marker_of
from corpus.model import About, Instrument, Kind
from corpus.numerals import number_value, roman_value, to_roman
from corpus.parsing.parser import parse
from corpus.readers import Line
from corpus.readers.markdown import lines
from corpus.shelf.collection import Corpus
from corpus.shelf.inspection import told

ABOUT = About(id="x", title="A Treaty", short_title="A Treaty")


def parsed(text: str) -> Instrument:
    return parse(lines(dedent(text)), ABOUT)


def outline(text: str) -> list[str]:
    return list(parsed(text).provisions)


def own(text: str) -> dict[str, str]:
    instrument = parsed(text)
    return {provision.eid: instrument.own(provision) for provision in instrument}


# --- Headings and markers ---


@pytest.mark.parametrize(
    ("line", "prefix", "number", "title"),
    [
        ("Article 5", "art", "5", ""),
        ("ARTICLE 5 - Scope", "art", "5", "Scope"),
        ("Article 1 — Basic terms", "art", "1", "Basic terms"),
        ("Article 14 bis. Inserted", "art", "14 bis", "Inserted"),
        ("Article 14a Inserted", "art", "14a", "Inserted"),
        ("Article XIV", "art", "XIV", ""),
        ("Art. 5: Scope", "art", "5", "Scope"),
        ("Article premier", "art", "1", ""),
        ("Article 1er – Objet", "art", "1", "Objet"),
        ("Artículo 1.º Objeto", "art", "1", "Objeto"),
        ("Статья 7. Цели", "art", "7", "Цели"),
        ("CHAPTER II", "chp", "II", ""),
        ("Chapitre IV : Dispositions", "chp", "IV", "Dispositions"),
        ("Глава 3", "chp", "3", ""),
        ("PARTIE XII", "part", "XII", ""),
        ("TITLE 2", "title", "2", ""),
        ("Sección 1", "sec", "1", ""),
        ("Раздел II", "sec", "II", ""),
        ("ANNEX", "annex", "", ""),
        ("Annexe I", "annex", "I", ""),
        ("Schedule 2 – Fees", "schedule", "2", "Fees"),
        ("PROTOCOL ON PRIVILEGES", "protocol", "", "PROTOCOL ON PRIVILEGES"),
        ("Article IVbis", "art", "IVbis", ""),
        ("Article 9sexies", "art", "9sexies", ""),
        ("Article II.1", "art", "II.1", ""),
        ("Artículo 1-01: Objetivos", "art", "1-01", "Objetivos"),
        ("ARTICLE FOURTEEN", "art", "14", ""),
        ("Article IIa", "art", "IIa", ""),
        ("Article 12-A Fees", "art", "12-A", "Fees"),
        ("Article 12 A. Fees", "art", "12 A", "Fees"),
        ("Article 5. – Scope", "art", "5", "Scope"),
        ("ARTICLE 5.Scope", "art", "5", "Scope"),
        ("Artículo 1o. Objeto", "art", "1", "Objeto"),
        ("Art. 1º.- Objeto", "art", "1", "Objeto"),
        ("Artikel 5", "art", "5", ""),
        ("Articolo 3", "art", "3", ""),
        ("Стаття 5. Мета", "art", "5", "Мета"),
        ("Section 1.01.", "sec", "1.01", ""),
        ("CAPITULO PRIMERO", "chp", "1", ""),
        ("CAPÍTULO SÉPTIMO", "chp", "7", ""),
        ("PART ONE", "part", "1", ""),
        ("PREMIÈRE PARTIE", "part", "1", ""),
        ("Глава первая", "chp", "1", ""),
        ("Seccion 2", "sec", "2", ""),
    ],
)
def test_headings(line: str, prefix: str, number: str, title: str) -> None:
    heading = heading_of(line)
    assert heading is not None
    assert (heading.prefix, heading.number, heading.title) == (prefix, number, title)


@pytest.mark.parametrize(
    "line",
    [
        "Articles 5 and 6 apply.",
        "Annexes",
        "Annex to this Convention",
        "Article",
        "article 5",
        "Parties shall cooperate",
        "Part of the territory",
        "Section",
        "Article 5(2) applies",
        "Protocol to amend the Convention",
        "One article shall suffice",
        "First Articles",
        "Parte",
        "Article 5/2 applies",
    ],
)
def test_words_that_are_no_heading(line: str) -> None:
    assert heading_of(line) is None


@pytest.mark.parametrize(
    ("line", "number", "style"),
    [
        ("a) x", "a", "x)"),
        ("(a) x", "a", "(x)"),
        ("a)x", "a", "x)"),
        ("1. x", "1", "x."),
        ("5.Parties", "5", "x."),
        ("(1) x", "1", "(x)"),
        ("1", "1", "x"),
        ("1.", "1", "x."),
        ("12 The Parties", "12", "x"),
        ("iv) x", "iv", "x)"),
        ("(aa) x", "aa", "(x)"),
        ("б) слово", "б", "x)"),
        ("2bis. x", "2bis", "x."),
    ],
)
def test_markers(line: str, number: str, style: str) -> None:
    marker = marker_of(line)
    assert marker is not None
    assert (marker.number, marker.style) == (number, style)


@pytest.mark.parametrize(
    "line", ["", "The Parties", "1958. A year", "3.5 metres", "(see above) x", "A Party may", "and", "di", "mix"]
)
def test_words_that_are_no_marker(line: str) -> None:
    assert marker_of(line) is None


@given(st.integers(min_value=1, max_value=300))
def test_roman_numerals_go_both_ways(value: int) -> None:
    assert roman_value(to_roman(value)) == value
    assert number_value(to_roman(value).upper()) == value


@pytest.mark.parametrize("numeral", ["iiii", "vv", "ic", "abc", "xm"])
def test_letters_that_are_no_numeral(numeral: str) -> None:
    assert roman_value(numeral) == 0


# --- Lists ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Article 1\n\n1. One.\n\n2. Two:\n\n(a) x;\n\n(b) y.",
            ["art_1", "art_1__para_1", "art_1__para_2", "art_1__para_2__point_a", "art_1__para_2__point_b"],
            id="numbers and letters",
        ),
        pytest.param(
            "Article 1\n\nThe sole words.",
            ["art_1"],
            id="one unnumbered paragraph is the article",
        ),
        pytest.param(
            "Article 1\n\nFirst.\n\nSecond.",
            ["art_1", "art_1__para_nn_1", "art_1__para_nn_2"],
            id="several unnumbered paragraphs",
        ),
        pytest.param(
            "Article 1\n\nThey are:\n\n(h) x;",
            ["art_1", "art_1__para_nn_1"],
            id="a list does not begin at h",
        ),
        pytest.param(
            "Article 1\n\nIn this text:\n\n"
            + "\n\n".join(f"{c}) word;" for c in "abcdefgh")
            + "\n\ni) the ninth;\n\nj) the tenth.",
            ["art_1", *(f"art_1__point_{c}" for c in "abcdefghij")],
            id="i after h is a letter",
        ),
        pytest.param(
            "Article 1\n\nIn this text:\n\n" + "\n\n".join(f"{c}) word;" for c in "abcdefg") + "\n\n"
            "h) word:\n\ni) one;\n\nii) two;\n\ni) the ninth.",
            [
                "art_1",
                *(f"art_1__point_{c}" for c in "abcdefgh"),
                "art_1__point_h__point_i",
                "art_1__point_h__point_ii",
                "art_1__point_i",
            ],
            id="i before ii is a numeral, and a letter once that list is over",
        ),
        pytest.param(
            "Article 1\n\n1. a) First;\n\nb) second.\n\n2. Two.",
            ["art_1", "art_1__para_1", "art_1__para_1__point_a", "art_1__para_1__point_b", "art_1__para_2"],
            id="inline first point",
        ),
        pytest.param(
            "Article 1\n\n1.\n\na)First;\n\nb) second.",
            ["art_1", "art_1__para_1", "art_1__para_1__point_a", "art_1__para_1__point_b"],
            id="a number alone on its line",
        ),
        pytest.param(
            "Article 1\n\nThey may:\n\n(a) i) sleep; ii) eat; iii) read;\n\n(b) rest.",
            [
                "art_1",
                "art_1__point_a",
                *(f"art_1__point_a__point_{n}" for n in ("i", "ii", "iii")),
                "art_1__point_b",
            ],
            id="points within one line",
        ),
        pytest.param(
            "Article 1\n\n1. They may:\n\n(a) eat, or\n\n(b) sleep,\n\nas they wish.\n\n2. Two.",
            [
                "art_1",
                "art_1__para_1",
                "art_1__para_1__point_a",
                "art_1__para_1__point_b",
                "art_1__para_1__wrapup",
                "art_1__para_2",
            ],
            id="flush text closes the list",
        ),
        pytest.param(
            "Article 1\n\n1. One.\n\nMore of it.\n\n2. Two.",
            ["art_1", "art_1__para_1", "art_1__para_nn_1", "art_1__para_2"],
            id="an unnumbered paragraph between numbered ones",
        ),
        pytest.param(
            "Article 1\n\nThey may:\n\n(a) eat.\n\nThis includes drinking.\n\n(b) sleep.",
            ["art_1", "art_1__point_a", "art_1__point_a__para_nn_1", "art_1__point_b"],
            id="a point of two paragraphs",
        ),
        pytest.param(
            "Article 1\n\nThey may:\n\n(a) do, including:\n\nthis;\n\nthat;\n\n(b) rest.",
            ["art_1", "art_1__point_a", "art_1__point_a__point_nn_1", "art_1__point_a__point_nn_2", "art_1__point_b"],
            id="unmarked entries",
        ),
        pytest.param(
            "Article 1\n\nIn this text:\n\n(1) word;\n\n(2) other.",
            ["art_1", "art_1__point_1", "art_1__point_2"],
            id="numbers in brackets after a chapeau are points",
        ),
        pytest.param(
            "Article 1\n\n(1) One.\n\n(2) Two.\n\n(2bis) Between.\n\n(3) Three.",
            ["art_1", "art_1__para_1", "art_1__para_2", "art_1__para_2bis", "art_1__para_3"],
            id="numbers in brackets are paragraphs elsewhere",
        ),
        pytest.param(
            "Article 1\n\n1   They shall:\n\na   eat;\n\nb   sleep:\n\ni   long;\n\nii   well.\n\n2   Two.",
            [
                "art_1",
                "art_1__para_1",
                "art_1__para_1__point_a",
                "art_1__para_1__point_b",
                "art_1__para_1__point_b__point_i",
                "art_1__para_1__point_b__point_ii",
                "art_1__para_2",
            ],
            id="markers without brackets",
        ),
        pytest.param(
            "Article 1\n\n1. They discuss\n\n- trade\n- tariffs\n\n2. Two.",
            ["art_1", "art_1__para_1", "art_1__para_1__point_nn_1", "art_1__para_1__point_nn_2", "art_1__para_2"],
            id="dashes",
        ),
        pytest.param(
            "Article 1\n\nThey discuss:\n\n- trade\n- tariffs",
            ["art_1", "art_1__point_nn_1", "art_1__point_nn_2"],
            id="dashes straight under the article",
        ),
        pytest.param(
            "Article 1\n\na short word in small letters begins this.",
            ["art_1"],
            id="the word a is no marker",
        ),
    ],
)
def test_lists(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


def test_references_at_the_beginning_of_a_line_are_words() -> None:
    text = """\
        Article 1

        1. Each Party shall act under paragraph 2
        (a) of this article and, where article
        2. applies, under paragraph
        3. of the annex.
        2. Each Party shall:
        (a) do one thing over
        two lines;
        (b) do another."""
    assert own(text) == {
        "art_1": "",
        "art_1__para_1": "Each Party shall act under paragraph 2 (a) of this article and, where article "
        "2. applies, under paragraph 3. of the annex.",
        "art_1__para_2": "Each Party shall:",
        "art_1__para_2__point_a": "do one thing over two lines;",
        "art_1__para_2__point_b": "do another.",
    }


def test_gaps_and_doubles_are_kept_and_reported() -> None:
    instrument = parsed("""\
        Article 1

        They may:

        (a) eat;

        (c) sleep.

        ## Article 3

        1. One.

        ## Article 3

        1. Again.

        7. Far off.""")
    assert [p.eid for p in instrument.articles] == ["art_1", "art_3", "art_3_2"]
    assert "art_3_2__para_nn_1" in instrument
    assert [(f.line, f.eid, told(f).partition(": ")[2]) for f in instrument.findings] == [
        (7, "art_1__point_c", "1 missing before (c)"),
        (9, "art_3", "article 3 follows article 1"),
        (13, "art_3_2", "article 3 occurs more than once"),
        (17, "art_3_2__para_nn_1", "7. is not due here: kept as words"),
    ]


# --- Titles ---


@pytest.mark.parametrize(
    ("text", "heading", "words"),
    [
        ("Article 1\n\nScope\n\nThis applies.", "Scope", "This applies."),
        ("Article 1\nScope\n\nThis applies.", "Scope", "This applies."),
        ("Article 1\nScope\nThis Convention applies to all ships\nof the Parties.", "Scope", None),
        (
            "Article 1\nScope of the rules\nand their limits\n\nThis applies.",
            "Scope of the rules and their limits",
            None,
        ),
        ("Article 1 **Scope**\n\nThis applies.", "Scope", "This applies."),
        ("Article 1**Scope**\n\nThis applies.", "Scope", "This applies."),
        ("### **Article 1 — Scope**\n\nThis applies.", "Scope", "This applies."),
        ("### Article  1  \n\n####Scope\n\nThis applies.", "Scope", "This applies."),
        ("ARTICLE 1. Scope\n\nThis applies.", "Scope", "This applies."),
        ("Article 1\n\nThis applies.", "", "This applies."),
        ("Article 1\n\nObjectives The objective is peace.", "Objectives", "The objective is peace."),
        (
            "Article 1. This Treaty shall enter into force on the day on which both Parties have signed it.",
            "",
            "This Treaty shall enter into force on the day on which both Parties have signed it.",
        ),
    ],
)
def test_titles_of_articles(text: str, heading: str, words: str | None) -> None:
    instrument = parsed(text)
    assert instrument["art_1"].heading == heading
    assert words is None or instrument.words(instrument["art_1"]) == words


def test_groups_nest_as_the_instrument_shows_them() -> None:
    text = """\
        PART I
        GENERAL

        Chapter 1

        Section 1

        Article 1

        One.

        Section 2

        Title 1

        Article 2

        Two.

        Chapter 2

        Article 3

        Three.

        PART II

        Article 4

        Four."""
    instrument = parsed(text)
    assert {article.eid: article.parent for article in instrument.articles} == {
        "art_1": "part_I__chp_1__sec_1",
        "art_2": "part_I__chp_1__sec_2__title_1",
        "art_3": "part_I__chp_2",
        "art_4": "part_II",
    }
    assert instrument["part_I"].heading == "GENERAL"


# --- Front and back ---


def test_contents_are_no_headings() -> None:
    text = """\
        A Treaty

        Contents
        PART I
        Article 1 Scope
        Article 2 Terms
        Annex

        The Parties,

        Have agreed as follows:

        PART I

        Article 1

        Scope

        This applies.

        Article 2

        Terms

        Words mean things.

        ANNEX

        1. First thing

        2. Second thing"""
    assert outline(text) == [
        "title",
        "toc",
        "preamble",
        "preamble__wrapup",
        "part_I",
        "art_1",
        "art_2",
        "annex",
        "annex__item_1",
        "annex__item_2",
    ]


def test_the_first_article_ends_the_contents() -> None:
    contents = "Contents\n\nArticle 1 Scope 2\n\nArticle 2 Terms\nand words 3"
    text = f"A Treaty\n\n{contents}\n\nArticle 1\n\nOne.\n\nArticle 2\n\nTwo."
    assert outline(text) == ["title", "toc", "art_1", "art_2"]


@pytest.mark.parametrize(
    ("text", "recitals"),
    [
        ("The Parties,\n\nRecalling this,\n\nNoting that,\n\nHave agreed as follows:", 2),
        ("Preamble\n\nThe Parties, having met, have agreed as follows:", 0),
        ("Les Parties,\n\nRappelant ceci,\n\nSont convenues de ce qui suit :", 1),
        ("Los Estados Partes,\n\nConsiderando esto,\n\nHan convenido en lo siguiente:", 1),
        ("Стороны,\n\nисходя из этого,\n\nстремясь к этому,\n\nсогласились о нижеследующем:", 2),
    ],
)
def test_preambles(text: str, recitals: int) -> None:
    instrument = parsed(f"# A Treaty\n\n{text}\n\nArticle 1\n\nWords.")
    assert [p.eid for p in instrument if p.kind is Kind.RECITAL] == [f"preamble__rec_{n + 1}" for n in range(recitals)]
    assert "preamble__wrapup" in instrument
    assert [a.eid for a in instrument.articles] == ["art_1"]


def test_a_preamble_that_runs_on_is_cut_into_its_recitals() -> None:
    recitals = [f"Recognizing the need number {n}, as it were, {'and so on ' * 30}" for n in range(5)]
    preamble = ", ".join(["The Parties", *(r.strip() for r in recitals), "Have agreed as follows:"])
    found = own(f"# A Treaty\n\n{preamble}\n\nArticle 1\n\nX.")
    assert found["preamble"] == "The Parties,"
    assert found["preamble__rec_5"].startswith("Recognizing the need number 4")
    assert found["preamble__wrapup"] == "Have agreed as follows:"


def test_closing_matter_is_no_text_of_the_last_article() -> None:
    text = """\
        Article 1

        Words.

        IN WITNESS WHEREOF the undersigned have signed.

        Done at Geneva on 1 May.

        For Ruritania:

        R. RASSENDYLL

        **Declarations of Ruritania**

        “Ruritania declares nothing”.

        **Status of the Treaty**

        Ratifications:

        - Ruritania — 1 June;
        - Graustark — 2 June.

        The Treaty is in force."""
    found = own(text)
    assert found["art_1"] == "Words."
    assert found["testimonium"].endswith("Done at Geneva on 1 May.")
    assert found["signatures"] == "For Ruritania: R. RASSENDYLL"
    assert found["reservations__item_1"] == "“Ruritania declares nothing”."
    assert found["status__ratifications__item_2"] == "Graustark — 2 June."
    assert found["status__para_nn_1"] == "The Treaty is in force."


def test_articles_of_annexes_are_not_those_of_the_instrument() -> None:
    text = """\
        Article 1

        Main.

        Annex I – Rules

        Article 1

        Of the annex.

        PROTOCOL ON PRIVILEGES

        Article 1

        Of the protocol.

        Schedule 2

        (a) Fee

        (b) Toll"""
    instrument = parsed(text)
    assert [a.eid for a in instrument.articles] == ["art_1"]
    assert [p.eid for p in instrument][1:] == [
        "annex_I",
        "annex_I__art_1",
        "protocol",
        "protocol__art_1",
        "schedule_2",
        "schedule_2__point_a",
        "schedule_2__point_b",
    ]


def test_a_note_within_an_article_stays_in_it() -> None:
    text = "Article 1\n\n1. One.\n\n\\* A note.\n\n2. Two.\n\nArticle 2\n\nWords.\n\n\\* Another.\n\nArticle 3\n\nEnd."
    found = own(text)
    assert found["art_1__notes__note_1"] == "A note."
    assert found["art_1__para_2"] == "Two."
    assert found["notes__note_1"] == "Another."


def test_a_memorandum_without_articles() -> None:
    text = """\
        Memorandum of Understanding

        A and B,

        Have decided as follows:

        1. They meet.

        2. They discuss:

        (a) trade;

        (b) tariffs.

        Signed at Paris."""
    assert outline(text)[3:] == ["para_1", "para_2", "para_2__point_a", "para_2__point_b", "testimonium"]


def test_headings_of_no_known_kind_are_kept_and_reported() -> None:
    instrument = parsed("## Article 1\n\nWords.\n\n## A stray heading\n\n1. Its text.\n\n## Article 2\n\nMore.")
    stray = instrument["other_1"]
    assert (stray.kind, stray.heading) == (Kind.OTHER, "A stray heading")
    assert instrument.own(instrument["other_1__para_1"]) == "Its text."
    assert [(f.line, f.eid) for f in instrument.findings] == [(5, "other_1")]


# --- Whatever the input ---


@pytest.mark.parametrize("width", [40, 72, 100])
def test_where_lines_break_does_not_matter(width: int) -> None:
    instrument = Corpus.bundled()["un-convention"]
    blocks = [fill(b, width, break_long_words=False, break_on_hyphens=False) for b in instrument.text.split("\n\n")]
    wrapped = parse(lines("\n\n".join(blocks)), ABOUT)
    assert [(p.eid, p.heading, wrapped.own(p)) for p in wrapped] == [
        (p.eid, p.heading, instrument.own(p)) for p in instrument
    ]


SNIPPETS = [
    *("Article 1", "Article 2", "Article 14 bis", "#### Article 2", "Article XIV", "Article 5 **T**"),
    *("CHAPTER I", "Section 2", "PART II", "ANNEX", "Annex I", "PROTOCOL ON X", "Preamble", "Contents", "Chapter I 3"),
    *("The States Parties,", "Recalling that,", "Have agreed as follows:", "Whereas:", "word-", "continuing words"),
    *("1. One", "2. Two", "3. Three:", "1.", "(1) x;", "(2) y", "1 Bare", "2 Bare", "A. Foo", "B. Bar"),
    *("a) foo;", "b) bar;", "c) baz.", "(a) foo:", "(b)", "a bare", "b bare", "text; (b) inline; (c) inline"),
    *("(i) sub; ii) more", "(ii) sub", "i) rom", "ii) rom", "v) x", "Capital words.", "lists of:", "- item;"),
    *("### Heading", "**Bold**", "\\* note", "Done at X", "IN WITNESS WHEREOF, a.", "For the State", '"Quote".'),
    *("**Reservations of X**", "**Status of X**", "Signature: A, B.", "Entry into force:", "---", "", "", ""),
]
TREATIES = st.lists(
    st.sampled_from(SNIPPETS) | st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12),
    max_size=40,
)


@settings(max_examples=200, deadline=None)
@given(TREATIES)
def test_no_text_is_lost_doubled_or_reordered(source: list[str]) -> None:
    found = lines("\n".join(source))
    instrument = parse(found, ABOUT)
    pieces = []
    for provision in instrument:
        end = instrument[provision.children[0]].start if provision.children else provision.end
        assert provision.start <= provision.body <= provision.end
        assert provision.start <= end
        pieces.append(instrument.text[provision.start : end])
    assert words(pieces) == words([instrument.text]) == words([line.text for line in found])


@settings(max_examples=100, deadline=None)
@given(TREATIES)
def test_the_tree_holds_together(source: list[str]) -> None:
    instrument = parse(lines("\n".join(source)), ABOUT)
    for provision in instrument:
        if provision.parent:
            parent = instrument[provision.parent]
            assert provision.eid in parent.children
            assert parent.start <= provision.start < provision.end <= parent.end


def words(pieces: list[str]) -> str:
    return "".join("".join(pieces).split())


ENTRIES = st.lists(
    st.sampled_from(["Each Party shall act.", "It may refuse.", "Costs lie where they fall."]), min_size=1
)


@settings(max_examples=50, deadline=None)
@given(st.lists(ENTRIES, min_size=1, max_size=6))
def test_numbered_paragraphs_are_all_found(articles: list[list[str]]) -> None:
    blocks = []
    for number, paragraphs in enumerate(articles, 1):
        blocks += [f"Article {number}", *(f"{n}. {text}" for n, text in enumerate(paragraphs, 1))]
    instrument = parse([Line(n, text) for n, text in enumerate(blocks, 1)], ABOUT)
    expected = [f"art_{a}__para_{p}" for a, ps in enumerate(articles, 1) for p in range(1, len(ps) + 1)]
    assert [p.eid for p in instrument if p.kind is Kind.PARAGRAPH] == expected
    assert instrument.findings == ()
