"""Turns that react to an answer and ask nothing of the text: thanks, "where does it say that?", "put it simply"."""

from __future__ import annotations

from dataclasses import replace

from assistant.understanding import designation
from assistant.understanding.bearings import pattern
from assistant.understanding.designation import Meant
from assistant.understanding.utterance import Reading, Resolution

_COURTESY = pattern(
    r"^(?:(?:ok(?:ay)?|yes|yep|yeah|no|nope|thanks?|thank\s+you|thx|ty|cheers|good\s*bye|bye(?:\s+bye)?|see\s+you|great|nice|cool|perfect|excellent"
    r"|good|wow|lol|haha|hi|hello|hey|good\s+(?:morning|afternoon|evening|day)|i\s+see|got\s+it|understood|fine|alright|hm+|oh"
    r"|(?:that(?:['’]s|\s+is|\s+was)\s+)?(?:very\s+|really\s+)?(?:helpful|useful|enough|all|clear|interesting)"
    r"|that(?:['’]s|\s+is|\s+was)\s+(?:it|great|good|perfect|nice)|very|so|much|many|a\s+lot|there|again|then|now"
    r"|for\s+(?:that|the\s+help|your\s+help|everything|now)|much\s+appreciated|help|start\s+over|never\s?mind)"
    r"(?:[\s,.!;:)]+|$))+$"
)
"""Courtesies, and nothing beside them."""
_SOURCE = pattern(
    r"^(?:(?:and|but|ok|so)\s+)*(?:sources?|references?|cite|citations?(?:\s+please)?|just\s+the\s+citation|which\s+(?:article|provision|paragraph)"
    r"(?:\s+(?:is|was)\s+(?:that|this|it)(?:\s+(?:in|from))?)?|where\s+(?:does\s+it\s+say\s+(?:that|this|so)|is\s+(?:that|this)(?:\s+(?:from|written))?)"
    r"|(?:are\s+you\s+)?(?:really\s+)?sure(?:\s+about\s+(?:that|this|it))?|really|is\s+(?:that|this)\s+(?:right|correct|true)"
    r"|(?:read|show|quote|repeat)\s+(?:it|that|this)\s+again|again(?:\s+please)?|says?\s+who|who\s+says(?:\s+so)?|prove\s+it|in\s+the\s+text)\s*[?.!]*$"
)
"""A wish to see what the last answer rests on."""
_SIMPLER = pattern(
    r"^(?:(?:and|but|ok|so|hm+|sorry|please|can\s+you|could\s+you)[\s,]+)*(?:(?:say|put|explain|tell\s+me)\s+(?:it\s+|that\s+|this\s+)?(?:to\s+me\s+)?(?:again\s+)?"
    r"(?:more\s+simply|simply|simpler|in\s+(?:plain|simple|simpler|other|your\s+own)\s+(?:english|words|terms|language))"
    r"|(?:explain|simplify|rephrase|summari[sz]e)(?:\s+(?:it|that|this))?(?:\s+(?:please|again|to\s+me))?|in\s+(?:plain|simple)\s+(?:english|words|terms|language)"
    r"|i\s+(?:don['’]?t|do\s+not)\s+(?:get|understand|follow)(?:\s+(?:it|that|this))?|tl;?dr|in\s+short|huh|what\?)\s*(?:please)?\s*[?.!]*$"
)
"""A wish for other words than those of the text."""


def reaction(turn: Reading) -> Resolution | None:
    """A courtesy is met by what can be asked; a doubt or a wish for other words, by the provisions just cited."""
    if _COURTESY.match(turn.question.text):
        return _what_next(turn)
    doubts, simpler = _SOURCE.match(turn.text), _SIMPLER.match(turn.text)
    if not turn.focus or not (doubts or simpler):
        return None
    shown = replace(designation.show(turn, Meant(turn.cited or turn.focus)), topic=turn.topic)
    return replace(shown, message="Answers are in the words of the texts alone; these are they.") if simpler else shown


def _what_next(turn: Reading) -> Resolution:
    """Nothing to look up: what can be asked next; the dialogue stays where it is."""
    if turn.focus:
        choices: tuple[str, ...] = ("the next paragraph", "read the whole article", "what does it refer to?")
    else:
        first = [(id, i.articles[0]) for id, i in turn.corpus.items() if i.articles][:3]
        choices = tuple(f"{turn.name((id, a.eid))}: {a.heading}" for id, a in first)
    return Resolution(
        turn.question.text,
        leans=True,
        message="Nothing was asked of the texts. Ask in your own words, or for example:",
        choices=choices,
        about=turn.focus,
        topic=turn.topic,
    )
