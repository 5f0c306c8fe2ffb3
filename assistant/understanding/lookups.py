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
from assistant.understanding.utterance import Reading, Resolution, Wording
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


def comparison(turn: Reading) -> Resolution | None:
    """Two things side by side: "compare with the other one", "how does it differ from article 9"."""
    if not turn.focus or not TURNS.compare.search(turn.text):
        return None
    if (on := TURNS.compare_on.search(turn.text)) and len(turn.visited) > 1:
        return _of_each(turn, on["what"])
    left, right = leaning.sides(turn.text)
    one = designation.pinpointed(turn, left, turn.visited) or choices.nth_shown(turn, left)
    own = 1 if TURNS.between.search(left) and _said(turn, right) else content.OWN_SUBJECT
    if not one and len(_said(turn, left)) >= own and not leaning.points_back(turn.text):
        return Resolution(turn.text, scope=turn.scope, topic=turn.subject)
    one = one or Meant(turn.focus[:1])
    first = one.places[0]
    elsewhere = tuple(id for id in turn.named if id != first[0])
    two = designation.pinpointed(turn, right, elsewhere or (first[0],))
    if two:
        return designation.show(turn, Meant((first, *two.places), two.message))
    return _against(turn, first, right, elsewhere)


def _of_each(turn: Reading, what: str) -> Resolution:
    """What each of the instruments has on something: "compare both on whether reasons must be given"."""
    return Resolution(what, leans=True, wordings=(Wording(what, 1.0),), beside=turn.visited, topic=what)


def counterpart(turn: Reading) -> Resolution | None:
    """What answers to a provision that is named: "the one corresponding to the CIS article on confidentiality"."""
    found = REFERENCES.counterpart.search(turn.text)
    what = found["what"] if found and turn.focus else ""
    named_there = Reading(what, turn.conversation, turn.corpus).named if what.strip() else ()
    ids = turn.scope if named_there or not turn.named else tuple(id for id in turn.corpus if id not in turn.named)
    meant = designation.pinpointed(turn, what, ids) or designation.headed(turn, what) if what else None
    if not meant or not (heading := turn.subject_of(meant.places[0])):
        return None
    known = meant.places[0][0]
    elsewhere = next((id for id in (*turn.named, *turn.others, *turn.visited) if id != known), known)
    title = turn.corpus[elsewhere].about.short_title
    return Resolution(f"{heading}, in the {title}?", leans=True, scope=(elsewhere,), topic=heading)


def _against(turn: Reading, first: Place, right: str, elsewhere: tuple[str, ...]) -> Resolution:
    """One side is known; the other is looked up by what is said of it, or else by the subject of the first."""
    said = turn.without_names(right).strip(" ?.!")
    heading = turn.subject_of(first)
    if not _said(turn, said):
        said = f"{turn.topic} ({heading})" if heading else turn.topic
    against = elsewhere or (turn.others[:1] if not right else ()) or (first[0],)
    return Resolution(
        question=f"Compare {turn.name(first)} with {said}, in the {turn.corpus[against[0]].about.short_title}",
        leans=True,
        scope=tuple(dict.fromkeys((first[0], *against))),
        provisions=(first,),
        against=against,
        sought=said,
        message=other_message(turn),
        topic=heading or turn.topic,
    )


def _said(turn: Reading, text: str) -> list[str]:
    """The words of a part of the turn that name a subject."""
    said = content.content_words(TURNS.compare.sub(" ", turn.without_names(text)))
    return [word for word in said if word not in content.SAYING]


def other_message(turn: Reading) -> str:
    """What "the other one" was taken for, where it fits several."""
    if not turn.other or len(turn.others) < 2 or turn.named != turn.other:
        return ""
    taken, *rest = (turn.corpus[id].about.short_title for id in turn.others)
    return f'"The other one" is taken for the {taken}; it could also be the {" or the ".join(rest[:3])}.'


def citation(turn: Reading) -> Resolution | None:
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
    return replace(designation.show(turn, meant), form=cast(Form, style if style in get_args(Form) else "un"))


def numbered(turn: Reading) -> Resolution | None:
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


def _same_number(turn: Reading) -> Resolution:
    """The article that bears the same number in another instrument: "same number in the other treaty"."""
    number = turn.article(turn.focus[0]).number
    id = (turn.named or turn.others or turn.visited)[0]
    meant = designation.pinpointed(turn, f"article {number}", (id,)) if number else None
    if meant and meant.places[0][0] == id:
        return designation.show(turn, Meant(meant.places))
    message = f"The {turn.corpus[id].about.short_title} has no article of that number."
    return designation.show(turn, Meant(turn.focus[:1], message))


def pinpoint(turn: Reading) -> Resolution | None:
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


def _last_meant(turn: Reading) -> tuple[Pinpoint, ...]:
    """All that is named; but "paragraph 2 mentions article 3, what is that?" asks for the last."""
    first, last = turn.pinpoints[0], turn.pinpoints[-1]
    if first.end < last.start and MOVES.therein.search(turn.text[first.end : last.start]):
        return tuple(p for p in turn.pinpoints if p.start == last.start)
    return turn.pinpoints


def _missing(turn: Reading, problem: str) -> Resolution:
    """What there is in place of a part that was asked for, shown whole; an article by its number is looked up."""
    if not any(p.relative for p in turn.pinpoints):
        return Resolution(turn.text, scope=turn.named)
    place = turn.focus[0]
    article = (place[0], turn.article(place).eid)
    return designation.show(turn, Meant((article,), f"{designation.capitalised(problem)}."))


def _asking(turn: Reading) -> float:
    """Words of content by which a turn that names a short provision asks something else than to see it.

    One that names it from where the dialogue stands ("what does paragraph 2 add?") asks to see it.
    """
    return math.inf if any(p.relative for p in turn.pinpoints) else content.OWN_SUBJECT + 1


def _is_long(turn: Reading, place: Place) -> bool:
    instrument, provision = turn.provision(place)
    return bool(provision.children) and len(instrument.full(provision)) > LONG


def _inside(turn: Reading, meant: Meant) -> Resolution:
    """A question about a detail of a long provision: searched, with all below it at hand."""
    place = meant.places[0]
    bare = turn.text if turn.named else f"{turn.text.rstrip(' ?.!')} ({turn.name(place)})?"
    return Resolution(
        question=bare,
        leans=not turn.named,
        scope=place[:1],
        near=(place,),
        otherwise=(place,),
        message=meant.message,
        topic=turn.subject,
    )
