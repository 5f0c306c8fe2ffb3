"""What is said of a language model and of its failures, in words."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.language_model.base import Cause, LanguageModel, Unwritten, Use
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
_SENT: Mapping[Use, str] = {
    Use.PROSE: (
        "prose is written by {model}: your question and the cited provisions are sent there, now and whenever prose is "
        "wanted"
    ),
    Use.FOLLOW_UP: (
        "what goes on from an earlier question is put in full by {model}: the last questions of the conversation and "
        "the headings of what was cited are sent there"
    ),
    Use.CHOICE: (
        "which provisions answer is chosen by {model}: every question and the nearest provisions are sent there"
    ),
    Use.QUESTIONS: "questions are written by {model}: the provisions of the instrument are sent there",
}


def why(problem: Unwritten) -> str:
    """Why nothing was written that could be used, in one line without a full stop."""
    code = f" ({problem.detail})" if problem.cause is Cause.REFUSED and problem.detail else ""
    return f"{_CAUSES[problem.cause]}{code}"


def read_by_rules(problem: Unwritten) -> str:
    """Why a turn was not put in full by the language model, in one line."""
    return f"Read by rules alone: {why(problem)}."


def sent(model: LanguageModel, use: Use) -> str:
    """What is said before anything is sent to another machine for the first time."""
    said = _SENT[use].format(model=f"{model.name} at {model.address}")
    return f"{said}; {PREFIX}LLM_PRIVATE keeps instruments here"
