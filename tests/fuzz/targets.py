"""What is fuzzed: each target takes bytes, makes of them what a user may give, and lets the product read it.

Whatever comes, it is understood or refused by a `TreatyError`: anything else that is raised is a fault.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

from assistant.answer import Answer, Citation, Status
from assistant.conversation import Conversation, Turn
from assistant.conversations.batch import Batch, lines_of
from assistant.understanding.turns import remembered, understand
from corpus.citations.pinpoint import find_pinpoints, label, resolve
from corpus.errors import TreatyError, UsageError
from corpus.model import About, collapse
from corpus.shelf import bundle
from corpus.shelf.collection import Corpus
from corpus.shelf.loading import load_instrument
from tests.fuzz import files

Target = Callable[[bytes], None]
CORPUS = Corpus.bundled()
KNOWN = tuple(instrument.about for instrument in CORPUS.values())
PLACES = (("un-convention", "art_59__para_6"), ("cis-agreement", "art_7__para_4"), ("un-convention", "preamble__rec_3"))
FIRST = "How long must preserved data be kept?"
BIDIRECTIONAL = "\u200f\u202e\u2066"


def question(data: bytes) -> None:
    """A question that stands alone."""
    with suppress(UsageError):
        understand(_text(data), Conversation(), CORPUS, CORPUS)


def turn(data: bytes) -> None:
    """Turns after an answer; the first byte says which, and each line of the rest is one."""
    place = PLACES[data[0] % len(PLACES)] if data else PLACES[0]
    conversation = Conversation().with_turn(Turn.of(FIRST, _answered(FIRST, *place)))
    for text in _text(data[1:]).split("\n")[:4]:
        with suppress(UsageError):
            intent = understand(text, conversation, CORPUS, CORPUS)
            conversation = conversation.with_turn(remembered(text, _answered(text, *place), intent.memory))
    json.dumps(conversation.to_dict())


def pinpoint(data: bytes) -> None:
    """Pinpoints in a text, resolved in each instrument and written again."""
    text = _text(data)
    for found in find_pinpoints(text, KNOWN):
        assert text[found.start : found.end] == found.text
        for instrument in CORPUS.values():
            with suppress(TreatyError):
                label(instrument, resolve(instrument, found, instrument["art_7"]))


def batch(data: bytes) -> None:
    """A line of a batch: one row for it at least, each with its identifier and its status, as JSON in one line."""
    for rows in Batch(_unanswered, lambda: _unanswered).run(lines_of(data)):
        for row in rows:
            assert {"id", "status"} <= row.keys()
            assert "\n" not in json.dumps(row)


def reader(ending: str) -> Target:
    """A file of a format: what is inside it, where it is packed."""

    def read(data: bytes) -> None:
        path = _folder() / f"a.{ending}"
        path.write_bytes(files.packed(ending, data))
        with suppress(TreatyError):
            instrument = load_instrument(path, About("x", "X", "X"))
            assert all(0 <= p.start <= p.end <= len(instrument.text) for p in instrument)

    return read


TARGETS: Mapping[str, Target] = {
    "question": question,
    "pinpoint": pinpoint,
    "turn": turn,
    "batch": batch,
    **{ending: reader(ending) for ending in files.ENDINGS},
}


def seeds(name: str) -> Iterator[bytes]:
    """What a target begins with: what people write, and files of the format."""
    chance = random.Random(20)  # noqa: S311  # a choice, no secret
    asked = [one for id in CORPUS for one in bundle.anticipated(CORPUS[id])]
    some = [one.question for one in chance.sample(asked, 300)]
    if name in files.ENDINGS:
        yield from files.seeds(name)
    elif name == "batch":
        yield from (json.dumps({"id": n, "question": text}).encode() for n, text in enumerate(some[:50]))
        yield json.dumps({"id": "c", "turns": [{"question": text, "facts": []} for text in some[:3]]}).encode()
    elif name == "turn":
        turns = [one.question for one in asked if one.turn]
        yield from (b"\0" + "\n".join(chance.sample(turns, 2)).encode() for _ in range(300))
    else:
        yield from (text.encode() for text in some)
        yield f"article 59(6), paragraphs 1 to 3, Art. IV.2.a {BIDIRECTIONAL}".encode()


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass" if b"\xed\xa0" in data[:2] else "replace")


def _answered(text: str, id: str, eid: str) -> Answer:
    provision = CORPUS[id][eid]
    quote = collapse(CORPUS[id].text[provision.body : provision.end])
    cited = Citation(1, id, eid, eid, provision.heading, quote, provision.body, provision.end)
    return Answer(text, Status.ANSWERED, f"> {quote} [1]", (cited,))


def _unanswered(text: str) -> Answer:
    try:
        understand(text, Conversation(), CORPUS, CORPUS)
    except UsageError as problem:
        return Answer(text, Status.INVALID, message=str(problem))
    return Answer(text, Status.NOT_FOUND)


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="fuzz-"))
