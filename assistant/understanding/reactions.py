"""Turns that react to an answer and ask nothing of the text: thanks, "where does it say that?", "put it simply"."""

from __future__ import annotations

from assistant.understanding import designation
from assistant.understanding.bearings import pattern
from assistant.understanding.designation import Meant
from assistant.understanding.intents import AskBack, Memory, Show, Suggestion
from assistant.understanding.notes import Remark
from assistant.understanding.utterance import Utterance

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


def reaction(turn: Utterance) -> Show | AskBack | None:
    """A courtesy is met by what can be asked; a doubt or a wish for other words, by the provisions just cited."""
    if _COURTESY.match(turn.question.text):
        return _what_next(turn)
    doubts, simpler = _SOURCE.match(turn.text), _SIMPLER.match(turn.text)
    if not turn.focus or not (doubts or simpler):
        return None
    notes = (Remark.VERBATIM,) if simpler else ()
    return designation.show(turn, Meant(turn.cited or turn.focus, notes)).remembering(topic=turn.topic)


def _what_next(turn: Utterance) -> AskBack:
    """Nothing to look up: what can be asked next; the dialogue stays where it is."""
    first = tuple((id, i.articles[0].eid) for id, i in turn.corpus.items() if i.articles)[:3]
    return AskBack(
        heard=turn.question,
        text=turn.question.text,
        choices=tuple(Suggestion) if turn.focus else first,
        memory=Memory(turn.topic, turn.focus),
    )
