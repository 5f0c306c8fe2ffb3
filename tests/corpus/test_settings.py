"""What a user may set, by variables and in a file."""

import os
from dataclasses import replace
from pathlib import Path

import platformdirs
import pytest

from corpus.errors import UsageError
from corpus.settings import APP, FILE, Settings, settings


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """An empty data folder, and no other variable."""
    for name in [name for name in os.environ if name.startswith("TREATY_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("TREATY_HOME", str(tmp_path))
    return tmp_path


def test_nothing_set_is_what_comes_with_the_package(home):
    assert settings() == Settings(home)
    assert Settings(home).encoders == ("bge-small-en-v1.5", "treaty-minilm")


VARIABLES = {
    "TREATY_MODEL": ("b/c, a,b/c ,", {"encoders": ("b/c", "a")}),
    "TREATY_VECTOR_STORE": ("milvus", {"vector_store": "milvus"}),
    "TREATY_WORD_STORE": ("lucene", {"word_store": "lucene"}),
    "TREATY_WRITER": ("prose", {"writer": "prose"}),
    "TREATY_RERANKER": ("cross", {"reranker": "cross"}),
    "TREATY_API_HOSTS": ("Treaties.example, b", {"api_hosts": ("treaties.example", "b")}),
    "TREATY_API_KEYS": ("on", {"api_keys": True}),
    "TREATY_TEAM": ("on", {"team": True}),
    "TREATY_DATABASE": ("postgresql+psycopg://a:b@c/d", {"database": "postgresql+psycopg://a:b@c/d"}),
    "TREATY_API_RATE": ("60", {"api_rate": 60}),
    "TREATY_LLM": ("llama3.2", {"llm": "llama3.2"}),
    "TREATY_LLM_TIMEOUT": ("7", {"llm_timeout": 7}),
    "TREATY_LLM_RETRIES": ("0", {"llm_retries": 0}),
    "TREATY_LLM_TOKENS": ("99", {"llm_tokens": 99}),
    "TREATY_LLM_FOLLOWUPS": ("on", {"llm_followups": True}),
    "TREATY_LLM_PRIVATE": ("cis-agreement, Own Treaty", {"llm_private": ("cis-agreement", "Own Treaty")}),
}


@pytest.mark.parametrize(("name", "value", "expected"), [(name, *rest) for name, rest in VARIABLES.items()])
def test_a_variable_sets_one_thing(home, monkeypatch, name, value, expected):
    monkeypatch.setenv(name, value)
    assert settings() == replace(Settings(home), **expected)


@pytest.mark.parametrize("name", VARIABLES)
def test_an_empty_variable_sets_nothing(home, monkeypatch, name):
    monkeypatch.setenv(name, "")
    assert settings() == Settings(home)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ('vector_store = "milvus"\nwriter = ""', {"vector_store": "milvus"}),
        ('model = "a, b"', {"encoders": ("a", "b")}),
        ('model = ["a", "b"]', {"encoders": ("a", "b")}),
        ("model = []", {}),
        ('api_hosts = ["a", "b"]', {"api_hosts": ("a", "b")}),
        ("api_keys = true", {"api_keys": True}),
        ('api_keys = "off"', {"api_keys": False}),
        ("api_body = 10", {"api_body": 10}),
    ],
)
def test_a_file_in_the_data_folder_sets_what_variables_leave_open(home, text, expected):
    (home / FILE).write_text(text)
    assert settings() == replace(Settings(home), **expected)


def test_a_variable_goes_before_the_file(home, monkeypatch):
    (home / FILE).write_text('writer = "prose"\nreranker = "cross"')
    monkeypatch.setenv("TREATY_WRITER", "verse")
    assert settings() == Settings(home, writer="verse", reranker="cross")


def test_a_named_file_may_say_where_the_data_folder_is(home, monkeypatch):
    named = home / "mine.toml"
    named.write_text(f'home = "{home / "inner"}"\nwriter = "prose"')
    monkeypatch.setenv("TREATY_SETTINGS", str(named))
    assert settings() == Settings(home, writer="prose")
    monkeypatch.delenv("TREATY_HOME")
    assert settings() == Settings(home / "inner", writer="prose")


def test_a_data_folder_is_the_users_unless_another_is_named(monkeypatch):
    monkeypatch.setenv("TREATY_HOME", "~/treaties")
    assert settings().home == Path.home() / "treaties"
    monkeypatch.delenv("TREATY_HOME")
    assert settings().home == platformdirs.user_data_path(APP, appauthor=False)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('vectorstore = "x"', "sets vectorstore, which is no setting; did you mean vector_store?"),
        ('colour = "x"', "sets colour, which is no setting; known are model, vector_store"),
        ('home = "/elsewhere"', "sets home, which is no setting"),
        ("writer = 3", "writer must be text in quotes"),
        ('writer = ["a"]', "writer must be text in quotes"),
        ("api_keys = 1", "api_keys must be text in quotes"),
        ("api_rate = true", "api_rate must be text in quotes"),
        ("model = [1]", "model must be text in quotes"),
        ("writer", "are not TOML"),
    ],
)
def test_a_file_that_is_wrong_is_told_in_a_line(home, text, message):
    (home / FILE).write_text(text)
    with pytest.raises(UsageError) as told:
        settings()
    assert message in str(told.value)
    assert str(home / FILE) in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("TREATY_API_KEYS", "yes", "the setting api_keys is 'yes'; it is on or off"),
        ("TREATY_DATABASE", "mysql://a:hush@b/c", "TREATY_DATABASE is no address of a database"),
        ("TREATY_API_RATE", "0", "the setting api_rate is '0'; give a whole number above 0"),
        ("TREATY_API_BODY", "1e6", "the setting api_body is '1e6'; give a whole number above 0"),
    ],
)
def test_a_switch_and_a_number_are_read_as_such(monkeypatch, name, value, message):
    monkeypatch.setenv(name, value)
    with pytest.raises(UsageError) as told:
        settings()
    assert message in str(told.value)


@pytest.mark.parametrize(
    ("name", "hint"),
    [("TREATY_MODELS", "did you mean TREATY_MODEL?"), ("TREATY_X", "known are TREATY_SETTINGS, TREATY_HOME")],
)
def test_an_unknown_variable_is_refused(monkeypatch, name, hint):
    monkeypatch.setenv(name, "1")
    with pytest.raises(UsageError) as told:
        settings()
    assert f"the environment sets {name}, which is no setting; {hint}" in str(told.value)


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "ten", "٣", "999999"])
def test_a_number_that_is_none_is_refused(monkeypatch, value):
    monkeypatch.setenv("TREATY_LLM_TIMEOUT", value)
    with pytest.raises(UsageError, match="give a whole number from 1 to 3600"):
        settings()


def test_numbers_and_lists_in_a_file(home):
    (home / FILE).write_text('llm_timeout = 9\nllm_private = ["a", "b"]')
    assert settings() == replace(Settings(home), llm_timeout=9, llm_private=("a", "b"))


def test_a_named_file_that_is_not_there(monkeypatch, tmp_path):
    monkeypatch.setenv("TREATY_SETTINGS", str(tmp_path / "none.toml"))
    with pytest.raises(UsageError, match=r"none\.toml cannot be read"):
        settings()


@pytest.mark.parametrize("name", ["TREATY_SETTINGS", "TREATY_HOME"])
def test_the_home_folder_of_nobody(monkeypatch, name):
    monkeypatch.setenv(name, "~nobody-of-that-name/treaties")
    with pytest.raises(UsageError, match=f"{name} is '~nobody-of-that-name/treaties'"):
        settings()
