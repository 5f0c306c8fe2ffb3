"""What the package promises to others: these names, and that naming one loads no more than it needs."""

from __future__ import annotations

import doctest
import subprocess
import sys
from importlib.resources import files

import pytest

import corpus

PUBLIC = {
    *("About", "AnticipatedQuestion", "Corpus", "CrossReferences", "Finding", "FindingKind", "Instrument", "Kind"),
    *("Pinpoint", "Provision", "Reference", "TreatyError"),
    *("find_pinpoints", "find_references", "inspect", "label", "load_apart", "load_instrument", "resolve", "told"),
}


def test_the_public_names_are_these() -> None:
    assert set(corpus.__all__) == PUBLIC
    assert corpus.__all__ == sorted(corpus.__all__)


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_every_public_name_is_there_and_says_what_it_is_for(name: str) -> None:
    assert getattr(corpus, name).__doc__


def test_any_other_name_is_none() -> None:
    with pytest.raises(AttributeError, match="Parser"):
        corpus.Parser  # noqa: B018


def test_the_example_in_the_package_holds() -> None:
    assert doctest.testmod(corpus).failed == 0


def test_identifiers_and_errors_need_no_parser() -> None:
    program = "import sys, corpus.eid, corpus.errors; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not [name for name in loaded if name.startswith(("corpus.parsing", "corpus.shelf", "corpus.lexicon"))]


def test_the_package_says_that_it_is_typed() -> None:
    assert (files("corpus") / "py.typed").is_file()
