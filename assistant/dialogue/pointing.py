"""Turns that ask to be shown provisions: the next paragraph, point b of it, the definition of that, what it refers to.

Each public function but the first takes a reading of a turn and gives its resolution, or None where the turn is
something else.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast, get_args

from assistant import definitions, structure
from assistant.conversation import Place, instruments_of
from assistant.dialogue import content, moves, pointed, words
from assistant.dialogue.pointed import Meant
from assistant.dialogue.reading import Reading, Resolution
from corpus.errors import UnknownProvision
from corpus.labels import Form
from corpus.model import Instrument, Kind, Provision
from corpus.pinpoint import Pinpoint

LONG = 700
"""Characters of an article that is too long to be shown in answer to a question about a detail of it."""


OWN_SUBJECT = 2
"""Words of content by which a turn, or one side of a comparison, names a subject of its own."""


def show(turn: Reading, meant: Meant) -> Resolution:
    """Show provisions for their own sake; the next turn starts from them."""
    first = meant.places[0]
    names = [turn.name(place) for place in meant.places[:3]]
    return Resolution(
        question=" and ".join(names) + (" and others" if len(meant.places) > len(names) else ""),
        leans=True,
        scope=instruments_of(meant.places),
        provisions=meant.places,
        message=meant.message,
        about=meant.places,
        topic=turn.topic if turn.is_in_focus(first) else turn.subject_of(first) or turn.topic,
    )


def comparison(turn: Reading) -> Resolution | None:
    """Two things side by side: "compare with the other one", "how does it differ from article 9"."""
    if not turn.focus or not words.COMPARE.search(turn.text):
        return None
    left, right = words.sides(turn.text)
    one = pointed.pinpointed(turn, left, turn.visited) or pointed.nth_shown(turn, left)
    own = 1 if words.BETWEEN.search(left) and _said(turn, right) else OWN_SUBJECT
    if not one and len(_said(turn, left)) >= own and not words.points_back(turn.text):
        return Resolution(turn.text, scope=turn.scope, topic=turn.subject)
    one = one or Meant(turn.focus[:1])
    first = one.places[0]
    elsewhere = tuple(id for id in turn.named if id != first[0])
    two = pointed.pinpointed(turn, right, elsewhere or (first[0],))
    if two:
        return show(turn, Meant((first, *two.places), two.message))
    return _against(turn, first, right, elsewhere)


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
    said = content.content_words(words.COMPARE.sub(" ", turn.without_names(text)))
    return [word for word in said if word not in content.SAYING]


def other_message(turn: Reading) -> str:
    """What "the other one" was taken for, where it fits several."""
    if not turn.other or len(turn.others) < 2 or turn.named != turn.other:
        return ""
    taken, *rest = (turn.corpus[id].about.short_title for id in turn.others)
    return f'"The other one" is taken for the {taken}; it could also be the {" or the ".join(rest[:3])}.'


def citation(turn: Reading) -> Resolution | None:
    """A wish for a citation: "quote it in OSCOLA"."""
    form = words.FORM.search(turn.text)
    if not form and not words.QUOTE.search(turn.text):
        return None
    meant = (
        pointed.pinpointed(turn, turn.text, turn.scope)
        or pointed.nth_shown(turn, turn.text)
        or pointed.headed(turn, words.FORM.sub(" ", turn.text))
        or pointed.last_of(turn, turn.named)
    )
    if not meant:
        return None
    style = str(form.lastgroup) if form else "un"
    return replace(show(turn, meant), form=cast(Form, style if style in get_args(Form) else "un"))


def references(turn: Reading) -> Resolution | None:
    """A question about references: "what does it refer to?", "which articles mention this?"."""
    outward, inward = words.REFERS.search(turn.text), words.REFERS_TO_IT.search(turn.text)
    if not outward and not (inward and inward["what"]):
        return None
    follow = structure.referred_to if outward else structure.referring
    # what is referred to is mostly an article, not the paragraph of it that was cited
    starts = (p for s in _subjects(turn) for p in (_outward(turn, s) if outward else (s, (s[0], turn.article(s).eid))))
    for place in starts:
        instrument, provision = turn.provision(place)
        found = [p for p in follow(instrument, provision) if p.eid != provision.eid]
        if found:
            name, topic = turn.name(place), show(turn, Meant((place,))).topic
            understood = f"What {name} refers to" if outward else f"What refers to {name}"
            meant = Meant(tuple(pointed.places_of(instrument, found)))
            return replace(show(turn, meant), question=understood, about=(place,), topic=topic)
    return _no_references(turn)


def _outward(turn: Reading, place: Place) -> list[Place]:
    """A provision, and what holds it inside its article: a point may have no reference, its paragraph one."""
    instrument, provision = turn.provision(place)
    article = turn.article(place)
    within = [p for p in instrument.ancestors(provision) if p.eid.startswith(f"{article.eid}__")]
    return [place, *pointed.places_of(instrument, within)]


def _no_references(turn: Reading) -> Resolution | None:
    if not turn.focus:
        return None
    message = f"The text of {turn.name(turn.focus[0])} makes no such reference."
    return replace(show(turn, Meant(turn.focus[:1])), message=message)


def _subjects(turn: Reading) -> Iterator[Place]:
    """What "it" can be in a question about references, the likeliest first."""
    meant = pointed.pinpointed(turn, turn.text, turn.scope) or pointed.nth_shown(turn, turn.text)
    if meant:
        yield from (place for place in meant.places if place[0] in turn.visited)
    yield from (place for places in turn.foci for place in places)


def move(turn: Reading) -> Resolution | None:
    """A move in the text: "the next paragraph", "the article before that", "read the whole article"."""
    if whole := words.WHOLE.search(turn.text):
        return _whole(turn, whole["level"] or whole["level2"] or "", whole["number"])
    text = words.spelled_out(turn.text)
    found = words.MOVE.search(text)
    if not found:
        return None
    starts = _starts(turn, words.CLAUSE.split(text[found.end() :], maxsplit=1)[0])
    if not starts:
        return None
    way = next(found[name] for name in ("way", "way2", "way3", "way4", "way5") if found[name]).casefold()
    level = (found["level"] or found["level2"] or found["level3"] or "").casefold().replace("-", "")
    return _moved(turn, starts, words.LEVELS.get(level), -1 if way in words.BACKWARD else 1)


def _starts(turn: Reading, after: str) -> tuple[Place, ...]:
    """Where a move can start: at a provision named after it, or at what the dialogue is and was about."""
    named = pointed.pinpointed(turn, after, turn.scope) or pointed.headed(turn, after) or pointed.called(turn, after)
    if named:
        return named.places[:1]
    return tuple(places[0] for places in turn.foci if not turn.named or places[0][0] in turn.named)


def _moved(turn: Reading, starts: Sequence[Place], kind: Kind | None, step: int) -> Resolution:
    for start in starts:
        instrument, provision = turn.provision(start)
        if found := moves.neighbour(instrument, provision, kind, step):
            return show(turn, Meant(((instrument.id, found.eid),)))
        if moves.level_of(instrument, provision, Kind.ARTICLE):
            return _at_the_edge(turn, start, kind or provision.kind, step)
    return _at_the_edge(turn, starts[0], kind or turn.provision(starts[0])[1].kind, step)


def _at_the_edge(turn: Reading, start: Place, kind: Kind, step: int) -> Resolution:
    """There is no next one: the article beyond is shown, and said to be one."""
    instrument, provision = turn.provision(start)
    beyond = moves.neighbour(instrument, provision, Kind.ARTICLE, step) or provision
    message = f"{_upper(turn.name(start))} has no {kind} {'after' if step > 0 else 'before'} it."
    return show(turn, Meant(((instrument.id, beyond.eid),), message))


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _whole(turn: Reading, level: str, number: str | None) -> Resolution | None:
    named = pointed.pinpointed(turn, f"article {number}" if number else turn.text, turn.scope)
    meant = named or (None if number else pointed.headed(turn, turn.text) or _in_focus(turn))
    if not meant:
        return None
    if named and not level:
        return show(turn, named)
    instrument, provision = turn.provision(meant.places[0])
    unit = moves.whole(instrument, provision, words.LEVELS.get(level.casefold(), Kind.ARTICLE))
    return show(turn, Meant(((instrument.id, unit.eid),), meant.message))


def definition(turn: Reading) -> Resolution | None:
    """A wish for a definition: "show the definition of that", "what does property mean here?"."""
    if not turn.focus:
        return None
    exact = () if words.STANDALONE_TERM.match(turn.text) else _defined_terms(turn)
    if exact:
        return show(turn, Meant(exact))
    if not words.DEFINITION.search(turn.text):
        return None
    asked = {content.stem(word) for word in turn.content} - content.DEFINING
    texts = [" ".join(turn.content)] if asked else [turn.topic, *_words_in_focus(turn)]
    for text in texts:
        for id in turn.scope:
            if found := _defined(turn.corpus[id], text, partly=bool(asked), hint=turn.topic):
                return show(turn, Meant(((id, found.eid),)))
    return None


def _defined_terms(turn: Reading) -> tuple[Place, ...]:
    """What defines a term that the turn names in full; in the instruments meant, or else in any that is loaded."""
    for ids in (turn.scope, () if turn.named else tuple(turn.corpus)):
        if found := definitions.definitions(replace(turn.question, scope=ids), turn.corpus):
            return tuple((instrument.id, provision.eid) for instrument, provision in found)
    return ()


def _words_in_focus(turn: Reading) -> Iterator[str]:
    for place in turn.focus[:3]:
        instrument, provision = turn.provision(place)
        yield instrument.words(provision)


def _defined(instrument: Instrument, text: str, partly: bool, hint: str) -> Provision | None:
    """The definition of the term that fills most of the text, or with `partly` of one that the text names in part."""
    said, known = _stems(text), _stems(text) | _stems(hint)
    fits = {term: _fit(_stems(term), said, known, partly) for term in definitions.defined(instrument)}
    best = max(fits, key=fits.__getitem__, default="")
    return definitions.defined(instrument)[best][0] if fits.get(best) else None


def _fit(term: set[str], said: set[str], known: set[str], partly: bool) -> float:
    """How well a term answers to what was said: all of its words, the more the better; else some of them."""
    if term and term <= said:
        return 10.0 + len(term)
    if partly and said & term - content.DEFINING:
        return len(term & known) / len(term) + len(term & said)
    return 0.0


def _stems(text: str) -> set[str]:
    return {content.stem(word) for word in content.content_words(text)}


def pinpoint(turn: Reading) -> Resolution | None:
    """A provision by number: "point b of its second paragraph", "and article 24?"."""
    if not turn.pinpoints or not (turn.focus or turn.named):
        return None
    if turn.named and turn.content and not any(p.relative for p in turn.pinpoints):
        return None
    try:
        meant = pointed.resolved(turn, _last_meant(turn), turn.named or turn.visited)
    except UnknownProvision as problem:
        return _missing(turn, str(problem)) if turn.focus else None
    if len(turn.content) >= (OWN_SUBJECT if _is_long(turn, meant.places[0]) else _asking(turn)):
        return _inside(turn, meant)
    return show(turn, meant)


def _last_meant(turn: Reading) -> tuple[Pinpoint, ...]:
    """All that is named; but "paragraph 2 mentions article 3, what is that?" asks for the last."""
    first, last = turn.pinpoints[0], turn.pinpoints[-1]
    if first.end < last.start and words.THEREIN.search(turn.text[first.end : last.start]):
        return tuple(p for p in turn.pinpoints if p.start == last.start)
    return turn.pinpoints


def _missing(turn: Reading, problem: str) -> Resolution:
    """What there is in place of what was asked for, shown whole."""
    place = turn.focus[0]
    article = (place[0], turn.article(place).eid)
    return show(turn, Meant((article,), f"{_upper(problem)}."))


def _asking(turn: Reading) -> float:
    """Words of content by which a turn that names a short provision asks something else than to see it.

    One that names it from where the dialogue stands ("what does paragraph 2 add?") asks to see it.
    """
    return math.inf if any(p.relative for p in turn.pinpoints) else OWN_SUBJECT + 1


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


def cited(turn: Reading) -> Resolution | None:
    """One of the provisions cited: "the first article you cited", which is not article 1."""
    meant = pointed.nth_shown(turn, turn.text) if words.CITED.search(turn.text) else None
    return show(turn, meant) if meant else None


def nth(turn: Reading) -> Resolution | None:
    """One of several things just shown: "the first one", "the latter"."""
    meant = pointed.nth_shown(turn, turn.text)
    if not meant or any(word not in content.COUNTED for word in turn.content):
        return None
    return show(turn, meant)


def _in_focus(turn: Reading) -> Meant | None:
    return Meant(turn.focus[:1]) if turn.focus else None
