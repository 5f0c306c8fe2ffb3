"""What is said of prose and of its absence, in words."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.answer import Fault
from assistant.answering.writers.base import Cause, ProseWriter, Unwritten
from corpus.settings import LLM, PREFIX

_CAUSES: Mapping[Cause, str] = {
    Cause.NO_SERVER: "the server of the language model does not answer; start it, or set OPENAI_BASE_URL",
    Cause.NO_KEY: "the language model needs a key; set OPENAI_API_KEY",
    Cause.WRONG_KEY: "the server of the language model does not accept the key; set OPENAI_API_KEY",
    Cause.NO_SUCH_MODEL: f"the server has no such language model; set {LLM} to one that it has",
    Cause.BUSY: "the server of the language model is busy or its quota is used up; ask again later",
    Cause.REFUSED: "the server of the language model refused the request",
    Cause.SLOW: f"the language model took too long; ask again, or raise {PREFIX}LLM_TIMEOUT",
    Cause.BROKEN_OFF: "the language model broke off in the middle of its answer; ask again",
    Cause.NONSENSE: "what the server of the language model sent is no answer of the OpenAI protocol",
    Cause.ENDLESS: "the language model sent more than an answer can be",
    Cause.EMPTY: "the language model wrote nothing",
    Cause.PRIVATE: f"a cited instrument may not be sent to another machine ({PREFIX}LLM_PRIVATE)",
    Cause.LANGUAGE: "a cited text is not in English, and sentences can be held against English texts alone",
    Cause.NOT_ANSWERED: "the language model does not find the answer in these provisions",
    Cause.TOO_LITTLE: "too little of what the language model wrote is borne out by the text",
}
_FAULTS: Mapping[Fault, str] = {
    Fault.UNCITED: "cites nothing",
    Fault.NO_SUCH_MARKER: "cites what is not there",
    Fault.QUOTATION: "quotes what does not stand there so",
    Fault.PINPOINT: "names another provision than the one that it rests on",
    Fault.NAME: "names what the provision does not",
    Fault.NUMBER: "has another number, period or bound",
    Fault.OBLIGATION: "binds, allows or forbids otherwise",
    Fault.NEGATION: "loses or adds a “not”",
    Fault.EXCEPTION: "loses or adds an exception or a condition",
    Fault.EXTENT: "loses or adds “only”, “all”, “and” or “or”",
    Fault.OPPOSITE: "has the opposite of a word, or changes who acts",
    Fault.UNSUPPORTED: "says what the provision does not",
    Fault.TOO_LONG: "is too long to be held",
}
MENDED = "a quotation in it was replaced by the exact words"


def unwritten(problem: Unwritten) -> str:
    """Why the quotes stand without prose, in one line."""
    code = f" ({problem.detail})" if problem.cause is Cause.REFUSED and problem.detail else ""
    return f"No prose: {_CAUSES[problem.cause]}{code}."


def fault(kind: Fault) -> str:
    """Why a sentence was struck: it ..."""
    return _FAULTS[kind]


def sent(writer: ProseWriter) -> str:
    """What is said before anything is sent to another machine for the first time."""
    return (
        f"prose is written by {writer.name} at {writer.address}: your question and the cited provisions are sent "
        f"there, now and whenever prose is wanted; {PREFIX}LLM_PRIVATE keeps instruments here"
    )
