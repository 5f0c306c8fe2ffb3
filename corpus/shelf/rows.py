"""Instruments and provisions in plain JSON types: what the terminal's ``--json`` and the servers give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from corpus.citations.labels import Form, label
from corpus.citations.pinpoint import find_pinpoints, resolve
from corpus.citations.references import CrossReferences, cross_references
from corpus.errors import UnknownProvision
from corpus.model import Instrument, Provision

Row = dict[str, Any]


def named_provisions(instrument: Instrument, words: str) -> list[Provision]:
    """The provisions that some words name: ``59``, ``article 59(2)(a)``, ``articles 15 to 17``, ``art_59``.

    Raises:
        UnknownProvision: they name none, or one that is not there.
    """
    if words in instrument:
        return [instrument[words]]
    pinpoints = find_pinpoints(f"article {words}" if words[:1].isdigit() else words, (instrument.about,))
    if not pinpoints:
        raise UnknownProvision(f"{words!r} names no provision; say it as 'article 1' or 'art_1'")
    return list({p.eid: p for p in (resolve(instrument, pinpoint) for pinpoint in pinpoints)}.values())


def instrument_row(instrument: Instrument) -> Row:
    """What is known of an instrument, and the digest of its text."""
    return {**asdict(instrument.about), "digest": instrument.digest}


def contents_row(instrument: Instrument, form: Form = "un") -> Row:
    """An instrument with all that it is made of."""
    return {**instrument_row(instrument), "provisions": [entry_row(instrument, one, form) for one in instrument]}


def entry_row(instrument: Instrument, provision: Provision, form: Form = "un") -> Row:
    """A provision in a list: its place, without its words."""
    return {
        "instrument": instrument.id,
        "eid": provision.eid,
        "kind": provision.kind.value,
        "number": provision.number,
        "heading": provision.heading,
        "label": label(instrument, provision, form),
        "parent": provision.parent,
    }


def provision_rows(instrument: Instrument, provisions: Iterable[Provision], form: Form = "un") -> list[Row]:
    """Provisions with their words, their offsets in :attr:`Instrument.text`, and what refers to what."""
    references = cross_references(instrument)
    return [_provision_row(instrument, one, references, form) for one in provisions]


def _provision_row(instrument: Instrument, provision: Provision, references: CrossReferences, form: Form) -> Row:
    return {
        **entry_row(instrument, provision, form),
        "text": instrument.words(provision),
        "start": provision.body,
        "end": provision.end,
        "children": list(provision.children),
        "refers_to": [
            {"text": " ".join(r.text.split()), "targets": list(r.targets), "foreign": r.foreign}
            for r in references.of(provision.eid)
        ],
        "referred_to_by": list(dict.fromkeys(r.source for r in references.to(provision.eid))),
    }
