"""Words by BM25 (Robertson and Zaragoza, 2009), run by tantivy over stemmed English."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import ClassVar

import tantivy

from corpus.errors import DamagedIndex
from corpus.storage import share
from index.passages import Passage
from index.stores.base import WordStore

ANALYZER = "treaty_en"
MEMORY = 50_000_000
"""Bytes the writer may hold before it writes a segment."""

_QUOTES = str.maketrans("’‘“”–—", "''\"\"--")
_POSSESSIVE = re.compile(r"'s\b")


class TantivyWords(WordStore):
    """One folder a name, its terms stemmed."""

    engine: ClassVar[str] = "tantivy"

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._index.register_tokenizer(ANALYZER, _analyzer())

    @classmethod
    def build(
        cls, passages: Iterable[Passage], folder: Path, name: str, rows: Iterable[int] | None = None
    ) -> TantivyWords:
        """See :class:`~index.stores.base.WordStore`."""
        place = folder / name
        place.mkdir(parents=True, exist_ok=True)
        try:
            words = cls(tantivy.Index(_schema(), path=str(place)))
            words.write(zip(count(), passages) if rows is None else zip(rows, passages, strict=True))
        except ValueError as error:
            raise OSError(f"the word index cannot be written: {error}") from error
        return words

    @classmethod
    def extend(
        cls,
        kept: Path,
        folder: Path,
        name: str,
        gone: Collection[str],
        passages: Iterable[Passage],
        rows: Iterable[int],
    ) -> None:
        """See :class:`~index.stores.base.WordStore`. Tantivy writes segments, and never into one: files are shared."""
        share(kept / name, folder / name)
        words = cls.load(folder, name)
        try:
            words.write(zip(rows, passages, strict=True), gone)
        except ValueError as error:
            raise OSError(f"the word index cannot be written: {error}") from error

    @classmethod
    def load(cls, folder: Path, name: str) -> TantivyWords:
        """See :class:`~index.stores.base.WordStore`."""
        try:
            return cls(tantivy.Index.open(str(folder / name)))
        except (ValueError, OSError) as error:
            raise DamagedIndex(f"the word index in {name} cannot be read") from error

    def search(self, text: str, limit: int, instruments: Collection[str] = ()) -> list[tuple[int, float]]:
        """See :class:`~index.stores.base.WordStore`."""
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
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        return [(int(str(row)), float(score)) for row, (score, _) in zip(rows, hits, strict=True)]

    def terms(self, text: str) -> list[str]:
        """See :class:`~index.stores.base.WordStore`: stemmed, folded, stop words left out."""
        return list(dict.fromkeys(self._analyze.analyze(_fold(text))))

    def frequency(self, term: str) -> int:
        """See :class:`~index.stores.base.WordStore`."""
        return int(self._searcher.doc_freq("words", term))

    def write(self, numbered: Iterable[tuple[int, Passage]], gone: Collection[str] = ()) -> None:
        """Take passages in, each with its number, after those of some instruments were taken out."""
        writer = self._index.writer(MEMORY, num_threads=1)
        for instrument in gone:
            writer.delete_documents_by_term("instrument", instrument)
        for row, passage in numbered:
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
