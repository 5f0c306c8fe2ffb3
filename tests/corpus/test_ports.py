"""What stands behind a port: ours, or what another package offers."""

from __future__ import annotations

import sys
from collections import OrderedDict

import pytest

from corpus.errors import UsageError
from corpus.ports import chosen

GROUP = "treaty_assistant.tests"
OURS = {"plain": "collections:OrderedDict"}


@pytest.fixture
def offered(tmp_path, monkeypatch):
    """A package that offers an implementation, as one that is installed does."""
    facts = tmp_path / "parrots-1.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: parrots\nVersion: 1.0\n")
    (facts / "entry_points.txt").write_text(
        f"[{GROUP}]\nparrot = parrots_of_a_test:PARROT\ngone = parrots_of_a_test:GONE\nplain = nowhere:NOTHING\n"
    )
    (tmp_path / "parrots_of_a_test.py").write_text('PARROT = "theirs"\n')
    monkeypatch.syspath_prepend(tmp_path)
    yield
    sys.modules.pop("parrots_of_a_test", None)


def test_ours_is_chosen_by_its_name():
    assert chosen("plain", OURS, GROUP, "thing") is OrderedDict


@pytest.mark.usefixtures("offered")
def test_what_another_package_offers_is_found():
    assert chosen("parrot", OURS, GROUP, "thing") == "theirs"


@pytest.mark.usefixtures("offered")
def test_ours_comes_before_another_of_the_same_name():
    assert chosen("plain", OURS, GROUP, "thing") is OrderedDict


def test_an_unknown_name_is_told_which_there_are():
    with pytest.raises(UsageError) as told:
        chosen("grand", {"plain": "a:b", "fancy": "c:d"}, GROUP, "thing")
    assert str(told.value) == "there is no thing 'grand'; there are: fancy, plain"


@pytest.mark.usefixtures("offered")
def test_the_list_names_those_that_others_offer():
    with pytest.raises(UsageError, match=r"there is no thing 'grand'; there are: gone, parrot, plain$"):
        chosen("grand", OURS, GROUP, "thing")


@pytest.mark.usefixtures("offered")
def test_what_cannot_be_loaded_is_told_in_a_line():
    with pytest.raises(UsageError, match=r"the thing 'gone' cannot be loaded \(.*\); reinstall its package"):
        chosen("gone", OURS, GROUP, "thing")
