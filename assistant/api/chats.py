"""Conversations over REST: each is its caller's, and is kept."""

from __future__ import annotations

from dataclasses import asdict, replace
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, Response
from starlette.requests import Request

from assistant.answer import Answer
from assistant.answering.citing import cited
from assistant.api import schemas
from assistant.api.access import Caller, Editing, Giving, Reading, Shared
from assistant.api.asking import note
from assistant.api.examples import example
from assistant.api.paging import Limit, Offset, page
from assistant.api.problems import Problem, documented
from assistant.api.resources import Resources
from assistant.audit import Deed
from assistant.conversation import Conversation, is_id
from assistant.conversations.archive import Archive
from assistant.conversations.chat import Chat
from assistant.conversations.standing import held
from assistant.people import Kind, Owner
from corpus.errors import UsageError

router = APIRouter(prefix="/v1/conversations", tags=["conversations"])
NOT_THERE = documented(HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN)
PATH = "/{conversation}"


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    response_model=schemas.ConversationRow,
    operation_id="begin_conversation",
    **example("begin_conversation", HTTPStatus.CREATED),
    responses=documented(HTTPStatus.FORBIDDEN),
)
async def begin(shared: Shared, caller: Editing, body: schemas.Beginning) -> JSONResponse:
    """Begin a conversation; what is asked in it is kept until it is deleted."""

    def work() -> Conversation:
        begun = Conversation().renamed(body.title)
        _archive(shared, caller).save(begun)
        shared.note(Deed.BEGAN, begun.id, caller.owner)
        return begun

    begun = await shared.workers.do(work)
    place = {"Location": f"{router.prefix}/{begun.id}"}
    return JSONResponse(begun.to_dict(), HTTPStatus.CREATED, headers=place)


@router.get(
    "",
    response_model=schemas.Page[schemas.Summary],
    operation_id="list_conversations",
    **example("list_conversations"),
    responses=documented(),
)
async def listed(
    request: Request,
    shared: Shared,
    caller: Reading,
    words: Annotated[str, Query(max_length=1000, description="Only those in which all these words occur.")] = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> JSONResponse:
    """List the caller's conversations, the latest first."""
    found = await shared.workers.do(lambda: _archive(shared, caller).search(words))
    return JSONResponse(page(request, found, limit, offset, asdict))


@router.get(
    PATH,
    response_model=schemas.ConversationRow,
    operation_id="read_conversation",
    **example("read_conversation"),
    responses=NOT_THERE,
)
async def read(conversation: str, shared: Shared, caller: Reading) -> JSONResponse:
    """Read a conversation. Its citations are held against the texts as they are now."""

    def work() -> dict[str, Any]:
        kept = _kept(shared, caller, conversation)
        corpus = shared.services.of(caller.owners).corpus
        return replace(kept, turns=tuple(held(turn, corpus) for turn in kept.turns)).to_dict()

    return JSONResponse(await shared.workers.do(work))


@router.post(
    f"{PATH}/turns",
    response_model=Answer,
    operation_id="take_turn",
    **example("take_turn"),
    responses=NOT_THERE,
)
async def turn(
    conversation: str, body: schemas.Question, shared: Shared, caller: Editing, request: Request
) -> JSONResponse:
    """Ask the next question of a conversation; it may lean on those before it."""

    def work() -> dict[str, Any]:
        assistant = shared.services.of(caller.owners).assistant()
        chat = Chat(assistant, _kept(shared, caller, conversation), body.instruments)
        answer = chat.ask(body.question)
        _archive(shared, caller).save(chat.conversation)
        return cited(answer, chat.corpus, body.cite).to_dict()

    row = await shared.workers.do(work)
    note(request, shared, body.question, row)
    return JSONResponse(row)


@router.delete(
    PATH,
    status_code=HTTPStatus.NO_CONTENT,
    response_class=Response,
    operation_id="delete_conversation",
    responses=NOT_THERE,
)
async def delete(conversation: str, shared: Shared, caller: Editing) -> None:
    """Delete a conversation: nobody sees it any more."""

    def work() -> None:
        gone = _archive(shared, caller).delete(_kept(shared, caller, conversation).id)
        shared.note(Deed.DELETED, gone, caller.owner)

    await shared.workers.do(work)


@router.patch(
    PATH,
    status_code=HTTPStatus.NO_CONTENT,
    response_class=Response,
    operation_id="give_conversation",
    responses=NOT_THERE,
)
async def give(conversation: str, body: schemas.Giving, shared: Shared, caller: Giving) -> None:
    """Give a conversation to a group of the caller's, whose members then see it and go on with it, or take it back."""
    group = " ".join(body.group.split()).lower()
    to = Owner(Kind.GROUP, group) if group else caller.owner

    def work() -> None:
        kept = _kept(shared, caller, conversation)
        _archive(shared, caller).give(kept.id, str(to))
        shared.note(Deed.GAVE, f"{kept.id} ({to})", caller.owner)

    await shared.workers.do(work)


def _archive(shared: Resources, caller: Caller) -> Archive:
    return shared.archives.of(caller.owner, caller.groups)


def _kept(shared: Resources, caller: Caller, id: str) -> Conversation:
    """The caller's conversation of that identifier.

    Raises:
        Problem: they have none, deleted it, or it is another's, which is not told apart.
    """
    try:
        if is_id(id):
            return _archive(shared, caller).load(id)
    except UsageError:
        pass
    detail = "you have no conversation of that identifier; GET /v1/conversations lists those that you have"
    raise Problem(HTTPStatus.NOT_FOUND, "unknown-conversation", detail)
