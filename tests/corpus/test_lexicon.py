"""Words as data: every file is whole, all of it is used, and what is wrong in one is told."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import lexicon
from corpus.errors import LexiconError
from corpus.lexicon import Lexicon

ROOT = lexicon.FOLDER.parents[1]
SOURCES = [path.read_text() for folder in ("assistant", "corpus") for path in (ROOT / folder).rglob("*.py")]
FILES = sorted((path.stem, path.parent.name) for path in lexicon.FOLDER.glob("*/*.toml"))
CONSTANT = re.compile(r'^(\w+) = (?:lexicon\.)?read\("(\w+)"\)$', re.MULTILINE)
USED = re.compile(r'\b([A-Z_]+)\.(?:(?:words|word_set|table|fragment|sequence)\("(\w+)"\)|([a-z_]+)\b(?!\())')
READS = re.compile(r"lexicon|corpus\.grammar|prose\.words")
SAID = re.compile(r'\.([a-z_]+)\b|"([a-z_]+)"')
INSIDE = re.compile(r"\{(?:[a-z]+/)?(?:[a-z_]+\.)?([a-z_]+)\}")


def names(subject, language="en"):
    """Everything in a file, by its part and name."""
    return [(part, name) for part, named in lexicon.read(subject, language)._content.items() for name in named]


def built_in(subject, language):
    """The fragments that a file builds others from, its own and those of other files."""
    content = lexicon.read(subject, language)._content
    said = [named for part, named in content.items() if part not in ("words", "tables")]
    return set(INSIDE.findall(str(said)))


def read_in_code():
    """What a module reads from a subject that it has a constant for, by subject and name."""
    for source in SOURCES:
        subjects = dict(CONSTANT.findall(source))
        for constant, quoted, pattern in USED.findall(source):
            if constant in subjects:
                yield subjects[constant], quoted or pattern


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Writes a file of words in a language of its own, and reads it."""
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    (tmp_path / "xx").mkdir()

    def written(content, subject="some"):
        (tmp_path / "xx" / f"{subject}.toml").write_text(content)
        return lexicon.read(subject, "xx")

    lexicon.read.cache_clear()
    yield written
    lexicon.read.cache_clear()


@pytest.mark.parametrize(("subject", "language"), FILES)
def test_every_file_is_whole(subject, language):
    words = lexicon.read(subject, language)
    assert all(getattr(words, name).pattern for name in words.patterns)
    for part, name in names(subject, language):
        if part == "sequences":
            assert all(pattern.pattern for pattern in words.sequence(name))
        if part == "words":
            assert len(words.words(name)) == len(words.word_set(name)) > 0
        if part == "fragments":
            assert re.compile(words.fragment(name))


@pytest.mark.parametrize(("subject", "language"), FILES)
def test_a_name_stands_for_one_thing(subject, language):
    found = [name for _, name in names(subject, language)]
    assert len(found) == len(set(found))
    assert not set(found) & set(dir(Lexicon))


@pytest.mark.parametrize(("subject", "language"), FILES)
def test_all_that_is_written_is_used(subject, language):
    said = {name for source in SOURCES if READS.search(source) for pair in SAID.findall(source) for name in pair}
    built = {name for file in FILES for name in built_in(*file)}
    assert {name for _, name in names(subject, language)} - said - built == set()


def test_all_that_modules_read_is_written():
    missing = [(subject, name) for subject, name in read_in_code() if name not in dict(map(reversed, names(subject)))]
    assert missing == []


def test_patterns_disregard_case_and_exact_ones_mind_it(write):
    some = write('[patterns]\nany = "sea"\n[exact]\nsmall = "sea"\n[sequences]\nrow = ["sea", ["la", "ke"]]')
    assert some.any.search("the Sea")
    assert not some.small.search("the Sea")
    assert [bool(pattern.search("a LAKE")) for pattern in some.sequence("row")] == [False, True]


def test_names_in_braces_stand_for_fragments_words_and_tables(write):
    write('[fragments]\nport = "harbou?r"', "ports")
    some = write(
        '[words]\nsea = ["bay", "u.s."]\n[tables.ship]\n"ice-breaker" = 1\nboat = 2\n'
        '[fragments]\nboth = "{sea} {ship}"\n'
        '[patterns]\nall = ["^{both}", " of {ports.port}{1,2}$"]'
    )
    assert some.all.search("U.S. ice-breaker of harborr")
    assert not some.all.search("uxsx boat of harbor")
    assert some.table("ship") == {"ice-breaker": 1, "boat": 2}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[verbs]\nsail = 1", "unknown verbs"),
        ('[words]\nsea = "bay"', "'sea' does not have the form of words"),
        ("[tables]\nship = 3", "'ship' does not have the form of tables"),
        ("[patterns]\nsail = 3", "'sail' does not have the form of patterns"),
        ('[sequences]\nrow = "sea"', "'row' does not have the form of sequences"),
        ('words = ["bay"]', "'words' does not have the form of words"),
        ("[words", "cannot read xx/some.toml"),
    ],
)
def test_what_is_not_of_the_form_is_told(write, content, told):
    with pytest.raises(LexiconError, match=told):
        write(content)


@pytest.mark.parametrize(
    ("pattern", "told"),
    [("(sea", "no regular expression"), ("{lake}", "'lake' of xx/some.toml is not"), ("{loop}", "no regular")],
)
def test_a_pattern_that_cannot_be_built_is_told(write, pattern, told):
    some = write(f'[fragments]\nloop = "{{loop}}"\n[patterns]\nsail = "{pattern}"')
    with pytest.raises(LexiconError, match=told):
        some.sail  # noqa: B018


@given(st.from_regex(r"[a-z]{1,8}_unknown", fullmatch=True))
def test_an_unknown_name_is_told(name):
    some = lexicon.read("turns")
    for ask in (some.words, some.word_set, some.table, some.fragment, some.sequence, some.__getattr__):
        with pytest.raises(LexiconError, match=name):
            ask(name)


def test_a_fragment_of_another_language():
    some = Lexicon("ships", lexicon.EVERY, {"patterns": {"named": "{en/moves.level}"}})
    assert some.named.search("this ARTICLE")


def test_an_unknown_subject_is_told():
    with pytest.raises(LexiconError, match=r"cannot read en/ships\.toml"):
        lexicon.read("ships")


@given(st.text())
def test_words_as_alternatives_are_matched_as_they_stand(text):
    some = Lexicon("some", "en", {"words": {"said": [text]}, "patterns": {"it": "{said}"}})
    assert some.it.fullmatch(text)
