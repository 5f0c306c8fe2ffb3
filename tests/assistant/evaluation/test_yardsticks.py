from dataclasses import replace

import pytest
from evaluation_cases import INSTRUMENTS, at, item

from assistant.evaluation import misplaced_facts, read_benchmark, run
from assistant.evaluation.shipped import SPLITS, bundled
from assistant.evaluation.yardsticks import CHUNK, Yardstick, tutorial, words_alone
from corpus.errors import UsageError
from corpus.model import collapse
from corpus.shelf.collection import Corpus


@pytest.fixture(scope="module")
def corpus():
    return Corpus.bundled()


@pytest.fixture(scope="module")
def benchmark(corpus):
    return {split: read_benchmark(bundled(split), corpus) for split in SPLITS}


def test_words_alone_finds_an_article_by_its_words(tmp_path):
    yardstick = words_alone(INSTRUMENTS, tmp_path / "words")
    answer = yardstick.converse()("Where do costs fall?")
    assert (answer.citations[0].instrument, answer.citations[0].eid) == ("alpha", "art_2")
    assert 0 < answer.confidence < 1
    assert not yardstick.ask("zzz").answered
    results = run(
        [replace(item(at("art_2")), question="costs?")], yardstick, INSTRUMENTS, lambda _: None, yardstick.name
    )
    assert results.figures["verbatim"].value == 1


def test_the_tutorial_cites_the_article_that_fills_most_of_a_chunk(corpus):
    cis = {"cis-agreement": corpus["cis-agreement"]}
    answer = tutorial(cis).ask("Which body is the depositary of the Agreement?")
    best = answer.citations[0]
    text = cis["cis-agreement"].text
    assert best.end - best.start <= CHUNK
    assert best.quote == collapse(text[best.start : best.end])
    shares = {p.eid: min(best.end, p.end) - max(best.start, p.start) for p in cis["cis-agreement"].articles}
    assert shares.get(best.eid, 0) == max(*shares.values(), shares.get(best.eid, 0))
    assert len(answer.passages) == 10


def test_a_yardstick_without_hits_declines():
    answer = Yardstick("none", lambda _: []).ask("anything")
    assert (answer.answered, answer.citations) == (False, ())


def test_the_benchmark_is_large_enough_and_its_labels_hold(benchmark, corpus):
    items = [one for split in SPLITS for one in benchmark[split]]
    assert len([one for one in items if one.turn is None]) >= 300
    assert len({one.id for one in items if one.turn is not None}) >= 40
    assert len([one for one in items if not one.answerable]) >= 100
    assert misplaced_facts(items, corpus) == ()


def test_the_splits_share_no_item(benchmark):
    ids = [{one.id for one in benchmark[split]} for split in SPLITS]
    assert len(set.union(*ids)) == sum(map(len, ids))


def test_the_splits_share_no_topic_of_one_form(benchmark):
    dev, test = ({(one.topic, one.turn is None) for one in benchmark[split]} for split in ("dev", "test"))
    assert not dev & test
    assert all(one.split == split for split in ("dev", "test") for one in benchmark[split])


def test_strangers_are_of_at_least_twelve_kinds_and_others_in_each_split(benchmark):
    dev, test = ({one.persona for one in benchmark[split]} for split in ("strangers-dev", "strangers-test"))
    assert min(len(dev), len(test)) >= 12
    assert not dev & test


def test_there_is_no_other_split():
    with pytest.raises(UsageError, match="no split 'train'"):
        bundled("train")
