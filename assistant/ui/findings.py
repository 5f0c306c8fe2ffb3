"""What is told of instruments before they change the library: the parse report, and what a new version changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from assistant.ui.markup import escape, tag
from assistant.ui.provision import capital
from corpus.citations.labels import label
from corpus.model import Finding, Instrument
from corpus.shelf.inspection import inspect, told
from corpus.shelf.newcomers import understood
from corpus.shelf.stored import Entry
from corpus.shelf.versions import Change

SHOWN = 100
"""Findings of a kind, and changes, that are listed; the rest is counted."""


def report(entry: Entry) -> str:
    """What was understood of a file, and what to look at before it is trusted."""
    title = tag("h3", escape(entry.instrument.about.short_title))
    remarks = inspect(entry.instrument).remarks.items()
    facts = _facts({"identifier": entry.id, **understood(entry)})
    return title + facts + "".join(_remark(what, found) for what, found in remarks)


def _facts(facts: Mapping[str, str]) -> str:
    rows = (tag("dt", capital(what)) + tag("dd", escape(value)) for what, value in facts.items())
    return tag("dl", "".join(rows))


def _remark(what: str, findings: Sequence[Finding]) -> str:
    title = tag("summary", escape(f"{capital(what)}: {len(findings)}"), class_="warn")
    return tag("details", title + _list((tag("li", escape(told(one))) for one in findings[:SHOWN]), len(findings)))


def changed(found: Sequence[Change], old: Instrument, new: Instrument) -> str:
    """What a new version changes, provision by provision."""
    if not found:
        return tag("p", "Nothing changed.", class_="note", role="status")
    count = tag("p", f"{len(found):,} provision{'' if len(found) == 1 else 's'} changed.", role="status")
    return count + _list((_change(change, old, new) for change in found[:SHOWN]), len(found))


def _change(change: Change, old: Instrument, new: Instrument) -> str:
    now = label(new, new[change.after]) if change.after else ""
    was = label(old, old[change.before]) if change.before else ""
    moved = f" (was {was})" if now and was and now != was else ""
    title = tag("strong", escape(f"{capital(now or was)}{moved}: {change.what.value}"))
    words = tag("p", compared(change.old, change.new)) if change.old != change.new else ""
    return tag("li", title + words)


def compared(before: str, after: str) -> str:
    """The words of two versions, those that only one has marked as deleted or inserted."""
    old, new = before.split(), after.split()
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return " ".join(_step(what, old[start:end], new[begin:until]) for what, start, end, begin, until in steps)


def _step(what: str, old: Sequence[str], new: Sequence[str]) -> str:
    sides = (("span", new),) if what == "equal" else (("del", old), ("ins", new))
    return " ".join(tag(name, escape(" ".join(words))) for name, words in sides if words)


def _list(items: Iterable[str], count: int) -> str:
    rest = tag("li", f"and {count - SHOWN:,} more") if count > SHOWN else ""
    return tag("ul", "".join(items) + rest, class_="findings")
