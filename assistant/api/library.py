"""Instruments and their provisions over REST."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from fastapi.responses import JSONResponse, PlainTextResponse
from starlette.requests import Request

from assistant.api import schemas
from assistant.api.access import Asking, Caller, Shared
from assistant.api.examples import example
from assistant.api.paging import Limit, Offset, page
from assistant.api.problems import documented
from assistant.api.resources import Resources
from corpus.citations.labels import Form
from corpus.errors import UnknownProvision
from corpus.model import Instrument, Provision
from corpus.shelf.collection import Corpus
from corpus.shelf.rows import instrument_row, named_provisions, provision_rows

router = APIRouter(prefix="/v1/instruments", tags=["instruments"])
NOT_THERE = documented(HTTPStatus.NOT_FOUND)
Name = Annotated[str, Path(max_length=500, description="Its identifier or any of its names.")]
Cite = Annotated[Form, Query(description="How citations are written.")]


@router.get(
    "",
    response_model=schemas.Page[schemas.InstrumentRow],
    operation_id="list_instruments",
    **example("list_instruments"),
    responses=documented(),
)
async def listed(
    request: Request, shared: Shared, caller: Asking, limit: Limit = 50, offset: Offset = 0
) -> JSONResponse:
    """List the loaded instruments."""
    found = await shared.workers.do(lambda: tuple(_corpus(shared, caller).values()))
    return JSONResponse(page(request, found, limit, offset, _row))


@router.get(
    "/{instrument}",
    response_model=schemas.InstrumentRow,
    operation_id="read_instrument",
    **example("read_instrument"),
    responses=NOT_THERE,
)
async def read(instrument: Name, shared: Shared, caller: Asking) -> JSONResponse:
    """What is known of an instrument."""
    return JSONResponse(await shared.workers.do(lambda: _row(_corpus(shared, caller).find(instrument))))


@router.get(
    "/{instrument}/text",
    response_class=PlainTextResponse,
    operation_id="read_text",
    responses=NOT_THERE,
)
async def text(instrument: Name, shared: Shared, caller: Asking) -> PlainTextResponse:
    """The plain text of an instrument: the offsets of citations count its characters."""
    return PlainTextResponse(await shared.workers.do(lambda: _corpus(shared, caller).find(instrument).text))


@router.get(
    "/{instrument}/provisions",
    response_model=schemas.Page[schemas.ProvisionRow],
    operation_id="list_provisions",
    **example("list_provisions"),
    responses=NOT_THERE,
)
async def provisions(
    request: Request,
    instrument: Name,
    shared: Shared,
    caller: Asking,
    words: Annotated[
        str, Query(max_length=1000, description="Only those named: “article 59(6)”, “articles 15 to 17”, “art_59”.")
    ] = "",
    cite: Cite = "un",
    limit: Limit = 50,
    offset: Offset = 0,
) -> JSONResponse:
    """List provisions with their words, in reading order: those that some words name, or all."""

    def work() -> dict[str, Any]:
        chosen = _corpus(shared, caller).find(instrument)
        found = named_provisions(chosen, words) if words.strip() else list(chosen)
        return page(request, found, limit, offset, lambda one: provision_rows(chosen, [one], cite)[0])

    return JSONResponse(await shared.workers.do(work))


@router.get(
    "/{instrument}/provisions/{eid}",
    response_model=schemas.ProvisionRow,
    operation_id="read_provision",
    **example("read_provision"),
    responses=NOT_THERE,
)
async def provision(
    instrument: Name, eid: Annotated[str, Path(max_length=1000)], shared: Shared, caller: Asking, cite: Cite = "un"
) -> JSONResponse:
    """A provision by its identifier, `art_59__para_6`."""

    def work() -> dict[str, Any]:
        chosen = _corpus(shared, caller).find(instrument)
        return provision_rows(chosen, [_one(chosen, eid)], cite)[0]

    return JSONResponse(await shared.workers.do(work))


def _corpus(shared: Resources, caller: Caller) -> Corpus:
    """The instruments that the caller sees."""
    return shared.services.of(caller.owners).corpus


def _one(instrument: Instrument, eid: str) -> Provision:
    """The provision of an identifier, or of words that name one alone."""
    found = named_provisions(instrument, eid)
    if len(found) > 1:
        raise UnknownProvision(f"{eid!r} names {len(found)} provisions; ask for them as /provisions?words=")
    return found[0]


def _row(instrument: Instrument) -> dict[str, Any]:
    return {**instrument_row(instrument), "articles": len(instrument.articles)}
