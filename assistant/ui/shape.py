"""The shape of an answer: what it says at first sight, the provision before each quote, and which texts these are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answer import Answer, Citation
from assistant.conversations.deciding import Headline, deciding, emphasised, headlines
from assistant.conversations.printed import which_text
from assistant.ui.markup import escape, tag
from assistant.ui.resources import corpus, short_title
from corpus import markdown

LONG, OPENING = 30, 8
"""Words of a lead-in that is folded, and those of it that stay."""
LEAD = re.compile(
    r"^\*\*(?P<label>[^*\n]+)\*\*(?P<rest>[^\n]*)\n(?P<quote>(?:> ?[^\n]*\n)*?> ?[^\n]*?) ?\[(?P<marker>\d+)\]$",
    re.MULTILINE,
)
"""A line that begins with a provision in bold, and the quote after it with its marker at the end."""


def shaped(answer: Answer) -> str:
    """The answer's Markdown with its deciding words in bold, and each marker in the place of the provision it is of.

    A quote whose line before does not name its provision keeps its marker at the end.
    """
    question = answer.resolved_question or answer.question
    bold = {citation.marker: deciding(question, citation.whole) for citation in answer.citations}
    labels = {citation.marker: citation.label for citation in answer.citations}
    return LEAD.sub(lambda found: _led(found, labels), emphasised(answer.answer, bold))


def _led(found: re.Match[str], labels: dict[int, str]) -> str:
    label = labels.get(int(found["marker"]), "")
    if markdown.unescaped(found["label"]).casefold() != label.casefold():
        return found[0]
    return f"[{found['marker']}]{found['rest']}\n{found['quote']}"


def folded(quotes: str, citations: Iterable[Citation]) -> str:
    """The HTML of quotes with their long lead-ins folded: all words are there, and a click shows them.

    A lead-in that holds deciding words stays open.
    """
    for run in (run for citation in citations for run in citation.lead_in if len(run.text.split()) > LONG):
        quotes = quotes.replace(escape(run.text), _fold(run.text), 1)
    return quotes


def _fold(text: str) -> str:
    words = text.split(" ")
    more = tag("button", "…", class_="fold", data_fold="lead", aria_expanded="false", aria_label="Words left out: show")
    rest = tag("span", escape(" " + " ".join(words[OPENING:])), class_="rest")
    return tag("span", escape(" ".join(words[:OPENING])) + " " + more + rest, class_="lead")


def top(answer: Answer) -> str:
    """What the answer says at first sight, a line for each instrument; nothing where no words of it decide."""
    return "".join(_headline(one) for one in headlines(answer) if one.citation.instrument in corpus())


def _headline(one: Headline) -> str:
    place = f"{short_title(one.citation.instrument)}, {one.citation.label}: "
    words = tag("strong", escape(one.words)) + (" …" if one.goes_on else "")
    return tag("p", escape(place) + words, class_="headline")


def texts(citations: Iterable[Citation]) -> str:
    """Which texts are cited: drafts, adopted, in force or as amended, and since when."""
    ids = dict.fromkeys(citation.instrument for citation in citations)
    told = ((id, which_text(corpus()[id].about)) for id in ids if id in corpus())
    said = "; ".join(f"{short_title(id)}, {status}" for id, status in told if status)
    return tag("p", escape(f"Text: {said}."), class_="small texts") if said else ""
