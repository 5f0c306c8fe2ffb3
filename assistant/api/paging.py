"""Parts of long lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

from fastapi import Query
from starlette.requests import Request

Limit = Annotated[int, Query(ge=1, le=200, description="How many at most.")]
Offset = Annotated[int, Query(ge=0, le=10**9, description="How many to leave out at the beginning.")]

T = TypeVar("T")


def page(
    request: Request, found: Sequence[T], limit: int, offset: int, row: Callable[[T], dict[str, Any]]
) -> dict[str, Any]:
    """A part of a list, its entries as rows, and the path of the part after it."""
    part = found[offset : offset + limit]
    end = offset + len(part)
    after = request.url.include_query_params(offset=end, limit=limit)
    more = f"{after.path}?{after.query}" if part and end < len(found) else None
    return {"items": [row(one) for one in part], "total": len(found), "next": more}
