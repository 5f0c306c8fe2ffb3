"""The library in a chain of LangChain: provisions are retrieved, and put into a prompt with their pinpoints.

Needs: pip install "treaty-assistant[langchain]". Any chat model of LangChain goes behind the prompt.
"""

from langchain_core.documents import Document
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnablePassthrough

from assistant.langchain import TreatyRetriever, treaty_tool

PROMPT = ChatPromptTemplate.from_messages(
    [
        ("system", "Answer from these provisions alone. Quote word for word, and cite each quote.\n\n{provisions}"),
        ("user", "{question}"),
    ]
)


def written(documents: list[Document]) -> str:
    """The provisions as a model reads them."""
    return "\n\n".join(f"{one.metadata['citation']}:\n{one.page_content}" for one in documents)


chain = {"provisions": TreatyRetriever(k=3) | written, "question": RunnablePassthrough()} | PROMPT
print(chain.invoke("How long must preserved data be kept?").to_string())

print("\nOr as a tool, which an agent calls:\n")
print(treaty_tool().invoke({"question": "What is malicious software?", "instruments": ["CIS Agreement"]}))
