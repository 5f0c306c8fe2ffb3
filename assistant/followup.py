"""A turn of a dialogue, understood from the turns before it. Rules of language; no model, no search.

:func:`resolve` tries what a turn can be, the most telling first: a correction, a comparison, a wish for a
citation, a move in the text, a provision named from where the dialogue stands, the same question to another
instrument. What is none of these is a question to be searched, alone or joined with the topic.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant import content, pointed, pointing
from assistant import followup_words as words
from assistant.answer import Answer
from assistant.conversation import Conversation, Place, Turn
from assistant.question import read
from assistant.reading import Reading, Resolution
from corpus.errors import UsageError
from corpus.library import Corpus
from corpus.model import Kind

__all__ = ["Resolution", "resolve", "taken", "turn_of"]

NEARBY = 40
"""Provisions offered as candidates at most."""
SHORT = 2
"""Words of content up to which a turn says too little to be looked up alone."""


def resolve(text: str, conversation: Conversation, corpus: Corpus) -> Resolution:
    """Understand a turn from the conversation before it.

    Raises:
        UsageError: there is no question in the text, or it is too long to be one.
    """
    turn = Reading(text, conversation, corpus)
    if shifted := words.SHIFT.match(turn.text):
        return replace(resolve(shifted["rest"], Conversation(), corpus), alone=0.0)
    mended = words.mended(turn.text)
    return _corrected(turn, mended) if mended else _understood(turn)


def turn_of(text: str, answer: Answer, resolution: Resolution) -> Turn:
    """The turn to be remembered: what was typed, what was answered, and what a next turn will lean on."""
    turn = Turn.of(text, answer)
    return replace(turn, about=resolution.about or turn.about, topic=resolution.topic or turn.topic)


def taken(conversation: Conversation, text: str, answer: Answer, corpus: Corpus) -> Conversation:
    """The conversation after a turn that was answered so."""
    try:
        turn = turn_of(text, answer, resolve(text, conversation, corpus))
    except UsageError:
        turn = Turn.of(text, answer)
    return conversation.with_turn(turn)


def _understood(turn: Reading) -> Resolution:
    if turn.question.foreign:
        return _apart(turn)
    readings: tuple[Callable[[Reading], Resolution | None], ...] = (
        _nothing_before,
        pointing.comparison,
        pointing.citation,
        pointing.references,
        pointing.move,
        pointing.definition,
        pointing.pinpoint,
        pointing.nth,
        _other_instrument,
    )
    found = (understand(turn) for understand in readings)
    return next((resolution for resolution in found if resolution), None) or _searched(turn)


def _corrected(turn: Reading, mended: words.Mended) -> Resolution:
    """The last question with the right thing in it: "no, I meant article 34", "not confiscation, seizure"."""
    right = Reading(mended.right, turn.conversation, turn.corpus)
    wrong = [w for w in content.content_words(turn.without_names(mended.wrong)) if w not in content.SAYING]
    if wrong and not right.pinpoints:
        return _swapped(turn, wrong, right)
    if right.named and not right.content and not right.pinpoints:
        return _same_question(right)
    understood = _understood(right)
    return replace(understood, leans=True, alone=0.0 if understood.question == right.text else understood.alone)


def _swapped(turn: Reading, wrong: list[str], right: Reading) -> Resolution:
    """The last question with the right words for the wrong ones; where it does not have them, the right ones alone."""
    last = turn.conversation.turns[-1].question if turn.conversation.turns else ""
    pattern = re.compile(r"\b" + r"\W+".join(map(re.escape, wrong)) + r"\b", re.IGNORECASE)
    if pattern.search(last):
        asked = pattern.sub(lambda _: right.text.strip(" ?.!"), last, count=1)
        return replace(_understood(Reading(asked, turn.conversation, turn.corpus)), leans=True, alone=0.0)
    return Resolution(right.text, leans=True, alone=0.0, scope=right.scope, topic=right.subject)


def _nothing_before(turn: Reading) -> Resolution | None:
    """A turn that leans on nothing: asked back, with choices."""
    if turn.focus or not _leans_on_something(turn):
        return None
    if turn.topic and turn.content:
        return None
    said = next((p.text for p in turn.pinpoints if p.relative), turn.text.rstrip(" ?.!"))
    return Resolution(
        turn.text,
        True,
        message=f'What does "{said}" refer to? Name an article, or ask in full.',
        choices=_choices(turn),
    )


def _leans_on_something(turn: Reading) -> bool:
    """Whether the words alone cannot be looked up."""
    if turn.pinpoints:
        return all(p.relative for p in turn.pinpoints)
    if len(turn.content) >= SHORT:
        return False
    opens = words.CONNECTIVE.match(turn.text) and not (words.NAMING.match(turn.text) and turn.content)
    return bool(
        opens
        or words.points_back(turn.text)
        or words.MOVE.search(turn.text)
        or words.OTHER.search(turn.text)
        or (not turn.content and not turn.named)
    )


def _choices(turn: Reading) -> tuple[str, ...]:
    """Articles that the words might be about, written so that each can be asked for as it stands."""
    asked = {content.stem(word) for word in turn.content}
    articles = [(id, a) for id, instrument in turn.corpus.items() for a in instrument.articles]
    fitting = [row for row in articles if asked & {content.stem(w) for w in content.content_words(row[1].heading)}]
    rows = fitting or [(id, i.articles[0]) for id, i in turn.corpus.items() if i.articles]
    return tuple(f"{turn.name((id, a.eid))}: {a.heading}" for id, a in rows[:4])


def _other_instrument(turn: Reading) -> Resolution | None:
    """The last question put to another instrument: "and in the other treaty?"."""
    if not turn.focus or not turn.named or turn.pinpoints:
        return None
    asked_in_full = words.OPENING.match(turn.text) and not (turn.other or _leaning_words(turn.text))
    if asked_in_full or any(word not in content.LIKENESS for word in turn.content):
        return None
    return _same_question(turn)


def _same_question(turn: Reading) -> Resolution:
    topic, heading = _last_asked(turn), ""
    if not topic:
        topic, heading = turn.topic, turn.subject_of(turn.focus[0]) if turn.focus else ""
    names = " and the ".join(turn.corpus[id].about.short_title for id in turn.named)
    asked = f"{topic} ({heading})" if heading and heading.casefold() not in topic.casefold() else topic
    return Resolution(
        question=f"{asked}, in the {names}?",
        leans=True,
        alone=0.0,
        scope=turn.named,
        message=pointing.other_message(turn),
        topic=topic,
    )


def _last_asked(turn: Reading) -> str:
    """The last question, where nothing was found for it: asked again elsewhere, it is no other than that."""
    last = turn.conversation.turns[-1] if turn.conversation.turns else None
    return turn.without_names(read(last.question, turn.corpus).subject).strip(" ?.!") if last and not last.about else ""


def _apart(turn: Reading) -> Resolution:
    """A turn that is taken by itself.

    What is not loaded is never joined with what is: the answer would pass for that of the other law.
    """
    return Resolution(turn.text, scope=turn.named, topic=turn.subject)


def _searched(turn: Reading) -> Resolution:
    """A question to be looked up: as it stands, or joined with what the dialogue is about."""
    if not turn.conversation.turns or _stands_alone(turn):
        return _apart(turn)
    leans = _leans(turn)
    return Resolution(
        question=_joined(turn),
        leans=leans,
        alone=_alone(turn, leans),
        scope=turn.kept_to,
        nearby=() if turn.moves_elsewhere else _nearby(turn),
        message=pointing.other_message(turn),
        topic=_topic(turn),
    )


def _topic(turn: Reading) -> str:
    """What turns to come are joined with: the last subject that was named."""
    if _brings_up(turn):
        return words.CONNECTIVE.sub("", turn.subject).strip(" ,") or turn.subject
    return turn.subject if len(turn.content) >= SHORT else turn.topic


def _brings_up(turn: Reading) -> bool:
    """Whether it goes on with a subject of its own, and leans on the last one only for the field: "and prisoners?"."""
    return bool(turn.content and words.CONNECTIVE.match(turn.text)) and not words.points_back(turn.text)


def _alone(turn: Reading, leans: bool) -> float:
    """The weight of the turn's own words, chosen on the dev split of the benchmark."""
    if not leans:
        return 0.8
    return (0.0, 0.4, 0.5)[min(len(turn.content), 2)]


