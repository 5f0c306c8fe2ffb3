"""What fuzzing found, and what it begins with: each is understood or refused."""

import pytest

from tests.fuzz.targets import TARGETS, seeds

FOUND = [
    ("rtf", b"{\\rtf1\\ansi\\uc\\b N TIDES\\b1}"),
    ("question", b""),
    ("turn", b""),
    ("batch", b'{"id": "q", "question": "\\ud800"}'),
]


@pytest.mark.parametrize(("target", "data"), FOUND)
def test_what_was_found_is_understood_or_refused(target, data):
    TARGETS[target](data)


@pytest.mark.parametrize("target", TARGETS)
def test_what_fuzzing_begins_with_is_read(target):
    for data, _ in zip(seeds(target), range(5), strict=False):
        TARGETS[target](data)
