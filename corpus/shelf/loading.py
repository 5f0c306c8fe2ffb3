"""A file and what is known of it become an instrument."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from corpus.errors import SourceError
from corpus.model import About, Finding, FindingKind, Instrument, Kind
from corpus.parsing import akoma
from corpus.parsing.parser import parse, parse_paragraphs
from corpus.parsing.parts import parts
from corpus.readers import Line, read, witness, words
from corpus.readers.encoding import decoded
from corpus.readers.guard import check
from corpus.readers.html import source_of

PLAIN = frozenset({".txt", ".md", ".markdown"})
"""Endings of files whose encoding nothing says."""
PAGES = frozenset({".html", ".htm", ".xhtml"})
MOST_UNREAD = 0.5
"""Share of a file's words from which on it is refused rather than read without them."""
SHOWN = 20


def load_instrument(path: Path, about: About) -> Instrument:
    """The instrument in a file of any known format (text, Markdown, HTML, PDF, Word, OpenDocument,
    Rich Text, EPUB, Akoma Ntoso, Formex).

    Of a file with several instruments it is the one that `about.part` says, or else all in one, and a finding says so.
    A text that has no articles is kept as numbered paragraphs, and its findings say so.

    Raises:
        SourceError: the file cannot be read.
        MissingExtra: reading its format needs an optional package.
    """
    if path.suffix.lower() in akoma.ENDINGS:
        check(path)
        if not akoma.is_other(path):
            marked = akoma.instrument(path, about)
            return replace(marked, findings=(*marked.findings, *lacking(path, marked.text)))
    lines = part_of(path, _lines(path), about.part)
    instrument = parse(lines, about)
    if not any(provision.kind is Kind.ARTICLE for provision in instrument):
        instrument = parse_paragraphs(lines, about)
    instrument = replace(instrument, findings=(*several(lines, instrument), *instrument.findings))
    if reason := words.unreadable(instrument.text):
        raise SourceError(f"{path.name} has words that cannot be quoted: {reason}. Save it as text in another program")
    unread = () if about.part else lacking(path, instrument.text)
    return replace(instrument, findings=(*instrument.findings, *doubts(path, instrument.text), *unread))


def part_of(path: Path, lines: list[Line], part: int) -> Sequence[Line]:
    """The lines of one of the instruments in a file; all of them where the whole file is meant.

    Raises:
        SourceError: the file holds fewer.
    """
    if not part:
        return lines
    found = parts(lines)
    if part > len(found):
        raise SourceError(f"{path.name} holds no instrument number {part}, only {len(found)}")
    return found[part - 1].lines


def several(lines: Sequence[Line], instrument: Instrument) -> Iterator[Finding]:
    """That a file holds several instruments, and of which of them each is a version: places from 0, else -1."""
    articles = sum(provision.kind is Kind.ARTICLE for provision in instrument)
    if instrument.about.part or articles == len(instrument.articles):
        return
    found = parts(lines)
    if len(found) > 1:
        versions = " ".join(str(part.version) for part in found)
        yield Finding(FindingKind.SEVERAL, number=str(len(found)), beside=versions)


def doubts(path: Path, text: str) -> Iterator[Finding]:
    """What makes it doubtful that the words are those of the file."""
    ending = path.suffix.lower()
    encoding = decoded(path)[1] if ending in PLAIN else source_of(path)[1] if ending in PAGES else ""
    if encoding:
        yield Finding(FindingKind.DECODED, number=encoding)
    yield from words.remarks(text)


def lacking(path: Path, text: str) -> Iterator[Finding]:
    """What a second reading of the file has found that is not in the text.

    Raises:
        SourceError: that is more than half of it.
    """
    testimony = witness.testimony_of(path)
    unread = witness.unread(text, testimony.words)
    if unread.count > MOST_UNREAD * len(testimony.words):
        raise SourceError(
            f"{path.name} has {len(testimony.words):,} words, and {unread.count:,} of them cannot be read, such as "
            f"“{unread.sample}”: save it as plain text"
        )
    if unread.count:
        yield Finding(FindingKind.UNREAD, number=f"{unread.count:,}", beside=unread.sample)
    if testimony.pictures:
        yield Finding(FindingKind.PICTURES, number=numbers(testimony.pictures))


def numbers(pages: Sequence[int]) -> str:
    """Numbers in a row, the first of many."""
    told = ", ".join(map(str, pages[:SHOWN]))
    return f"{told} and {len(pages) - SHOWN} more" if len(pages) > SHOWN else told


def _lines(path: Path) -> list[Line]:
    """The lines of a file. What a format's library says of a damaged one means nothing to whoever has it."""
    try:
        return read(path)
    except SourceError as problem:
        said = str(problem)
        plain = said.removesuffix(f": {problem.__cause__}")
        if problem.__cause__ is None or isinstance(problem.__cause__, OSError) or plain == said:
            raise
        raise SourceError(f"{plain}: save it anew, or as plain text") from problem


def read_about(path: Path) -> About:
    """What a TOML file says of the instrument beside it; its identifier is the file's name.

    Raises:
        SourceError: the file cannot be read, or says what :class:`About` does not know.
    """
    try:
        facts: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise SourceError(f"cannot read {path}: {problem}") from problem
    known = {field.name for field in fields(About)} - {"id"}
    if unknown := facts.keys() - known:
        raise SourceError(f"{path.name}: unknown {', '.join(sorted(unknown))}; known are {', '.join(sorted(known))}")
    if missing := {"title", "short_title"} - facts.keys():
        raise SourceError(f"{path.name}: {' and '.join(sorted(missing))} must be given")
    lists = {name: tuple(value) for name, value in facts.items() if isinstance(value, list)}
    return About(**{"id": path.stem, **facts, **lists})
