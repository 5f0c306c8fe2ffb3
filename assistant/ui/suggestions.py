"""Questions to go on with: on an empty page, and after an answer. They are put from the structure, in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answer import Answer
from assistant.conversation import Conversation
from assistant.ui.resources import corpus, references, short_title
from corpus.citations.labels import label
from corpus.model import Instrument, Kind, Provision, collapse
from corpus.shelf.bundle import BUNDLED, WAYS, Way

MOST = 3
READ_OFF = "structure"
"""The mode of an answer that shows what was named: another instrument has not the like."""
LONGEST_HEADING = 70
"""Characters of a heading that is named in a question."""
OWN = "Ask what you added"
OWN_ABOUT = "Your own instruments are answered from like those that come with the page."


def ways() -> tuple[Way, ...]:
    """What can be asked, by kind: of the instruments that come with the package, and of those that were added."""
    added = [instrument for id, instrument in corpus().items() if id not in BUNDLED and instrument.articles]
    questions = tuple(_reading(instrument, instrument.articles[0]) for instrument in added[:MOST])
    return (*WAYS, Way(OWN, OWN_ABOUT, questions)) if questions else WAYS


def suggested(conversation: Conversation) -> tuple[str, ...]:
    """Questions that lead on from the last answer; none where it was declined, which offers what is near itself."""
    answer = conversation.turns[-1].answer
    if not answer.answered:
        return ()
    asked = {turn.question for turn in conversation.turns}
    found = (
        question for question in (*_elsewhere(answer), *_near(answer), *_referring(answer)) if question not in asked
    )
    return tuple(dict.fromkeys(found))[:MOST]


def _elsewhere(answer: Answer) -> Iterator[str]:
    """The same question to the other instrument, where one alone was searched out."""
    cited = {citation.instrument for citation in answer.citations}
    others = [id for id in corpus() if id not in cited]
    if answer.mode != READ_OFF and len(cited) == 1 and len(others) == 1:
        yield f"What does the {short_title(others[0])} say on this?"


def _near(answer: Answer) -> Iterator[str]:
    """The nearest article that is not cited."""
    cited = {_article(citation.instrument, citation.eid) for citation in answer.citations}
    near = (_article(passage.instrument, passage.eid) for passage in answer.passages)
    for place in dict.fromkeys(place for place in near if place and place not in cited):
        instrument, article = place
        if article.kind is Kind.ARTICLE:
            yield _reading(instrument, article)
            return


def _referring(answer: Answer) -> Iterator[str]:
    """What else speaks of the first article that is cited."""
    place = _article(answer.citations[0].instrument, answer.citations[0].eid)
    if not place or place[1].kind is not Kind.ARTICLE:
        return
    instrument, article = place
    sources = {instrument.article_of(instrument[r.source]) for r in references(instrument.id).to(article.eid)}
    if sources - {article}:
        yield f"Which articles refer to {_named(instrument, article)}?"


def _article(id: str, eid: str) -> tuple[Instrument, Provision] | None:
    instrument = corpus().get(id)
    return (instrument, instrument.article_of(instrument[eid])) if instrument and eid in instrument else None


def _reading(instrument: Instrument, article: Provision) -> str:
    heading = collapse(article.heading)
    said = f", “{heading}”," if heading and len(heading) <= LONGEST_HEADING else ""
    return f"What does {_named(instrument, article)}{said} say?"


def _named(instrument: Instrument, article: Provision) -> str:
    return f"{label(instrument, article)} of the {instrument.about.short_title}"
