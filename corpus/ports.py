"""What stands behind a port: chosen by a name of the settings, among ours and those that other packages offer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from corpus.errors import UsageError

Offered = TypeVar("Offered")


def chosen(name: str, ours: Mapping[str, Offered], group: str, what: str) -> Offered:
    """The implementation of that name; others are looked for only where it is none of ours.

    Args:
        group: entry points under which other packages offer theirs.
        what: what the port is called in a message.

    Raises:
        UsageError: nobody offers one of that name; the message lists those that there are.
    """
    if name in ours:
        return ours[name]
    from importlib.metadata import entry_points

    offered = entry_points(group=group)
    if name in offered.names:
        found: Offered = offered[name].load()
        return found
    known = ", ".join(sorted({*ours, *offered.names}))
    raise UsageError(f"there is no {what} {name!r}; there are {known}")
