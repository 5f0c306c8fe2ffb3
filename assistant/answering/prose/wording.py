"""What is said of prose and of its absence, in words."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.answer import Fault
from assistant.language_model import Unwritten
from assistant.language_model.wording import why

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
    return f"No prose: {why(problem)}."


def fault(kind: Fault) -> str:
    """Why a sentence was struck: it ..."""
    return _FAULTS[kind]
