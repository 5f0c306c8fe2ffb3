"""A question, read before anything is searched: what it names, and which instruments it is about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.understanding.foreign import not_loaded, spelled_out
from assistant.understanding.spelling import bracketed
from corpus import lexicon
from corpus.citations.names import names_of
from corpus.citations.pinpoint import Pinpoint, find_pinpoints
from corpus.errors import UsageError
from corpus.model import About, collapse
from corpus.shelf.collection import Corpus

QUESTIONS = lexicon.read("questions")
TREATIES = lexicon.read("treaties")

SEVERAL = 5
"""Instruments that "both" and "the texts" can mean where none is named: more are never set side by side."""
LONGEST = 2000
"""Characters of a question at most: a page of text is no question."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a question names, as far as its words tell without a search."""

    text: str
    """The question, white space collapsed and control characters gone."""
    named: tuple[str, ...]
    """Identifiers of the loaded instruments that it names."""
    scope: tuple[str, ...]
    """Identifiers of the instruments to look in: those named, or else all that were allowed."""
    compares: bool
    """Whether it asks about several instruments side by side."""
    pinpoints: tuple[Pinpoint, ...]
    """Provisions that it names, but for those of other instruments."""
    foreign: tuple[str, ...]
    """Names of instruments and laws that are not loaded."""
    subject: str
    """The question without the names of loaded instruments: what it asks of them."""
    leans: bool = False
    """Whether it is a turn of a dialogue that leans on earlier ones."""

    def within(self, scope: Collection[str]) -> Question:
        """The question, looked up in what it names, or else in these instruments where there are any."""
        return replace(self, scope=tuple(scope)) if scope and not self.named else self

    @property
    def is_keywords(self) -> bool:
        """Whether it is nothing but a few words of a subject: "extradition", "CIS languages"."""
        bare = QUESTIONS.keywords.fullmatch(self.subject) and not QUESTIONS.asks.search(self.text)
        return bool(bare) and not (self.named and self.subject == self.text)

    @property
    def asks_foreign(self) -> bool:
        """Whether it asks an instrument that is not loaded for its own words: "does the Budapest Convention allow"."""
        return any(_asks_for(name, self.text) for name in self.foreign)

    @property
    def enumerates(self) -> bool:
        """Whether it asks for several things."""
        return bool(QUESTIONS.enumerates.search(self.subject))

    def asked_in_full(self) -> Question:
        """Keywords as a question, as anticipated ones are: bare, they are nearer to unanswerable questions."""
        asked = f"{self.subject.strip(' ?.!')}: what are the rules?"
        return replace(self, text=asked, subject=asked)

    @property
    def wordings(self) -> tuple[str, ...]:
        """What to search for: the question as it is, and without the names of instruments.

        A comparison is searched for by its subject alone: no provision speaks of comparing.
        """
        if self.compares:
            return (self.subject,)
        return tuple(dict.fromkeys((self.text, self.subject)))


def read(text: str, corpus: Corpus, instruments: Collection[str] = ()) -> Question:
    """Read a question.

    Args:
        instruments: identifiers of the instruments to look in; empty means all that are loaded.

    Raises:
        UsageError: there is no question in the text, or it is too long to be one.
    """
    asked = bracketed(QUESTIONS.bare.sub(r"article \g<0>", clean(text)))
    allowed = tuple(instruments) or tuple(corpus)
    asked = spelled_out(corpus.spelled_out(asked))
    foreign, rest = not_loaded(asked, corpus)
    if speaking := _speaking_of(foreign, asked, corpus, allowed):
        foreign, rest, allowed = [], asked, speaking
    named, subject = _named(rest, corpus, allowed)
    compares = len(named) > 1 or (not named and 1 < len(allowed) <= SEVERAL and bool(QUESTIONS.both.search(rest)))
    pinpoints = find_pinpoints(asked, [corpus[id].about for id in corpus])
    return Question(
        text=asked,
        named=named,
        scope=named or allowed,
        compares=compares,
        pinpoints=tuple(pinpoint for pinpoint in pinpoints if not pinpoint.foreign),
        foreign=tuple(dict.fromkeys([*foreign, *(p.foreign for p in pinpoints if p.foreign)])),
        subject=_subject(subject, compares) or asked,
    )


