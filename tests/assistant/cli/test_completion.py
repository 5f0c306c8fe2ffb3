"""What a chat completes."""

import pytest
from conversation_cases import CORPUS, talk
from hypothesis import given
from hypothesis import strategies as st
from terminal_cases import COMMANDS

from assistant.cli import prompt
from assistant.cli.completion import suggestions


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("/re", ["/rename"]),
        ("/rename a", []),
        ("what does article 5", ["5", "50", "51", "52", "53", "54", "55", "56", "57", "58", "59"]),
        ("paragraph ", ["1", "2", "3", "4", "5", "6"]),
        ("read point f", ["f"]),
        ("para. 6", ["6"]),
        ("how long", []),
        ("", []),
    ],
)
def test_completes_commands_and_numbers(before, expected):
    found = suggestions(before, talk("How long?"), CORPUS, COMMANDS)
    assert [s.text for s in found] == expected


@pytest.mark.parametrize(
    ("before", "instruments", "expected"),
    [
        ("CIS Agreement article 5", (), ["5"]),
        ("what does the Minsk agreement say in article 5", ("un-convention",), ["5"]),
        ("article 5", ("cis-agreement",), ["5"]),
        ("until article 17", (), ["17"]),
    ],
)
def test_completes_from_the_instrument_that_is_named_or_looked_in(before, instruments, expected):
    found = suggestions(before, talk("How long?"), CORPUS, COMMANDS, instruments)
    assert [s.text for s in found] == expected
    assert found[0].meta.casefold() in _headings("cis-agreement") or before.startswith("until")


def _headings(id):
    return {article.heading.casefold() for article in CORPUS[id].articles}


def test_articles_of_the_instrument_in_hand_come_first():
    first = suggestions("article ", talk("x", places=(("cis-agreement", "art_11"),)), CORPUS, COMMANDS)[0]
    assert (first.text, first.meta) == ("1", "Basic terms")


@given(st.text(max_size=60))
def test_completion_takes_any_text(before):
    for suggestion in suggestions(before, talk("x"), CORPUS, COMMANDS):
        assert before.casefold().endswith(suggestion.text[: suggestion.begun].casefold())


def test_completion_at_a_terminal(chat, tmp_path):
    chat.take("How long?")
    id = chat.conversation.id
    (tmp_path / "talk.json").touch()
    assert _completed(chat, "/un") == [("/undo", -3)]
    assert _completed(chat, f"/open {id[:3].upper()}") == [(id, -3)]
    assert _completed(chat, f"/import {tmp_path}/ta") == [("lk.json", 0)]


def _completed(chat, before):
    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document

    found = prompt._completer(chat).get_completions(Document(before), CompleteEvent())
    return [(completion.text, completion.start_position) for completion in found]
