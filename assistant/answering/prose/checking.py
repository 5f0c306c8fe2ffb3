"""Each sentence of prose held against the provisions that it cites: verified, repaired, or struck with the reason.

A sentence stands only where every marker in it was given, every quotation is verbatim in what it cites, and every word
that says something is one of the provision's own or an everyday word for it; where its numbers, names and pinpoints are
those of the provision, and no word that turns a rule (shall, may, not, unless, only, or) is lost or added. What cannot
be told is struck: a true sentence lost costs a glance at the quote, a false one kept costs the trust in all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Checked, Fault, Sentence
from assistant.answering.prose.amounts import amounts
from assistant.answering.prose.evidence import Evidence
from assistant.answering.prose.names import placed, stranger, without_pinpoints
from assistant.answering.prose.operators import fault
from assistant.answering.prose.quotations import Quoting, quoting
from assistant.answering.prose.sentences import Drafted, Segment
from assistant.answering.prose.words import content

SUPPORT = 0.6
"""Share of the words of a statement that the provision must have before it is said what turns its meaning."""
LONGEST = 90
"""Words of a sentence at most."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A statement after it was held."""

    text: str
    fault: Fault | None = None
    mended: bool = False


def checked(drafted: Drafted, given: Sequence[Evidence], asked: str = "") -> Sentence:
    """A sentence with what came of it.

    Args:
        given: the provisions that the writer had, each under its marker.
        asked: the question, which "yes" and "no" answer.
    """
    if wrong := _unfit(drafted, given):
        return _struck(drafted, wrong)
    held = [_held(segment, given, asked) for segment in drafted.segments]
    if wrong := next((one.fault for one in held if one.fault), None):
        return _struck(drafted, wrong)
    if not any(one.mended for one in held):
        return Sentence(drafted.text, drafted.markers, Checked.VERIFIED)
    pairs = zip(held, drafted.segments, strict=True)
    text = " ".join(f"{one.text.rstrip('.')} {_marked(segment.markers)}" for one, segment in pairs)
    return Sentence(f"{text}.", drafted.markers, Checked.REPAIRED, Fault.QUOTATION)


def _marked(markers: Sequence[int]) -> str:
    return "".join(f"[{marker}]" for marker in markers)


def _struck(drafted: Drafted, wrong: Fault) -> Sentence:
    words = drafted.text.split(" ")
    text = drafted.text if len(words) <= LONGEST else " ".join(words[:LONGEST]) + " …"
    return Sentence(text[: 12 * LONGEST], drafted.markers, Checked.STRUCK, wrong)


def _unfit(drafted: Drafted, given: Sequence[Evidence]) -> Fault | None:
    """What is wrong with a sentence before it is held against anything."""
    if len(drafted.text) > 12 * LONGEST or len(drafted.text.split()) > LONGEST:
        return Fault.TOO_LONG
    if not drafted.markers:
        return Fault.UNCITED
    known = {one.marker for one in given}
    return None if known.issuperset(drafted.markers) else Fault.NO_SUCH_MARKER


def _held(segment: Segment, given: Sequence[Evidence], asked: str) -> _Held:
    cited = [one for one in given if one.marker in segment.markers]
    quoted = quoting(segment.text, cited, given)
    if quoted.fault:
        return _Held(segment.text, quoted.fault)
    found = [_against(quoted, one, given, asked) for one in cited]
    if Fault.UNSUPPORTED in found or all(found):
        return _Held(segment.text, next(filter(None, found)))
    return _Held(quoted.text, mended=quoted.mended)


def _against(quoted: Quoting, cited: Evidence, given: Sequence[Evidence], asked: str) -> Fault | None:
    """What is wrong with a statement that rests on one provision."""
    place = placed(quoted.text, cited, given)
    if place is None:
        return Fault.PINPOINT
    if stranger(quoted.text, cited):
        return Fault.NAME
    bare = without_pinpoints(quoted.text)
    said = set(content(bare))
    if not said and not amounts(bare):
        return Fault.UNSUPPORTED
    carrying, near = _carrying(said, place)
    found = [_turned(bare, source, asked) for source in carrying or near]
    if carrying:
        return None if None in found else found[0]
    return next(filter(None, found), Fault.UNSUPPORTED)


def _carrying(said: set[str], cited: Evidence) -> tuple[list[str], list[str]]:
    """The statements of a provision that have all words of content of one of prose; and those that have most.

    What the provision is called may stand in for words of it, but not for all of them.
    """
    stems = {source: set(content(source)) for source in (*cited.statements, *cited.lists)}
    shared = {source: said & words for source, words in stems.items()}
    carrying = [one for one in stems if said <= stems[one] | cited.called and (shared[one] or not said)]
    most = max(map(len, shared.values()), default=0)
    near = [one for one in stems if most >= SUPPORT * len(said) and len(shared[one]) == most]
    return carrying, near


def _turned(said: str, source: str, asked: str) -> Fault | None:
    """What turns the meaning of a statement, against one of the provision."""
    there = amounts(source)
    for amount in amounts(said):
        if amount not in there:
            return Fault.NUMBER
    return fault(said, source, asked)
