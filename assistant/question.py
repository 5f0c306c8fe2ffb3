"""A question, read before anything is searched: what it names, and which instruments it is about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from corpus.errors import UsageError
from corpus.library import Corpus, names_of
from corpus.model import collapse
from corpus.pinpoint import Pinpoint, find_pinpoints

LONGEST = 2000
"""Characters of a question at most: a page of text is no question."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a question names, as far as its words tell without a search."""

    text: str
    """The question, white space collapsed and control characters gone."""
    named: tuple[str, ...]
    """Identifiers of the loaded instruments that it names."""
    scope: tuple[str, ...]
    """Identifiers of the instruments to look in: those named, or else all that were allowed."""
    compares: bool
    """Whether it asks about several instruments side by side."""
    pinpoints: tuple[Pinpoint, ...]
    """Provisions that it names, but for those of other instruments."""
    foreign: tuple[str, ...]
    """Names of instruments and laws that are not loaded."""
    subject: str
    """The question without the names of loaded instruments: what it asks of them."""


def read(text: str, corpus: Corpus, instruments: Collection[str] = ()) -> Question:
    """Read a question.

    Args:
        instruments: identifiers of the instruments to look in; empty means all that are loaded.

    Raises:
        UsageError: there is no question in the text, or it is too long to be one.
    """
    asked = clean(text)
    allowed = tuple(instruments) or tuple(corpus)
    foreign, rest = _foreign(asked, corpus)
    named, subject = _named(rest, corpus, allowed)
    compares = len(allowed) > 1 and (len(named) > 1 or (not named and bool(_BOTH.search(rest))))
    pinpoints = find_pinpoints(asked, [corpus[id].about for id in corpus])
    return Question(
        text=asked,
        named=named,
        scope=named or allowed,
        compares=compares,
        pinpoints=tuple(pinpoint for pinpoint in pinpoints if not pinpoint.foreign),
        foreign=tuple(dict.fromkeys([*foreign, *(p.foreign for p in pinpoints if p.foreign)])),
        subject=collapse(_BOTH.sub(" ", subject)) or asked,
    )


def clean(text: str) -> str:
    """The text as one line of printable characters.

    Raises:
        UsageError: nothing that could be looked up is left, or too much.
    """
    if len(text) > LONGEST:
        raise UsageError(f"the question has {len(text):,} characters; ask it in at most {LONGEST:,}")
    folded = unicodedata.normalize("NFC", text)
    printable = "".join(" " if unicodedata.category(c).startswith(("C", "Z")) else c for c in folded)
    asked = collapse(printable)
    if not asked:
        raise UsageError("the question is empty; ask something in words")
    if not re.search(r"\w", asked):
        raise UsageError("the question has no words; ask something in words")
    return asked


def _named(text: str, corpus: Corpus, allowed: Collection[str]) -> tuple[tuple[str, ...], str]:
    """Which loaded instruments the text names, in the order of the corpus, and the text without their names."""
    found = []
    for id in corpus:
        without = _names(id, tuple(sorted(names_of(corpus[id].about)))).sub(" ", text)
        if without != text and id in allowed:
            found.append(id)
        text = without
    return tuple(found), collapse(text)


@lru_cache(maxsize=1024)
def _names(id: str, names: tuple[str, ...]) -> re.Pattern[str]:
    """Any name of one instrument, the longest first, with the words that only lead up to it."""
    longest_first = sorted((name for name in names if name != id), key=len, reverse=True)
    # "UN Office on Drugs and Crime" and "UN Secretary-General" name no instrument
    alternatives = "|".join(rf"{re.escape(n)}{_NO_BODY if ' ' not in n else ''}" for n in (id, *longest_first))
    return re.compile(rf"\b(?:under |in |by |of |to |does |do )?(?:the )?(?:{alternatives})\b(?:'s|’s)?", re.IGNORECASE)


_NO_BODY = (
    r"(?! (?:office|secretar|general|member|charter|security|human|resolution|commission|agency|body|bodies|headquarters"
    r"|organi[sz]ation|states?\b|countr|chief|system|assembly|fee|dues|peacekeep))"
)

