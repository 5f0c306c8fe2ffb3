"""A turn of a dialogue, understood from the turns before it. Rules of language; no model, no search.

It tries what a turn can be, the most telling first: a correction, a reaction, a comparison, a wish for a
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
    choices,
    clauses,
    content,
    designation,
    following,
    leaning,
    lookups,
    mentions,
    movement,
    ordinals,
    reactions,
    record,
    steps,
    structural,
    survey,
    tasks,
    terms,
    topics,
)
from assistant.understanding.intents import (
    AskBack,
    Compare,
    Intent,
    LeftOut,
    Memory,
    Query,
    Search,
    Show,
    Survey,
    Undefined,
)
from assistant.understanding.question import read
from assistant.understanding.undefined import undefined_term, used
from assistant.understanding.utterance import Utterance
from corpus import lexicon
from corpus.shelf.collection import Corpus

TURNS = lexicon.read("turns")


def understand(text: str, conversation: Conversation, corpus: Corpus, loaded: Corpus | None = None) -> Intent:
    """What a turn asks for, read from its words and from the conversation before it.

    Args:
        corpus: the instruments that it may be answered from.
        loaded: all that are loaded, where that is more.

    Raises:
        UsageError: there is no question in the text, or it is too long to be one.
    """
    turn = Utterance(text, conversation, corpus)
    intent = replace(_drafted(turn), heard=turn.question)
    if loaded and (named := _left_out(text, corpus, loaded)):
        return LeftOut(heard=intent.heard, text=intent.text, memory=intent.memory, title=named)
    stands = isinstance(intent, Search) and not intent.leans and not intent.query.wordings
    intent = structural.read_off(intent, corpus) if stands and isinstance(intent, Search) else intent
    return _undefined(record.described(intent, corpus), corpus) if isinstance(intent, Search) else intent


def _undefined(search: Search, corpus: Corpus) -> Intent:
    """A search; or that there is nothing to find, where it asks the definition of what is not defined."""
    question = search.heard.within(search.query.scope)
    term = undefined_term(question, corpus)
    if not term:
        return search
    return Undefined(
        heard=search.heard,
        text=search.text,
        memory=search.memory,
        term=term,
        instruments=question.scope,
        used=used(term, question, corpus),
    )


def _left_out(text: str, corpus: Corpus, loaded: Corpus) -> str:
    """Title of the instrument that a question names, where it names only such as it is not to be answered from."""
    named = read(text, loaded).named if len(corpus) < len(loaded) else ()
    return loaded[named[0]].about.short_title if named and not any(id in corpus for id in named) else ""


def _drafted(turn: Utterance) -> Intent:
    """What a turn asks for, before it is seen whether the structure answers it."""
    if shifted := TURNS.shift.match(turn.text):
        if surveyed := survey.survey(Utterance(shifted["rest"], turn.conversation, turn.corpus)):
            return surveyed
        afresh = _drafted(Utterance(shifted["rest"], Conversation(), turn.corpus))
        return _kept(afresh, turn.kept_to)
    mended = leaning.mended(turn.text)
    return _corrected(turn, mended) if mended else _understood(turn)


def _kept(intent: Intent, scope: tuple[str, ...]) -> Intent:
    """The same, looked up in some instruments where it names none."""
    if not isinstance(intent, Search) or intent.query.scope:
        return intent
    return replace(intent, query=replace(intent.query, scope=scope))


def remembered(text: str, answer: Answer, memory: Memory) -> Turn:
    """The turn to be kept: what was typed, what was answered, and what a next turn will lean on."""
    turn = Turn.of(text, answer)
    return replace(turn, about=memory.about or turn.about, among=memory.among, topic=memory.topic or turn.topic)


def _understood(turn: Utterance) -> Intent:
    if turn.question.foreign:
        return topics.apart(turn)
    rest = TURNS.verbatim.sub("", turn.text)
    if rest != turn.text and not TURNS.quote.search(turn.text):
        return _understood(Utterance(rest, turn.conversation, turn.corpus))
    if undone := tasks.task(turn, _understood):
        return undone
    readings: tuple[Callable[[Utterance], Intent | None], ...] = (
        reactions.reaction,
        _nothing_before,
        mentions.mention,
        _side_by_side,
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
    found = (reading(turn) for reading in readings)
    return next((intent for intent in found if intent), None) or topics.searched(turn)


def _side_by_side(turn: Utterance) -> Search | None:
    """A question put to several instruments, with a subject of its own: whatever came before, each is asked."""
    if not turn.focus or not turn.question.compares or turn.pinpoints:
        return None
    continues = TURNS.connective.match(turn.text) and not turn.question.named
    if continues or leaning.points_back(turn.question.subject):
        return None
    if not any(word not in content.LIKENESS for word in turn.content):
        return None
    meant = turn.question.named or (turn.visited if len(turn.visited) > 1 else ())
    search = turn.search(turn.plain, scope=meant)
    return search.remembering(topic=turn.question.subject)


def _corrected(turn: Utterance, mended: leaning.Mended) -> Intent:
    """The last question with the right thing in it: "no, I meant article 34", "not confiscation, seizure"."""
    right = Utterance(mended.right, turn.conversation, turn.corpus)
    wrong = [w for w in content.content_words(turn.without_names(mended.wrong)) if w not in content.SAYING]
    if started := _from_wrong(turn, mended):
        return started
    if recounted := _recounted(turn, mended) if right.pinpoints else None:
        return recounted
    if wrong and not right.pinpoints:
        return _swapped(turn, wrong, right)
    if right.named and not right.content and not right.pinpoints:
        return (_same_number(right) if right.focus else None) or _same_question(right)
    if surveyed := survey.survey(right):
        return surveyed
    understood = _leaning(_understood(right))
    if right.named or not turn.named or not isinstance(understood, Search | Compare):
        return understood
    return replace(understood, query=replace(understood.query, scope=turn.named, near=()))


def _leaning(intent: Intent) -> Intent:
    """The same, taken for a turn that leans on those before it: what corrects a question is none by itself."""
    return replace(intent, leans=True) if isinstance(intent, Search | Compare) else intent


def _from_wrong(turn: Utterance, mended: leaning.Mended) -> Show | None:
    """A move away from what is not meant: "not article 8, the one after it"."""
    wrong = f"article {mended.wrong}" if mended.wrong.isdecimal() else mended.wrong
    meant = designation.pinpointed(turn, wrong, turn.scope) if turn.focus else None
    return movement.move(turn.at(mended.right, meant.places)) if meant else None


def _recounted(turn: Utterance, mended: leaning.Mended) -> Survey | Show | None:
    """The last count, of the right provision: "not chapter II, chapter III"."""
    asked = _asked_rightly(turn, mended.wrong.split(), mended.right)
    return survey.survey(Utterance(asked, turn.conversation, turn.corpus)) if structural.counted(asked) else None


def _swapped(turn: Utterance, wrong: list[str], right: Utterance) -> Intent:
    """The last question with the right words for the wrong ones; where it lacks those, the right ones as a turn."""
    asked = _asked_rightly(turn, wrong, right.text)
    return _leaning(_understood(Utterance(asked, turn.conversation, turn.corpus) if asked else right))


def _asked_rightly(turn: Utterance, wrong: list[str], right: str) -> str:
    """The last question with the right words for the wrong ones; nothing where it lacks those."""
    last = turn.conversation.turns[-1].question if turn.conversation.turns else ""
    pattern = re.compile(r"\b" + r"\W+".join(map(re.escape, wrong)) + r"\b", re.IGNORECASE)
    if not wrong or not pattern.search(last):
        return ""
    return pattern.sub(lambda _: right.strip(" ?.!"), last, count=1)


def _nothing_before(turn: Utterance) -> AskBack | None:
    """A turn that leans on nothing: asked back, with choices."""
    if turn.focus or not _leans_on_something(turn):
        return None
    if (turn.content or turn.named) and (turn.topic or TURNS.it_says.search(turn.text)):
        return None
    said = next((p.text for p in turn.pinpoints if p.relative), turn.text.rstrip(" ?.!"))
    return AskBack(heard=turn.question, text=turn.text, said=said, choices=_choices(turn))


def _leans_on_something(turn: Utterance) -> bool:
    """Whether the words alone cannot be looked up."""
    if turn.pinpoints:
        return all(p.relative for p in turn.pinpoints)
    if len(turn.content) >= topics.SHORT:
        return False
    opens = TURNS.connective.match(turn.text) and not (TURNS.naming.match(turn.text) and turn.content)
    return bool(
        opens
        or leaning.points_back(turn.text)
        or steps.move(turn.text)
        or TURNS.other.search(turn.text)
        or (not turn.content and not turn.named)
    )


def _choices(turn: Utterance) -> tuple[Place, ...]:
    """Articles that the words might be about."""
    asked = {content.stem(word) for word in turn.content}
    articles = [(id, a) for id, instrument in turn.corpus.items() for a in instrument.articles]
    fitting = [row for row in articles if asked & content.stems(row[1].heading)]
    rows = fitting or [(id, i.articles[0]) for id, i in turn.corpus.items() if i.articles]
    return tuple((id, article.eid) for id, article in rows[:4])


def _other_instrument(turn: Utterance) -> Intent | None:
    """The last question put to another instrument: "and in the other treaty?"."""
    if not turn.focus or not turn.named or turn.pinpoints:
        return None
    leaning = turn.other or topics.leaning_words(turn.text) or TURNS.likewise.search(turn.text)
    said = content.content_words(TURNS.likewise.sub(" ", turn.subject))
    own_subject = any(word in said and word not in content.LIKENESS for word in turn.content)
    asked_in_full = TURNS.opening.match(turn.text) and not TURNS.field.match(turn.text) and not leaning
    if asked_in_full or own_subject:
        return None
    return (_same_number(turn) if _fits_several(turn) else None) or _same_question(turn)


def _same_number(turn: Utterance) -> Show | None:
    """The provision that the last turn named by its number alone, in the instrument meant: "no, the CIS one"."""
    named = Utterance(turn.conversation.turns[-1].question, Conversation(), turn.corpus)
    if named.named or named.content or not named.pinpoints:
        return None
    meant = designation.pinpointed(turn, named.text, turn.named)
    return designation.show(turn, meant) if meant else None


def _fits_several(turn: Utterance) -> bool:
    """Whether what the last turn named was found in several instruments, or taken for that of one of them."""
    return bool(turn.conversation.turns[-1].answer.message) or len({place[0] for place in turn.cited}) > 1


def _same_question(turn: Utterance) -> Survey | Show | Search | Compare:
    """The last question again; put to several instruments, each is asked."""
    topic, heading = _last_asked(turn), ""
    if not topic:
        topic, heading = turn.topic, turn.subject_of(turn.focus[0]) if turn.focus else ""
    names = " and the ".join(turn.corpus[id].about.short_title for id in turn.named)
    if surveyed := survey.again(turn, f"{topic} (the {names})?", turn.named):
        return surveyed.remembering(topic=topic)
    asked = f"{topic} ({heading})" if heading and heading.casefold() not in topic.casefold() else topic
    text = f"{asked}, in the {names}?"
    query = Query(text, read(text, turn.corpus), scope=turn.named, notes=lookups.other_taken(turn))
    if len(turn.named) > 1:
        return Compare(
            heard=turn.question, text=text, memory=Memory(topic), query=query, instruments=turn.named, leans=True
        )
    return Search(heard=turn.question, text=text, memory=Memory(topic), query=query, leans=True, again=True)


def _last_asked(turn: Utterance) -> str:
    """The last question, where nothing was found for it: asked again elsewhere, it is no other than that."""
    last = turn.conversation.turns[-1] if turn.conversation.turns else None
    return turn.without_names(read(last.question, turn.corpus).subject).strip(" ?.!") if last and not last.about else ""
