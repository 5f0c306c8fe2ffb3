"""The tools and resources, as an agent's program has them by the SDK's own client."""

import asyncio
import json
import sys
from contextlib import asynccontextmanager

import pytest
from mcp import Client, MCPError, StdioServerParameters

from assistant.mcp.__main__ import server
from assistant.service import Service

QUESTION = "How long must preserved data be kept?"
PLACE = "treaty://instruments"


@pytest.fixture(scope="module")
def made(home):  # noqa: ARG001  # its index is opened
    """A server within the test."""
    return server(Service())


@pytest.fixture
def agent(made):
    """Calls a tool, and gives whether it failed, its text and what it holds."""

    def call(tool, **values):
        async def called():
            async with Client(made) as client:
                return await client.call_tool(tool, values)

        result = asyncio.run(called())
        return bool(result.is_error), result.content[0].text, result.structured_content

    return call


def test_over_stdin_and_stdout(home, environment, repository):
    """The command that an agent starts: what it offers, an answer, a resource, an end without a word on stdout."""
    command = ["-m", "assistant.cli", "mcp"]
    parameters = StdioServerParameters(command=sys.executable, args=command, env=environment, cwd=str(repository))

    @asynccontextmanager
    async def connected():
        async with Client(parameters) as client:
            yield client

    async def driven():
        async with connected() as client:
            tools = (await client.list_tools()).tools
            assert {tool.name for tool in tools} == {"ask", "search", "open_provision", "compare", "list_instruments"}
            assert all(tool.annotations.read_only_hint for tool in tools)
            assert "verbatim" in client.instructions
            answer = await client.call_tool("ask", {"question": QUESTION})
            assert answer.structured_content["citations"][0]["eid"] == "art_59__para_6"
            listed = (await client.list_resources()).resources
            assert {str(one.uri) for one in listed} == {PLACE, f"{PLACE}/un-convention", f"{PLACE}/cis-agreement"}
            read = await client.read_resource(f"{PLACE}/cis-agreement")
            assert read.contents[0].text.startswith("# Agreement on cooperation")

    assert home
    asyncio.run(driven())


def test_an_answer_has_its_quotes_and_pinpoints_in_its_text(agent):
    _, text, answer = agent("ask", question=QUESTION)
    first = answer["citations"][0]
    assert first["quote"] in text
    assert f"[1] {first['label']}, UN draft convention" in text


def test_a_question_may_lean_on_those_before_it(agent):
    named = {"instruments": ["CIS Agreement"], "before": ["What must a request contain?"], "cite": "id"}
    _, _, answer = agent("ask", question="and within how many days is it executed?", **named)
    assert answer["citations"][0]["label"] == "art_7__para_nn_1"


def test_what_is_not_answered_is_no_failure(agent):
    failed, text, answer = agent("ask", question="Who is the president of France?")
    assert (failed, answer["status"]) == (False, "not_found")
    assert text


def test_a_comparison_says_who_is_silent(agent):
    _, text, parts = agent("compare", topic="How long must preserved data be kept?")
    statuses = {part["instrument"]: part["status"] for part in parts["parts"]}
    assert statuses == {"un-convention": "answered", "cis-agreement": "not_found"}
    assert "## CIS Agreement\n\nsilent." in text


def test_a_search_and_what_it_finds_opened(agent):
    _, _, found = agent("search", query="extradition of nationals", limit=1)
    one = found["passages"][0]
    _, text, opened = agent("open_provision", instrument=one["instrument"], provision=one["eid"])
    assert opened["provisions"][0]["text"] == one["text"]
    assert f"“{one['text']}”" in text


@pytest.mark.parametrize(
    ("tool", "values", "said"),
    [
        ("open_provision", {"instrument": "UN draft", "provision": "59(9)"}, "has paragraphs 1 to 6, no paragraph 9"),
        ("open_provision", {"instrument": "GDPR", "provision": "5"}, "loaded are un-convention"),
        ("ask", {"question": QUESTION, "instruments": ["GDPR"]}, "loaded are un-convention"),
        ("search", {"query": " "}, "empty"),
        ("search", {"query": "x", "limit": 0}, "greater than or equal to 1"),
        ("ask", {}, "question"),
    ],
)
def test_what_goes_wrong_is_told_to_the_agent(agent, tool, values, said):
    failed, text, _ = agent(tool, **values)
    assert failed
    assert said in text


def test_resources_by_their_addresses(made):
    async def read():
        async with Client(made) as client:
            provision = await client.read_resource(f"{PLACE}/un-convention/provisions/art_59__para_6")
            listed = await client.read_resource(PLACE)
            with pytest.raises(MCPError, match="no instrument is called 'gdpr'"):
                await client.read_resource(f"{PLACE}/gdpr")
            return [json.loads(one.contents[0].text) for one in (provision, listed)]

    provision, listed = asyncio.run(read())
    assert provision[0]["label"] == "article 59, paragraph 6"
    assert [one["id"] for one in listed] == ["un-convention", "cis-agreement"]
