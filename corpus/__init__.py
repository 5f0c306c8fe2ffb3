"""Files become instruments: a tree of provisions over a plain text, each with its own span.

The public names are re-exported here; the modules are named by the step they do.
"""

from corpus.errors import TreatyError
from corpus.model import About, Instrument, Kind, Provision
from corpus.shelf.collection import Corpus
from corpus.shelf.loading import load_instrument

__all__ = ["About", "Corpus", "Instrument", "Kind", "Provision", "TreatyError", "load_instrument"]
