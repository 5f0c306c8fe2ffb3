"""A quick encoder and short treaties: whole indexes are made of them in a fraction of a second."""

import re
from hashlib import blake2b

import numpy as np

from corpus.model import About
from corpus.parsing.parser import parse
from corpus.questions import AnticipatedQuestion, UnanswerableQuestion
from corpus.readers.markdown import lines
from index.plan import Plan, Source
from index.vectors import unit

DIMENSION = 64


class Hashing:
    """An encoder after the hashing trick: a vector counts words, each in a place that its digest names."""

    name = "hashing"
    digest = "hashing-1"
    dimension = DIMENSION
    symmetric = False

    def __init__(self):
        self.encoded = []
        """Every text that was encoded for an index, in order."""

    def texts(self, texts, progress=None):
        self.encoded += texts
        if progress:
            progress(len(texts))
        return self.queries(texts)

    def queries(self, questions):
        vectors = np.zeros((len(questions), DIMENSION), dtype=np.float32)
        for row, text in enumerate(questions):
            for word in re.findall(r"\w+", text.casefold()):
                digest = blake2b(word.encode(), digest_size=2).digest()
                vectors[row, digest[0] % DIMENSION] += 1 if digest[1] % 2 else -1
        return unit(vectors)


def instrument(id, text):
    return parse(lines(text), About(id=id, title=f"Convention on {id.title()}", short_title=id.title()))


TIDES = instrument(
    "tides",
    """
    Article 1. Gauges

    1. Each Party shall measure the height of the sea twice a day.

    2. A gauge shall be painted yellow and inspected every March.

    Article 2. Warnings

    The harbour master shall ring the bell when a flood is near:

    (a) three times for a spring tide;

    (b) nine times for a storm surge.
    """,
)
BEES = instrument(
    "bees",
    """
    Article 1. Hives

    A keeper shall register each hive with the apiary office.

    Article 2. Honey

    Honey shall be sold in glass jars that name the flower.
    """,
)
TIDES_ASKED = (
    AnticipatedQuestion("art_1__para_1", "how often is the sea level taken"),
    AnticipatedQuestion("art_1__para_2", "what colour do gauges have"),
    AnticipatedQuestion("art_2__point_b", "how is a storm announced"),
)
DECLINED = (
    UnanswerableQuestion("off_topic", "what is the best pizza"),
    UnanswerableQuestion("other_instrument", "what does the law of the moon say"),
)


def plan(*sources, encoder=None, unanswerable=DECLINED):
    """A plan over the sources, by default the tides with their questions and the bees without any."""
    sources = sources or (Source(TIDES, TIDES_ASKED), Source(BEES))
    return Plan(tuple(sources), (encoder or Hashing(),), unanswerable)
