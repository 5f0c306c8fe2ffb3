"""A question that leans on what the dialogue is about: joined with its topic, and how it is put then."""

from __future__ import annotations

from dataclasses import replace

from assistant.conversation import Place
from assistant.understanding import choices, definitions, leaning, lookups
from assistant.understanding.intents import Compare, Memory, Query, Search, Wording
from assistant.understanding.question import read
from assistant.understanding.utterance import Utterance
from assistant.weights import weights
from corpus import lexicon

TERMS = lexicon.read("terms")
TURNS = lexicon.read("turns")

SHORT = 2
"""Words of content up to which a turn says too little to be looked up alone."""


def apart(turn: Utterance) -> Search:
    """A turn that is taken by itself.

    What is not loaded is never joined with what is: the answer would pass for that of the other law.
    """
    return turn.search(turn.plain, scope=turn.named)


def searched(turn: Utterance) -> Search | Compare:
    """A question to be looked up: as it stands, or joined with what the dialogue is about."""
    names_all = bool(turn.pinpoints) and not any(p.relative for p in turn.pinpoints)
    if not turn.conversation.turns or (names_all and not turn.focus):
        return apart(turn)
    if _stands_alone(turn):
        return replace(apart(turn), joined=_with_topic(turn) if turn.moves_elsewhere else None)
    if not turn.conversation.focus and not leaning_words(turn.text):
        return replace(apart(turn), joined=_with_topic(turn))
    return _leaning_on_topic(turn)


def _leaning_on_topic(turn: Utterance) -> Search | Compare:
    query, leans = _with_topic(turn), _leans(turn)
    memory = Memory(_topic(turn))
    if each := _beside(turn):
        return Compare(
            heard=turn.question,
            text=query.text,
            memory=memory,
            notes=query.notes,
            query=query,
            instruments=each,
            leans=leans,
        )
    joined = Search(heard=turn.question, text=query.text, memory=memory, query=query, leans=leans)
    full = turn.question.is_keywords or (TURNS.asking.match(turn.text) and turn.content)
    if leans and (not full or leaning_words(turn.text)):
        return joined
    alone = replace(query, text=turn.text, question=turn.asked, wordings=(), kept=not turn.named)
    return replace(joined, alone=alone)


def _with_topic(turn: Utterance) -> Query:
    places = _places(turn)
    heading = turn.subject_of(places[0]) if places else ""
    text = joined(turn.topic, turn.text, heading)
    return Query(
        text,
        read(text, turn.corpus),
        wordings=_wordings(turn, heading),
        scope=turn.kept_to,
        near=() if turn.moves_elsewhere else places,
        notes=lookups.other_taken(turn),
    )


def _beside(turn: Utterance) -> tuple[str, ...]:
    """The instruments that it names, or else those of the dialogue, where it asks what each of them says."""
    if turn.question.compares and len(turn.question.named) > 1:
        return turn.question.named
    asked = turn.visited if TURNS.each.search(turn.text) and not turn.named else ()
    return asked if len(asked) > 1 else ()


def _places(turn: Utterance) -> tuple[Place, ...]:
    """Where the dialogue is: back at what was shown before, at one of several things just shown, or at all of them."""
    back = TURNS.back.match(turn.text)
    if back and (place := turn.recalled(back["to"])):
        return (place,)
    chosen = choices.nth_shown(turn, turn.text)
    return chosen.places if chosen else turn.focus


def _wordings(turn: Utterance, heading: str) -> tuple[Wording, ...]:
    """The turn by itself, after the topic, and with the heading of the article that the dialogue is in."""
    topic, weigh = _term_defined(turn) or turn.topic, weights().followups
    ways = {
        turn.text: weigh.alone if turn.content else 0.0,
        joined(topic, turn.text, ""): weigh.with_topic if topic else 0.0,
        joined("", turn.text, heading): weigh.with_heading if heading else 0.0,
    }
    total = sum(ways.values())
    return tuple(Wording(read(text, turn.corpus), weight / total) for text, weight in ways.items() if weight)


def _term_defined(turn: Utterance) -> str:
    """The term that was just defined, in place of a question what it is, which finds the definition again."""
    asked = definitions.asked_term(turn.topic)
    if not asked or not turn.focus:
        return ""
    instrument, provision = turn.provision(turn.focus[0])
    return asked if provision in definitions.defined(instrument).get(definitions.term(asked), ()) else ""


def joined(topic: str, text: str, heading: str) -> str:
    """A turn after the topic of the dialogue, and before the heading of the article that it is in; or one of them."""
    before = f"{topic} — " if topic and topic not in heading else ""
    after = f" ({heading})" if heading else ""
    return f"{before}{text.rstrip(' ?.!')}?{after}"


def _topic(turn: Utterance) -> str:
    """What turns to come are joined with: the last subject that was named."""
    if _brings_up(turn):
        return TURNS.connective.sub("", turn.subject).strip(" ,") or turn.subject
    return turn.subject if len(turn.content) >= SHORT else turn.topic


def _brings_up(turn: Utterance) -> bool:
    """Whether it goes on with a subject of its own, and leans on the last one only for the field: "and prisoners?"."""
    return bool(turn.content and TURNS.connective.match(turn.text)) and not leaning.points_back(turn.text)


def _leans(turn: Utterance) -> bool:
    return leaning_words(turn.text) or len(turn.content) <= SHORT


def leaning_words(text: str) -> bool:
    """Whether its words show that a turn goes on with what was said before."""
    return bool(TURNS.connective.match(text)) or leaning.points_back(text)


def _stands_alone(turn: Utterance) -> bool:
    """Whether it says by itself what it asks: it names an instrument, or a term in quotes."""
    if leaning_words(turn.text) or TURNS.likewise.search(turn.text):
        return False
    named = turn.question.named or (turn.named and not turn.other)
    return bool((named and TURNS.opening.match(turn.text)) or TERMS.standalone.match(turn.text))
