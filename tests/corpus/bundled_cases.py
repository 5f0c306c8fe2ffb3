"""The bundled instruments."""

from __future__ import annotations

from corpus.shelf.collection import Corpus

CORPUS = Corpus.bundled()
UN = CORPUS["un-convention"]
CIS = CORPUS["cis-agreement"]
