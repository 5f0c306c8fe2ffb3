"""What an instrument says of itself on its title page, and the names that people will call it by.

Everything here is a proposal: who adds an instrument confirms it or says otherwise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.grammar.letters import begins_large
from corpus.grammar.sentences import SENTENCES, ends_unfinished
from corpus.languages import language_of, name_of
from corpus.lexicon import EVERY, read
from corpus.model import About, Instrument, Kind, collapse
from corpus.numerals import roman_value

LONGEST_SHORT_TITLE = 100
EARLY = 0.6
"""Part of the longest short title that a clause must reach to end one."""
LONGEST_TITLE = 400
FEWEST = 2
"""A title that names no treaty has more words than the number of a document."""
SOON = 40
"""So many characters into a title its noun stands, and so many behind that at least a verb."""
LONGEST_ID = 60
LONGEST_INITIALS = 4
"""Letters of a word in capitals that may be initials."""

_TREATIES = read("treaties")
_ALL = read("treaties", EVERY)
_SMALL = _TREATIES.word_set("small")
LEADERS = re.compile(r"(?:\s*\.){4,}\s*\d*$")
"""The dots and the page number behind a title in a list of contents."""
_SMALL_ABROAD = _ALL.word_set("small")
_BRACKETS = re.compile(r"\((?P<name>[^()]{8,120})\)")


def describe(instrument: Instrument, file_name: str) -> About:
    """What its title page, closing words and file name tell of an instrument.

    Args:
        file_name: of the file it came from, without folder and ending: names it where it has no title.
    """
    title = title_of(instrument) or " ".join(re.split(r"[\W_]+", file_name)).strip() or "Untitled"
    known = well_known(title)
    language = language_of(main_text(instrument))
    short = in_language(known[0], language) if known else short_title(title)
    names = [
        *known,
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


def well_known(title: str) -> tuple[str, ...]:
    """What everyone calls the instrument of that title, the short title first; nothing where it is none of those."""
    titles, names = _TREATIES.table("titles").items(), _TREATIES.table("names").items()
    short = next((short for short, begin in titles if re.match(begin, title, re.IGNORECASE)), "")
    return (short, *(name for name, known in names if known == short)) if short else ()


def in_language(title: str, language: str) -> str:
    """An English short title, with the language of the text where that is another."""
    return title if language == "en" else f"{title} ({name_of(language)})"


def with_about(instrument: Instrument, about: About) -> Instrument:
    """The same instrument under another description."""
    provisions = {p.eid: replace(p, instrument=about.id) for p in instrument}
    return replace(instrument, about=about, provisions=provisions)


def main_text(instrument: Instrument) -> str:
    """The text up to what is appended to it: protocols, and versions in other languages."""
    end = next((p.start for p in instrument if p.kind is Kind.ANNEX and not p.parent), len(instrument.text))
    return instrument.text[:end] if any(article.start < end for article in instrument.articles) else instrument.text


def title_of(instrument: Instrument) -> str:
    """The title on the title page: from the line that names a kind of instrument as far as it goes on.

    Where several lines name one, that in the language of the text counts.
    """
    language = language_of(main_text(instrument))
    pages = [instrument.full(p) for p in instrument if p.kind is Kind.TITLE]
    blocks = [LEADERS.sub("", collapse(block)) for page in pages for block in page.split("\n\n")]
    named = [n for n, block in enumerate(blocks) if names_treaty(block)]
    named = named or [n for n, block in enumerate(blocks) if _ALL.titled.search(block)]
    # A cover has the title as well, and more that names a treaty.
    named = [n for n in named if blocks[n].casefold() in (block.casefold() for block in blocks[n + 1 :])] or named
    words = next((n for n, block in enumerate(blocks) if len(block.split()) > FEWEST), 0)
    own = (n for n in named if len(named) == 1 or is_in(blocks[n], language))
    first = next(own, next(iter(named), words))
    title = " ".join(going_on(blocks[first:]))
    return as_title(title, language)[:LONGEST_TITLE].strip(" ,;:*.")


def is_in(block: str, language: str) -> bool:
    """Whether a title is in the language; a short one in English is known by its noun."""
    said = language_of(block)
    return said == language or (language == "en" and bool(_TREATIES.named_form.search(block)) and said != "nl")


def names_treaty(block: str) -> bool:
    """Whether a block of a title page calls itself a treaty, and is no sentence about one.

    A title may have a verb too, far behind its noun: "Convention on ... which may be deemed to be ...".
    """
    form, verb = _ALL.titled.search(block), SENTENCES.verb.search(block)
    if form is None or not begins_large(block) or _ALL.spoken_of.search(block[: form.start()]):
        return False
    return verb is None or form.start() < SOON < verb.start() - form.end()


def going_on(blocks: Sequence[str]) -> Iterator[str]:
    """The first block, and those that go on with its words."""
    for n, block in enumerate(blocks):
        if n and not _ALL.goes_on.match(block) and not ends_unfinished(blocks[n - 1].lower()):
            return
        yield block


def lowered(word: str) -> str:
    """A word in capitals as titles have it; initials and what stands in brackets stay."""
    if word.lower() in _SMALL | _SMALL_ABROAD:
        return word.lower()
    return word if len(word) <= LONGEST_INITIALS or not word.isalpha() else word.capitalize()


def titled(word: str, first: bool) -> str:
    """A word of a title all in capitals as it is written: small words small, Roman numerals as they are."""
    small = word.lower()
    if (small in _SMALL and not first) or (len(word) > 1 and roman_value(small) and set(word) <= set("IVX")):
        return small if small in _SMALL else word
    return small[:1].upper() + small[1:]


def as_title(text: str, language: str) -> str:
    """Words in capitals written as titles are in the language; others as they stand."""
    words = text.split()
    shouted = next(
        (n for n, word in enumerate(words) if not word.isupper() and any(map(str.isalpha, word))), len(words)
    )
    if shouted < len(words) and any(len(word) > LONGEST_INITIALS for word in words[:shouted]):
        return " ".join([*map(lowered, words[:shouted]), *words[shouted:]])
    if not text.isupper() or len(words) < 2:
        return text
    if language != "en":
        return text.capitalize()
    return " ".join(titled(word, first=not n) for n, word in enumerate(words))


def short_title(title: str) -> str:
    """A title short enough to be said: the name in its brackets, or its words up to where a clause ends.

    Where it is still too long, the parties are called by their countries alone.
    """
    bracketed = [found["name"] for found in _BRACKETS.finditer(title) if _ALL.titled.search(found["name"])]
    if bracketed:
        return bracketed[-1]
    short = _ALL.tail.sub("", title).strip(" ,;:.") or title
    if len(short) > LONGEST_SHORT_TITLE:
        short = collapse(_ALL.formal_party.sub("", short))
    return short if len(short) <= LONGEST_SHORT_TITLE else clause_of(short)


def clause_of(title: str) -> str:
    """The beginning of a long title, up to where a clause may end, or at least a group of words.

    A clause that ends early leaves out what the treaty is about.
    """
    cut = len(title[: LONGEST_SHORT_TITLE + 1].rpartition(" ")[0]) or LONGEST_SHORT_TITLE
    for pattern in (_ALL.group, _ALL.clause):
        ends = [found.start() for found in pattern.finditer(title, 0, LONGEST_SHORT_TITLE + 1)]
        cut = ends[-1] if ends and ends[-1] > EARLY * LONGEST_SHORT_TITLE else cut
    words = title[:cut].strip(" ,;:").split(" ")
    while len(words) > 3 and words[-1].lower() in _SMALL | _SMALL_ABROAD:
        words.pop()
    return " ".join(words)


def further_names(title: str, short: str) -> Iterator[str]:
    """The number of an act, and initials that could be no word."""
    for found in _TREATIES.numbered.finditer(title):
        yield f"{found['form'].title()} ({found['union'].upper()}) {found['number']}"
        yield f"{found['form'].title()} {found['number']}"
    for name in (short, _ALL.tail.sub("", title)):
        letters = "".join(word[0] for word in re.findall(r"[^\W\d_]+", name) if word.lower() not in _SMALL).upper()
        if 4 <= len(letters) <= 6 or (len(letters) == 3 and not set(letters) & set("AEIOUY")):
            yield letters


def by_place(instrument: Instrument, title: str) -> Iterator[str]:
    """What a treaty is called by the place where it was signed: "Budapest Convention"."""
    if _ALL.bilateral.search(title):  # a city has seen many of those, and is the name of none
        return
    form = _TREATIES.named_form.search(title)
    closing = " ".join(instrument.full(p) for p in instrument if p.kind is Kind.TESTIMONIUM)
    place = _TREATIES.signed.search(closing)
    if form and place:
        yield f"{place['place'].title()} {form['form'].title()}"


def slug(text: str) -> str:
    """The text as an identifier: small Latin letters, digits and hyphens, empty where it has none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    if len("-".join(words)) > LONGEST_ID:
        words = [word for word in words if word not in _SMALL | _SMALL_ABROAD] or words
    while len("-".join(words)) > LONGEST_ID:
        words.pop()
    return "-".join(words)
