"""What the search reads from how identifiers are spelled."""

from __future__ import annotations


def article_of(eid: str) -> str:
    """The identifier of the article that holds a provision, or of what stands at the top."""
    levels = eid.split("__")
    depth = next((n for n, level in enumerate(levels, 1) if level.startswith("art_")), 1)
    return "__".join(levels[:depth])


def holds(outer: str, inner: str) -> bool:
    """Whether the inner identifier is the outer one, or stands below it."""
    return inner == outer or inner.startswith(f"{outer}__")


def in_preamble(eid: str) -> bool:
    """Whether it is a preamble or stands in one."""
    return eid.startswith("preamble")


def is_first_paragraph(eid: str) -> bool:
    """Whether it is the first paragraph, numbered or not, of what stands at the top."""
    return eid.endswith(("__para_1", "__para_nn_1")) and eid.count("__") == 1
