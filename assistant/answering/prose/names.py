"""What a statement calls by name: provisions, instruments, and whatever has a capital."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.prose.evidence import Evidence
from assistant.answering.prose.words import PROSE, plain
from corpus import eid
from corpus.citations.pinpoint import Pinpoint, find_pinpoints, resolve
from corpus.errors import UnknownProvision
from corpus.model import Provision, collapse

_CAPITALS = PROSE.word_set("capitals")


def placed(text: str, cited: Evidence, given: Sequence[Evidence]) -> Evidence | None:
    """What a statement rests on where it says so: the cited provision, or the part of it that the statement names.

    None where it names a provision that is not the cited one, nor holds it, nor stands in it. What the provision
    itself refers to may be named in its words.
    """
    found = cited
    for pinpoint in find_pinpoints(text, [one.instrument.about for one in given]):
        if _is_own(pinpoint, cited):
            continue
        provision = _resolved(pinpoint, cited)
        if provision is None or not eid.related(provision.eid, cited.provision.eid):
            return None
        if len(provision.eid) > len(found.provision.eid):
            found = cited.narrowed(provision)
    return found


def _is_own(pinpoint: Pinpoint, cited: Evidence) -> bool:
    """Whether the provision has these words itself, and they are not its own pinpoint."""
    said = plain(collapse(pinpoint.text))
    return any(said in plain(run) for run in cited.runs)


def _resolved(pinpoint: Pinpoint, cited: Evidence) -> Provision | None:
    if pinpoint.foreign or pinpoint.instrument not in ("", cited.instrument.id):
        return None
    try:
        return resolve(cited.instrument, pinpoint, cited.provision if pinpoint.relative else None)
    except UnknownProvision:
        return None


def without_pinpoints(text: str) -> str:
    """The text with blanks where it names provisions, so that their numbers count nothing."""
    for pinpoint in find_pinpoints(text):
        text = text[: pinpoint.start] + " " * (pinpoint.end - pinpoint.start) + text[pinpoint.end :]
    return text


def stranger(text: str, cited: Evidence) -> str:
    """A name in a statement that the provision and what it is called do not have; empty where there is none."""
    known = {plain(word[0]) for word in PROSE.word.finditer(cited.named)}
    known |= {part for word in known for part in word.split("-")}
    for found in PROSE.capital.finditer(text):
        word = plain(found[0])
        opens = not text[: found.start()].rstrip("“\"'« (").rstrip() or text[: found.start()].rstrip()[-1:] in ":.!?"
        acronym = len(found[0]) > 1 and found[0].isupper()
        if (acronym or not opens) and word not in known and word not in _CAPITALS:
            return found[0]
    return ""
