"""``treaty show`` and ``treaty list``: instruments as they stand."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import screen
from assistant.cli.options import Cite, Json, Owned, service_of
from corpus.citations.labels import Form, label
from corpus.errors import UsageError
from corpus.model import GROUPS, Instrument, Provision

if TYPE_CHECKING:
    from corpus.citations.references import CrossReferences
    from corpus.shelf.collection import Corpus


INDENT = "  "


InstrumentName = Annotated[str, typer.Argument(metavar="INSTRUMENT", help="Its identifier or any of its names.")]
Place = Annotated[
    list[str] | None, typer.Argument(metavar="PROVISION", help="In words or as an identifier; none for contents.")
]
AsText = Annotated[bool, typer.Option("--text", help="The plain text exactly: offsets of citations count in it.")]


def list_instruments(owner: Owned = "", json: Json = False) -> None:
    """List the loaded instruments: identifier, title, status, and how many articles each has."""
    service = service_of(owner)
    own = {id for id, whose in service.owners().items() if whose}
    rows = [
        {"id": i.id, "title": i.about.title, "status": i.about.status, "articles": len(i.articles)}
        for i in service.corpus.values()
        if not owner or i.id in own
    ]
    if json:
        screen.say_json(rows)
    else:
        screen.say_rows(("id", "title", "status", "articles"), [[str(v) for v in row.values()] for row in rows])


def show(
    instrument: InstrumentName, provision: Place = None, text: AsText = False, json: Json = False, cite: Cite = "un"
) -> None:
    """Show a provision with its number, heading, words and cross-references, or an instrument's contents."""
    from corpus.shelf import rows

    if text and json:
        raise UsageError("--text and --json exclude one another; leave one of them out")
    chosen = _corpus().find(instrument)
    found = rows.named_provisions(chosen, " ".join(provision)) if provision else []
    if text:
        _write_text("".join(map(chosen.full, found)) if found else chosen.text)
    elif json:
        screen.say_json(rows.provision_rows(chosen, found, cite) if found else rows.contents_row(chosen, cite))
    elif found:
        _say_provisions(chosen, found, cite)
    else:
        _say_contents(chosen)


def _corpus() -> Corpus:
    from assistant.service import Service

    return Service().corpus


def _write_text(text: str) -> None:
    """The text and nothing else; a terminal gets as many characters, without those that would act on it."""
    if sys.stdout.isatty():
        sys.stdout.write(screen.safe(text))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())


def _say_contents(instrument: Instrument) -> None:
    about = instrument.about
    screen.say(about.title, "bold")
    for line in filter(None, (about.adopted, about.status, about.source)):
        screen.say(line, "dim")
    screen.say()
    _say_tree(instrument, _contents(instrument), 0)


def _contents(instrument: Instrument, within: Provision | None = None) -> list[Provision]:
    """What a table of contents lists: groups, articles, and whatever else stands in them or at the top."""
    inside = instrument.descendants(within) if within else iter(instrument)
    return [p for p in inside if not p.parent or instrument[p.parent].kind in GROUPS]


def _say_tree(instrument: Instrument, provisions: Iterable[Provision], top: int) -> None:
    for p in provisions:
        depth = len(instrument.ancestors(p)) - top
        name = label(instrument, p).capitalize() if p.kind not in GROUPS else f"{p.kind.capitalize()} {p.number}"
        line = "  ".join(filter(None, (name.strip(), p.heading)))
        screen.say(INDENT * depth + line, "bold" if p.kind in GROUPS else "")


def _say_provisions(instrument: Instrument, provisions: Iterable[Provision], form: Form) -> None:
    from corpus.citations.references import CrossReferences

    references = CrossReferences(instrument)
    for number, provision in enumerate(provisions):
        if number:
            screen.say()
        _say_provision(instrument, provision, form)
        _say_places("Refers to", _outward(instrument, provision, references, form))
        _say_places("Referred to by", _inward(instrument, provision, references, form))


def _say_provision(instrument: Instrument, provision: Provision, form: Form) -> None:
    cited = label(instrument, provision, form)
    screen.say(cited[:1].upper() + cited[1:] if form == "un" else cited, "bold")
    screen.say(" · ".join(filter(None, (instrument.about.short_title, _heading(instrument, provision)))), "dim")
    screen.say()
    if provision.kind in GROUPS:
        _say_tree(instrument, _contents(instrument, provision), len(instrument.ancestors(provision)) + 1)
        return
    for line in _lines(instrument, provision):
        screen.say(line)


def _heading(instrument: Instrument, provision: Provision) -> str:
    heading = provision.heading or instrument.article_of(provision).heading
    return "" if heading.casefold() == label(instrument, provision) else heading


def _lines(instrument: Instrument, provision: Provision) -> Iterator[str]:
    """The words line by line as they are printed, blank lines at most one at a time."""
    blank = False
    for line in instrument.text[provision.body : provision.end].strip().split("\n"):
        if line.strip() or not blank:
            yield line.rstrip()
        blank = not line.strip()


def _say_places(title: str, places: Iterable[str]) -> None:
    if told := "; ".join(places):
        screen.say(f"\n{title}: {told}", "dim")


def _outward(instrument: Instrument, provision: Provision, references: CrossReferences, form: Form) -> list[str]:
    """What the provision refers to outside itself: provisions of the instrument, then other instruments."""
    found = references.of(provision.eid)
    inside = _inside(instrument, provision)
    targets = dict.fromkeys(target for reference in found for target in reference.targets if target not in inside)
    foreign = dict.fromkeys(reference.foreign for reference in found if reference.foreign)
    return [*(_short(instrument, target, form) for target in targets), *foreign]


def _inward(instrument: Instrument, provision: Provision, references: CrossReferences, form: Form) -> list[str]:
    """What refers to the provision from outside itself."""
    inside = _inside(instrument, provision)
    sources = dict.fromkeys(reference.source for reference in references.to(provision.eid))
    return [_short(instrument, source, form) for source in sources if source not in inside]


def _inside(instrument: Instrument, provision: Provision) -> set[str]:
    return {provision.eid, *(below.eid for below in instrument.descendants(provision))}


def _short(instrument: Instrument, eid: str, form: Form) -> str:
    """A provision's name inside its own instrument."""
    return label(instrument, instrument[eid], "id" if form == "id" else "un")
