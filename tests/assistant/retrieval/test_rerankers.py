"""Rerankers: the port, the choice of one by name, and the cross-encoder that comes with the installation."""

import subprocess
import sys
from dataclasses import replace

import pytest

from assistant import Assistant
from assistant.retrieval import rerankers
from assistant.retrieval.rerankers.cross_encoder import PAIRS, CrossEncoder
from assistant.retrieval.retriever import RERANKED, Retriever
from assistant.understanding.question import read
from corpus.errors import ModelError, UsageError
from corpus.settings import settings

QUESTION = "How long must preserved data be kept?"


class Backwards:
    """Puts what it is given in the opposite order."""

    def __init__(self):
        self.read = []

    def scores(self, question, texts):
        self.read.append((question, list(texts)))
        return list(range(len(texts)))


@pytest.fixture(scope="module")
def encoder():
    return CrossEncoder()


def reranked(assistant, reranker):
    plain = assistant.retriever
    return Retriever(plain._index, assistant.corpus, plain._anticipated, reranker)


def test_a_reranker_puts_the_first_in_order_and_the_scores_stay(assistant):
    question = read(QUESTION, assistant.corpus)
    before = assistant.retriever.rank(question)
    backwards = Backwards()
    after = reranked(assistant, backwards).rank(question)
    first = [r.eid for r in before.provisions[:RERANKED]]
    assert [r.eid for r in after.provisions[:RERANKED]] == first[::-1]
    assert after.provisions[RERANKED:] == before.provisions[RERANKED:]
    assert [r.score for r in after.provisions] == [r.score for r in before.provisions]
    ((asked, texts),) = backwards.read
    assert asked == QUESTION
    assert len(texts) == RERANKED
    best = assistant.corpus[before.provisions[0].instrument]
    assert best.article_of(best[first[0]]).heading in texts[0]
    assert best.words(best[first[0]]) in texts[0]


def test_what_is_equal_stays_in_order(assistant):
    class Indifferent:
        def scores(self, question, texts):
            return [0.0 for _ in (*texts,)] if question else []

    question = read(QUESTION, assistant.corpus)
    assert reranked(assistant, Indifferent()).rank(question) == assistant.retriever.rank(question)


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        (QUESTION, "Data that were preserved shall be kept for ninety days.", "Each Party bears its own costs."),
        ("Who pays for a request?", "The requested Party bears the ordinary costs.", "Data are kept for ninety days."),
        ("Where does the court sit?", "The court sits in The Hague.", "The court may hear witnesses and experts."),
    ],
)
def test_the_cross_encoder_knows_what_answers(encoder, question, right, wrong):
    better, worse = encoder.scores(question, [right, wrong])
    assert better > worse
    assert encoder.scores(question, [wrong, right]) == pytest.approx([worse, better], abs=0.5)


def test_it_reads_many_and_long_texts(encoder):
    texts = ["costs " * 900, *(["The requested Party bears the costs."] * PAIRS)]
    assert len(encoder.scores("Who bears the costs?", texts)) == PAIRS + 1


def test_weights_that_are_not_those_expected_are_refused(encoder):
    with pytest.raises(ModelError, match="is not what was expected"):
        CrossEncoder(replace(encoder.model, sha256="0" * 64)).scores("?", ["text"])


def test_it_is_chosen_by_name_for_a_whole_assistant(home, monkeypatch):  # noqa: ARG001 - its index is opened
    monkeypatch.setenv("TREATY_RERANKER", "cross-encoder")
    answer = Assistant().ask(QUESTION)
    assert [(c.instrument, c.eid) for c in answer.citations][:1] == [("un-convention", "art_59__para_6")]


@pytest.mark.parametrize("name", ["", "none"])
def test_none_is_the_choice_where_nothing_is_said(monkeypatch, name):
    monkeypatch.setenv("TREATY_RERANKER", name)
    assert rerankers.reranker_of(settings().reranker) is None
    monkeypatch.delenv("TREATY_RERANKER")
    assert rerankers.reranker_of(settings().reranker) is None


def test_an_unknown_name_is_told_with_those_there_are():
    with pytest.raises(UsageError, match=r"there is no reranker 'best'; there are: cross-encoder"):
        rerankers.reranker_of("best")


def test_none_imports_nothing():
    code = "import sys; from assistant.retrieval.rerankers import reranker_of; reranker_of('none'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"onnxruntime", "tokenizers", "numpy", "importlib.metadata"} & set(done.stdout.split())
