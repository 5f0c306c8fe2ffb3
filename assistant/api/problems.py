"""What goes wrong, as programs are told it: RFC 9457, "Problem Details for HTTP APIs"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request

from assistant.api.log import FACTS, LOG
from corpus.errors import (
    DamagedIndex,
    LexiconError,
    MissingExtra,
    ModelError,
    SourceError,
    StorageError,
    TreatyError,
    UnknownInstrument,
    UnknownProvision,
    UsageError,
    WeightsError,
)

MEDIA_TYPE = "application/problem+json"
URN = "urn:treaty-assistant:problem:"
"""What the ``type`` of a problem begins with: it is a name, and leads nowhere."""
INTERNAL = "internal"
"""The kind of what should not have gone wrong."""
LONGEST = 1000
"""Characters of a message at most."""

STATUS: Mapping[type[TreatyError], HTTPStatus] = {
    UnknownInstrument: HTTPStatus.NOT_FOUND,
    UnknownProvision: HTTPStatus.NOT_FOUND,
    UsageError: HTTPStatus.UNPROCESSABLE_ENTITY,
    SourceError: HTTPStatus.UNPROCESSABLE_ENTITY,
    MissingExtra: HTTPStatus.NOT_IMPLEMENTED,
    StorageError: HTTPStatus.SERVICE_UNAVAILABLE,
    DamagedIndex: HTTPStatus.INTERNAL_SERVER_ERROR,
    ModelError: HTTPStatus.INTERNAL_SERVER_ERROR,
    LexiconError: HTTPStatus.INTERNAL_SERVER_ERROR,
    WeightsError: HTTPStatus.INTERNAL_SERVER_ERROR,
    TreatyError: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""The status of each kind of error."""


class ProblemDetails(BaseModel):
    """The body of every answer that is no success."""

    type: str = Field(examples=[f"{URN}unknown-instrument"], description="A name for the kind of problem.")
    title: str
    status: int
    detail: str = Field(description="What happened, with which input, and what to do.")
    instance: str = Field(description="The path that was asked for.")
    request_id: str


@dataclass
class Problem(Exception):
    """A problem of the request itself, that no part below this floor knows of."""

    status: HTTPStatus
    kind: str
    """A name in small letters and hyphens."""
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)


TOO_LARGE = Problem(
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "too-large",
    "the body is larger than the setting api_body allows; send less at once",
)


def told(problem: Problem, path: str, request_id: str) -> JSONResponse:
    """The response that tells of a problem."""
    body = ProblemDetails(
        type=f"{URN}{problem.kind}",
        title=problem.status.phrase,
        status=problem.status.value,
        detail=_plain(problem.detail),
        instance=_plain(path),
        request_id=request_id,
    )
    return JSONResponse(body.model_dump(), problem.status.value, dict(problem.headers), MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Have the application tell of every error in this form."""

    async def tell(request: Request, error: Exception) -> JSONResponse:
        problem, id = _problem(error), request.scope.get("request_id", "")
        if problem.kind == INTERNAL:
            LOG.error("failed", exc_info=error, extra={FACTS: {"request_id": id}})
        return told(problem, request.url.path, id)

    for kind in (Problem, TreatyError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, tell)


def documented(*statuses: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    """What an operation may answer besides success, for its description."""
    always = (
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.SERVICE_UNAVAILABLE,
        *statuses,
    )
    return {status.value: description(status) for status in sorted(always)}


def description(status: HTTPStatus) -> dict[str, Any]:
    """How a status is described that tells of a problem."""
    schema = {"$ref": "#/components/schemas/ProblemDetails"}
    return {"description": status.phrase, "content": {MEDIA_TYPE: {"schema": schema}}}


def _problem(error: Exception) -> Problem:
    match error:
        case Problem():
            return error
        case TreatyError():
            kind = next(kind for kind in type(error).__mro__ if kind in STATUS)
            return Problem(STATUS[kind], _hyphened(kind.__name__), str(error))
        case RequestValidationError():
            return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-request", _faults(error))
        case HTTPException():
            return _of_framework(error)
    return Problem(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        INTERNAL,
        "something went wrong here that should not; the log has it under this request_id",
    )


def _of_framework(error: HTTPException) -> Problem:
    status = HTTPStatus(error.status_code)
    if status is TOO_LARGE.status:
        return TOO_LARGE
    said = {
        HTTPStatus.NOT_FOUND: "there is no such path; /openapi.json lists those that there are",
        HTTPStatus.METHOD_NOT_ALLOWED: "this path is not for that method; /openapi.json lists what is",
        HTTPStatus.BAD_REQUEST: "the body is not JSON in UTF-8; send some, with Content-Type: application/json",
    }
    return Problem(status, _hyphened(status.name), said.get(status, status.description), error.headers or {})


def _faults(error: RequestValidationError) -> str:
    """What is wrong with a request, each fault with its place; the input is not repeated."""
    faults = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()[:5]]
    if any(fault["loc"][0] == "body" and len(fault["loc"]) < 3 for fault in error.errors()):
        faults.append("a body is a JSON object with Content-Type: application/json, as /openapi.json has it")
    return "; ".join(faults)


def _hyphened(name: str) -> str:
    """``UnknownInstrument`` and ``NOT_FOUND`` as ``unknown-instrument`` and ``not-found``."""
    if name.isupper():
        return name.lower().replace("_", "-")
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).strip("-")


def _plain(text: str) -> str:
    """Text that can be sent, cut where what it repeats is endless."""
    sendable = text.encode("utf-8", "replace").decode()
    return sendable if len(sendable) <= LONGEST else f"{sendable[:LONGEST]}…"
