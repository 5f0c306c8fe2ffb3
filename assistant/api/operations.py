"""What those who run a server ask it: whether it lives, whether it can answer, what it has done."""

from __future__ import annotations

from dataclasses import asdict
from http import HTTPStatus

from anyio import to_thread
from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response
from starlette.requests import Request

from assistant.api import schemas
from assistant.api.access import Asking, Auditing, Shared
from assistant.api.metrics import MEDIA_TYPE
from assistant.api.paging import Limit, Offset, page
from assistant.api.problems import Problem, documented
from assistant.database import check
from corpus.storage import data_folder

router = APIRouter(tags=["operations"])


@router.get("/health", response_model=schemas.State, operation_id="health")
async def health() -> JSONResponse:
    """Whether the server lives. Nothing else is looked at, and no key is needed."""
    return JSONResponse({"status": "alive"})


@router.get(
    "/ready",
    response_model=schemas.Readiness,
    operation_id="ready",
    responses={k: v for k, v in documented().items() if k == HTTPStatus.SERVICE_UNAVAILABLE},
)
async def ready(shared: Shared) -> JSONResponse:
    """Whether the index is open and the database answers. No key is needed."""
    await to_thread.run_sync(check, data_folder())  # not among the workers: it is told while all of them work
    if shared.services.everybodys.current is None:
        detail = "the index is being opened, or built, which takes up to a minute; questions that come now wait for it"
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "not-ready", detail, {"Retry-After": "5"})
    return JSONResponse({"status": "ready", "index": "open", "database": "answers"})


@router.get(
    "/v1/audit",
    response_model=schemas.Page[schemas.Entry],
    operation_id="read_audit",
    responses=documented(HTTPStatus.FORBIDDEN),
)
async def audit(request: Request, shared: Shared, _: Auditing, limit: Limit = 50, offset: Offset = 0) -> JSONResponse:
    """List what was done, the first before the rest: who, when, what, to which thing; never what was asked."""

    found = await shared.workers.do(lambda: shared.trail.all() if shared.trail else ())
    return JSONResponse(page(request, found, limit, offset, asdict))


@router.get(
    "/metrics",
    response_class=Response,
    operation_id="metrics",
    responses={200: {"content": {"text/plain": {}}}, **documented()},
)
async def metrics(shared: Shared, _: Asking) -> Response:
    """Counts since the start, in the exposition format of Prometheus."""
    return Response(shared.metrics.written(shared.workers.waiting), media_type=MEDIA_TYPE)
