"""``treaty add``, ``edit``, ``remove``, ``update`` and ``restore``: instruments of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import screen
from assistant.cli.options import Json, Owned, service_of
from corpus.errors import TreatyError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.model import About, Finding
    from corpus.shelf.newcomers import Wishes
    from corpus.shelf.stored import Entry
    from corpus.shelf.versions import Change

SHOWN = 12
"""Findings and changes that a terminal shows; the rest is counted."""
WIDE = 160


Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...", help="Text, Markdown, HTML, Word, PDF, Akoma Ntoso; folders or ZIP archives of them."
    ),
]
File = Annotated[Path, typer.Argument(metavar="FILE", help="The new version of its text.")]
Name = Annotated[str, typer.Argument(metavar="INSTRUMENT", help="Its identifier or any of its names.")]
Id = Annotated[str, typer.Option("--id", help="Identifier, by which commands and citations name it.")]
Title = Annotated[str, typer.Option("--title", help="Its title, where the title page is not right.")]
ShortTitle = Annotated[str, typer.Option("--short-title", help="What answers call it.")]
Names = Annotated[list[str] | None, typer.Option("--name", help="What else people call it; may be given again.")]
Language = Annotated[str, typer.Option("--language", help="Language of the text: en, fr, es, ru ...")]
Adopted = Annotated[str, typer.Option("--adopted", help="Place and date of adoption: 'Budapest, 23 November 2001'.")]
Status = Annotated[str, typer.Option("--status", help="What became of it: 'In force since 1 July 2004', 'Draft'.")]
Symbol = Annotated[str, typer.Option("--symbol", help="Under what it is published: A/75/980, 'ETS No. 185'.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Add what was read without asking.")]
Agreed = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]
Questions = Annotated[Path | None, typer.Option("--questions", help="Anticipated questions, as JSON Lines.")]


def add(
    files: Files,
    id: Id = "",
    title: Title = "",
    short_title: ShortTitle = "",
    name: Names = None,
    language: Language = "",
    adopted: Adopted = "",
    status: Status = "",
    symbol: Symbol = "",
    yes: Yes = False,
    questions: Questions = None,
) -> None:
    """Add instruments: read them, show what was understood, and keep them for every question from now on.

    A file that cannot be added is said so, and the others are added all the same. Of a file that holds several
    instruments, such as an act with treaties in its schedules or a text in two languages, each can be added by itself.
    Of more than 20 files, with --yes or where nobody can be asked, the outcome alone is said; broken off, the same
    command goes on where it was.
    """
    from assistant.cli import bulk
    from corpus.shelf.archives import opened
    from corpus.shelf.newcomers import Wishes, files_in

    with opened(files) as there:
        found = list(files_in(there))
        wishes = Wishes(id, title, short_title, tuple(name or ()), language, adopted, status, symbol)
        if len(found) > 1 and (questions or wishes != Wishes()):
            raise UsageError("names and questions belong to one instrument: add its file alone")
        if len(found) > bulk.MANY and (yes or not sys.stdin.isatty()):
            bulk.say(tally := bulk.add_all(found, yes))
            failed = bool(tally.refused)
        else:
            failed = _add_each(found, wishes, yes, questions)
    if failed:
        raise typer.Exit(1)


def _add_each(files: Sequence[Path], wishes: Wishes, yes: bool, questions: Path | None) -> bool:
    """Add files, each after what was understood of it was said; whether any could not be added."""
    accepted, failed = _accepted(files, wishes, yes, questions)
    _keep(accepted)
    for entry in accepted:
        screen.say(f"added {entry.id}: {entry.instrument.about.short_title}")
    return bool(failed)


def edit(name: Name, adopted: Adopted = "", status: Status = "", symbol: Symbol = "") -> None:
    """Say of an added instrument what citations need and its file does not tell: dates, status, symbol.

    What is left out stays as it is.
    """
    from dataclasses import replace

    from assistant.service import Service
    from corpus.shelf.describing import with_about
    from corpus.shelf.newcomers import CITED_BY, Wishes, cited_as

    if not any((adopted, status, symbol)):
        raise UsageError("nothing was said of it; give --adopted, --status or --symbol")
    entry = Service().added(_corpus_find(name))
    about = cited_as(entry.instrument.about, Wishes(adopted=adopted, status=status, symbol=symbol))
    _keep([replace(entry, instrument=with_about(entry.instrument, about))])
    for what in CITED_BY:
        if said := getattr(about, what):
            screen.say(f"{what}: {said}")


def remove(name: Name, owner: Owned = "", yes: Agreed = False) -> None:
    """Take an added instrument out of the library, with everything that was kept of it.

    Where nobody can be asked, nothing is changed without --yes.
    """
    from corpus.shelf.bundle import BUNDLED

    service = service_of(owner)
    owners = service.owners()
    id = name if name in owners else service.corpus.find(name).id
    if owner and not owners.get(id):
        raise UsageError(f"{id} is not the own of {owner}; see what is with: treaty list --owner {owner}")
    if id not in BUNDLED:
        screen.agree(f"Take {id} out of the library?", yes)
    with screen.watching() as watch:
        service.remove(id, watch.show)
    screen.say(f"removed {id}")


def update(name: Name, file: File, yes: Agreed = False, json: Json = False) -> None:
    """Put a new version of an added instrument's text in the place of the old, and say what changed.

    What reads like another treaty is questioned. The old text is kept: `treaty restore` brings it back. Where nobody
    can be asked, nothing is changed without --yes.
    """
    from assistant.service import Service
    from corpus.shelf.newcomers import doubts, read_version

    old = Service().added(_corpus_find(name))
    new = read_version(file, old)
    _replace(old, new, yes, json, doubts(old, new))
    if not json:
        screen.say(f"updated {old.id}; treaty restore {old.id} brings the old text back")


def restore(name: Name, yes: Agreed = False, json: Json = False) -> None:
    """Put the text of an added instrument that was there before the last update in its place again.

    Where nobody can be asked, nothing is changed without --yes.
    """
    from assistant.service import Service
    from corpus.shelf import stored

    now = Service().added(_corpus_find(name))
    previous = stored.previous(now.id)
    if previous is None:
        raise UsageError(f"no earlier text of {now.id} is kept; it is kept when an instrument is updated")
    _replace(now, previous, yes, json, ())
    if not json:
        screen.say(f"restored {now.id}")


def _replace(old: Entry, new: Entry, yes: bool, json: bool, doubts: Sequence[str]) -> None:
    """Say what changes, and change it where that is agreed to."""
    from dataclasses import asdict

    from corpus.shelf.versions import changes

    found = changes(old.instrument, new.instrument)
    if json:
        screen.say_json([asdict(change) for change in found])
    else:
        _say_changes(found)
    for doubt in doubts:
        screen.complain(f"this may be another treaty: {doubt}")
    screen.agree(f"Put it in the place of the text of {old.id} that is there now?", yes, likely=not doubts)
    _keep([new])


def _accepted(
    files: Iterable[Path], wishes: Wishes, yes: bool, questions: Path | None
) -> tuple[list[Entry], list[Path]]:
    """The instruments that were read and are wanted, and the files that could not be read."""
    from assistant.service import Service
    from corpus.shelf.folders import digest_of
    from corpus.shelf.newcomers import Wishes, already, read_newcomer, recognised

    loaded = tuple(Service().corpus.values())
    known = [instrument.about for instrument in loaded]
    accepted: list[Entry] = []
    failed: list[Path] = []
    digests: dict[str, str] = {}
    for file in files:
        try:
            entry = read_newcomer(file, wishes, [*known, *(e.instrument.about for e in accepted)], questions)
        except TreatyError as problem:
            screen.complain(str(problem))
            failed.append(file)
            continue
        digest = digest_of(file)
        if there := already(file, digest, digests) or recognised(entry, loaded):
            screen.say(there)
            continue
        taken = [*known, *(e.instrument.about for e in accepted)]
        for one in [entry] if questions or wishes != Wishes() else _each(entry, taken, yes):
            _say_newcomer(one)
            try:
                wanted = yes or _wanted(one)
            except UsageError as problem:
                screen.complain(f"{file.name} was not added: {problem}")
                failed.append(file)
                continue
            if wanted:
                accepted.append(one)
                digests[digest] = one.id
    return accepted, failed


def _each(entry: Entry, known: list[About], yes: bool) -> Sequence[Entry]:
    """The instruments of a file, where it holds several and the user wants each by itself; else all of it as one."""
    from corpus.shelf.several import each, how_many

    if how_many(entry) < 2:
        return [entry]
    found = each(entry, known)
    screen.say(f"{entry.source.name} holds {len(found)} instruments:", "bold")
    for one in found:
        screen.say(f"  {one.instrument.about.title} ({len(one.instrument.articles)} articles)")
    return found if yes or _confirmed("Read each as an instrument of its own?") else [entry]


def _keep(entries: list[Entry]) -> None:
    from assistant.service import Service

    with screen.watching() as watch:
        Service().add(entries, watch.show)


def _corpus_find(name: str) -> str:
    from assistant.service import Service

    return Service().corpus.find(name).id


def _wanted(entry: Entry) -> bool:
    """The user's yes to an instrument; to one whose parse is doubtful they must say it."""
    from corpus.shelf.certainty import certainty_of

    if certainty_of(entry.instrument).doubtful:
        return _confirmed("Its numbers or places are doubtful, see above. Add it all the same?", default=False)
    return _confirmed("Add it?")


