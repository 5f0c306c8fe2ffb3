"""A turn as HTML: the question, the answer with its chips, and what stands behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.answer import Answer, Citation, Found, Reason, Status
from assistant.conversation import Turn
from assistant.conversations.standing import Standing, doubt, held, hold
from assistant.ui import copying, icons
from assistant.ui.desk import Opened
from assistant.ui.findings import compared
from assistant.ui.markup import escape, prose, tag
from assistant.ui.prose import prose_html, quotes_of
from assistant.ui.provision import capital, excerpt, link, opens
from assistant.ui.resources import corpus, short_title
from assistant.ui.shape import folded, shaped, texts, top
from assistant.ui.source import cite

NEAR = 3
"""Provisions offered where a question is declined."""
FEW, SHORT = 3, 30
"""More quotes than these, nearly all of at most so many words, are set close together as a list."""
NO_ANSWER = "No answer in the instruments"
TITLES: Mapping[Reason | None, str] = {
    Reason.INVALID: "This could not be looked up",
    Reason.UNCLEAR: "Which one is meant?",
    Reason.NOT_A_QUESTION: "What next?",
}
"""What stands over a decline, by its reason."""
NOWHERE: Mapping[Standing, str] = {Standing.UNLOADED: " (no longer loaded)", Standing.LOST: ""}
"""Citations that open nothing, and what is said of them beside their number."""


def turn_html(turn: Turn, number: int, open_place: Opened | None, opinion: str) -> str:
    """One turn of the conversation.

    Args:
        number: its place in the conversation, from 0.
        open_place: the source that is open, whose chip is shown pressed.
        opinion: what the reader thought of the answer: ``up``, ``down`` or nothing.
    """
    changes = "".join(_difference(citation) for citation in turn.answer.citations)
    turn = held(turn, corpus())
    question = tag("h2", f'<span class="hidden">Question: </span>{escape(turn.question)}', class_="question")
    body = _answered(turn.answer, number, open_place) if turn.answer.answered else _declined(turn.answer)
    body += texts(turn.answer.citations)
    foot = _foot(turn, number, opinion)
    return tag(
        "article", question + _understood(turn.answer) + body + changes + foot, class_="turn", id=f"turn-{number}"
    )


def place_of(citation: Citation) -> Opened:
    """Where a citation points, with its quoted words if they stand there."""
    place = Opened(citation.instrument, citation.eid)
    sound = not doubt(citation, corpus())
    return replace(place, start=citation.start, end=citation.end) if sound else place


def _understood(answer: Answer) -> str:
    return tag("p", f"Understood as: {escape(answer.reading)}", class_="note") if answer.reading else ""


def _answered(answer: Answer, number: int, open_place: Opened | None) -> str:
    chips = {citation.marker: _chip(citation, number, open_place) for citation in answer.citations}
    note = tag("p", escape(answer.message), class_="note") if answer.message else ""
    quotes = folded(prose(shaped(replace(answer, answer=quotes_of(answer))), chips), answer.citations)
    if _is_outline(answer):
        quotes = tag("div", quotes, class_="outline")
    return top(answer) + note + prose_html(answer, _without_ids(chips)) + quotes + _besides(answer.choices)


def _is_outline(answer: Answer) -> bool:
    """Whether an answer is a list of headings or of first words."""
    short = [citation for citation in answer.citations if len(citation.quote.split()) <= SHORT]
    return answer.mode == "structure" and len(answer.citations) > FEW and len(short) > len(answer.citations) - FEW


def _besides(choices: tuple[str, ...]) -> str:
    """What another instrument may say to the same question, a click away."""
    return tag("p", "Another instrument may answer this as well:", class_="note") + _choices(choices) if choices else ""


def _without_ids(chips: Mapping[int, str]) -> dict[int, str]:
    """The chips as they stand a second time on a page."""
    return {marker: re.sub(r' id="[^"]*"', "", chip) for marker, chip in chips.items()}


def _chip(citation: Citation, number: int, open_place: Opened | None) -> str:
    standing = hold(citation, corpus()).standing
    if standing in NOWHERE or not _loaded(citation):
        return tag("span", escape(f"{citation.marker} · {citation.label}{NOWHERE.get(standing, '')}"), class_="small")
    place = place_of(citation)
    text = f"{citation.marker} · {capital(citation.label)}"
    if standing is Standing.UNVERIFIED:
        text = f"{text} {doubt(citation, corpus())}"
    heard = f"{text}, {short_title(citation.instrument)}"
    current = {"aria_current": "true"} if place == open_place else {}
    id = f"chip-{number}-{citation.marker}"
    return tag("button", escape(text), class_="chip", id=id, aria_label=heard, **opens(place), **current)


def _difference(citation: Citation) -> str:
    """The words that were quoted against those that stand in their place now; nothing where they are the same."""
    found = hold(citation, corpus())
    if found.standing is not Standing.CHANGED:
        return ""
    title = tag("summary", f"What has changed in [{citation.marker}]", class_="warn")
    return tag("details", title + tag("p", compared(found.before, found.now)), class_="changes")


def _declined(answer: Answer) -> str:
    near = "" if answer.status is Status.INVALID else _near(answer.passages[:NEAR])
    said = tag("p", escape(capital(answer.message or "The loaded instruments do not answer this.")))
    title = tag("h3", TITLES.get(answer.reason, NO_ANSWER))
    return tag("div", title + said + _choices(answer.choices) + near, class_="declined")


def _choices(choices: tuple[str, ...]) -> str:
    """What to ask instead; a click asks it."""
    buttons = (tag("button", escape(choice), data_do="ask", data_question=choice) for choice in choices)
    return tag("div", "".join(buttons), class_="row") if choices else ""


def _near(passages: tuple[Found, ...]) -> str:
    items = "".join(tag("li", _found(passage)) for passage in passages if _loaded(passage))
    if not items:
        return ""
    return tag("p", "What is near, though it is no answer:", class_="note") + tag("ul", items, class_="contents")


def _found(passage: Found) -> str:
    instrument = corpus()[passage.instrument]
    title = f"{capital(passage.label)}. {passage.heading} ({short_title(passage.instrument)})"
    words = tag("p", escape(excerpt(instrument, instrument[passage.eid])), class_="small excerpt")
    return link(Opened(passage.instrument, passage.eid), title) + words


def _foot(turn: Turn, number: int, opinion: str) -> str:
    row = tag("div", _copy(turn, number) + _thumbs(number, opinion) + _again(turn, number), class_="row bar")
    return row + _citations(turn.answer) + _behind(turn.answer)


def _copy(turn: Turn, number: int) -> str:
    """Buttons that take the answer elsewhere."""
    if not turn.answer.answered:
        return ""
    copied = icons.button("copy", "Copy with authorities", data_copy=copying.plain(turn), data_rich=copying.rich(turn))
    return copied + icons.button("memo", "Memo with footnotes", data_do="memo", data_turn=str(number))


def _again(turn: Turn, number: int) -> str:
    """Buttons that put the question anew: as it stands, to what is loaded now, or changed."""
    retry = icons.button("again", "Ask again", data_do="ask", data_question=turn.question)
    edit = icons.button("edit", "Edit", data_do="edit", data_turn=str(number), title="Change the question and ask it")
    return retry + edit


def _thumbs(number: int, opinion: str) -> str:
    signs = {"up": ("Helpful", "This answer helps"), "down": ("Not helpful", "This answer is wrong or does not help")}
    return "".join(
        icons.button(way, name, data_do=way, data_turn=str(number), title=says, **_pressed(way, opinion, number))
        for way, (name, says) in signs.items()
    )


def _pressed(way: str, opinion: str, number: int) -> dict[str, str]:
    return {"aria_pressed": "true"} if way == opinion else {"id": f"{way}-{number}"}


def _citations(answer: Answer) -> str:
    """The citations with buttons that copy them, one click away."""
    instruments = corpus()
    rows = (cite(instruments[c.instrument], instruments[c.instrument][c.eid]) for c in answer.citations if _loaded(c))
    items = "".join(tag("li", row) for row in rows)
    return tag("details", tag("summary", "Cite") + tag("ul", items)) if items else ""


def _behind(answer: Answer) -> str:
    """The nearest passages and the confidence, one click away."""
    if answer.status is Status.INVALID:
        return ""
    read_off = answer.mode == "structure"
    how = "Read off the structure of the instrument, not searched." if read_off else "Found by search."
    sure = tag("p", f"{how} Confidence {100 * answer.confidence:.0f} %.", class_="small score")
    shown = 0 if answer.answered else NEAR
    items = "".join(
        tag("li", f'{_found(p)}<span class="small score">{p.score:.2f}</span>')
        for p in answer.passages[shown:]
        if _loaded(p)
    )
    title = f"Why, and what is nearest ({100 * answer.confidence:.0f} %)"
    return tag("details", tag("summary", title) + sure + tag("ul", items))


def _loaded(one: Citation | Found) -> bool:
    """Whether the provision is still there; a kept conversation may outlast an instrument."""
    return one.instrument in corpus() and one.eid in corpus()[one.instrument]
