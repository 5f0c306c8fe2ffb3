"""Files to instruments that can be put on the shelf: read, described, and told apart from what is there."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus.citations.names import fold, names_of
from corpus.errors import SourceError, UsageError
from corpus.languages import name_of
from corpus.model import About, Instrument, collapse
from corpus.parsing.akoma import ENDINGS
from corpus.questions import read_questions
from corpus.readers import FORMATS
from corpus.shelf import stored
from corpus.shelf.apart import load_apart
from corpus.shelf.certainty import certainty_of
from corpus.shelf.describing import describe, in_language, slug, title_of, with_about
from corpus.shelf.inspection import inspect
from corpus.shelf.owned import EVERYBODY, Audience
from corpus.shelf.stored import Entry
from corpus.shelf.versions import kept_share

READABLE = tuple(dict.fromkeys((*FORMATS, *ENDINGS)))
"""Endings of files that can be added."""
LONGEST_NAME = 200
CITED_BY = ("adopted", "status", "symbol")
"""What of an instrument stands in citations beside its title, and no file tells."""
SAME_TEXT = 0.3
"""A text is doubted to be a new version where a smaller share of the provisions is as it was."""
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_LANGUAGE = re.compile(r"[a-z]{2}")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user says of an instrument, in place of what its title page does; empty for what they leave open."""

    id: str = ""
    title: str = ""
    short_title: str = ""
    names: tuple[str, ...] = ()
    language: str = ""
    adopted: str = ""
    """Place and date of adoption."""
    status: str = ""
    """What has become of it, as "In force since 1 July 2004"."""
    symbol: str = ""
    """Under what it is published."""


