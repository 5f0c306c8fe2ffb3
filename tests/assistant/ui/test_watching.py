"""How long something still takes, told in plain words."""

import pytest

from assistant.ui.watching import STEPS, Forecast
from index.builder import STAGES


@pytest.fixture
def clock():
    times = [0.0]

    def now():
        return times[0]

    now.at = lambda seconds: times.__setitem__(0, seconds)
    return now


def test_the_time_that_is_left_is_told_from_what_is_done(clock):
    forecast = Forecast(1, clock)
    assert forecast.told("words", 0, 1) == (0.0, "noting which word stands where")
    for stage in ("passages", "questions", "unanswerable"):
        forecast.told(f"some-encoder: {stage}", 1, 1)
    clock.at(16)
    share, said = forecast.told("some-encoder: learning from questions", 6, 12)
    assert 0.3 < share < 0.34
    assert said == "learning which provision answers which question; about 35 seconds left"
    clock.at(50)
    assert forecast.told("some-encoder: learning from questions and turns", 15, 16)[1].endswith("a few seconds left")


def test_what_is_added_in_parts_begins_anew(clock):
    forecast = Forecast(1, clock)
    for stage in ("words", "e: passages", "e: learning from questions and turns"):
        forecast.told(stage, 1, 1)
    assert forecast.told("words", 0, 1)[0] == 0.0


@pytest.mark.parametrize("total", [0, 1, 10])
def test_it_never_tells_of_more_than_all(clock, total):
    forecast = Forecast(1, clock)
    shares = [forecast.told(f"e: {stage}", total, total)[0] for stage in (*STEPS, "something else")]
    assert shares == sorted(shares)
    assert shares[-1] <= 1.0


def test_every_step_of_a_build_has_words():
    assert set(STAGES.values()) < set(STEPS)
