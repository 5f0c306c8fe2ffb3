"""Which instrument a part of its title means: "the statelessness convention", "the Japan air services agreement".

A noun for a treaty is looked for, and around it words that one title has. Bundled instruments are left out: the names
that they go by are written down.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus import lexicon
from corpus.model import About

TITLES = lexicon.read("titles")
JOINING, INDEFINITE = TITLES.word_set("joining"), TITLES.word_set("indefinite")
STOP = lexicon.read("naming").word_set("stop") - JOINING
STEM = 6
"""Letters of a word by which it is known, a plural "s" aside."""
ENOUGH, SHARE = 2, 1 / 3
"""Words of a title that mean it, or the share of them."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names an instrument by a part of its title."""

    id: str
    start: int
    end: int

    def holds(self, start: int, end: int) -> bool:
        """Whether it says more than what stands there: "UN" in "the UN disability treaty"."""
        return self.start <= start and end <= self.end and (self.start, self.end) != (start, end)


@dataclass(frozen=True, slots=True)
class _Word:
    said: str
    start: int
    end: int

    @property
    def stem(self) -> str:
        return _stem(self.said)

    @property
    def noun(self) -> bool:
        return bool(TITLES.noun.fullmatch(self.said))

    @property
    def ends(self) -> bool:
        """Whether no name goes on over it: "does", "Europe's"."""
        return self.said in STOP or self.said.endswith(("'s", "’s"))


class Titles:
    """The words of titles, looked up and not walked through."""

    def __init__(self, abouts: Iterable[About]) -> None:
        self._stems: dict[str, frozenset[str]] = {}
        self._nouns: dict[str, frozenset[str]] = {}
        self._by_stem: dict[str, set[str]] = defaultdict(set)
        for about in abouts:
            words = [word for word in _words(f"{about.title} {about.short_title}") if word.said not in JOINING]
            self._nouns[about.id] = frozenset(word.said for word in words if word.noun)
            self._stems[about.id] = frozenset(word.stem for word in words if not word.noun)
            for stem in self._stems[about.id]:
                self._by_stem[stem].add(about.id)

    def mentions(self, text: str) -> Iterator[Mention]:
        """What the text names, in its order."""
        words, end = list(_words(text)), 0
        for at, word in enumerate(words):
            if word.start >= end and word.noun and (found := self._around(text, words, at)):
                yield found
                end = found.end

    def _around(self, text: str, words: Sequence[_Word], at: int) -> Mention | None:
        """The instrument that a noun and the words on its both sides name."""
        first = self._before(text, words, at)
        last = self._after(text, words, at, first)
        if first is None or not _ends(text, words[last], last > at):
            return None
        said = {word.stem for word in words[first : last + 1] if word.said not in JOINING and not word.noun}
        meant = [id for id in self._having(said) if self._fits(id, words[at], said)]
        return Mention(meant[0], _begins(text, words[first]), words[last].end) if len(meant) == 1 else None

    def _fits(self, id: str, noun: _Word, said: set[str]) -> bool:
        called = bool(TITLES.any_noun.fullmatch(noun.said)) or noun.said in self._nouns[id]
        return called and (len(said) >= ENOUGH or len(said) >= SHARE * len(self._stems[id]))

    def _having(self, stems: Iterable[str]) -> set[str]:
        """The instruments of which the titles have all these."""
        each = [self._by_stem.get(stem, set()) for stem in stems]
        return set.intersection(*each) if each else set()

    def _before(self, text: str, words: Sequence[_Word], at: int) -> int | None:
        """Where the words of one title begin that lead up to the noun; None where the noun is somebody else's."""
        first, stems = at, set[str]()
        for k in range(at - 1, -1, -1):
            word = words[k]
            if word.said in INDEFINITE:
                return None
            if word.ends or not TITLES.together.fullmatch(text, word.end, words[k + 1].start):
                break
            if word.said in JOINING:
                continue
            if not word.noun and not self._having(stems | {word.stem}):
                if _begins(text, words[k + 1]) < words[k + 1].start:
                    break
                clean = words[k + 1].said in JOINING or (len(stems) >= ENOUGH and text[word.start].islower())
                return first if clean else None
            first = k
            stems |= set() if word.noun else {word.stem}
        return first

    def _after(self, text: str, words: Sequence[_Word], at: int, first: int | None) -> int:
        """Where the words of one title end that come after the noun."""
        stems = {word.stem for word in words[first or at : at] if word.said not in JOINING and not word.noun}
        last = at
        for k in range(at + 1, len(words)):
            if not TITLES.together.fullmatch(text, words[k - 1].end, words[k].start):
                break
            if words[k].said in JOINING:
                continue
            if not words[k].noun:
                if not self._having(stems | {words[k].stem}):
                    break
                stems.add(words[k].stem)
            last = k
        return last


def _begins(text: str, first: _Word) -> int:
    """Where a name begins, with who made the instrument."""
    maker = TITLES.maker.search(text, 0, first.start)
    return maker.start() if maker else first.start


def _ends(text: str, last: _Word, after: bool) -> bool:
    """Whether a name is all there: `after` tells that words of it stand after the noun."""
    return bool(TITLES.ends.match(text, last.end)) if after else not TITLES.longer.match(text, last.end)


def _words(text: str) -> Iterator[_Word]:
    return (_Word(found[0].casefold(), found.start(), found.end()) for found in TITLES.word.finditer(text))


def _stem(word: str) -> str:
    return re.sub(r"s\Z", "", word)[:STEM]
