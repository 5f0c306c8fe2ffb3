"""The modules that this one was parted into."""

from corpus.shelf.bundle import BUNDLED, TEXTS
from corpus.shelf.collection import Corpus
from corpus.shelf.loading import load_instrument, read_about

__all__ = ["BUNDLED", "TEXTS", "Corpus", "load_instrument", "read_about"]
