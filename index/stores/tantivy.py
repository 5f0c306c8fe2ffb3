"""Words by BM25 (Robertson and Zaragoza, 2009), run by tantivy over stemmed English."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path

import tantivy

from corpus.errors import DamagedIndex
from index.passages import Passage

ANALYZER = "treaty_en"
MEMORY = 50_000_000
"""Bytes the writer may hold before it writes a segment."""

_QUOTES = str.maketrans("’‘“”–—", "''\"\"--")
_POSSESSIVE = re.compile(r"'s\b")


class LexicalIndex:
    """Passages by the words in them."""

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._index.register_tokenizer(ANALYZER, _analyzer())

    @classmethod
    def build(cls, passages: Sequence[Passage], folder: Path, rows: Sequence[int] | None = None) -> LexicalIndex:
        """Write an index of the passages into an empty folder.

        Args:
            rows: the number of each passage; by default its place in the sequence.

        Raises:
            OSError: the folder cannot be written, or the disk is full.
        """
        folder.mkdir(parents=True, exist_ok=True)
        try:
            lexical = cls(tantivy.Index(_schema(), path=str(folder)))
            lexical._write(passages, range(len(passages)) if rows is None else rows)
        except ValueError as error:
            raise OSError(f"the word index cannot be written: {error}") from error
        return lexical

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Open the index in a folder.

        Raises:
            DamagedIndex: there is none, or it cannot be read.
        """
        try:
            return cls(tantivy.Index.open(str(folder)))
        except (ValueError, OSError) as error:
            raise DamagedIndex(f"the word index in {folder.name} cannot be read") from error

    def search(self, text: str, limit: int, instruments: Collection[str] = ()) -> list[tuple[int, float]]:
        """Rows of the passages that share words with the text, with their BM25 scores, best first.

        Args:
            instruments: look in these alone; empty means all.
        """
        terms = self.terms(text)
        if not terms:
            return []
        schema = self._index.schema
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "words", term, "freq")) for term in terms]
        )
        if instruments:
            inside = tantivy.Query.term_set_query(schema, "instrument", list(instruments))
            within = tantivy.Query.const_score_query(inside, 0.0)
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, within)])
        hits = self._searcher.search(query, limit, count=False).hits
        return [(int(str(self._searcher.doc(address).get_first("row"))), float(score)) for score, address in hits]

    def terms(self, text: str) -> list[str]:
        """The distinct stemmed words of a text, stop words left out."""
        return list(dict.fromkeys(self._analyze.analyze(_fold(text))))

    def frequency(self, term: str) -> int:
        """In how many passages a term (as :meth:`terms` gives it) stands."""
        return int(self._searcher.doc_freq("words", term))

    def _write(self, passages: Sequence[Passage], rows: Sequence[int]) -> None:
        writer = self._index.writer(MEMORY, num_threads=1)
        for row, passage in zip(rows, passages, strict=True):
            writer.add_document(tantivy.Document(row=row, instrument=passage.instrument, words=_fold(passage.embedded)))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    @cached_property
    def _searcher(self) -> tantivy.Searcher:
        return self._index.searcher()

    @cached_property
    def _analyze(self) -> tantivy.TextAnalyzer:
        return _analyzer()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("row", stored=True, fast=True)
    builder.add_text_field("instrument", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("words", tokenizer_name=ANALYZER, index_option="freq")
    return builder.build()


def _analyzer() -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(60))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stopword("english"))
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


def _fold(text: str) -> str:
    """Curly quotes and long dashes made plain, for the instruments do not agree on them; "party's" is "party"."""
    return _POSSESSIVE.sub("", text.translate(_QUOTES))
