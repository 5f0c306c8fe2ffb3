from __future__ import annotations

from pathlib import Path

import pytest

from corpus import lexicon
from corpus.errors import LexiconError
from corpus.lexicon import FOLDER, Lexicon, read, subjects

LANGUAGES = sorted(place.name for place in FOLDER.iterdir() if any(place.glob("*.toml")))
FILES = [(subject, language) for language in LANGUAGES for subject in subjects(language)]


@pytest.mark.parametrize(("subject", "language"), FILES)
def test_every_pattern_of_every_file_compiles(subject: str, language: str) -> None:
    words = read(subject, language)
    assert all(getattr(words, name).pattern for name in words.patterns)


def lexicon_of(**parts: dict[str, object]) -> Lexicon:
    return Lexicon("harbours", "en", parts)


def test_fragments_and_words_stand_in_patterns() -> None:
    words = lexicon_of(
        words={"craft": ["ship", "boat (small)"]},
        fragments={"coming": ["(?:enters|", "leaves)"]},
        patterns={"arrival": r"\b{craft} {coming}"},
        exact={"sign": "A{2}"},
    )
    assert words.arrival.search("A SHIP enters")
    assert words.arrival.search("a boat (small) leaves")
    assert words.sign.fullmatch("AA")
    assert not words.sign.fullmatch("aa")


def test_a_fragment_of_another_file_and_language() -> None:
    words = Lexicon("harbours", lexicon.EVERY, {"patterns": {"named": "{en/treaties.protocol}"}})
    assert words.named.search("Optional Protocol")


@pytest.mark.parametrize("name", ["unheard", "broken"])
def test_a_pattern_that_is_not_there_or_no_pattern_is_told_by_name(name: str) -> None:
    with pytest.raises(LexiconError, match=name):
        getattr(lexicon_of(patterns={"broken": "("}), name)


def test_a_file_with_a_part_of_no_known_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "reefs.toml").write_text("[colours]\n")
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    with pytest.raises(LexiconError, match="colours"):
        read("reefs")
