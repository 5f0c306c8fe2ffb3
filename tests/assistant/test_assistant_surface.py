"""The names that programs may rely on."""

from importlib.resources import files

import pytest

import assistant

PUBLIC = [
    "Answer",
    "Assistant",
    "AsyncAssistant",
    "Chat",
    "Checked",
    "Citation",
    "Conversation",
    "Fault",
    "Found",
    "Grid",
    "Reason",
    "Sentence",
    "Status",
    "TreatyError",
]


def test_what_is_public_stays():
    assert assistant.__all__ == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_is_there_and_says_what_it_is_for(name):
    assert getattr(assistant, name).__doc__


def test_no_other_name_is():
    with pytest.raises(AttributeError, match="has no attribute 'Answering'"):
        assistant.Answering  # noqa: B018


def test_its_types_are_there_for_checkers():
    assert (files("assistant") / "py.typed").is_file()
