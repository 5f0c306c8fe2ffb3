"""What stands behind a port: chosen by a name of the settings, among ours and those that other packages register.

Another package registers a class as an entry point of the port's group, under the name that the setting gives. Packages
are looked through only for a name that is none of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from corpus.errors import UsageError


def chosen(name: str, ours: Mapping[str, str], group: str, what: str, besides: str = "") -> Any:
    """The implementation of that name: a class, imported now.

    Args:
        ours: those that come with the package, as ``module:Class``.
        group: the entry points under which other packages register theirs.
        what: what the port is called in a message.
        besides: a name that stands for none of them, which the message lists as well.

    Raises:
        UsageError: nobody offers one of that name, or it cannot be loaded.
    """
    if name in ours:
        module, _, inside = ours[name].partition(":")
        return getattr(import_module(module), inside)
    from importlib.metadata import entry_points

    others = entry_points(group=group)
    if name not in others.names:
        names = sorted(filter(None, {*ours, *others.names, besides}))
        raise UsageError(f"there is no {what} {name!r}; there are: {', '.join(names)}")
    try:
        return others[name].load()
    except (ImportError, AttributeError) as error:
        raise UsageError(f"the {what} {name!r} cannot be loaded ({error}); reinstall its package") from error
