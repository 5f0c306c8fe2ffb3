"""What a terminal gets, and what never reaches it."""

import json

import pytest
from cli_cases import run
from conversation_cases import PRESERVED

from assistant.cli import screen

pytestmark = pytest.mark.usefixtures("home")

REPLACED = "\N{REPLACEMENT CHARACTER}"


@pytest.mark.usefixtures("on_terminal")
def test_a_terminal_gets_colours_and_wrapped_quotes():
    shown = run("ask", PRESERVED).stdout
    assert "\x1b[1mArticle 59, paragraph 6\x1b[0m" in shown
    assert shown.count("\x1b[2m│ \x1b[0m") > 3
    assert "\x1b[1mid" in run("list").stdout


@pytest.mark.usefixtures("on_terminal")
def test_no_color_is_respected(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in run("ask", PRESERVED).stdout


@pytest.mark.parametrize(
    "unsafe", ["\x00", "\x07", "\x1b", "\r", "\x7f", "\x9b", "\u2028", "\u202e", "\u2066", "\ud800"]
)
def test_what_acts_on_a_terminal_is_shown_as_a_replacement(unsafe, capsys):
    assert screen.safe(f"a{unsafe}b") == f"a{REPLACED}b"
    screen.say(f"a{unsafe}b")
    screen.say_rows(("x",), [(f"a{unsafe}b",)])
    screen.complain(f"a{unsafe}b")
    captured = capsys.readouterr()
    assert unsafe not in captured.out + captured.err
    assert json.loads(screen.to_json({"a": f"a{unsafe}b"})) == {"a": f"a{unsafe}b"}
    assert unsafe not in screen.to_json(f"a{unsafe}b")


@pytest.mark.parametrize("text", ["[bold]x[/bold]", "[/]", ":smile:", "https://x.y/[link=z]"])
def test_words_are_never_markup(text, capsys):
    screen.say(text)
    screen.say_rows(("x",), [(text,)])
    assert capsys.readouterr().out == f"{text}\n{text}\n"


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        (r"**Article 1** (a \*b\*):", "Article 1 (a *b*):"),
        (r"> so \[it\] says \<b\> [1]", "> so [it] says <b> [1]"),
        (">", "> "),
        (r"\*\*not bold\*\*", "**not bold**"),
        ("plain", "plain"),
    ],
)
def test_markdown_is_shown_as_it_reads(markdown, shown, capsys):
    screen.say_markdown(markdown)
    assert capsys.readouterr().out == shown + "\n"