def _speaking_of(foreign: Collection[str], text: str, corpus: Corpus, ids: Collection[str]) -> tuple[str, ...]:
    """The instruments that themselves speak of all the acts which a question names by number, as of one they repeal.

    None where it asks such an act for its own words.
    """
    numbers = [found[0] for name in foreign if (found := TREATIES.act_number.search(name))]
    if not numbers or len(numbers) < len(foreign) or any(_asks_for(name, text) for name in foreign):
        return ()
    return tuple(id for id in ids if all(number in corpus[id].text for number in numbers))


def _asks_for(name: str, text: str) -> bool:
    """Whether a question asks the instrument of that name for its own words."""
    return bool(re.search(_ASKING.replace("NAME", re.escape(name)), text, re.IGNORECASE))


_ASKING = QUESTIONS.fragment("asks_foreign")


def clean(text: str) -> str:
    """The text as one line of printable characters.

    Raises:
        UsageError: nothing that could be looked up is left, or too much.
    """
    if len(text) > LONGEST:
        raise UsageError(f"the question has {len(text):,} characters; ask it in at most {LONGEST:,}")
    folded = unicodedata.normalize("NFC", text)
    printable = "".join(" " if unicodedata.category(c).startswith(("C", "Z")) else c for c in folded)
    asked = collapse(printable)
    if not asked:
        raise UsageError("the question is empty; ask something in words")
    if not re.search(r"\w", asked):
        raise UsageError("the question has no words; ask something in words")
    return asked


def _named(text: str, corpus: Corpus, allowed: Collection[str]) -> tuple[tuple[str, ...], str]:
    """Which loaded instruments the text names, in the order of the corpus, and the text without their names."""
    found = []
    for id in corpus.called(text):
        without = _names(corpus[id].about).sub(" ", text)
        if without != text and id in allowed:
            found.append(id)
        text = without
    return tuple(found), collapse(text)


@lru_cache(maxsize=16384)
def _names(about: About) -> re.Pattern[str]:
    """Any name of one instrument, the longest first, with the words that only lead up to it or say what it is on."""
    longest_first = sorted(sorted(names_of(about) - {about.id}), key=len, reverse=True)
    # "UN Office on Drugs and Crime" and "UN Secretary-General" name no instrument
    alternatives = "|".join(rf"{re.escape(n)}{_NO_BODY if ' ' not in n else ''}" for n in (about.id, *longest_first))
    before = QUESTIONS.fragment("before_name")
    return re.compile(rf"{before}(?:{alternatives})\b(?:'s|’s)?{_described(about.title)}", re.IGNORECASE)


def _described(title: str) -> str:
    """What an instrument is often said to be on, after its name: "on computer crime"."""
    beginnings = {word.casefold()[:6] for word in re.findall(r"\w{4,}", title)}
    any_of = "|".join([*sorted(beginnings), QUESTIONS.fragment("fields")])
    on, joining = QUESTIONS.fragment("on"), QUESTIONS.fragment("joining")
    word = rf"{joining}(?:{any_of})\w*"
    return rf"(?:{on} {word}(?:[ -]{word})*{_SENTENCE_GOES_ON})?"


_SENTENCE_GOES_ON = QUESTIONS.fragment("goes_on")
"""A word that can stand after a name, so that what stands between them is no part of a longer phrase."""
_NO_BODY = QUESTIONS.fragment("no_body")


def _subject(text: str, compares: bool) -> str:
    """What is asked, without the words that say of how many instruments."""
    rest = QUESTIONS.both.sub(" ", text)
    return collapse(QUESTIONS.comparing.sub(" ", rest) if compares else rest).strip(" ,;:.-")
