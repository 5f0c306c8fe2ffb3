"""Names of treaties and laws that are not loaded: a question about them is none that the loaded ones answer."""

from __future__ import annotations

import re
from collections.abc import Collection

from corpus.citations.names import fold, names_of
from corpus.model import collapse
from corpus.shelf.library import Corpus

_ACRONYMS = {
    "UNTOC": "Convention against Transnational Organized Crime",
    "UNCAC": "Convention against Corruption",
    "CRC": "Convention on the Rights of the Child",
}
"""Treaties that instruments name in full and users by their initials."""


def spelled_out(text: str) -> str:
    """The text with each acronym followed by what it stands for."""
    return re.sub(
        rf"\b({'|'.join(_ACRONYMS)})\b",
        lambda match: f"{match.group()} ({_ACRONYMS[match.group().upper()]})",
        text,
        flags=re.IGNORECASE,
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
    r"|gdpr|general data protection regulation|nis ?2?(?: directive)?|e-?evidence(?: regulation)?|dsa"
    r"|digital services act|cloud act|ai act|eu (?:law|regulation|directive)|c?ets (?:no\.? ?)?\d+|t-cy|echr"
    r"|european convention[\w ]*|iccpr|icescr|geneva conventions?|rome statute|vienna convention[\w ]*|tallinn manual"
    r"|sco agreement|shanghai cooperation organi[sz]ation[\w ]*|universal declaration[\w ]*|un charter"
    r"|charter of the united nations"
    rf"|(?:{_NATIONS})(?:'s|’s)? (?:(?:criminal|penal|civil|procedure|federal|state|national|domestic|cyber\w*|data"
    r"|privacy|computer) ){0,3}(?:law|laws|code|act|constitution|statute|legislation)"
    r"|(?:criminal|penal|civil) (?:procedure )?code of (?:the )?(?-i:[A-Z]\w+)(?: (?-i:[A-Z]\w+))?"
    r"|(?:law|laws|code|act|constitution|legislation) of (?:the )?(?-i:[A-Z]\w+)(?: (?-i:[A-Z]\w+))?"
    r"|(?:regulation|directive|decision) (?:\((?:eu|ec|eec)\) )?(?:no\.? )?\d{2,4}/\d+(?:/[a-z]{2,3})?"
    r"|computer fraud and abuse act|cfaa|computer misuse act"
    r")\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:(?:un|united nations) (?:cyber\w* )?(?:convention|treaty) (?:adopted|signed|opened|agreed|of|from|in)?"
    r"[\w ]{0,25}(?:2024|2025)|(?:adopted|signed|opened for signature|agreed|approved) (?:\w+ ){0,4}(?:2024|2025)"
    r"|(?:2024|2025) (?:un |united nations )?(?:cyber\w* )?(?:convention|treaty|text))\b",
    re.IGNORECASE,
)
"""The convention adopted in December 2024 grew out of other drafts: the text that is loaded does not speak for it."""


def not_loaded(text: str, corpus: Corpus) -> tuple[list[str], str]:
    """Names of what is not loaded, and the text without them."""
    loaded = frozenset(name for id in corpus for name in names_of(corpus[id].about))
    found = [collapse(match.group()) for pattern in (_LATER, _FOREIGN) for match in pattern.finditer(text)]
    names = [name for name in found if not _is_loaded(name, loaded)]
    for name in names:
        text = text.replace(name, " ")
    return names, text


def _is_loaded(name: str, loaded: Collection[str]) -> bool:
    """Whether the words are a loaded name, or begin with one and go on as a sentence does, not as a longer title."""
    said = fold(name)
    known = max((n for n in loaded if f"{said} ".startswith(f"{n} ")), key=len, default=None)
    return known is not None and not _LONGER_TITLE.match(said[len(known) :])


_LONGER_TITLE = re.compile(r"\s(?:on|of|for|against|to|concerning|relating|adopted|signed|20\d\d)\b")
