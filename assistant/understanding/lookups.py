"""Turns that ask to be shown provisions by number, by rank in what was shown, side by side, or as a citation.

Each public function takes a reading of a turn and gives its resolution, or None where the turn is
something else.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import cast, get_args

from assistant.conversation import Place
from assistant.understanding import choices, content, designation, leaning
from assistant.understanding.designation import Meant
from assistant.understanding.intents import Cite, Compare, Match, Memory, Query, Search, Show, Wording
from assistant.understanding.notes import NoSuchNumber, Note, NotThere, OtherTakenFor
from assistant.understanding.question import read
from assistant.understanding.utterance import Utterance
from corpus import lexicon
from corpus.citations.labels import Form
from corpus.citations.pinpoint import Pinpoint
from corpus.errors import UnknownProvision
from corpus.model import Kind

MOVES = lexicon.read("moves")
REFERENCES = lexicon.read("references")
TURNS = lexicon.read("turns")

LONG = 700
"""Characters of an article that is too long to be shown in answer to a question about a detail of it."""


def comparison(turn: Utterance) -> Show | Compare | Match | Search | None:
    """Two things side by side: "compare with the other one", "how does it differ from article 9"."""
    if not turn.focus or not TURNS.compare.search(turn.text):
        return None
    if (on := TURNS.compare_on.search(turn.text)) and len(turn.visited) > 1:
        return _of_each(turn, on["what"])
    left, right = leaning.sides(turn.text)
    one = designation.pinpointed(turn, left, turn.visited) or choices.nth_shown(turn, left)
    own = 1 if TURNS.between.search(left) and _said(turn, right) else content.OWN_SUBJECT
    if not one and len(_said(turn, left)) >= own and not leaning.points_back(turn.text):
        return turn.search(turn.text, scope=turn.scope)
    one = one or Meant(turn.focus[:1])
    first = one.places[0]
    elsewhere = tuple(id for id in turn.named if id != first[0])
    two = designation.pinpointed(turn, right, elsewhere or (first[0],))
    if two:
        return designation.show(turn, Meant((first, *two.places), two.notes))
    return _against(turn, first, right, elsewhere)


def _of_each(turn: Utterance, what: str) -> Compare:
    """What each of the instruments has on something: "compare both on whether reasons must be given"."""
    question = read(what, turn.corpus)
    query = Query(what, question, (Wording(question, 1.0),))
    return Compare(
        heard=turn.question, text=what, memory=Memory(what), query=query, instruments=turn.visited, leans=True
    )


def counterpart(turn: Utterance) -> Search | None:
    """What answers to a provision that is named: "the one corresponding to the CIS article on confidentiality"."""
    found = REFERENCES.counterpart.search(turn.text)
    what = found["what"] if found and turn.focus else ""
    named_there = Utterance(what, turn.conversation, turn.corpus).named if what.strip() else ()
    ids = turn.scope if named_there or not turn.named else tuple(id for id in turn.corpus if id not in turn.named)
    meant = designation.pinpointed(turn, what, ids) or designation.headed(turn, what) if what else None
    if not meant or not (heading := turn.subject_of(meant.places[0])):
        return None
    known = meant.places[0][0]
    elsewhere = next((id for id in (*turn.named, *turn.others, *turn.visited) if id != known), known)
    title = turn.corpus[elsewhere].about.short_title
    search = turn.search(f"{heading}, in the {title}?", scope=(elsewhere,), leans=True)
    return replace(search, memory=Memory(heading))


def _against(turn: Utterance, first: Place, right: str, elsewhere: tuple[str, ...]) -> Match:
    """One side is known; the other is looked up by what is said of it, or else by the subject of the first."""
    said = turn.without_names(right).strip(" ?.!")
    heading = turn.subject_of(first)
    if not _said(turn, said):
        said = f"{turn.topic} ({heading})" if heading else turn.topic
    against = elsewhere or (turn.others[:1] if not right else ()) or (first[0],)
    return Match(
        heard=turn.question,
        text=f"Compare {turn.name(first)} with {said}, in the {turn.corpus[against[0]].about.short_title}",
        places=(first,),
        instruments=against,
        sought=read(said, turn.corpus),
        memory=Memory(heading or turn.topic),
        notes=other_taken(turn),
    )


def _said(turn: Utterance, text: str) -> list[str]:
    """The words of a part of the turn that name a subject."""
    said = content.content_words(TURNS.compare.sub(" ", turn.without_names(text)))
    return [word for word in said if word not in content.SAYING]


def other_taken(turn: Utterance) -> tuple[Note, ...]:
    """What "the other one" was taken for, where it fits several."""
    if not turn.other or len(turn.others) < 2 or turn.named != turn.other:
        return ()
    return (OtherTakenFor(turn.others[0], turn.others[1:4]),)


def citation(turn: Utterance) -> Cite | None:
    """A wish for a citation: "quote it in OSCOLA"."""
    form = TURNS.form.search(turn.text)
    if not form and not TURNS.quote.search(turn.text):
        return None
    style = str(form.lastgroup) if form else ""
    meant = (
        designation.pinpointed(turn, turn.text, turn.scope)
        or choices.nth_shown(turn, turn.text)
        or designation.headed(turn, TURNS.form.sub(" ", turn.text))
        or designation.last_of(turn, () if style == "un" else turn.named)
    )
    if not meant:
        return None
    return Cite(
        heard=turn.question,
        text=designation.called_together(turn, meant.places),
        places=meant.places,
        form=cast(Form, style if style in get_args(Form) else "un"),
        memory=Memory(designation.topic_at(turn, meant.places[0]), meant.places),
        notes=meant.notes,
    )


def numbered(turn: Utterance) -> Show | None:
    """A bare number, which is of what the dialogue is in, or else of an article: "and number 12", "13?"."""
    if not turn.focus or turn.content:
        return None
    if MOVES.same_number.search(turn.text):
        return _same_number(turn)
    lone = MOVES.lone_number.match(turn.text)
    if turn.pinpoints and not lone:
        return None
    numbers = [lone["number"]] if lone else [found["number"] for found in MOVES.number.finditer(turn.text)]
    found = [designation.by_number(turn, number) for number in numbers]
    places = tuple(place for place in found if place)
    return designation.show(turn, Meant(places)) if places else None


def _same_number(turn: Utterance) -> Show:
    """The article that bears the same number in another instrument: "same number in the other treaty"."""
    number = turn.article(turn.focus[0]).number
    id = (turn.named or turn.others or turn.visited)[0]
    meant = designation.pinpointed(turn, f"article {number}", (id,)) if number else None
    if meant and meant.places[0][0] == id:
        return designation.show(turn, Meant(meant.places))
    return designation.show(turn, Meant(turn.focus[:1], (NoSuchNumber(id),)))


def pinpoint(turn: Utterance) -> Show | Search | None:
    """A provision by number: "point b of its second paragraph", "and article 24?"."""
    if not turn.pinpoints or not (turn.focus or turn.named):
        return None
    if turn.named and turn.content and not any(p.relative for p in turn.pinpoints):
        return None
    if turn.content and TURNS.of_whole.match(turn.text) and all(p.path[-1].kind is Kind.ANNEX for p in turn.pinpoints):
        return None
    try:
        meant = designation.resolved(turn, _last_meant(turn), turn.named or turn.visited)
    except UnknownProvision as problem:
        return _missing(turn, str(problem)) if turn.focus else None
    if len(turn.content) >= (content.OWN_SUBJECT if _is_long(turn, meant.places[0]) else _asking(turn)):
        return _inside(turn, meant)
    return designation.show(turn, meant)


def _last_meant(turn: Utterance) -> tuple[Pinpoint, ...]:
    """All that is named; but "paragraph 2 mentions article 3, what is that?" asks for the last."""
    first, last = turn.pinpoints[0], turn.pinpoints[-1]
    if first.end < last.start and MOVES.therein.search(turn.text[first.end : last.start]):
        return tuple(p for p in turn.pinpoints if p.start == last.start)
    return turn.pinpoints


def _missing(turn: Utterance, problem: str) -> Show | Search:
    """What there is in place of a part that was asked for, shown whole; an article by its number is looked up."""
    if not any(p.relative for p in turn.pinpoints):
        return replace(turn.search(turn.text, scope=turn.named), memory=Memory())
    place = turn.focus[0]
    article = (place[0], turn.article(place).eid)
    return designation.show(turn, Meant((article,), (NotThere(problem),)))


def _asking(turn: Utterance) -> float:
    """Words of content by which a turn that names a short provision asks something else than to see it.

    One that names it from where the dialogue stands ("what does paragraph 2 add?") asks to see it.
    """
    return math.inf if any(p.relative for p in turn.pinpoints) else content.OWN_SUBJECT + 1


def _is_long(turn: Utterance, place: Place) -> bool:
    instrument, provision = turn.provision(place)
    return bool(provision.children) and len(instrument.full(provision)) > LONG


def _inside(turn: Utterance, meant: Meant) -> Search:
    """A question about a detail of a long provision: searched, with all below it at hand."""
    place = meant.places[0]
    bare = turn.text if turn.named else f"{turn.text.rstrip(' ?.!')} ({turn.name(place)})?"
    search = turn.search(bare, scope=place[:1], near=(place,), leans=not turn.named)
    return replace(search, otherwise=(place,), query=replace(search.query, notes=meant.notes))
