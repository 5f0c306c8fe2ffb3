"""What an instrument says of itself on its title page, and the names that people will call it by.

Everything here is a proposal: who adds an instrument confirms it or says otherwise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.languages import language_of, name_of
from corpus.model import About, Instrument, Kind, collapse

LONGEST_SHORT_TITLE = 60
LONGEST_TITLE = 400
LONGEST_ID = 48

_INSTRUMENT = re.compile(
    r"\b(?:convention|agreement|treaty|protocol|charter|covenant|statute|regulation|directive|pact|accord|declaration"
    r"|constitution|act|decision|resolution|code|law|rules|principles|guidelines|framework"
    r"|traité|charte|statut|règlement|pacte|acuerdo|convenio|convención|tratado|protocolo|carta|estatuto|reglamento"
    r"|конвенция|соглашение|договор|протокол|устав|пакт|закон|кодекс)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"[^\W\d_A-ZÀ-ÝА-Я]"
    r"|(?:of|on|for|to|in|and|against|between|concerning|relating|regarding|with|under|du|de|des|sur|relati\w+|entre|pour"
    r"|del?|sobre|para|о|об|по|между)\b",
    re.IGNORECASE,
)
_SMALL = frozenset(
    (
        *(
            "a",
            "an",
            "and",
            "as",
            "at",
            "by",
            "for",
            "from",
            "in",
            "into",
            "of",
            "on",
            "or",
            "the",
            "to",
            "under",
            "with",
        ),
        *("against", "between", "concerning", "relating", "its"),
    )
)
_PLACE = re.compile(r"\b(?:done|signed)\s+(?:at|in)\s+(?P<place>[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?)\b", re.IGNORECASE)
_FORM = re.compile(r"\b(?P<form>convention|agreement|treaty|protocol|covenant|charter|statute)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\b(?P<form>regulation|directive|decision)\s+\((?P<union>[A-Z]+)\)\s+(?P<number>\d+/\d+)", re.I)
_BRACKETS = re.compile(r"\((?P<name>[^()]{8,120})\)")
_TAIL = re.compile(
    r"\s+(?:of the European Parliament\b.*|(?:of|du|de|от) \d{1,2}(?:er)? \w+ \d{4}\b.*|\([^()]*\))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class WellKnown:
    """An instrument that everyone calls otherwise than it calls itself."""

    title: str
    """How its title begins, as a pattern."""
    short_title: str
    names: tuple[str, ...]


WELL_KNOWN = tuple(
    WellKnown(*row)
    for row in (
        (r"convention on cybercrime", "Budapest Convention", ("Convention on Cybercrime", "Cybercrime Convention")),
        (
            r"(?:agreement under|accord se rapportant|acuerdo en el marco).*(?:beyond national|jurisdic|juridic)",
            "BBNJ Agreement",
            ("BBNJ", "BBNJ Treaty", "High Seas Treaty", "Treaty of the High Seas"),
        ),
        (
            r"vienna convention (?:on|of) the law of treaties",
            "Vienna Convention on the Law of Treaties",
            ("VCLT", "Vienna Convention", "Convention on the Law of Treaties"),
        ),
        (r"regulation .*general data protection", "GDPR", ("General Data Protection Regulation",)),
        (r"regulation .*digital services act", "Digital Services Act", ("DSA",)),
        (r"united nations convention on the law of the sea", "UNCLOS", ("Convention on the Law of the Sea",)),
        (
            r"united nations convention against transnational organi[sz]ed crime",
            "UNTOC",
            ("Palermo Convention", "Convention against Transnational Organized Crime"),
        ),
        (
            r"united nations convention against corruption",
            "UNCAC",
            ("Merida Convention", "Convention against Corruption"),
        ),
        (r"international covenant on civil and political rights", "ICCPR", ()),
        (r"international covenant on economic, social and cultural rights", "ICESCR", ()),
        (r"convention on the rights of the child", "Convention on the Rights of the Child", ("CRC",)),
        (
            r"convention for the protection of human rights and fundamental freedoms",
            "European Convention on Human Rights",
            ("ECHR",),
        ),
        (r"rome statute of the international criminal court", "Rome Statute", ()),
    )
)


def describe(instrument: Instrument, file_name: str) -> About:
    """What its title page, closing words and file name tell of an instrument.

    Args:
        file_name: of the file it came from, without folder and ending: names it where it has no title.
    """
    title = title_of(instrument) or " ".join(re.split(r"[\W_]+", file_name)).strip() or "Untitled"
    known = next((entry for entry in WELL_KNOWN if re.match(entry.title, title, re.IGNORECASE)), None)
    language = language_of(instrument.text)
    short = in_language(known.short_title, language) if known else short_title(title)
    names = [
        *((known.short_title, *known.names) if known else ()),
        *further_names(title, short),
        *by_place(instrument, title),
    ]
    said = {name.casefold() for name in (title, short)}
    return About(
        id=slug(short) or slug(file_name) or "instrument",
        title=title,
        short_title=short,
        names=tuple(name for name in dict.fromkeys(names) if name.casefold() not in said),
        language=language,
        source=file_name,
    )


def in_language(title: str, language: str) -> str:
    """An English short title, with the language of the text where that is another."""
    return title if language == "en" else f"{title} ({name_of(language)})"


def with_about(instrument: Instrument, about: About) -> Instrument:
    """The same instrument under another description."""
    provisions = {p.eid: replace(p, instrument=about.id) for p in instrument}
    return replace(instrument, about=about, provisions=provisions)


def title_of(instrument: Instrument) -> str:
    """The title on the title page: from the line that names a kind of instrument as far as it goes on."""
    pages = [instrument.full(p) for p in instrument if p.kind is Kind.TITLE]
    blocks = [collapse(block) for page in pages for block in page.split("\n\n")]
    first = next((n for n, block in enumerate(blocks) if _INSTRUMENT.search(block)), 0)
    title = " ".join(going_on(blocks[first:]))
    return as_title(title, language_of(instrument.text))[:LONGEST_TITLE].strip(" ,;:*")


def going_on(blocks: Sequence[str]) -> Iterator[str]:
    """The first block, and those that go on with its words."""
    for n, block in enumerate(blocks):
        if n and not _GOES_ON.match(block):
            return
        yield block


def as_title(text: str, language: str) -> str:
    """Words in capitals written as titles are in the language; others as they stand."""
    if not text.isupper() or len(text.split()) < 2:
        return text
    if language != "en":
        return text.capitalize()
    words = text.lower().split()
    return " ".join(word if n and word in _SMALL else word[:1].upper() + word[1:] for n, word in enumerate(words))


def short_title(title: str) -> str:
    """A title short enough to be said: the name in its brackets, or its words up to where a clause may end."""
    bracketed = [found["name"] for found in _BRACKETS.finditer(title) if _INSTRUMENT.search(found["name"])]
    if bracketed:
        return bracketed[-1]
    short = _TAIL.sub("", title).strip(" ,;:") or title
    if len(short) <= LONGEST_SHORT_TITLE:
        return short
    words = short[: LONGEST_SHORT_TITLE + 1].split()[:-1]
    while len(words) > 3 and words[-1].lower() in _SMALL:
        words.pop()
    return " ".join(words) or short[:LONGEST_SHORT_TITLE]


def further_names(title: str, short: str) -> Iterator[str]:
    """The number of an act, and initials that could be no word."""
    for found in _NUMBERED.finditer(title):
        yield f"{found['form'].title()} ({found['union'].upper()}) {found['number']}"
        yield f"{found['form'].title()} {found['number']}"
    for name in (short, _TAIL.sub("", title)):
        letters = "".join(word[0] for word in re.findall(r"[^\W\d_]+", name) if word.lower() not in _SMALL).upper()
        if 4 <= len(letters) <= 6 or (len(letters) == 3 and not set(letters) & set("AEIOUY")):
            yield letters


def by_place(instrument: Instrument, title: str) -> Iterator[str]:
    """What a treaty is called by the place where it was signed: "Budapest Convention"."""
    form = _FORM.search(title)
    closing = " ".join(instrument.full(p) for p in instrument if p.kind is Kind.TESTIMONIUM)
    place = _PLACE.search(closing)
    if form and place:
        yield f"{place['place'].title()} {form['form'].title()}"


def slug(text: str) -> str:
    """The text as an identifier: small Latin letters, digits and hyphens, empty where it has none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    while len("-".join(words)) > LONGEST_ID:
        words.pop()
    return "-".join(words)
