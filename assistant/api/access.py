"""Who asks, what they may do, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends
from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from starlette.requests import Request

from assistant.api.problems import Problem
from assistant.api.resources import ANYONE, Resources, resources
from assistant.keys import Key, Scope

MINUTE = 60

Shared = Annotated[Resources, Depends(resources)]


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks."""

    id: str
    """The identifier of a key, or :data:`ANYONE`: whose conversations are meant."""
    scope: Scope


class Rate:
    """How often each caller may ask."""

    def __init__(self, a_minute: int) -> None:
        self._most = RateLimitItemPerMinute(a_minute)
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def count(self, caller: str) -> None:
        """Count a request.

        Raises:
            Problem: the caller has asked too often.
        """
        if not await self._limiter.hit(self._most, caller):
            detail = f"{self._most.amount} requests a minute are allowed (the setting api_rate); wait, then ask again"
            raise Problem(HTTPStatus.TOO_MANY_REQUESTS, "rate", detail, {"Retry-After": str(MINUTE // 2)})


async def caller(request: Request, shared: Shared) -> Caller:
    """Who asks, after the request was counted.

    Raises:
        Problem: a key is needed and none that is valid was given, or the caller has asked too often.
    """
    rate: Rate = request.app.state.rate
    from_where = request.client.host if request.client else ""
    if shared.keys is None:
        await rate.count(from_where)
        return Caller(ANYONE, Scope.EDIT)
    key = await _key(request, shared)
    if key is None:
        await rate.count(from_where)
        detail = (
            "a valid key is needed, as Authorization: Bearer KEY; whoever runs this server makes one: treaty key add"
        )
        raise Problem(HTTPStatus.UNAUTHORIZED, "key", detail, {"WWW-Authenticate": "Bearer"})
    request.scope["caller"] = key.id
    await rate.count(key.id)
    return Caller(key.id, key.scope)


async def _key(request: Request, shared: Resources) -> Key | None:
    kind, _, secret_form = request.headers.get("authorization", "").partition(" ")
    keys = shared.keys
    if keys is None or kind.lower() != "bearer":
        return None
    return await shared.workers.do(lambda: keys.of(secret_form.strip()))


async def editor(asking: Annotated[Caller, Depends(caller)]) -> Caller:
    """Who asks, where they may hold conversations.

    Raises:
        Problem: their key does not allow it, and as :func:`caller`.
    """
    if not asking.scope.allows(Scope.EDIT):
        detail = "this key may only read; conversations need one with the scope edit: treaty key add NAME --scope edit"
        raise Problem(HTTPStatus.FORBIDDEN, "scope", detail)
    return asking


Asking = Annotated[Caller, Depends(caller)]
Editing = Annotated[Caller, Depends(editor)]
