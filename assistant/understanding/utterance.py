"""The words of a turn, read against the conversation and the corpus."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from assistant.conversation import Conversation, Place, instruments_of, shortened
from assistant.understanding import content, leaning, spelling
from assistant.understanding.intents import Memory, Query, Search
from assistant.understanding.question import Question, read
from corpus import lexicon
from corpus.citations.labels import label
from corpus.citations.pinpoint import Pinpoint, find_pinpoints
from corpus.model import Instrument, Provision, collapse
from corpus.shelf.collection import Corpus

TERMS = lexicon.read("terms")
TURNS = lexicon.read("turns")

MEMORY = 6
"""Turns that a follow-up can reach back over; what a dialogue costs does not grow with its length."""
_HEADING_SHARE = 0.5
"""An article is called by its subject where so many of the words stand in its heading."""


@dataclass(frozen=True)
class Utterance:
    """A turn with what it is read against."""

    raw: str
    conversation: Conversation
    corpus: Corpus

    @cached_property
    def question(self) -> Question:
        """The turn as a question by itself."""
        return read(self.raw, self.corpus)

    @cached_property
    def plain(self) -> str:
        """The turn without courtesies."""
        return TURNS.polite.sub("", self.question.text) or self.question.text

    @cached_property
    def text(self) -> str:
        """The same without an opening that only says where to look: "back to the CIS one:"."""
        text = self.plain
        opening, _, rest = TURNS.opening_end.sub("\0", text, count=1).partition("\0")
        return rest if rest and self._only_names(opening) else text

    def _only_names(self, text: str) -> bool:
        """Whether the words are the name of an instrument, and of going there."""
        if not re.search(r"\w", text):
            return False
        question = read(text, self.corpus)
        rest = self.without_names(question.subject)
        named = question.named or rest != collapse(question.subject)
        return bool(named) and not question.foreign and not set(content.content_words(rest)) - content.GOING

    @cached_property
    def foci(self) -> tuple[tuple[Place, ...], ...]:
        """What the last turns were about, the latest first, as far as it is still loaded."""
        recent = self.conversation.recent(MEMORY)
        # the nearest that the last answer could offer is all there is to lean on where nothing was found so far
        known = (self._loaded(places) for places in (*recent, self.offered[:1]))
        return tuple(places for places in known if places)

    @cached_property
    def offered(self) -> tuple[Place, ...]:
        """What the last answer named as nearest, cited or not."""
        offered = (found for turn in self.conversation.turns[-1:] for found in turn.answer.passages)
        places = ((found.instrument, found.eid) for found in offered)
        return self._loaded(places)

    @cached_property
    def cited(self) -> tuple[Place, ...]:
        """What the last answer cites."""
        cited = (citation for turn in self.conversation.turns[-1:] for citation in turn.answer.citations)
        return self._loaded((citation.instrument, citation.eid) for citation in cited)

    @cached_property
    def among(self) -> tuple[Place, ...]:
        """What the last turn chose from."""
        return self._loaded(place for turn in self.conversation.turns[-1:] for place in turn.among)

    def _loaded(self, places: Iterable[Place]) -> tuple[Place, ...]:
        return tuple(place for place in places if place[0] in self.corpus and place[1] in self.corpus[place[0]])

    @cached_property
    def topic(self) -> str:
        """What was last asked; without the names of instruments where another one is meant now."""
        last = self.conversation.topic.strip(" ?.!")
        if not self.moves_elsewhere or not re.search(r"\w", last):
            return last
        return self.without_names(read(last, self.corpus).subject)

    @property
    def focus(self) -> tuple[Place, ...]:
        """What the dialogue is about."""
        return self.foci[0] if self.foci else ()

    @cached_property
    def visited(self) -> tuple[str, ...]:
        """The instruments the dialogue was about, the latest first."""
        return tuple(dict.fromkeys(id for places in self.foci for id in instruments_of(places)))

    @cached_property
    def others(self) -> tuple[str, ...]:
        """The instruments that "the other one" can mean, the likeliest first."""
        return tuple(id for id in dict.fromkeys([*self.visited, *self.corpus]) if id not in self.visited[:1])

    @cached_property
    def named(self) -> tuple[str, ...]:
        """The instruments that the turn names by any word."""
        by_name = tuple(dict.fromkeys([*self.question.named, *self._acronyms]))
        return by_name or tuple(self._by_noun) or self._by_age or self.other

    @cached_property
    def other(self) -> tuple[str, ...]:
        """The instrument meant by "the other one"."""
        text = self.question.text
        meant = TURNS.other.search(text) and not TURNS.other_of_two.search(text)
        return self.others[:1] if self.focus and meant else ()

    @property
    def scope(self) -> tuple[str, ...]:
        """The instruments meant: those named, or else that of the last turn."""
        return self.named or self.visited[:1]

    @property
    def kept_to(self) -> tuple[str, ...]:
        """The instruments to search: those named, or else those visited, where the dialogue has named any at all."""
        recent = self.conversation.turns[-MEMORY:]
        held = (
            self.named
            or (len(self.visited) == 1 and leaning.points_back(self.text))
            or any(Utterance(t.question, Conversation(), self.corpus).named for t in reversed(recent))
        )
        return (self.named or self.visited) if held else ()

    @cached_property
    def moves_elsewhere(self) -> bool:
        """Whether it names instruments, and none that the dialogue is in."""
        return bool(self.named) and not set(self.named) & set(self.visited[:1])

    @cached_property
    def asked(self) -> Question:
        """The turn as a question, without an opening that only says where to look."""
        return self.question if self.text == self.raw else read(self.text, self.corpus)

    @cached_property
    def subject(self) -> str:
        """The turn without the names of instruments."""
        return self.without_names(self.asked.subject)

    @cached_property
    def content(self) -> tuple[str, ...]:
        """The words that say what the turn asks, beyond moving in the text."""
        bare = self.subject
        for pinpoint in self.pinpoints:
            bare = bare.replace(pinpoint.text, " ")
        return tuple(word for word in content.content_words(bare) if word not in content.SAYING)

    @cached_property
    def pinpoints(self) -> tuple[Pinpoint, ...]:
        """The provisions it names; none where it names what is not loaded."""
        if self.question.foreign:
            return ()
        abouts = [instrument.about for instrument in self.corpus.values()]
        return tuple(p for p in find_pinpoints(spelling.spelled_out(self.text), abouts) if not p.foreign)

    @cached_property
    def _acronyms(self) -> tuple[str, ...]:
        """Instruments called by their acronym: "the CIS one", "a CIS dispute"."""
        patterns = ((id, _acronym(instrument)) for id, instrument in self.corpus.items())
        return tuple(id for id, pattern in patterns if pattern and pattern.search(self.question.text))

    @property
    def _by_noun(self) -> Iterator[str]:
        """Instruments called by a noun that only one of them bears: "the agreement"."""
        for found in TURNS.the_instrument.finditer(self.question.text):
            noun = found["noun"].casefold()
            titles = ((id, f"{i.about.title} {i.about.short_title}".casefold()) for id, i in self.corpus.items())
            bearing = [id for id, title in titles if noun in title]
            if len(bearing) == 1:
                yield bearing[0]

    @property
    def _by_age(self) -> tuple[str, ...]:
        """The instrument called "the older one" or "the newer text"."""
        found = TURNS.of_age.search(self.question.text)
        years = sorted((year[-1], id) for id, i in self.corpus.items() if (year := _YEAR.findall(i.about.adopted)))
        if not found or len({year for year, _ in years}) < 2:
            return ()
        return (years[0 if found["age"].casefold() in TURNS.words("older") else -1][1],)

    def without_names(self, text: str) -> str:
        """Words of the turn without the names of instruments, white space collapsed."""
        for id in self.corpus:
            if acronym := _acronym(self.corpus[id]):
                text = acronym.sub(" ", text)
        return collapse(TURNS.of_age.sub(" ", TURNS.other.sub(" ", text)))

    def search(
        self, text: str, *, scope: tuple[str, ...] = (), near: tuple[Place, ...] = (), leans: bool = False
    ) -> Search:
        """Something to be looked up in place of the turn."""
        question = self.asked if text == self.text else read(text, self.corpus)
        query = Query(text, question, scope=scope, near=near)
        return Search(heard=self.question, text=text, memory=Memory(self.subject), query=query, leans=leans)

    def at(self, text: str, places: tuple[Place, ...], among: tuple[Place, ...] = ()) -> Utterance:
        """Some words, read as if `places` had been shown just before them."""
        last = self.conversation.turns[-1]
        seen = replace(last, answer=replace(last.answer, citations=()), about=places, among=among)
        return Utterance(text, self.conversation.with_turn(seen), self.corpus)

    def provision(self, place: Place) -> tuple[Instrument, Provision]:
        """The provision at a place, with its instrument."""
        instrument = self.corpus[place[0]]
        return instrument, instrument[place[1]]

    def is_in_focus(self, place: Place) -> bool:
        """Whether the dialogue is about the article that a provision stands in."""
        return any(p[0] == place[0] and self.article(p) == self.article(place) for p in self.focus)

    def article(self, place: Place) -> Provision:
        """The article that holds a place."""
        instrument, provision = self.provision(place)
        return instrument.article_of(provision)

    def subject_of(self, place: Place) -> str:
        """What an article is about: its heading, cut where it is long; nothing for one that only defines terms.

        Nor for a heading that cites: a question with it would name what it cites.
        """
        heading = self.article(place).heading
        cites = any(p.path[-1].number for p in find_pinpoints(heading))
        return "" if TERMS.heading.search(heading) or cites else shortened(heading)

    def name(self, place: Place) -> str:
        """The provision in words that stand alone: ``article 11 of the CIS Agreement``."""
        instrument, provision = self.provision(place)
        return f"{label(instrument, provision)} of the {instrument.about.short_title}"

    def recalled(self, described: str, least: float = _HEADING_SHARE) -> Place | None:
        """The last of the provisions shown in whose article's heading at least so much of a description stands."""
        wanted = _wanted(described)
        places = (place for places in self.foci for place in places if not self.named or place[0] in self.named)
        shares = ((_share(wanted, self.article(place).heading), place) for place in places if wanted)
        return next((place for share, place in shares if share >= least), None)

    def headed(self, described: str, ids: tuple[str, ...]) -> Place | None:
        """The article or group that a description calls by its heading; the instruments in order of preference."""
        wanted = _wanted(described)
        candidates = [(_share(wanted, p.heading), id, p) for id in ids for p in self.corpus[id] if p.heading]
        best = max(candidates, key=lambda row: row[0], default=None)
        return (best[1], best[2].eid) if wanted and best and best[0] >= _HEADING_SHARE else None


_YEAR = re.compile(r"\b(?:18|19|20)\d\d\b")
_GENERIC = frozenset({content.stem(word) for word in content.SAYING})


def _wanted(described: str) -> set[str]:
    """The stems of a description that tell one article from another."""
    return content.stems(described) - _GENERIC


def _share(wanted: set[str], heading: str) -> float:
    """The share of the words in the heading, a little more where the heading says little else."""
    said = content.stems(heading)
    return len(wanted & said) / max(len(wanted), 1) + len(wanted & said) / (100 * max(len(said), 1))


def _acronym(instrument: Instrument) -> re.Pattern[str] | None:
    return _acronym_pattern(instrument.about.short_title)


@lru_cache(maxsize=4096)
def _acronym_pattern(short_title: str) -> re.Pattern[str] | None:
    """The acronym a short title begins with, wherever it stands for the instrument and not for the body so called."""
    first = short_title.split()[0]
    return leaning.nickname(first) if first.isupper() and len(first) > 1 else None
