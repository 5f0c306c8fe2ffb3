"""The formulas of treaties: how a preamble, closing words and what stands behind them begin and end."""

from __future__ import annotations

from corpus.lexicon import EVERY, read

FORMULAS = read("formulas", EVERY)
