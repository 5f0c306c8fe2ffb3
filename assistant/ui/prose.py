"""Prose on the page: a switch, the words while they are written, and each sentence with what came of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException

from assistant.answer import Answer, Checked, Sentence
from assistant.answering.prose import wording
from assistant.answering.prose.writing import MODE, Draft
from assistant.language_model import language_model_of
from assistant.language_model.base import Use
from assistant.language_model.disclosure import always, disclose
from assistant.language_model.wording import sent
from assistant.ui import people
from assistant.ui.desk import desk, telling
from assistant.ui.markup import escape, label, tag
from assistant.ui.resources import assistant
from corpus.settings import settings

SWITCH = "write"
"""Where a session keeps whether prose is wanted."""
_MARKER = re.compile(r"\[(\d+)\]")


def wanted() -> bool:
    """Whether the reader wants prose."""
    return bool(settings().llm) and bool(st.session_state.get(SWITCH))


def switch() -> None:
    """The switch, where a language model is set; beside it, before the first use, what is sent where."""
    if not settings().llm:
        return
    on = st.toggle("Write an answer above the quotes", key=SWITCH)
    with telling():
        writer = language_model_of(settings())
        if writer.hosted:
            st.caption(label(f"With it on, {sent(writer, Use.PROSE)}."))
            for use in always(settings()):
                st.caption(label(f"By the settings, {sent(writer, use)}."))
        if on:
            disclose(writer, Use.PROSE)


def write() -> None:
    """Write to the last answer where that is due, and keep its turn when all is written or the reader goes on.

    Where the page is drawn anew before a sentence has come, it is written to then.
    """
    here = desk()
    if not here.writing or not here.conversation.turns:
        return
    here.writing = False
    place = st.empty()
    begun = False
    try:
        with telling():
            for draft in assistant().written(here.conversation.turns[-1].answer):
                place.html(_draft(draft))
                *before, last = here.conversation.turns
                turns = (*before, replace(last, answer=draft.answer))
                here.conversation = replace(here.conversation, turns=turns)
                begun = bool(draft.answer.sentences)
    except RerunException:
        here.writing = not begun
        raise
    finally:
        with telling():
            people.keep(here.conversation)
    st.rerun()


def _draft(draft: Draft) -> str:
    """The sentences so far in black, and in grey the words that are held against nothing yet."""
    held = " ".join(escape(one.text) for one in draft.answer.sentences if one.stands)
    pending = tag("span", escape(draft.pending), style="opacity: 0.45")
    return tag("p", f"{held} {pending}", role="status")


def prose_html(answer: Answer, chips: Mapping[int, str]) -> str:
    """The sentences of an answer with their chips, and one click away those that were struck; nothing without any."""
    if not answer.sentences:
        return ""
    standing = "".join(_sentence(one, chips) for one in answer.sentences if one.stands) if answer.mode == MODE else ""
    struck = [one for one in answer.sentences if one.status is Checked.STRUCK]
    return (tag("p", standing, class_="prose") if standing else "") + _struck(struck)


def quotes_of(answer: Answer) -> str:
    """The Markdown of an answer below its prose."""
    return answer.answer.partition("\n\n")[2] if answer.mode == MODE else answer.answer


def _sentence(sentence: Sentence, chips: Mapping[int, str]) -> str:
    words, at = [], 0
    for found in _MARKER.finditer(sentence.text):
        words += [escape(sentence.text[at : found.start()]), chips.get(int(found[1]), escape(found[0]))]
        at = found.end()
    said = f"Repaired: {wording.MENDED}" if sentence.status is Checked.REPAIRED else "Verified against the text"
    sign = tag("span", "≈" if sentence.status is Checked.REPAIRED else "✓", class_="small", title=said)
    return tag("span", "".join((*words, escape(sentence.text[at:]))), class_=sentence.status.value) + f" {sign} "


def _struck(sentences: list[Sentence]) -> str:
    rows = "".join(
        tag("li", f"{tag('s', escape(one.text))} {tag('span', escape(_why(one)), class_='small')}") for one in sentences
    )
    title = f"Struck, as the text does not bear it out ({len(sentences)})"
    return tag("details", tag("summary", title) + tag("ul", rows)) if rows else ""


def _why(sentence: Sentence) -> str:
    return f"It {wording.fault(sentence.fault)}." if sentence.fault else ""
