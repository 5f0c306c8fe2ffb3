"""Whose an added instrument is: everybody's, or the own of a person or of a group.

An owner is a text, as `assistant.people.Owner` writes it; empty stands for everybody. The folder of an instrument that
is somebody's own is called by its identifier and a digest of its owner, so that two owners may have the same
identifier, and so that the name alone tells who may look into it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from typing import TypeAlias

Audience: TypeAlias = frozenset[str]
"""The owners whose own instruments somebody sees, beside those that are everybody's."""
EVERYBODY: Audience = frozenset()
"""Who sees nobody's own."""

_BEFORE_OWNER = "~"
"""Stands in no identifier."""


def folder_name(id: str, owner: str) -> str:
    """What the folder of an instrument is called."""
    return f"{id}{_BEFORE_OWNER}{_digest(owner)}" if owner else id


def id_of(folder_name: str) -> str:
    """The identifier of the instrument in a folder."""
    return folder_name.partition(_BEFORE_OWNER)[0]


def may_see(audience: Audience, folder_name: str) -> bool:
    """Whether an audience may look into a folder."""
    owner = folder_name.partition(_BEFORE_OWNER)[2]
    return not owner or owner in map(_digest, audience)


def own_of(owners: Iterable[str], folder_names: Collection[str]) -> Audience:
    """Those of some owners to whom one of the folders belongs."""
    there = {name.partition(_BEFORE_OWNER)[2] for name in folder_names}
    return frozenset(owner for owner in owners if _digest(owner) in there)


def owner_of(folder_name: str, audience: Audience) -> str:
    """Who of an audience owns what is in a folder; empty where nobody of them does."""
    return next(iter(own_of(audience, [folder_name])), "")


def digest_of_all(owners: Collection[str]) -> str:
    """A name for some owners together; empty where there are none."""
    return _digest("\n".join(sorted(owners))) if owners else ""


def _digest(owner: str) -> str:
    return hashlib.blake2b(owner.encode(), digest_size=12).hexdigest()