def _leans(turn: Reading) -> bool:
    return _leaning_words(turn.text) or len(turn.content) <= SHORT


def _leaning_words(text: str) -> bool:
    return bool(words.CONNECTIVE.match(text)) or words.points_back(text)


def _stands_alone(turn: Reading) -> bool:
    """Whether it says by itself what it asks: it names an instrument, or a term in quotes."""
    if _leaning_words(turn.text):
        return False
    named = turn.question.named or (turn.named and not turn.other)
    in_full = len(turn.content) >= SHORT or words.OPENING.match(turn.text)
    return bool((named and in_full) or words.STANDALONE_TERM.match(turn.text))


def _joined(turn: Reading) -> str:
    """The turn after the topic, with the heading of the article that the dialogue is in.

    What brings up a subject of its own has the heading alone for company: the last question would outweigh it.
    """
    place = (pointed.nth_shown(turn, turn.text) or pointed.Meant(turn.focus)).places[:1]
    heading = f" ({turn.subject_of(place[0])})" if place and turn.subject_of(place[0]) else ""
    topic = "" if heading and _brings_up(turn) else turn.topic
    before = f"{topic} — " if topic and topic not in heading else ""
    return f"{before}{turn.text.rstrip(' ?.!')}?{heading}"


def _nearby(turn: Reading) -> tuple[Place, ...]:
    """The provisions that the dialogue is about and those of their articles, the nearest first."""
    chosen = pointed.nth_shown(turn, turn.text)
    starts = [
        *(chosen.places if chosen else ()),
        *turn.focus[:3],
        *(p for places in turn.foci[1:3] for p in places[:1]),
    ]
    near: dict[Place, None] = {}
    for start in starts:
        near |= dict.fromkeys(_around(turn, start))
    return tuple(near)[:NEARBY]


def _around(turn: Reading, start: Place) -> list[Place]:
    """A provision, and the others of its article by their distance in the text."""
    instrument, provision = turn.provision(start)
    article = instrument.article_of(provision)
    others = sorted(instrument.descendants(article), key=lambda p: abs(p.start - provision.start))
    kept = (provision, *(p for p in others if p is not provision and p.kind is not Kind.WRAPUP), article)
    return [(instrument.id, p.eid) for p in kept]
