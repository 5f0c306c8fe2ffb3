"""The reader: whether it tells what answers a question from what does not."""

import pytest

from assistant.retrieval.reader import READER, as_read
from assistant.retrieval.rerankers.cross_encoder import CrossEncoder
from corpus.model import About
from corpus.parsing.parser import parse
from corpus.readers.markdown import lines

HARBOURS = parse(
    lines(
        "# Convention on Harbours\n\n## Article 1 Fees\n\n1. Ships pay a fee of ten crowns for each day in harbour.\n\n"
        "2. Fishing boats pay nothing.\n\n## Article 2 Pilots\n\nNo ship over fifty metres enters without a pilot:\n\n"
        "(a) by day;\n\n(b) by night.\n\n## Article 3 Disputes\n\nDisputes go to the Harbour Court within one year.\n\n"
        "## Article 4 Withdrawal\n\nA Party may withdraw by a letter to the depositary."
    ),
    About("harbours", "Convention on Harbours", "Harbours Convention"),
)
READ = CrossEncoder(READER)


def texts():
    return {p.eid: as_read(HARBOURS, p) for p in HARBOURS if p.eid.startswith("art_") and HARBOURS.words(p)}


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("what does it cost to stay overnight", "art_1"),
        ("do trawlers have to pay as well?", "art_1__para_2"),
        ("we are 60 metres long, can we just sail in?", "art_2"),
        ("who decides when captains quarrel", "art_3"),
        ("how can a country get out of this again", "art_4"),
    ],
)
def test_what_answers_is_put_first_and_above_nothing(question, article):
    eids, passages = zip(*texts().items(), strict=True)
    scores = dict(zip(eids, READ.scores(question, passages), strict=True))
    best = max(scores, key=scores.__getitem__)
    assert best.startswith(article)
    assert scores[best] > max(READ.scores("how do I bake bread?", passages))


def test_a_point_is_read_with_what_it_hangs_on():
    point = next(eid for eid in texts() if eid.endswith("point_b"))
    assert texts()[point].startswith("Pilots No ship over fifty metres")
