"""Instruments as plain JSON types: what is kept beside a source, and what a process that reads one hands back."""

from __future__ import annotations

from dataclasses import astuple, fields
from typing import Any

from corpus.model import About, Finding, FindingKind, Instrument, Kind, Provision

FORMAT = 4
"""Raised when the parser or the form of what is kept changes: sources are then parsed anew."""


def about_of(said: Any, id: str) -> About:
    """What is known of an instrument, from its JSON form."""
    known = {field.name for field in fields(About)}
    facts: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in said.items() if name in known
    }
    return About(**{**facts, "id": id})


def packed(instrument: Instrument) -> dict[str, Any]:
    """What the parser found, as plain JSON types."""
    rows = [[p.eid, p.kind.value, p.number, p.heading, p.parent, p.start, p.body, p.end] for p in instrument]
    return {
        "format": FORMAT,
        "digest": instrument.digest,
        "text": instrument.text,
        "provisions": rows,
        "findings": [astuple(finding) for finding in instrument.findings],
    }


def unpacked(said: Any, about: About) -> Instrument:
    """The instrument of that JSON.

    Raises:
        ValueError: it is of another format, or its text is not as it was written.
    """
    if said["format"] != FORMAT:
        raise ValueError("parsed by another version")
    children: dict[str, list[str]] = {}
    for row in said["provisions"]:
        children.setdefault(row[4], []).append(row[0])
    provisions = {
        eid: Provision(about.id, eid, Kind(kind), number, heading, parent, tuple(children.get(eid, ())), *span)
        for eid, kind, number, heading, parent, *span in said["provisions"]
    }
    findings = tuple(Finding(FindingKind(kind), *rest) for kind, *rest in said["findings"])
    instrument = Instrument(about, said["text"], provisions, findings)
    if instrument.digest != said["digest"]:
        raise ValueError("the kept text is not as it was written")
    return instrument
