"""What the product says beside quotes, in English: the one place where notes, choices and counts become words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

from assistant.conversation import Place
from assistant.understanding import notes
from assistant.understanding.intents import AskBack, Gather, Matter, Suggestion, Undefined
from assistant.understanding.notes import Note
from assistant.understanding.question import Question
from corpus.citations.labels import label
from corpus.languages import name_of
from corpus.model import Instrument, Kind, Provision
from corpus.settings import MODEL
from corpus.shelf.collection import Corpus

SUGGESTIONS = {
    Suggestion.NEXT_PARAGRAPH: "the next paragraph",
    Suggestion.WHOLE_ARTICLE: "read the whole article",
    Suggestion.REFERENCES: "what does it refer to?",
}
"""What can be asked next, as one would type it."""
UNDONE = "Nothing is written here: answers are in the words of the texts alone. Ask what they say of your subject."
"""What is said to a wish for a letter, a memo or a speech."""
MENTIONS = 12
"""Provisions that are told as having some words."""
SHOWN = 3
"""Articles that are told as having the words of a term."""


def told(said: Iterable[Note], corpus: Corpus) -> str:
    """Notes in sentences; empty where there are none."""
    return " ".join(filter(None, (_told(note, corpus) for note in said)))


def _told(note: Note, corpus: Corpus) -> str:  # noqa: C901  # one case a note
    match note:
        case notes.TakenFor():
            others = " or ".join(name(place, corpus) for place in note.others)
            return f"{note.said} is taken for {name(note.place, corpus)}; it could also be {others}."
        case notes.OtherTakenFor():
            others = " or the ".join(_short(id, corpus) for id in note.others)
            return f'"The other one" is taken for the {_short(note.instrument, corpus)}; it could also be the {others}.'
        case notes.NoNeighbour():
            return f"{capital(name(note.place, corpus))} has no {note.kind} {_side(note.after)} it."
        case notes.TooFew():
            place = name(note.place, corpus)
            return f"There are fewer than {note.count} {note.kind}s {_side(note.after)} {place}."
        case notes.NoReference():
            return f"The text of {name(note.place, corpus)} makes no such reference."
        case notes.NoSuchNumber():
            return f"The {_short(note.instrument, corpus)} has no article of that number."
        case notes.NotThere():
            return sentence(note.problem)
        case notes.Remark.VERBATIM:
            return "Answers are in the words of the texts alone; these are they."
        case notes.Cut():
            return _cut(note, corpus)
        case notes.FirstOf():
            return f"the first {note.shown} of {note.found} are shown"
        case notes.Unanswered():
            unanswered = _unanswered(note.instruments, corpus)
            return sentence(f"{note.foreign} is not loaded, and {unanswered}" if note.foreign else unanswered)
        case notes.AnsweredElsewhere():
            return sentence(f"{_unanswered(note.instruments, corpus)}; another instrument answers it")
        case notes.NotLoaded():
            return sentence(f"{note.name} is not loaded")
        case notes.PoorlyRead():
            return _poorly_read(note.languages)
        case notes.QuotedIn():
            return f"The text is in {_names(note.languages)}, and is quoted in it."
        case notes.Described():
            return " ".join(_described(id, corpus) for id in note.instruments)
        case notes.Mentioned():
            return _mentioned(note, corpus)
        case notes.Absent():
            return absent(note.term, note.instruments, corpus)
        case notes.Unread():
            return _unread(note)
        case _:
            assert_never(note)


def _side(after: bool) -> str:
    return "after" if after else "before"


def _cut(note: notes.Cut, corpus: Corpus) -> str:
    parts = [_goes_on(part, corpus) for part in note.parts]
    if note.named:
        parts.append(f"{note.named} provisions are named; the first {note.shown} are shown")
    return "; ".join(parts)


def _goes_on(part: notes.GoesOn, corpus: Corpus) -> str:
    place, first, last = (_label(place, corpus) for place in (part.place, part.first, part.last))
    return f"{place} goes on: {first}" + (f" to {last}" if last != first else "")


def _unanswered(instruments: Sequence[str], corpus: Corpus) -> str:
    names = [f"the {_short(id, corpus)}" for id in instruments]
    return f"this is not answered by {names[0]}" if len(names) == 1 else f"{_none_of(names, '', 'answers')} this"


def _none_of(names: Sequence[str], one: str, several: str) -> str:
    """Instruments that do not, with the verb for one of them and for none of several."""
    if len(names) == 1:
        return f"{names[0]} {one}"
    if len(names) <= 3:
        return f"neither {' nor '.join(names)} {several}"
    return f"none of the {len(names)} instruments {several}"


def undefined(intent: Undefined, corpus: Corpus) -> str:
    """What is said of a term that is not defined, and where its words are."""
    names = [f"the {_short(id, corpus)}" for id in intent.instruments]
    none = _none_of(names, "does not define", "defines")
    where = ", ".join(name(place, corpus) for place in intent.used[:SHOWN])
    return sentence(f'{none} "{intent.term}"' + (f"; the words are in: {where}" if where else ""))


def absent(term: str, instruments: Sequence[str], corpus: Corpus) -> str:
    """What is said of words that stand nowhere."""
    names = [f"the {_short(id, corpus)}" for id in instruments]
    words = "words" if " " in term else "word"
    return sentence(f'{_none_of(names, "does not have", "has")} the {words} "{term}"')


def _described(instrument: str, corpus: Corpus) -> str:
    """What has become of a text, as its description has it."""
    about = corpus[instrument].about
    facts = "; ".join(fact.rstrip(".") for fact in (about.adopted, about.status) if fact)
    return f"On record of the {about.short_title}: {facts}."


def _mentioned(note: notes.Mentioned, corpus: Corpus) -> str:
    instrument = f"the {_short(note.instrument, corpus)}"
    shown = ", ".join(_label(place, corpus) for place in note.places[:MENTIONS])
    rest = f" and {len(note.places) - MENTIONS} more provisions" if len(note.places) > MENTIONS else ""
    often = "once" if note.count == 1 else f"{note.count} times"
    return f'"{note.term}" stands {often} in {instrument}: {shown}{rest}.'


def _unread(note: notes.Unread) -> str:
    *names, last = sorted(map(name_of, note.read))
    read = f"{', '.join(names)} and {last}" if names else last
    told = f"This looks like {name_of(note.language)}. Questions are read in {read}."
    return f'{told} To have it read: pip install "treaty-assistant[{note.extra}]"' if note.extra else told


def _names(languages: Iterable[str]) -> str:
    return " and ".join(sorted(map(name_of, languages)))


def _poorly_read(languages: Iterable[str]) -> str:
    return (
        f"The text is in {_names(languages)}, which the search does not read well: "
        f"ask by article number, or set {MODEL} to a multilingual model."
    )


def asked_back(intent: AskBack) -> str:
    """What is said where a turn leaves nothing to look up."""
    if intent.said:
        return f'What does "{intent.said}" refer to? Name an article, or ask in full.'
    return "Nothing was asked of the texts. Ask in your own words, or for example:"


def choice(offered: Place | Suggestion, corpus: Corpus) -> str:
    """Something to ask, written so that it can be asked as it stands."""
    if isinstance(offered, Suggestion):
        return SUGGESTIONS[offered]
    return f"{name(offered, corpus)}: {corpus[offered[0]][offered[1]].heading}"


def elsewhere(question: Question, instruments: Iterable[str], corpus: Corpus) -> tuple[str, ...]:
    """The question put to other instruments, as one would type it."""
    asked = question.subject.strip().rstrip("?.! ")
    return tuple(f"{asked}, in the {_short(id, corpus)}?" for id in instruments)


def left_out(title: str) -> str:
    """What is said of an instrument that is not to be looked in."""
    return sentence(f"the {title} is not among the instruments to look in")


def count(instrument: Instrument, place: Provision | None, kind: Kind, found: int, marked: int) -> str:
    """How many provisions of a kind there are, with the markers of the first and the last.

    Args:
        marked: the last marker that is given away already.
    """
    marks = "".join(f" [{marked + n}]" for n in range(1, min(2, found) + 1))
    return f"{capital(_within(instrument, place))} has {found or 'no'} {_noun(kind, found)}{marks}."


def outline(instrument: Instrument, place: Provision | None, kind: Kind, found: int) -> str:
    """What a list of headings is of."""
    return f"{_noun(kind, 2).capitalize()} of {_within(instrument, place)}: {found}."


def gathered(survey: Gather, instrument: Instrument, found: int) -> str:
    """What a list of all provisions of a kind is of, and by what words it was made."""
    where = f"the {instrument.about.short_title}"
    if survey.matter is Matter.OFFENCES:
        said = "by whose words acts are to be offences"
    else:
        said = f"that lay a duty on somebody to {survey.said}, in that word or one like it"
    return f"Provisions of {where} {said}: {found or 'none'}."


def _noun(kind: Kind, count: int) -> str:
    if count == 1:
        return kind.value
    return "annexes" if kind is Kind.ANNEX else f"{kind.value}s"


def traced(said: str, found: int, *, outward: bool) -> str:
    """What a list of references is of."""
    if not found:
        return f"No provision is {'referred to in' if outward else 'found that refers to'} {said}."
    counted = f"{found} provision{'s' if found > 1 else ''}"
    if outward:
        return capital(f"{said} refers to {counted}:")
    return capital(f"{counted} {'refer' if found > 1 else 'refers'} to {said}:")


def _within(instrument: Instrument, place: Provision | None) -> str:
    """An instrument or a provision inside a sentence: "article 5 of ...", "the preamble of ..."."""
    whole = f"the {instrument.about.short_title}"
    if place is None:
        return whole
    return f"{'' if place.number else 'the '}{label(instrument, place)} of {whole}"


def name(place: Place, corpus: Corpus) -> str:
    """A provision in words that stand alone: ``article 11 of the CIS Agreement``."""
    return f"{_label(place, corpus)} of the {_short(place[0], corpus)}"


def _label(place: Place, corpus: Corpus) -> str:
    return label(corpus[place[0]], corpus[place[0]][place[1]])


def _short(id: str, corpus: Corpus) -> str:
    return corpus[id].about.short_title


def sentence(text: str) -> str:
    """The text with a capital and a full stop."""
    return f"{capital(text)}."


def capital(text: str) -> str:
    """The text as a sentence begins with it."""
    return text[:1].upper() + text[1:]
