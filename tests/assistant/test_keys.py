"""Keys of programs: made, found again, revoked; kept so that nobody can read them back."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from assistant import keys as module
from assistant.keys import FILE, Keys, Scope
from corpus.errors import UsageError


@pytest.fixture
def keys(tmp_path):
    """None yet."""
    with Keys(tmp_path) as opened:
        yield opened


def test_a_key_is_found_by_its_secret_form_alone(keys):
    made, secret_form = keys.add("  the   portal ", Scope.EDIT)
    keys.add("another")
    assert keys.of(secret_form) == made
    assert (made.name, made.scope, made.standing) == ("the portal", Scope.EDIT, "valid")
    assert keys.of(f"treaty_{made.id}_{made.digest[:43]}") is None
    assert keys.of(made.id) is None


@given(text=some.text())
def test_no_other_text_is_a_key(tmp_path_factory, text):
    with Keys(tmp_path_factory.getbasetemp() / "keys") as opened:
        assert opened.of(text) is None


def test_it_expires(keys, monkeypatch):
    _, secret_form = keys.add("for a day", days=1)
    assert keys.of(secret_form)
    later = (datetime.now(UTC) + timedelta(days=1, seconds=1)).isoformat(timespec="seconds")
    monkeypatch.setattr(module, "_now", lambda: later)
    assert keys.of(secret_form) is None
    assert keys.all()[0].standing == "expired"


@pytest.mark.parametrize("by", ["id", "name"])
def test_it_is_revoked_by_name_or_identifier_and_the_name_is_free_again(keys, by):
    made, secret_form = keys.add("Maria")
    keys.revoke(getattr(made, by))
    assert keys.of(secret_form) is None
    again, _ = keys.add("Maria")
    assert [(one.id, one.standing) for one in keys.all()] == [(made.id, "revoked"), (again.id, "valid")]


@pytest.mark.parametrize(
    ("do", "said"),
    [
        (lambda keys: keys.add(" "), "needs a name"),
        (lambda keys: keys.add("x" * 81), "1 to 80 characters"),
        (lambda keys: keys.add("taken"), "already; revoke it, or choose another name"),
        (lambda keys: keys.revoke("nobody"), "treaty key list"),
    ],
)
def test_what_makes_no_sense_is_told(keys, do, said):
    keys.add("taken")
    with pytest.raises(UsageError) as told:
        do(keys)
    assert said in str(told.value)


def test_a_damaged_file_gives_what_it_can_and_lets_nobody_in(tmp_path):
    with Keys(tmp_path) as keys:
        _, secret_form = keys.add("one")
    (tmp_path / FILE).write_bytes(b"x" * 8192)
    with Keys(tmp_path) as keys:
        assert keys.of(secret_form) is None
        assert keys.all() == ()
