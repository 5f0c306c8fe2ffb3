"""The kinds of turns there are, and what understanding one needs."""

import subprocess
import sys
from typing import get_args

import pytest
from conversation_cases import CORPUS
from intent_cases import TURNS

from assistant.understanding.intents import Intent
from assistant.understanding.turns import understand

HEAVY = ("faiss", "numpy", "onnxruntime", "tantivy", "torch", "sentence_transformers", "index")


@pytest.mark.parametrize(("kind", "text", "conversation", "corpus"), TURNS)
def test_a_turn_is_understood_as_what_it_asks_for(kind, text, conversation, corpus):
    intent = understand(text, conversation, corpus, CORPUS)
    assert type(intent) is kind
    assert intent.heard.text == text
    assert intent.text


def test_every_intent_is_that_of_some_turn():
    assert {kind for kind, *_ in TURNS} == set(get_args(Intent))


def test_a_turn_is_understood_without_a_model_or_an_index(repository):
    code = f"import sys, assistant.understanding.turns; print([name for name in {HEAVY} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
