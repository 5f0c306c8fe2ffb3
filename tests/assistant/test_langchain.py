"""The library in a chain: LangChain's own tests of a retriever, and what its documents carry."""

import asyncio

import pytest
from langchain_core.runnables import RunnableLambda
from langchain_tests.integration_tests import RetrieversIntegrationTests

from assistant.langchain import TreatyRetriever, treaty_tool

QUERY = "How long must preserved data be kept?"


@pytest.mark.usefixtures("home")
class TestAsLangChainWantsIt(RetrieversIntegrationTests):
    """The standard tests."""

    pytestmark = pytest.mark.anyio

    @pytest.fixture
    def anyio_backend(self):
        return "asyncio"

    @property
    def retriever_constructor(self):
        return TreatyRetriever

    @property
    def retriever_query_example(self):
        return QUERY


@pytest.fixture
def retriever(assistant):
    """One over the bundled instruments."""
    return TreatyRetriever(assistant=assistant, k=3)


def test_a_document_leads_back_to_the_words_of_the_source(retriever, assistant):
    for document in retriever.invoke(QUERY):
        about = document.metadata
        text = assistant.corpus[about["instrument"]].text
        assert " ".join(text[about["start"] : about["end"]].split()) == document.page_content
        assert about["source"] == f"{about['instrument']}#{about['eid']}"
        assert about["citation"].startswith(f"{about['label']}, ")
        assert 0 <= about["score"] <= 1


def test_awaited_it_finds_the_same(retriever):
    assert asyncio.run(retriever.ainvoke(QUERY)) == retriever.invoke(QUERY)


def test_it_looks_only_where_it_is_to(assistant):
    found = TreatyRetriever(assistant=assistant, instruments=("Minsk Agreement",)).invoke(QUERY)
    assert {one.metadata["instrument"] for one in found} == {"cis-agreement"}


def test_in_a_chain(retriever):
    chain = retriever | RunnableLambda(lambda documents: [one.metadata["label"] for one in documents])
    assert chain.invoke(QUERY)[0] == "article 59, paragraph 6"


def test_a_tool_gives_the_answer_as_text_and_as_it_is(assistant):
    tool = treaty_tool(assistant)
    call = {"type": "tool_call", "id": "1", "name": tool.name, "args": {"question": QUERY}}
    message = tool.invoke(call)
    assert message.artifact.citations[0].quote in message.content
    assert "[1] article 59, paragraph 6, UN draft convention" in message.content
    assert asyncio.run(tool.ainvoke(call)).content == message.content
