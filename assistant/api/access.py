"""Who asks, what they may do, and how often."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Depends
from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from starlette.requests import Request

from assistant.api.problems import Problem
from assistant.api.resources import ANYONE, Resources, resources
from assistant.people import Kind, Operation, Owner, Role, allowed

MINUTE = 60
NO_KEY = "a valid key is needed, as Authorization: Bearer KEY; whoever runs this server makes one: treaty key add"
MAY_NOT = (
    "this key or its person may not: {}. That needs a wider scope (treaty key add NAME --scope edit) or role"
    " (treaty person add NAME --role editor); whoever runs this server gives them"
)

Shared = Annotated[Resources, Depends(resources)]


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks."""

    id: str
    """Whose requests are counted together."""
    owner: Owner
    """Whose conversations are meant."""
    roles: tuple[Role, ...]
    """What limits them: the role of a person, the scope of a key."""
    groups: tuple[Owner, ...] = ()

    @property
    def owners(self) -> tuple[str, ...]:
        """Whose instruments they see, beside those that are everybody's."""
        return tuple(map(str, (self.owner, *self.groups)))

    def may(self, operation: Operation) -> bool:
        """Whether they may do that."""
        return allowed(operation, self.roles)


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
        Problem: a key or token is needed and none that is valid was given, or the caller has asked too often.
    """
    rate: Rate = request.app.state.rate
    from_where = request.client.host if request.client else ""
    if shared.keys is None:
        await rate.count(from_where)
        return Caller(from_where, ANYONE, (Role.EDITOR,))
    kind, _, shown = request.headers.get("authorization", "").partition(" ")
    known = await shared.workers.do(lambda: _known(shared, shown.strip())) if kind.lower() == "bearer" else None
    if known is None:
        await rate.count(from_where)
        raise Problem(HTTPStatus.UNAUTHORIZED, "key", NO_KEY, {"WWW-Authenticate": "Bearer"})
    request.scope["caller"] = known.id
    await rate.count(known.id)
    return known


def _known(shared: Resources, shown: str) -> Caller | None:
    """Who shows a key or token; None where it is forged, expired or revoked, or its person is not let in."""
    key = shared.keys.of(shown) if shared.keys else None
    if key is None:
        name = shared.tokens.name_in(shown) if shared.tokens else None
        person = shared.people.of(name) if shared.people and name else None
        return Caller(str(person.owner), person.owner, (person.role,), person.shared) if person else None
    if not key.owner:
        return Caller(key.id, Owner(Kind.KEY, key.id), (key.scope.role,))
    person = shared.people.of(key.owner) if shared.people else None
    return Caller(key.id, person.owner, (person.role, key.scope.role), person.shared) if person else None


def needs(operation: Operation) -> Callable[[Caller], Coroutine[Any, Any, Caller]]:
    """What an operation depends on: who asks, where they may do it."""

    async def one_who_may(asking: Annotated[Caller, Depends(caller)]) -> Caller:
        if not asking.may(operation):
            raise Problem(HTTPStatus.FORBIDDEN, "scope", MAY_NOT.format(operation.value))
        return asking

    return one_who_may


Asking = Annotated[Caller, Depends(needs(Operation.ASK))]
Reading = Annotated[Caller, Depends(needs(Operation.READ))]
Editing = Annotated[Caller, Depends(needs(Operation.HOLD))]
Giving = Annotated[Caller, Depends(needs(Operation.GIVE))]
Auditing = Annotated[Caller, Depends(needs(Operation.AUDIT))]
