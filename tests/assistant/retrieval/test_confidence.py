"""How sure an answer is. The weights are fitted: only what any sensible fit has is asserted."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval.confidence import confidence
from assistant.retrieval.ranking import Signals
from assistant.understanding.question import read
from assistant.weights import weights
from corpus.shelf.collection import Corpus

CORPUS = Corpus.bundled()
NUMBERS = st.floats(-2, 2)
ANY = st.builds(Signals, **{field.name: NUMBERS for field in fields(Signals)})


@given(ANY)
def test_it_is_a_probability(signals):
    assert 0 <= confidence(signals) <= 1


@given(ANY, st.sampled_from([0.0, 1.0]))
def test_what_speaks_for_an_answer_raises_it_and_foreign_names_lower_it(signals, learned):
    signals = replace(signals, learned=learned)
    sure = confidence(signals)
    for name in ("passage", "cover", "over_category", "over_unanswerable"):
        assert confidence(replace(signals, **{name: getattr(signals, name) + 0.1})) >= sure
    assert confidence(replace(signals, foreign=signals.foreign + 0.1)) <= sure


def test_nothing_found_is_no_confidence():
    assert confidence(None) == 0
    assert 0 < weights().decision.operating_point < 1


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("How long must preserved data be kept?", True),
        ("Who is the depositary of the UN draft?", True),
        ("How do both instruments settle disputes?", True),
        ("Which language is used for cooperation under the CIS agreement?", True),
        ("What is the capital of France?", False),
        ("How do I bake sourdough bread?", False),
        ("What does the GDPR say about fines?", False),
    ],
)
def test_clear_questions_lie_on_their_side_of_the_operating_point(assistant, text, answers):
    sure = confidence(assistant.retriever.rank(read(text, CORPUS)).signals)
    assert (sure >= weights().decision.operating_point) is answers