def files_in(paths: Collection[Path]) -> Iterator[Path]:
    """The files to add: those given, and of folders every one whose ending can be read.

    Hidden files, and links that lead out of a folder, are passed over.

    Raises:
        SourceError: there is nothing of that name, or nothing to read in a folder.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        found = sorted(file for file in path.rglob("*") if belongs(file, path))
        if not found:
            raise SourceError(f"{path} holds no file that can be read: {', '.join(READABLE)}")
        yield from found


def belongs(file: Path, folder: Path) -> bool:
    """Whether a file found in a folder is one to add."""
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    if hidden or file.suffix.lower() not in READABLE or not file.is_file():
        return False
    return file.resolve().is_relative_to(folder.resolve())


def read_newcomer(path: Path, wishes: Wishes, known: Collection[About], questions: Path | None = None) -> Entry:
    """The instrument of a file, under names that mean no other.

    Args:
        known: the instruments that are there already.
        questions: a file of anticipated questions.

    Raises:
        SourceError: the file or the questions cannot be read.
        UsageError: a wish cannot be granted: an identifier or name that is taken, or is none.
        MissingExtra: reading its format needs an optional package.
    """
    stem = os.fsencode(path.stem).decode("utf-8", "replace")
    parsed = load_apart(path, About("newcomer", stem, stem))
    if questions is not None and not questions.is_file():
        raise SourceError(f"there is no file {questions}")
    entry = named(Entry(parsed, path), wishes, known)
    return replace(entry, questions=read_questions(questions, entry.instrument)) if questions else entry


def named(entry: Entry, wishes: Wishes, known: Collection[About]) -> Entry:
    """The same instrument under the names that are wished for now, or free now; nothing is read again.

    Raises:
        UsageError: as :func:`read_newcomer`.
    """
    stem = os.fsencode(entry.source.stem).decode("utf-8", "replace")
    was = entry.instrument.about
    about = described(describe(entry.instrument, stem), wishes, known)
    about = replace(about, part=was.part, versions=was.versions)
    return replace(entry, instrument=with_about(entry.instrument, about))


def read_version(path: Path, old: Entry) -> Entry:
    """A new version of an instrument's text under the old names, with the questions that it still answers.

    Raises:
        SourceError: the file cannot be read.
        MissingExtra: reading its format needs an optional package.
    """
    about = replace(old.instrument.about, source=path.name)
    new = with_about(load_apart(path, about), about)
    return Entry(new, path, tuple(question for question in old.questions if question.eid in new), old.owner)


def doubts(old: Entry, new: Entry) -> tuple[str, ...]:
    """What speaks against a text being a new version of an instrument: its title, or how little of it is alike."""
    known = old.instrument.about
    title, before = title_of(new.instrument), title_of(old.instrument)
    found = []
    if title and title.casefold() != (before or known.title).casefold():
        found.append(f"its title is “{title}”, not “{before or known.title}”")
    share = kept_share(old.instrument, new.instrument)
    if share < SAME_TEXT:
        found.append(f"only {100 * share:.0f} % of the provisions of the {known.short_title} are found in it")
    return tuple(found)


def already(path: Path, digest: str, others: Mapping[str, str], audience: Audience = EVERYBODY) -> str:
    """A line that says so where the very same file was added before, or is about to be; empty where not.

    Args:
        digest: of the file.
        others: identifiers of the instruments that are about to be added, by the digests of their files.
        audience: who is told; of what they do not see nothing is said.
    """
    there = stored.holds(digest, audience) or others.get(digest, "")
    return f"{path.name} is there already, as {there}" if there else ""


def recognised(entry: Entry, loaded: Iterable[Instrument]) -> str:
    """A line that says so where an instrument with the very same text is loaded; empty where none is."""
    there = next((other.id for other in loaded if other.digest == entry.instrument.digest), "")
    return f"{entry.source.name} has the text that is there already, as {there}" if there else ""


def understood(entry: Entry) -> Mapping[str, str]:
    """What was made of a file, to be confirmed: names, language, layout, and how much it holds; only what there is."""
    instrument, about = entry.instrument, entry.instrument.about
    counts, certainty = inspect(instrument).counts, certainty_of(instrument)
    rows = {
        "title": about.title,
        "names": ", ".join(about.names),
        "language": name_of(about.language),
        **{name: getattr(about, name) for name in CITED_BY},
        "layout": layout(entry),
        "holds": ", ".join(counted(count, kind) for kind, count in counts.items()),
        "numbering": certainty.told,
        "to be looked at": "the parse is doubtful" if certainty.doubtful else "",
        "questions": f"{len(entry.questions):,}" if entry.questions else "",
    }
    return {what: value for what, value in rows.items() if value}


def counted(count: int, kind: str) -> str:
    """So many of a kind, in words: "2 annexes"."""
    ending = "" if count == 1 else "es" if kind.endswith("x") else "s"
    return f"{count:,} {kind}{ending}"


def layout(entry: Entry) -> str:
    """The format of a file, and how the first article is headed."""
    instrument = entry.instrument
    form = entry.source.suffix.lower().lstrip(".")
    if not instrument.articles:
        return form
    first = instrument.articles[0]
    return f'{form}, "{" ".join(instrument.text[first.start : first.body].split())[:80]}"'


def described(proposed: About, wishes: Wishes, known: Collection[About]) -> About:
    """The description that holds: what is wished for, else what the title page says as far as it is free.

    Raises:
        UsageError: a wish is taken, or makes no sense.
    """
    check(wishes, known)
    language = wishes.language or proposed.language
    title = collapse(wishes.title) or proposed.title
    taken = {name for about in known for name in names_of(about) if about.language == language}
    titles = {fold(about.short_title) for about in known}
    short = collapse(wishes.short_title) or free_title(proposed.short_title, language, taken | titles)
    proposals = [name for name in proposed.names if fold(name) not in taken]
    id = wishes.id or free_id(slug(short) or proposed.id, {about.id for about in known})
    names = tuple(dict.fromkeys([*map(collapse, wishes.names), *proposals]))
    known_as = replace(proposed, id=id, title=title, short_title=short, names=names, language=language)
    return cited_as(known_as, wishes)


def cited_as(about: About, wishes: Wishes) -> About:
    """The description with what is wished for of its dates and its symbol; what is left open stays.

    Raises:
        UsageError: a date or symbol is too long, or has no letter or digit in it.
    """
    return citing(about, **{name: getattr(wishes, name) or getattr(about, name) for name in CITED_BY})


def citing(about: About, **said: str) -> About:
    """The description with just this said of its dates and its symbol: see `CITED_BY`.

    Raises:
        UsageError: a date or symbol is too long, or has no letter or digit in it.
    """
    wished: dict[str, Any] = {name: collapse(wish) for name, wish in said.items()}
    for wish in wished.values():
        _check_words(wish)
    return replace(about, **wished)


def _check_words(wish: str) -> None:
    if len(wish) > LONGEST_NAME or (wish and not any(c.isalnum() for c in wish)):
        raise UsageError(f"{wish[:40]!r} is no name: use at most {LONGEST_NAME} characters, with letters in them")


def check(wishes: Wishes, known: Collection[About]) -> None:
    """Refuses what the user cannot have.

    Raises:
        UsageError: it is taken, or makes no sense.
    """
    if wishes.id and not _ID.fullmatch(wishes.id):
        raise UsageError(f"{wishes.id!r} is no identifier: use small letters a to z, digits and hyphens, 64 at most")
    if wishes.language and not _LANGUAGE.fullmatch(wishes.language):
        raise UsageError(f"{wishes.language!r} is no language code: two letters are, such as en or fr")
    for wish in (wishes.title, wishes.short_title, *wishes.names):
        _check_words(wish)
    for about in known:
        for wish in (wishes.id, wishes.short_title, *wishes.names):
            if wish and fold(wish) in names_of(about):
                raise UsageError(f"{wish!r} means {about.short_title} ({about.id}) already: choose another name")


def free_title(title: str, language: str, taken: Collection[str]) -> str:
    """The short title, with what tells it from another of the same: its language, or a number."""
    suffixed = in_language(title, language)
    further = (f"{suffixed}, no. {number}" for number in range(2, 10_000))
    return next(name for name in (title, suffixed, *further) if fold(name) not in taken)


def free_id(id: str, taken: Collection[str]) -> str:
    """The identifier, with a number behind it where it is taken."""
    further = (f"{id}-{number}" for number in range(2, 10_000))
    return next(name for name in (id, *further) if name not in taken)