_BOTH = re.compile(
    r"\b(?:both (?:of the |of these |the )?(?:instruments|treaties|texts|agreements|conventions|documents)?"
    r"|(?:the |these )?two (?:instruments|treaties|texts|agreements|conventions|documents)"
    r"|(?:each|either) (?:of the )?(?:instruments?|treaty|treaties|texts?|agreements?|conventions?)"
    r"|(?:all|these|the loaded) (?:instruments|treaties|texts|agreements|conventions)"
    r"|compared? (?:with|to)? ?(?:each other|the other)?)\b",
    re.IGNORECASE,
)

_NATIONS = (
    "russian?|american?|us|u\\.s\\.a?|usa|german|french|british|uk|english|indian?|chinese|brazil(?:ian)?|kazakh(?:stani?)?"
    "|belarus(?:ian)?|ukrain(?:e|ian)|polish|italian|spanish|japanese|canadian|australian|dutch|swiss|turkish|estonian"
    "|nigerian|kenyan|south african|mexican|korean|iranian|israeli|egyptian|saudi|armenian|azerbaijani|tajik|uzbek"
    "|kyrgyz|moldovan|georgian|swedish|norwegian|danish|finnish|irish|greek|portuguese|czech|hungarian|romanian"
    "|bulgarian|serbian|croatian|argentine|chilean|colombian|indonesian|malaysian|thai|vietnamese|philippine"
    "|pakistani?|federal|california"
)
_FOREIGN = re.compile(
    r"\b(?:the )?(?:"
    r"budapest(?: convention)?|convention on cybercrime|council of europe|coe convention|lanzarote(?: convention)?"
    r"|second additional protocol|additional protocol|malabo(?: convention)?|african union convention"
    r"|arab (?:league )?convention|hanoi(?: convention)?"
    r"|un convention against cybercrime|united nations convention against cybercrime|convention against cybercrime"
    r"|palermo(?: convention)?|untoc|uncac|merida(?: convention)?|convention against corruption"
    r"|convention against transnational organi[sz]ed crime"
    r"|gdpr|general data protection regulation|nis ?2?(?: directive)?|e-?evidence(?: regulation)?|digital services act|dsa"
    r"|cloud act|ai act|eu (?:law|regulation|directive)|european union|echr|european convention[\w ]*"
    r"|iccpr|icescr|geneva conventions?|rome statute|vienna convention[\w ]*|tallinn manual|sco agreement"
    r"|shanghai cooperation organi[sz]ation[\w ]*|universal declaration[\w ]*|un charter|charter of the united nations"
    rf"|(?:{_NATIONS})(?:'s|’s)? (?:(?:criminal|penal|civil|procedure|federal|state|national|domestic|cyber\w*|data"
    r"|privacy|computer) ){0,3}(?:law|laws|code|act|constitution|statute|legislation)"
    r"|(?:criminal|penal|civil) (?:procedure )?code(?: of (?:the )?\w+(?: \w+)?)?"
    r"|(?:law|laws|code|act|constitution|legislation) of (?:the )?(?-i:[A-Z]\w+)(?: (?-i:[A-Z]\w+))?"
    r"|computer fraud and abuse act|cfaa|computer misuse act|constitution"
    r")\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:(?:un|united nations) (?:cyber\w* )?(?:convention|treaty) (?:adopted|signed|opened|agreed|of|from|in)?[\w ]{0,25}"
    r"(?:2024|2025)|(?:adopted|signed|opened for signature|agreed|approved) (?:\w+ ){0,4}(?:2024|2025)"
    r"|(?:2024|2025) (?:un |united nations )?(?:cyber\w* )?(?:convention|treaty|text))\b",
    re.IGNORECASE,
)
"""The convention adopted in December 2024 grew out of other drafts: the text that is loaded does not speak for it."""


def _foreign(text: str, corpus: Corpus) -> tuple[list[str], str]:
    """Names of what is not loaded, and the text without them."""
    loaded = frozenset(name for id in corpus for name in names_of(corpus[id].about))
    found = [collapse(match.group()) for pattern in (_LATER, _FOREIGN) for match in pattern.finditer(text)]
    names = [name for name in found if name.casefold().removeprefix("the ") not in loaded]
    for name in names:
        text = text.replace(name, " ")
    return names, text
