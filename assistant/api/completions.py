"""The chat endpoint that existing chat clients know, in the form of OpenAI's: a model here is a choice of instruments.

The reply is the answer, with its citations below and as annotations. Nothing is made up to please a client: what a
client says of temperature or length is passed over, as are system messages. The client sends the whole dialogue each
time; its questions are asked again in turn, so that a follow-up means what it would in a conversation.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from http import HTTPStatus
from typing import Annotated, Any, Literal
from uuid import uuid4

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, Field
from starlette.requests import Request

from assistant.answer import Answer
from assistant.answering.citing import named, written
from assistant.api.access import Asking, Shared
from assistant.api.asking import note
from assistant.api.examples import example
from assistant.api.problems import Problem, documented
from assistant.api.schemas import LONGEST_TEXT
from assistant.assistant import Assistant
from assistant.conversations.chat import Chat
from corpus.shelf.collection import Corpus

router = APIRouter(prefix="/v1", tags=["chat clients"])
MODEL = "treaty-assistant"
REMEMBERED = 8
"""Questions before the last that are asked again, at most."""


class Part(BaseModel):
    """A part of a message."""

    type: str
    text: Annotated[str, Field(max_length=LONGEST_TEXT)] = ""


class Message(BaseModel):
    """A message of a dialogue."""

    role: str
    content: Annotated[str, Field(max_length=LONGEST_TEXT)] | Annotated[list[Part], Field(max_length=100)] | None = None

    @property
    def text(self) -> str:
        """Its words."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class Dialogue(BaseModel):
    """What a chat client sends; other fields are passed over."""

    model: Annotated[str, Field(max_length=600)] = MODEL
    messages: Annotated[list[Message], Field(min_length=1, max_length=1000)]
    stream: bool = False


class Model(BaseModel):
    """All instruments, or one of them."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class Models(BaseModel):
    """What may be asked."""

    object: Literal["list"]
    data: list[Model]


class Completion(BaseModel):
    """A reply. Besides what clients know it has `answer`, the answer object."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[dict[str, Any]]
    usage: dict[str, int]
    answer: dict[str, Any]


@router.get(
    "/models", response_model=Models, operation_id="list_models", **example("list_models"), responses=documented()
)
async def models(shared: Shared, caller: Asking) -> JSONResponse:
    """List what a chat client may choose: all instruments, or one of them."""
    loaded = await shared.workers.do(lambda: tuple(shared.services.of(caller.owners).corpus))
    ids = (MODEL, *(f"{MODEL}/{id}" for id in loaded))
    rows = [{"id": id, "object": "model", "created": 0, "owned_by": MODEL} for id in ids]
    return JSONResponse({"object": "list", "data": rows})


@router.post(
    "/chat/completions",
    response_model=Completion,
    operation_id="complete_chat",
    **example("complete_chat"),
    responses=documented(HTTPStatus.NOT_FOUND),
)
async def complete(body: Dialogue, shared: Shared, caller: Asking, request: Request) -> Response:
    """Answer the last message of a dialogue, as chat clients of OpenAI's form ask; by server-sent events on wish."""
    last = body.messages[-1]
    if last.role != "user":
        detail = "the last message is not the user's, so that there is nothing to answer; end with one of role user"
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "no-question", detail)
    base = str(request.base_url).rstrip("/")

    def work() -> tuple[dict[str, Any], str, list[dict[str, Any]]]:
        chat = _asked_before(body, shared.services.of(caller.owners).assistant())
        answer = chat.ask(last.text)
        text = written(answer, chat.corpus)
        return answer.to_dict(), text, _annotations(answer, text, base, chat.corpus)

    row, text, annotations = await shared.workers.do(work)
    note(request, shared, last.text, row)
    head = {"id": f"chatcmpl-{uuid4().hex}", "created": int(time.time()), "model": body.model}
    if body.stream:
        return StreamingResponse(_events(head, text, annotations), media_type="text/event-stream")
    message = {"role": "assistant", "content": text, "annotations": annotations}
    return JSONResponse(
        {
            **head,
            "object": "chat.completion",
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
            "answer": row,
        }
    )


def _asked_before(body: Dialogue, assistant: Assistant) -> Chat:
    """A chat in which the user's messages before the last were asked."""
    chat = assistant.chat(instruments=_instruments(body.model, assistant.corpus))
    for text in [message.text for message in body.messages if message.role == "user"][-1 - REMEMBERED : -1]:
        chat.ask(text)
    return chat


def _instruments(model: str, corpus: Corpus) -> tuple[str, ...]:
    """The instruments that a model stands for, none for all.

    Raises:
        Problem: there is no such model.
    """
    name, _, id = model.partition("/")
    if name != MODEL or (id and id not in corpus):
        detail = f"there is no model of that name; {MODEL} is one, and GET /v1/models lists all"
        raise Problem(HTTPStatus.NOT_FOUND, "unknown-model", detail)
    return (id,) if id else ()


def _annotations(answer: Answer, text: str, base: str, corpus: Corpus) -> list[dict[str, Any]]:
    """Each citation with the place of its marker in the text, and the address of the provision."""
    return [
        {
            "type": "url_citation",
            "url_citation": {
                "start_index": text.index(f"[{one.marker}]"),
                "end_index": text.index(f"[{one.marker}]") + len(f"[{one.marker}]"),
                "title": named(one, corpus),
                "url": f"{base}/v1/instruments/{one.instrument}/provisions/{one.eid}",
            },
            "citation": row,
        }
        for one, row in zip(answer.citations, answer.to_dict()["citations"], strict=True)
    ]


def _events(head: dict[str, Any], text: str, annotations: list[dict[str, Any]]) -> Iterator[str]:
    """The reply line by line, as server-sent events; the annotations come with the last."""
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    deltas += [{"content": line} for line in text.splitlines(keepends=True)]
    deltas += [{"annotations": annotations}]
    for number, delta in enumerate(deltas, start=1):
        ended = "stop" if number == len(deltas) else None
        choice = {"index": 0, "delta": delta, "finish_reason": ended}
        yield f"data: {json.dumps({**head, 'object': 'chat.completion.chunk', 'choices': [choice]})}\n\n"
    yield "data: [DONE]\n\n"
