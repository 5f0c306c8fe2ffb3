"""Files joined, split, re-encoded or printed over: what is quoted is in them, under a number that is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutation_cases import verdict

from corpus.errors import SourceError
from corpus.model import About, Instrument
from corpus.readers.encoding import decode
from corpus.shelf.bundle import TEXTS
from corpus.shelf.collection import Corpus
from corpus.shelf.loading import load_instrument

SOURCE = (TEXTS / "cis-agreement.txt").read_text(encoding="utf-8").replace("\\", "").replace("#", "").replace("*", "")
LINES = [line.strip() for line in SOURCE.split("\n") if line.strip()]
"""Without markup, so that what is quoted can be looked for in the file itself."""
ENCODINGS = ("utf-8", "utf-16", "utf-8-sig", "cp1252", "mac_roman")
JOINTS = ("\n\n", "\n", " ", "\n\n- 12 -\n\n", "\n   ", "\r\n\r\n", "\f", "\t", "\n\n________\n\n")


def squeezed(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def sound(instrument: Instrument, whole: str) -> bool:
    """Whether all words are those of the file, in its order, and every article's number stands before its words."""
    if any(squeezed(instrument.own(provision)) not in whole for provision in instrument):
        return False
    at = 0
    for article in filter(instrument.words, instrument.articles):
        at = whole.find(squeezed(instrument.words(article)), at)
        if at < 0 or article.number not in whole[:at]:
            return False
    return True


@given(
    joints=st.lists(st.sampled_from(JOINTS), min_size=1, max_size=12),
    drop=st.integers(0, 40),
    encoding=st.sampled_from(ENCODINGS),
)
def test_what_is_quoted_is_in_the_file(joints: list[str], drop: int, encoding: str, tmp_path_factory) -> None:
    path: Path = tmp_path_factory.mktemp("mutated") / "a.txt"
    kept = LINES[drop : drop + 80]
    text = "".join(line + joints[place % len(joints)] for place, line in enumerate(kept))
    path.write_bytes(text.encode(encoding, "replace"))
    try:
        instrument = load_instrument(path, About("x", "X", "X"))
    except SourceError:
        return
    source = decode(path)
    assert any(sound(instrument, squeezed(text)) for text in (source, source.replace("- 12 -", "")))


TEXTS_AS_READ = [instrument.text[:20_000] for instrument in Corpus.bundled().values()]


@pytest.mark.parametrize("seed", range(30))
def test_quotes_of_a_mutated_text_are_in_it(seed: int, tmp_path: Path) -> None:
    """`python -m tests.benchmark.mutations` does the same with thousands of real files."""
    assert verdict(tmp_path / "a.txt", TEXTS_AS_READ[seed % 2], seed) in (("sound", []), ("refused", []))
