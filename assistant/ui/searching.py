"""What the search of the library finds: provisions that are named, that have the words, and that are near."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.conversation import Place
from assistant.ui.crossing import definitions_of
from assistant.ui.desk import Opened
from assistant.ui.feedback import provisions_named
from assistant.ui.markup import Mark, escape, marked, tag
from assistant.ui.provision import address, capital, opens
from assistant.ui.resources import assistant, corpus, short_title
from corpus.citations.labels import label
from corpus.errors import UsageError

FOUND = 8
AROUND = 60
"""Characters that are shown before the first word that was searched for."""
SHOWN = 160
"""Characters that are shown of a provision."""
_NUMBER = re.compile(r"\s*(?:\d+\w?|[IVXLC]+)(?:[\s.,/]*\(?\w{1,4}\)?)*\s*")
"""A number alone, with what may follow it in a pinpoint: ``59``, ``59(6)``, ``4 (b)``, ``59.6``."""
_SHORTEST = 3
"""Letters of a word that is marked."""


def found(wanted: str, instruments: Sequence[str]) -> str:
    """The provisions of some instruments that the words name, hold or are near to, as a list of links."""
    named, near = _named(wanted, instruments), _near(wanted, instruments)
    places = list(dict.fromkeys([*named, *near]))
    holding = [place for place in near if any(_spans(wanted, _text(place)))]
    items = "".join(tag("li", _hit(place, wanted, several=len(instruments) > 1)) for place in places)
    defining = _definitions(wanted)
    if named or holding:
        return defining + tag("ul", items, class_="contents")
    where = " or ".join(f"the {short_title(id)}" for id in instruments[:3])
    said = tag("p", escape(f"None of these words is found in {where}."), class_="note", role="status")
    return (
        defining
        + said
        + (tag("p", "What is near:", class_="note") + tag("ul", items, class_="contents") if items else "")
    )


def _definitions(wanted: str) -> str:
    """Where a term is defined, in all instruments, and which of them do not define it; nothing for other words."""
    places = definitions_of(wanted, corpus())
    if not places:
        return ""
    items = "".join(tag("li", _hit(place, wanted, several=True)) for place in places)
    without = [short_title(id) for id in corpus() if id not in {id for id, _ in places}]
    silent = tag("p", escape(f"Not defined in: {', '.join(without)}."), class_="note") if without else ""
    title = tag("p", escape(f"“{' '.join(wanted.split())}” is defined in:"), class_="note")
    return tag("div", title + tag("ul", items, class_="contents") + silent, class_="defined")


def _named(wanted: str, instruments: Sequence[str]) -> list[Place]:
    """The provisions that are named; a number alone is that of an article."""
    pinpoint = f"article {wanted}" if _NUMBER.fullmatch(wanted) else wanted
    return [place for id in instruments for place in provisions_named(f"{pinpoint} {id}") if place[0] == id]


def _near(wanted: str, instruments: Sequence[str]) -> list[Place]:
    try:
        hits = assistant().search(wanted, instruments=instruments, limit=FOUND)
    except UsageError:
        return []
    return [(hit.instrument, hit.eid) for hit in hits]


def _text(place: Place) -> str:
    instrument = corpus()[place[0]]
    provision = instrument[place[1]]
    return " ".join(f"{instrument.article_of(provision).heading} {instrument.words(provision)}".split())


def _spans(wanted: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the words that are searched for stand, or begin a longer word."""
    words = [re.escape(word) for word in re.findall(r"\w+", wanted) if len(word) >= _SHORTEST and not word.isdecimal()]
    if words:
        yield from (one.span() for one in re.finditer(rf"\b(?:{'|'.join(words)})\w*", text, re.IGNORECASE))


def _hit(place: Place, wanted: str, *, several: bool) -> str:
    instrument = corpus()[place[0]]
    provision = instrument[place[1]]
    heading = " ".join(instrument.article_of(provision).heading.split())
    where = f" ({instrument.about.short_title})" if several else ""
    title = _marked(f"{capital(label(instrument, provision))}. {heading}{where}", wanted)
    words = tag("span", _excerpt(instrument.words(provision), wanted), class_="small excerpt")
    opened = Opened(*place)
    return tag("a", title + words, href=address(opened), **opens(opened))


def _excerpt(words: str, wanted: str) -> str:
    """The words around the first that was searched for, or the first words."""
    first = next(_spans(wanted, words), (0, 0))[0]
    start = words.rfind(" ", 0, first - AROUND) + 1 if first > AROUND else 0
    end = start + SHOWN
    cut = words[start:end].rsplit(" ", 1)[0] + " …" if end < len(words) else words[start:]
    return _marked(("… " if start else "") + cut, wanted)


def _marked(text: str, wanted: str) -> str:
    return marked(text, 0, len(text), [Mark(start, end, "<mark>") for start, end in _spans(wanted, text)])
