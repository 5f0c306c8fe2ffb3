"""What changed between two versions of an instrument, provision by provision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from corpus.eid import holder_of, last_level, rebased
from corpus.model import GROUPS, Instrument, Kind, Provision, collapse

SAME_PLACE = 0.4
"""Words at the same place are one provision reworded where so much of them is alike."""
ELSEWHERE = 0.75
"""So are words at different places where so much is alike."""
CANDIDATES = 5
"""Provisions that are compared word by word with one that has moved."""
RARE = 20
"""A word that more provisions share tells nothing of which of them it came from."""


class What(StrEnum):
    """What happened to a provision."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    """Its words or its heading changed; it may have another number too."""
    RENUMBERED = "renumbered"
    """The same words stand in another place."""


@dataclass(frozen=True, slots=True)
class Change:
    """One provision that is not as it was."""

    what: What
    before: str
    """Its identifier in the old version, empty where it was added."""
    after: str
    """Its identifier in the new version, empty where it was removed."""
    old: str
    """Its heading and own words before, white space collapsed."""
    new: str


def changes(old: Instrument, new: Instrument) -> tuple[Change, ...]:
    """What changed, in the order of the new version, what was removed last.

    A provision is compared by its heading and its own words; what stands below it is compared for itself.
    Where a whole provision came, went or moved, what it holds is not listed again.
    """
    before, after = units(old), units(new)
    pairs = pair(before, after, moved_articles(old, new))
    gone = before.keys() - pairs.values()
    found = [change(before, after, pairs.get(eid, ""), eid) for eid in after]
    found += [change(before, after, eid, "") for eid in before if eid in gone]
    return tuple(entry for entry in found if entry is not None and not told_above(entry, old, new, pairs, gone))


def kept_share(old: Instrument, new: Instrument) -> float:
    """How much of an instrument has a counterpart in another text, by provisions: 0 to 1; little in another treaty."""
    before, after = units(old), units(new)
    pairs = pair(before, after, moved_articles(old, new))
    said = {eid for eid, words in before.items() if words}
    return len(said & set(pairs.values())) / len(said) if said else 1.0


def told_above(
    entry: Change, old: Instrument, new: Instrument, pairs: Mapping[str, str], gone: Collection[str]
) -> bool:
    """Whether the provision came, went or moved along with what holds it."""
    if entry.what is What.REMOVED:
        return old[entry.before].parent in gone
    parent = new[entry.after].parent
    if entry.what is What.ADDED:
        return bool(parent) and new[parent].kind not in GROUPS and parent not in pairs
    moved_along = holder_of(entry.before) == pairs.get(parent) and last_level(entry.before) == last_level(entry.after)
    return entry.what is What.RENUMBERED and moved_along


def moved_articles(old: Instrument, new: Instrument) -> dict[str, str]:
    """Pairs of provisions whose whole article says the same, in the same place or another."""
    before = {a.eid: collapse(f"{a.heading} {old.words(a)}") for a in old.articles}
    after = {a.eid: collapse(f"{a.heading} {new.words(a)}") for a in new.articles}
    stayed = {eid: eid for eid, words in after.items() if before.get(eid) == words}
    rest_old, rest_new = unpaired(before, after, stayed)
    moved = stayed | same_words(rest_old, rest_new)
    below = (
        (child.eid, rebased(child.eid, eid, was))
        for eid, was in moved.items()
        for child in (new[eid], *new.descendants(new[eid]))
    )
    return {eid: was for eid, was in below if was in old}


def units(instrument: Instrument) -> dict[str, str]:
    """What is compared of each provision: its heading and own words; chapters only give the articles their place."""
    return {p.eid: said(instrument, p) for p in instrument if p.kind not in GROUPS and p.kind is not Kind.CONTENTS}


def said(instrument: Instrument, provision: Provision) -> str:
    """Heading and own words of a provision."""
    return collapse(f"{provision.heading} {instrument.own(provision)}")


def pair(before: Mapping[str, str], after: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """For each provision of the new version, the one of the old that it was; some are known already."""
    rest_old, rest_new = unpaired(before, after, known)
    pairs = {**known, **{eid: eid for eid, words in rest_new.items() if rest_old.get(eid) == words}}
    rest_old, rest_new = unpaired(before, after, pairs)
    pairs |= same_words(rest_old, rest_new)
    rest_old, rest_new = unpaired(before, after, pairs)
    for eid, words in rest_new.items():
        was = place_before(eid, pairs)
        if was in rest_old and alike(rest_old.pop(was), words) >= SAME_PLACE:
            pairs[eid] = was
    rest_old, rest_new = unpaired(before, after, pairs)
    return pairs | similar_words(rest_old, rest_new)


def place_before(eid: str, pairs: Mapping[str, str]) -> str:
    """Where a provision stood, judged from where what holds it stood."""
    holder = holder_of(eid)
    return rebased(eid, holder, pairs[holder]) if holder in pairs else eid


def unpaired(
    before: Mapping[str, str], after: Mapping[str, str], pairs: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """What of both versions has no counterpart yet."""
    taken = set(pairs.values())
    old = {eid: words for eid, words in before.items() if eid not in taken}
    return old, {eid: words for eid, words in after.items() if eid not in pairs}


def same_words(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Pairs of provisions that say the same in different places, each used once, in reading order."""
    places: dict[str, list[str]] = {}
    for eid, words in old.items():
        places.setdefault(words, []).append(eid)
    return {eid: places[words].pop(0) for eid, words in new.items() if words and places.get(words)}


def similar_words(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Pairs of provisions that say much the same in different places, the most alike first."""
    by_word: dict[str, list[str]] = {}
    for eid, words in old.items():
        for word in set(words.casefold().split()):
            by_word.setdefault(word, []).append(eid)
    scored = [
        (score, place, candidate)
        for place, words in new.items()
        for candidate in candidates(words, by_word)
        if (score := alike(old[candidate], words)) >= ELSEWHERE
    ]
    pairs: dict[str, str] = {}
    for _, place, candidate in sorted(scored, key=lambda row: -row[0]):
        if place not in pairs and candidate not in pairs.values():
            pairs[place] = candidate
    return pairs


def candidates(words: str, by_word: Mapping[str, list[str]]) -> list[str]:
    """The old provisions that share the most rare words with the new one."""
    shared = Counter(
        eid
        for word in set(words.casefold().split())
        if len(by_word.get(word, ())) <= RARE
        for eid in by_word.get(word, ())
    )
    return [eid for eid, _ in shared.most_common(CANDIDATES)]


def alike(one: str, other: str) -> float:
    """How much of two texts is the same, by words: 0 to 1; two empty ones are the same."""
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    if matcher.real_quick_ratio() < SAME_PLACE:
        return 0.0
    return matcher.ratio() if one or other else 1.0


def change(before: Mapping[str, str], after: Mapping[str, str], old: str, new: str) -> Change | None:
    """What became of a provision, nothing where it stayed as it was."""
    if not old:
        return Change(What.ADDED, "", new, "", after[new])
    if not new:
        return Change(What.REMOVED, old, "", before[old], "")
    same = before[old] == after[new]
    if same and (old == new or not after[new]):
        return None
    what = What.RENUMBERED if same else What.REWORDED
    return Change(what, old, new, before[old], after[new])
