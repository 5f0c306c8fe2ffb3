"""A turn of a dialogue, understood from the turns before it. Rules of language; no model, no search.

:func:`resolve` tries what a turn can be, the most telling first: a correction, a reaction, a comparison, a wish for a
citation, a count, a move in the text, a provision named from where the dialogue stands, the same question to another
instrument. What is none of these is a question to be searched, alone or joined with the topic.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.answer import Answer
from assistant.conversation import Conversation, Place, Turn
from assistant.understanding import (
    bearings,
    choices,
    clauses,
    content,
    definitions,
    designation,
    following,
    lookups,
    movement,
    ordinals,
    reactions,
    survey,
    terms,
    words,
)
from assistant.understanding.question import read
from assistant.understanding.utterance import Reading, Resolution, Wording
from assistant.weights import weights
from corpus.errors import UsageError
from corpus.shelf.library import Corpus

__all__ = ["Resolution", "resolve", "taken", "turn_of"]

_WEIGHTS = weights().followups
ALONE, WITH_TOPIC, WITH_HEADING = _WEIGHTS.alone, _WEIGHTS.with_topic, _WEIGHTS.with_heading
"""Weights of the wordings of a turn that is joined with the topic, fitted on dev conversations."""
SHORT = 2
"""Words of content up to which a turn says too little to be looked up alone."""


def resolve(text: str, conversation: Conversation, corpus: Corpus) -> Resolution:
    """Understand a turn from the conversation before it.

    Raises:
        UsageError: there is no question in the text, or it is too long to be one.
    """
    turn = Reading(text, conversation, corpus)
    if shifted := words.SHIFT.match(turn.text):
        if surveyed := survey.survey(Reading(shifted["rest"], conversation, corpus)):
            return surveyed
        afresh = resolve(shifted["rest"], Conversation(), corpus)
        return replace(afresh, scope=afresh.scope or turn.kept_to)
    mended = words.mended(turn.text)
    return _corrected(turn, mended) if mended else _understood(turn)


def turn_of(text: str, answer: Answer, resolution: Resolution) -> Turn:
    """The turn to be remembered: what was typed, what was answered, and what a next turn will lean on."""
    turn = Turn.of(text, answer)
    return replace(
        turn, about=resolution.about or turn.about, among=resolution.among, topic=resolution.topic or turn.topic
    )


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
        reactions.reaction,
        _nothing_before,
        choices.cited,
        lookups.comparison,
        lookups.counterpart,
        clauses.step_by_step,
        lookups.citation,
        terms.uses,
        following.references,
        survey.survey,
        ordinals.within,
        movement.rest,
        movement.whole,
        movement.move,
        terms.definition,
        lookups.numbered,
        lookups.pinpoint,
        choices.other,
        choices.nth,
        _other_instrument,
    )
    found = (understand(turn) for understand in readings)
    return next((resolution for resolution in found if resolution), None) or _searched(turn)


def _corrected(turn: Reading, mended: words.Mended) -> Resolution:
    """The last question with the right thing in it: "no, I meant article 34", "not confiscation, seizure"."""
    right = Reading(mended.right, turn.conversation, turn.corpus)
    wrong = [w for w in content.content_words(turn.without_names(mended.wrong)) if w not in content.SAYING]
    if started := _from_wrong(turn, mended):
        return started
    if wrong and not right.pinpoints:
        return _swapped(turn, wrong, right)
    if right.named and not right.content and not right.pinpoints:
        return (_same_number(right) if right.focus else None) or _same_question(right)
    if surveyed := survey.survey(right):
        return surveyed
    understood = replace(_understood(right), leans=True)
    return understood if right.named or not turn.named else replace(understood, scope=turn.named, near=())


def _from_wrong(turn: Reading, mended: words.Mended) -> Resolution | None:
    """A move away from what is not meant: "not article 8, the one after it"."""
    wrong = f"article {mended.wrong}" if mended.wrong.isdecimal() else mended.wrong
    meant = designation.pinpointed(turn, wrong, turn.scope) if turn.focus else None
    return movement.move(turn.at(mended.right, meant.places)) if meant else None


def _swapped(turn: Reading, wrong: list[str], right: Reading) -> Resolution:
    """The last question with the right words for the wrong ones; where it lacks those, the right ones as a turn."""
    last = turn.conversation.turns[-1].question if turn.conversation.turns else ""
    pattern = re.compile(r"\b" + r"\W+".join(map(re.escape, wrong)) + r"\b", re.IGNORECASE)
    if pattern.search(last):
        asked = pattern.sub(lambda _: right.text.strip(" ?.!"), last, count=1)
        return replace(_understood(Reading(asked, turn.conversation, turn.corpus)), leans=True)
    return replace(_understood(right), leans=True)


def _nothing_before(turn: Reading) -> Resolution | None:
    """A turn that leans on nothing: asked back, with choices."""
    if turn.focus or not _leans_on_something(turn):
        return None
    if (turn.content or turn.named) and (turn.topic or words.IT_SAYS.search(turn.text)):
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
        or bearings.move(turn.text)
        or words.OTHER.search(turn.text)
        or (not turn.content and not turn.named)
    )


def _choices(turn: Reading) -> tuple[str, ...]:
    """Articles that the words might be about, written so that each can be asked for as it stands."""
    asked = {content.stem(word) for word in turn.content}
    articles = [(id, a) for id, instrument in turn.corpus.items() for a in instrument.articles]
    fitting = [row for row in articles if asked & content.stems(row[1].heading)]
    rows = fitting or [(id, i.articles[0]) for id, i in turn.corpus.items() if i.articles]
    return tuple(f"{turn.name((id, a.eid))}: {a.heading}" for id, a in rows[:4])


def _other_instrument(turn: Reading) -> Resolution | None:
    """The last question put to another instrument: "and in the other treaty?"."""
    if not turn.focus or not turn.named or turn.pinpoints:
        return None
    leaning = turn.other or _leaning_words(turn.text) or words.LIKEWISE.search(turn.text)
    own_subject = any(word not in content.LIKENESS for word in turn.content)
    asked_in_full = words.OPENING.match(turn.text) and not words.FIELD.match(turn.text) and not leaning
    if asked_in_full or own_subject:
        return None
    return (_same_number(turn) if _fits_several(turn) else None) or _same_question(turn)


def _same_number(turn: Reading) -> Resolution | None:
    """The provision that the last turn named by its number alone, in the instrument meant: "no, the CIS one"."""
    named = Reading(turn.conversation.turns[-1].question, Conversation(), turn.corpus)
    if named.named or named.content or not named.pinpoints:
        return None
    meant = designation.pinpointed(turn, named.text, turn.named)
    return designation.show(turn, meant) if meant else None


def _fits_several(turn: Reading) -> bool:
    """Whether what the last turn named was found in several instruments, or taken for that of one of them."""
    return bool(turn.conversation.turns[-1].answer.message) or len({place[0] for place in turn.cited}) > 1


def _same_question(turn: Reading) -> Resolution:
    topic, heading = _last_asked(turn), ""
    if not topic:
        topic, heading = turn.topic, turn.subject_of(turn.focus[0]) if turn.focus else ""
    names = " and the ".join(turn.corpus[id].about.short_title for id in turn.named)
    if surveyed := survey.again(turn, f"{topic} (the {names})?", turn.named):
        return replace(surveyed, topic=topic)
    asked = f"{topic} ({heading})" if heading and heading.casefold() not in topic.casefold() else topic
    return Resolution(
        question=f"{asked}, in the {names}?",
        leans=True,
        again=True,
        scope=turn.named,
        message=lookups.other_message(turn),
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
    return Resolution(turn.plain, scope=turn.named, topic=turn.subject)


def _searched(turn: Reading) -> Resolution:
    """A question to be looked up: as it stands, or joined with what the dialogue is about."""
    names_all = bool(turn.pinpoints) and not any(p.relative for p in turn.pinpoints)
    if not turn.conversation.turns or (names_all and not turn.focus):
        return _apart(turn)
    if _stands_alone(turn):
        return replace(_apart(turn), joined=_with_topic(turn) if turn.moves_elsewhere else None)
    joined = _with_topic(turn)
    if not turn.conversation.focus and not _leaning_words(turn.text):
        return replace(_apart(turn), joined=joined)
    full = turn.question.is_keywords or (words.ASKING.match(turn.text) and turn.content)
    if joined.beside or (joined.leans and (not full or _leaning_words(turn.text))):
        return joined
    return replace(joined, alone=replace(joined, question=turn.text, wordings=(), kept=not turn.named))


def _with_topic(turn: Reading) -> Resolution:
    places = _places(turn)
    heading = turn.subject_of(places[0]) if places else ""
    return Resolution(
        question=_joined(turn.topic, turn.text, heading),
        leans=_leans(turn),
        wordings=_wordings(turn, heading),
        scope=turn.kept_to,
        beside=_beside(turn),
        near=() if turn.moves_elsewhere else places,
        message=lookups.other_message(turn),
        topic=_topic(turn),
    )


def _beside(turn: Reading) -> tuple[str, ...]:
    """The instruments of the dialogue, where it asks what each of them says."""
    asked = turn.visited if words.EACH.search(turn.text) and not turn.named else ()
    return asked if len(asked) > 1 else ()


def _places(turn: Reading) -> tuple[Place, ...]:
    """Where the dialogue is: back at what was shown before, at one of several things just shown, or at all of them."""
    back = words.BACK.match(turn.text)
    if back and (place := turn.recalled(back["to"])):
        return (place,)
    chosen = choices.nth_shown(turn, turn.text)
    return chosen.places if chosen else turn.focus


def _wordings(turn: Reading, heading: str) -> tuple[Wording, ...]:
    """The turn by itself, after the topic, and with the heading of the article that the dialogue is in."""
    topic = _term_defined(turn) or turn.topic
    ways = {
        turn.text: ALONE if turn.content else 0.0,
        _joined(topic, turn.text, ""): WITH_TOPIC if topic else 0.0,
        _joined("", turn.text, heading): WITH_HEADING if heading else 0.0,
    }
    total = sum(ways.values())
    return tuple(Wording(text, weight / total) for text, weight in ways.items() if weight)


def _term_defined(turn: Reading) -> str:
    """The term that was just defined, in place of a question what it is, which finds the definition again."""
    asked = definitions.asked_term(turn.topic)
    if not asked or not turn.focus:
        return ""
    instrument, provision = turn.provision(turn.focus[0])
    return asked if provision in definitions.defined(instrument).get(definitions.term(asked), ()) else ""


def _joined(topic: str, text: str, heading: str) -> str:
    before = f"{topic} — " if topic and topic not in heading else ""
    after = f" ({heading})" if heading else ""
    return f"{before}{text.rstrip(' ?.!')}?{after}"


def _topic(turn: Reading) -> str:
    """What turns to come are joined with: the last subject that was named."""
    if _brings_up(turn):
        return words.CONNECTIVE.sub("", turn.subject).strip(" ,") or turn.subject
    return turn.subject if len(turn.content) >= SHORT else turn.topic


def _brings_up(turn: Reading) -> bool:
    """Whether it goes on with a subject of its own, and leans on the last one only for the field: "and prisoners?"."""
    return bool(turn.content and words.CONNECTIVE.match(turn.text)) and not words.points_back(turn.text)


def _leans(turn: Reading) -> bool:
    return _leaning_words(turn.text) or len(turn.content) <= SHORT


def _leaning_words(text: str) -> bool:
    return bool(words.CONNECTIVE.match(text)) or words.points_back(text)


def _stands_alone(turn: Reading) -> bool:
    """Whether it says by itself what it asks: it names an instrument, or a term in quotes."""
    if _leaning_words(turn.text) or words.LIKEWISE.search(turn.text):
        return False
    named = turn.question.named or (turn.named and not turn.other)
    return bool((named and words.OPENING.match(turn.text)) or words.STANDALONE_TERM.match(turn.text))
