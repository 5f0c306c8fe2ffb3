"""Files become instruments: a tree of provisions over a plain text, each with its own span.

The public names are re-exported here; the modules are named by the step they do.
"""

from corpus.errors import TreatyError
from corpus.model import About, Instrument, Kind, Provision
from corpus.shelf.library import Corpus, load_instrument

__all__ = ["About", "Corpus", "Instrument", "Kind", "Provision", "TreatyError", "load_instrument"]
