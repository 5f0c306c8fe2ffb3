"""Words that turn a statement: shall, may, not, unless, if, only, and, or; held against one statement of a provision.

What a modal or a negation governs is the word of content behind it: in "shall not be refused" that is "refused". Where
both texts govern the same word, they must do so alike; where they do not, the statement may use no class of words that
the source lacks, and must not lose a permission, a negation, an exception or a condition that the source has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from assistant.answer import Fault
from assistant.answering.prose.words import PROSE, content, has, phrases, plain, rough
from assistant.understanding.content import STOP


class Force(Enum):
    """What a statement does with what it speaks of."""

    OBLIGATION = auto()
    PERMISSION = auto()
    PROHIBITION = auto()
    RELEASE = auto()
    ADVICE = auto()
    NEGATION = auto()
    """Something is not so, without a modal."""


NEGATIVE = frozenset({Force.PROHIBITION, Force.RELEASE, Force.NEGATION})


@dataclass(frozen=True, slots=True)
class Governed:
    """A word of content under a modal or a negation."""

    stem: str
    force: Force
    role: str
    """Who does it, where that is one of a pair: requesting, requested."""
    before: frozenset[str] = frozenset()
    """The stems that stand before the modal in its clause, and those behind a "by"."""
    subject: frozenset[str] = frozenset()
    """Of these the first: who acts, or what is acted on."""
    passive: bool = False


def fault(said: str, source: str, asked: str = "") -> Fault | None:
    """What is wrong with a statement, held against one of a provision; nothing where nothing is.

    Args:
        asked: the question, which "yes" and "no" answer.
    """
    return next((kind for kind, wrong in _CHECKS if wrong(said, source)), None) or _wrong_yes(said, asked)


def governed(text: str) -> list[Governed]:
    """What the modals and negations of a text govern, in order."""
    return list(_governed(_bare(text)))


def _bare(text: str) -> str:
    return phrases("idioms").sub(" ", plain(text))


_MODALS: tuple[tuple[str, Force], ...] = (
    ("release", Force.RELEASE),
    ("prohibition", Force.PROHIBITION),
    ("obligation", Force.OBLIGATION),
    ("permission", Force.PERMISSION),
    ("advice", Force.ADVICE),
)


def _governed(text: str) -> Iterator[Governed]:
    operators = phrases(*(name for name, _ in _MODALS), "negation")
    start = 0
    while found := operators.search(text, start):
        clause = _clause_before(text, found.start())
        end = found.end()
        if found := operators.match(text, end + 1):
            end = found.end()
        force = _force(text[max(start, 0) : end], clause)
        start = end
        if force:
            for stem in _objects(text, end):
                yield Governed(stem, force, _role(clause), *_actors(clause, text[end:]))


def _clause_before(text: str, at: int) -> str:
    return re.split(r"[;:.]", text[:at])[-1]


def _force(text: str, clause: str) -> Force | None:
    """The force of the modal or the negation that a text ends with."""
    modal = next(
        (force for name, force in _MODALS if re.search(f"{phrases(name).pattern}.{{0,12}}$", text, re.I)), None
    )
    negated = bool(re.search(f"{phrases('negation').pattern}.{{0,14}}$", text, re.I))
    if modal is None:
        return Force.NEGATION if negated else None
    turned = negated or has(clause, "negating_noun")
    if not turned:
        return modal
    if re.search(r"\bnot?\s+(?:\w+\s+)?(?:required|obliged|obligated|bound|have|need)", text):
        return Force.RELEASE
    return {Force.OBLIGATION: Force.PROHIBITION, Force.PERMISSION: Force.PROHIBITION}.get(modal, modal)


def _objects(text: str, at: int) -> list[str]:
    """The word of content behind a place, and those that "and" or "or" join to it."""
    found: list[str] = []
    for word in PROSE.word.finditer(text, at):
        said = word[0]
        if text[at : word.start()].strip(" \"'()") and found:
            break
        at = word.end()
        if said in ("and", "or") and found:
            joined = PROSE.word.match(text, word.end() + 1)
            if not joined or joined[0] in STOP:
                break
        elif said not in STOP:
            if found and text[: word.start()].split()[-1] not in ("and", "or"):
                break
            found.append(rough(said))
    return found


def _role(clause: str) -> str:
    roles = [word[0] for word in PROSE.word.finditer(clause) if word[0] in PROSE.table("roles")]
    return roles[-1] if roles else ""


def _actors(clause: str, behind: str) -> tuple[frozenset[str], frozenset[str], bool]:
    """What stands before a modal, who of that acts or is acted on, and whether it is acted on."""
    by = re.search(r"\bby\s+([^,;:.]+)", behind)
    opening = clause.split(",")[-1]
    cut = next((found for found in phrases("of").finditer(opening) if content(opening[: found.start()])), None)
    subject = content(opening[: cut.start()] if cut else opening)
    passive = bool(re.match(r"\s*(?:not\s+)?(?:[a-z]+ly\s+)?be\b", behind))
    return frozenset(content(f"{clause} {by[1] if by else ''}")), frozenset(subject), passive


def _forces(text: str) -> set[Force]:
    return {one.force for one in governed(text)}


def _wrong_force(said: str, source: str) -> bool:
    there = governed(source)
    forces = {one.force for one in there}
    mine = governed(said)
    if any(one.force not in forces and one.force not in NEGATIVE for one in mine):
        return True
    for one in mine:
        alike = {other.force for other in there if other.stem == one.stem}
        if alike and one.force not in alike and not {one.force, *alike} <= NEGATIVE:
            return True
    return _lost_force(said, source, mine, there)


def _lost_force(said: str, source: str, mine: list[Governed], there: list[Governed]) -> bool:
    """Whether what the source only allows or advises is said to be so, or what it binds to is said to be allowed."""
    words, kept = set(content(said)), {one.force for one in mine}
    weak = {one.force for one in there if one.stem in words and one.force in (Force.PERMISSION, Force.ADVICE)}
    strong = {one.stem for one in there if one.force in (Force.OBLIGATION, Force.PROHIBITION)}
    shared = {one.stem for one in there if one.stem in words}
    return bool(weak) and not weak & kept and not (shared & strong) and not _is_noun_phrase(said, source)


def _is_noun_phrase(said: str, source: str) -> bool:
    """Whether a statement is only words of the source, without a verb of its own."""
    return plain(said).strip(' ."') in plain(source) and len(content(said)) <= 3


def _wrong_negation(said: str, source: str) -> bool:
    mine, there = governed(said), governed(source)
    ours = {one.stem for one in mine if one.force in NEGATIVE}
    theirs = {one.stem for one in there if one.force in NEGATIVE}
    positive = {one.stem for one in there if one.force not in NEGATIVE}
    if _denies(said) and not _denies(source):
        return True
    if (theirs - positive) & set(content(said)) - ours:
        return True
    return bool((ours & set(content(source))) - theirs)


def _denies(text: str) -> bool:
    return has(_bare(text), "negation", "prohibition", "release") or bool(PROSE.begins_with_no.search(text))


def _wrong_exception(said: str, source: str) -> bool:
    mine, there = phrases("delays").sub(" ", said), phrases("delays").sub(" ", source)
    pairs = (("exception", "excepted"), ("condition", "conditional"))
    lost = any(has(there, strict) and not has(mine, wide) for strict, wide in pairs)
    return lost or any(has(mine, strict) and not has(there, wide) for strict, wide in pairs)


def _wrong_extent(said: str, source: str) -> bool:
    mine, there = _bare(said), _bare(source)
    if has(mine, "only") != has(there, "only"):
        return True
    absolute = phrases("absolute")
    if absolute.search(mine) and not has(there, "every"):
        return True
    if {word.lower() for word in _measures(mine)} - set(_measures(there)):
        return True
    ours, theirs = _joined(mine), _joined(there)
    return any(pair in theirs and how not in theirs[pair] for pair, how in _flat(ours))


def _measures(text: str) -> list[str]:
    """The small words of a text that say how much or which; bounds of numbers are none."""
    bounds = phrases("least_before", "most_before", "least_behind", "most_behind")
    return phrases("exact").findall(bounds.sub(" ", text))


def _joined(text: str) -> dict[frozenset[str], set[str]]:
    """Which pairs of words are joined, and by what: "and" or "or"; "and/or" is both."""
    found: dict[frozenset[str], set[str]] = {}
    for match in re.finditer(
        r"([^\W\d_]+),?\s+(and/or|and|or)\s+(?:(?:the|a|an|to|of|in|by|its|their|be)\s+)*([^\W\d_]+)", text
    ):
        pair = frozenset((rough(match[1]), rough(match[3])))
        found.setdefault(pair, set()).update({"and", "or"} if match[2] == "and/or" else {match[2]})
    return found


def _flat(joined: dict[frozenset[str], set[str]]) -> Iterator[tuple[frozenset[str], str]]:
    return ((pair, how) for pair, hows in joined.items() for how in hows)


def _opposite(said: str, source: str) -> bool:
    mine = {word[0] for word in PROSE.word.finditer(plain(said))}
    there = {word[0] for word in PROSE.word.finditer(plain(source))}
    for word, other in PROSE.table("opposites").items():
        if word in mine and other not in mine and other in there and word not in there:
            return True
    return _roles_changed(said, source)


def _roles_changed(said: str, source: str) -> bool:
    there = governed(source)
    for one in governed(said):
        roles = {other.role for other in there if other.stem == one.stem and other.role}
        if one.role and roles and one.role not in roles:
            return True
        alike = [other for other in there if (other.stem, other.passive) == (one.stem, one.passive)]
        if alike and not any(one.subject <= other.before for other in alike):
            return True
    return False


def _wrong_yes(said: str, asked: str) -> Fault | None:
    """Whether a "yes" stands before another modal than the one that was asked with."""
    if not PROSE.begins_with_yes.search(said):
        return None
    asking = {force for name, force in _MODALS if has(asked, name)}
    mine = _forces(said)
    if mine & NEGATIVE and not has(asked, "negation", "prohibition"):
        return Fault.NEGATION
    return Fault.OBLIGATION if asking and mine and not asking & mine else None


_CHECKS: tuple[tuple[Fault, Callable[[str, str], bool]], ...] = (
    (Fault.NEGATION, _wrong_negation),
    (Fault.OPPOSITE, _opposite),
    (Fault.OBLIGATION, _wrong_force),
    (Fault.EXTENT, _wrong_extent),
    (Fault.EXCEPTION, _wrong_exception),
)
