"""Questions, searches and small benchmarks over REST."""

from __future__ import annotations

import json
from dataclasses import asdict
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from starlette.requests import Request

from assistant.answer import Answer
from assistant.answering.citing import cited, relabelled
from assistant.api import schemas
from assistant.api.access import Asking, Shared
from assistant.api.examples import example
from assistant.api.log import say
from assistant.api.problems import Problem, documented
from assistant.api.resources import Resources
from assistant.assistant import Assistant

router = APIRouter(tags=["asking"])


@router.post(
    "/v1/ask", response_model=Answer, operation_id="ask", **example("ask"), responses=documented(HTTPStatus.NOT_FOUND)
)
async def ask(body: schemas.Question, shared: Shared, caller: Asking, request: Request) -> JSONResponse:
    """Answer a question with verbatim quotes, or say that the instruments do not answer it.

    A question that nothing answers is no error: its `status` says so. So is text that is no question (`invalid`).
    """

    def work() -> dict[str, Any]:
        assistant = shared.services.of(caller.owners).assistant()
        answer = assistant.ask(body.question, instruments=body.instruments)
        return cited(answer, assistant.corpus, body.cite).to_dict()

    row = await shared.workers.do(work)
    note(request, shared, body.question, row)
    return JSONResponse(row)


@router.post(
    "/v1/search",
    response_model=schemas.Passages,
    operation_id="search",
    **example("search"),
    responses=documented(HTTPStatus.NOT_FOUND),
)
async def search(body: schemas.Query, shared: Shared, caller: Asking) -> JSONResponse:
    """List the provisions nearest to some words, the best first, whether or not they answer anything."""

    def work() -> dict[str, Any]:
        assistant = shared.services.of(caller.owners).assistant()
        found = assistant.search(body.query, instruments=body.instruments, limit=body.limit)
        return {
            "query": body.query,
            "passages": [asdict(one) for one in relabelled(found, assistant.corpus, body.cite)],
        }

    return JSONResponse(await shared.workers.do(work))


@router.post(
    "/v1/evaluate",
    response_model=schemas.Evaluation,
    operation_id="evaluate",
    **example("evaluate"),
    responses=documented(HTTPStatus.NOT_IMPLEMENTED),
)
async def evaluate(body: schemas.Benchmark, shared: Shared, caller: Asking) -> JSONResponse:
    """Ask every question of a small benchmark, and say how good the answers are."""
    return JSONResponse(
        await shared.workers.do(lambda: _evaluated(body, shared.services.of(caller.owners).assistant()))
    )


def note(request: Request, shared: Resources, question: str, row: dict[str, Any]) -> None:
    """Count an answer; and where the setting wants it, log what was asked."""
    shared.metrics.answered(row["status"])
    if shared.settings.api_questions:
        say("question", request_id=request.scope["request_id"], question=question, status=row["status"])


def _evaluated(body: schemas.Benchmark, assistant: Assistant) -> dict[str, Any]:
    from assistant import evaluation

    lines = (json.dumps(line) for line in body.lines)
    items = evaluation.parsed_benchmark(lines, assistant.corpus, "the benchmark")
    if len(items) > schemas.MOST_QUESTIONS:
        detail = f"{len(items)} questions and turns; {schemas.MOST_QUESTIONS} may be asked here at once: send fewer"
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "too-many-questions", detail)
    answerer = evaluation.AssistantAnswerer(assistant)
    return evaluation.run(items, answerer, assistant.corpus, lambda _: None).to_dict()
