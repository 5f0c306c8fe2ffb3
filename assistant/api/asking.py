"""Questions, searches and small benchmarks over REST."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from http import HTTPStatus
from itertools import chain
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.requests import Request

from assistant.answer import Answer
from assistant.answering.citing import cited, relabelled
from assistant.answering.prose.writing import Draft
from assistant.api import schemas
from assistant.api.access import Asking, Shared
from assistant.api.examples import example
from assistant.api.log import say
from assistant.api.problems import Problem, documented
from assistant.api.resources import Resources
from assistant.assistant import Assistant
from corpus.citations.labels import Form
from corpus.shelf.collection import Corpus

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
    "/v1/ask/stream",
    response_class=StreamingResponse,
    operation_id="stream_answer",
    responses={
        200: {"content": {"text/event-stream": {}}},
        **documented(HTTPStatus.NOT_FOUND, HTTPStatus.NOT_IMPLEMENTED),
    },
)
async def stream(body: schemas.Question, shared: Shared, caller: Asking, request: Request) -> StreamingResponse:
    """Answer a question with prose by the language model of the settings, as server-sent events.

    Each event is JSON: `answer` is the answer object so far, at first the quotes alone, then with each sentence that
    was held against them; `pending` is what was held against nothing yet; `done` is true in the last.
    """

    def work() -> tuple[Corpus, Draft, Iterator[Draft]]:
        assistant = shared.services.of(caller.owners).assistant()
        drafts = assistant.stream(body.question, instruments=body.instruments)
        return assistant.corpus, next(drafts), drafts

    corpus, first, others = await shared.workers.do(work)
    note(request, shared, body.question, first.answer.to_dict())
    rows = (_drafted(draft, corpus, body.cite) for draft in chain([first], others))
    return StreamingResponse((f"data: {json.dumps(row)}\n\n" for row in rows), media_type="text/event-stream")


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


def _drafted(draft: Draft, corpus: Corpus, form: Form) -> dict[str, Any]:
    answer = cited(draft.answer, corpus, form).to_dict()
    return {"answer": answer, "pending": draft.pending, "done": draft.done}


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
