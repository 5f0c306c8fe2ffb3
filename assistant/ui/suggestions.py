"""Questions to go on with: on an empty page, and after an answer."""

from __future__ import annotations

import re

import streamlit as st

from assistant.conversation import Conversation
from assistant.ui.resources import corpus, short_title
from corpus.shelf.bundle import FIRST_QUESTIONS, anticipated

MOST = 3
_FORMAL = re.compile(
    r"(?!.*\b(?:I|me|my|we|our|you|your)\b)(?:What|Which|Who|When|How|Must|May|Under|On what)\b[^?]{15,90}\?"
)


def suggested(conversation: Conversation) -> tuple[str, ...]:
    """Questions that lie near the last answer, or first ones where there is none."""
    if not conversation.turns:
        return FIRST_QUESTIONS
    answer = conversation.turns[-1].answer
    cited = {(c.instrument, c.eid) for c in answer.citations}
    near = [p for p in answer.passages if (p.instrument, p.eid) not in cited]
    asked = {turn.question for turn in conversation.turns}
    questions = (_anticipated(p.instrument).get(p.eid) for p in near if p.instrument in corpus())
    found = [question for question in questions if question and question not in asked]
    return tuple(dict.fromkeys([*_elsewhere({c.instrument for c in answer.citations}), *found]))[:MOST]


def _elsewhere(cited: set[str]) -> list[str]:
    """The same question to the other instrument, where the answer rests on one alone."""
    others = [id for id in corpus() if id not in cited]
    return [f"What does the {short_title(others[0])} say on this?"] if len(cited) == 1 and len(others) == 1 else []


@st.cache_data(show_spinner=False)
def _anticipated(instrument: str) -> dict[str, str]:
    """One question for each provision that has any, put as a lawyer would."""
    questions = anticipated(corpus()[instrument])
    return {q.eid: q.question for q in reversed(questions) if _FORMAL.fullmatch(q.question)}
