"""Stores in a few lines, of arrays and dictionaries: proof that the ports ask for no more than they say."""

import json
import math
import re
from collections import Counter

import numpy as np

from corpus.errors import DamagedIndex
from index.stores.base import VectorStore, WordStore


class PlainVectors(VectorStore):
    """All rows in one array, each of them compared."""

    engine = "plain"

    def __init__(self, rows):
        self._rows = rows

    @classmethod
    def build(cls, vectors):
        return cls(vectors)

    @classmethod
    def load(cls, folder, name):
        try:
            return cls(np.load(folder / f"{name}.npy"))
        except (OSError, ValueError, EOFError) as error:
            raise DamagedIndex(f"the vectors {name} cannot be read") from error

    def save(self, folder, name):
        np.save(folder / f"{name}.npy", self._rows)

    def search(self, query, limit, within=None):
        rows = np.arange(len(self)) if within is None else within
        scores = self._rows[rows] @ query[0]
        order = np.argsort(-scores, kind="stable")[:limit]
        return rows[order], scores[order]

    def vectors(self, first=0, end=None):
        return self._rows[first:end]

    def __len__(self):
        return len(self._rows)


class PlainWords(WordStore):
    """The words of every passage in one file, each shared one worth its rarity."""

    engine = "plain"

    def __init__(self, passages):
        self._passages = [(row, instrument, frozenset(words)) for row, instrument, words in passages]
        self._frequency = Counter(word for _, _, words in self._passages for word in words)

    @classmethod
    def build(cls, passages, folder, name, rows=None):
        passages = list(passages)
        numbers = range(len(passages)) if rows is None else rows
        held = [(row, p.instrument, _words(p.embedded)) for row, p in zip(numbers, passages, strict=True)]
        (folder / f"{name}.json").write_text(json.dumps(held))
        return cls(held)

    @classmethod
    def extend(cls, kept, folder, name, gone, passages, rows):
        held = [held for held in json.loads((kept / f"{name}.json").read_text()) if held[1] not in gone]
        held += [(row, p.instrument, _words(p.embedded)) for row, p in zip(rows, passages, strict=True)]
        (folder / f"{name}.json").write_text(json.dumps(held))

    @classmethod
    def load(cls, folder, name):
        try:
            return cls(json.loads((folder / f"{name}.json").read_text()))
        except (OSError, ValueError) as error:
            raise DamagedIndex(f"the words {name} cannot be read") from error

    def search(self, text, limit, instruments=()):
        worth = {term: 1 / math.log(2 + self.frequency(term)) for term in self.terms(text)}
        hits = [
            (row, sum(worth[term] for term in worth.keys() & words))
            for row, instrument, words in self._passages
            if (not instruments or instrument in instruments) and worth.keys() & words
        ]
        return sorted(hits, key=lambda hit: -hit[1])[:limit]

    def terms(self, text):
        return _words(text)

    def frequency(self, term):
        return self._frequency[term]


def _words(text):
    return list(dict.fromkeys(word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3))