def _confirmed(question: str, default: bool = True) -> bool:
    """The user's yes; where nobody can be asked, yes to what is likely.

    Raises:
        UsageError: nobody can be asked what is not.
    """
    if sys.stdin.isatty():
        return typer.confirm(question, default=default, err=True)
    if not default:
        raise UsageError("it is doubtful and nobody can be asked here; give --yes to add it")
    return True


def _say_newcomer(entry: Entry) -> None:
    """What was understood of a file: names, language, layout, and the parse report."""
    from corpus.shelf.inspection import inspect
    from corpus.shelf.newcomers import understood

    about = entry.instrument.about
    screen.say(f"{about.short_title} ({about.id})", "bold")
    for what, value in understood(entry).items():
        screen.say(f"  {what}: {value}")
    for what, findings in inspect(entry.instrument).remarks.items():
        _say_findings(what, findings)


def _say_findings(what: str, findings: tuple[Finding, ...]) -> None:
    from corpus.shelf.inspection import told

    screen.say(f"  {what}: {len(findings)}", "yellow")
    for finding in findings[:SHOWN]:
        screen.say(f"    {told(finding)}", "dim")
    if len(findings) > SHOWN:
        screen.say(f"    and {len(findings) - SHOWN} more", "dim")


def _say_changes(found: tuple[Change, ...]) -> None:
    if not found:
        screen.say("nothing changed")
    for change in found:
        place = change.after or change.before
        moved = f" (was {change.before})" if change.before and change.after and change.before != change.after else ""
        screen.say(f"{change.what.value}: {place}{moved}", "bold")
        if change.old != change.new:
            for sign, text in (("-", change.old), ("+", change.new)):
                if text:
                    screen.say(f"  {sign} {text[:WIDE]}{'…' * (len(text) > WIDE)}", "dim")
