"""The English by which one turn of a dialogue leans on another, as patterns and tables.

Nothing here knows of a conversation; :mod:`assistant.understanding.turns` decides what a match means.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.understanding.bearings import LEVEL_NAMES, pattern
from assistant.understanding.content import content_words

_TREATY = r"(?:treaty|treaties|convention|agreement|accord|instrument|text|draft|pact|protocol|regulation)"

POLITE = pattern(
    r"^(?:(?:ok(?:ay)?|well|yes|yep|right|thanks?(?:\s+you)?|thx|great|good|fine|cool|hm+|ah|oh|please|alright|i\s+see|sure|got\s+it)"
    r"(?=[\s,.!:;–—-]|$)[\s,.!:;–—-]*)+"
)
"""Words of courtesy before a question; they carry nothing."""

CONNECTIVE = pattern(
    r"^(?:and|but|so|or|also|then|plus|still|how\s+about|what\s+about|what\s+of|what\s+if|even\s+if|same|likewise"
    r"|only|just|any|why|how\s+come|really|except|unless|in\s+(?:that|this|which|what)\s+case)\b"
)
"""Openings that continue what was said."""

NAMING = pattern(r"^(?:how|what)\s+(?:about|of)\b")
"""Openings that also bring up a subject of their own."""


CORRECTION = pattern(
    r"^(?:(?:no|nope|nah|sorry|pardon|wait|oops|wrong(?:\s+one)?|actually|apologies)\b[\s,.!:;–—-]*)+(?P<right>\S.*)$"
)
MEANT = pattern(
    r"^(?:i|we)\s+(?:really\s+)?(?:mean|meant|said|was\s+(?:asking|talking)\s+(?:about|for)|am\s+asking\s+about|wanted)\b[\s,:]*"
    r"|^(?:make\s+(?:it|that)|rather|instead)\b[\s,:]*"
)
MEANT_LAST = pattern(r"^(?P<right>[^,;:?]{2,60}?),?\s+(?:is\s+what\s+)?(?:i|we)\s+mean(?:t)?[\s.!]*$")
NOT_BUT = pattern(
    r"^not\s+(?P<wrong>[^,;:.–—]{1,80}?)\s*(?:(?:[,;:.–—]|\s-\s)\s*(?:but\b|rather\b)?|\s+but\b)\s*(?P<right>\S.*)$"
)
BUT_NOT = pattern(
    r"^(?P<right>[^,;:]{2,80}?),?\s+(?:and\s+)?(?:not|rather\s+than|instead\s+of)\s+(?P<wrong>[^,;:?]{1,60})[?.!]*$"
)
SELF_REPAIR = pattern(
    r"^.{1,200}?(?:\.\.\.|…|[,;–—]|\s-)\s*(?:no[,:;]|sorry[,:;]?|rather[,:]|no\s+wait[,:]?|(?:no,?\s*)?i\s+mean(?:t)?[,:]?)\s+(?P<right>\S.*)$"
)
"""A question that is mended while it is asked: what follows counts."""

_NEW_SUBJECT = (
    r"(?:a\s+|an\s+)?(?:(?:completely|totally|entirely|quite)\s+)?"
    r"(?:(?:different|another|other|new|separate|unrelated)\s+(?:thing|question|topic|subject|matter|issue)|next\s+(?:question|topic|subject))"
    r"|chang(?:e|ing)\s+(?:of\s+)?(?:the\s+)?(?:subject|topic)|something\s+(?:else|different)|by\s+the\s+way|btw"
    r"|unrelated(?:ly)?|separately|moving\s+on|forget\s+(?:that|it|this|about\s+(?:that|it|this))|never\s?mind(?:\s+that)?"
    r"|leaving\s+that|leaving\s+[^.,:;!]{2,40}?\s+aside|enough\s+(?:about|of|on)\s+[^.,:;!]{2,40}"
    r"|let['’]?s\s+(?:move\s+on|(?:leave|drop|forget)\s+[^.,:;!]{2,40}?)|start(?:ing)?\s+(?:over|afresh|again)"
)
SHIFT = pattern(
    r"^(?:.{0,60}?[.!;,…–—-]\s*)?(?:(?:now|and|so|but|well|on|to|for)\s+){0,2}"
    rf"(?:{_NEW_SUBJECT})(?:\s+(?:now|then|altogether|entirely))?\s*[,.:;!–—-]+\s*(?P<rest>\S.*)$"
)
"""Words that say that the subject changes, and what comes after them."""

OTHER = pattern(
    rf"(?<!\bany\s)(?<!\bno\s)(?<!\bsome\s)\b(?:the\s+|that\s+|your\s+)?other\s+(?:one|(?!treaties){_TREATY}|two|text)\b"
    r"|(?<!\bto\s)\bthe\s+other(?=\s*[?.!,]|$)"
)
"""The other instrument."""
OTHER_OF_TWO = pattern(r"\bone\b[^?]*\bthe\s+other(?=\s*[?.!,]|$)")
"""The other of two that the same turn speaks of: "could one of them ask the other?"."""
OLDER = frozenset({"older", "earlier"})
OF_AGE = pattern(rf"\bthe\s+(?P<age>older|earlier|newer|later|more\s+recent)\s+(?:one|{_TREATY})\b")
"""An instrument told from another by its age."""
THE_INSTRUMENT = pattern(
    r"\b(?:the|this|that)\s+(?P<noun>draft|convention|agreement|protocol|regulation|treaty)(?:['’]s)?\b"
)

EACH = pattern(
    r"\b(?:each|both|either|which|neither)\s+of\s+(?:them|these|those|the\s+two|the\s+treaties|the\s+texts)\b|\bthey\s+both\b"
    r"|\b(?:do|does|in|by|under|for)\s+(?:both|the\s+two|each)(?=\s*(?:[?.!,]|$)|\s+(?:\w+\s+)?(?:oblige|demand|require|allow"
    r"|have|say|deal|want|ask|provide|define|punish|cover|let|make|treat|know|set)\b)"
    r"|\bthe\s+two\s+(?:have|deal|allow|say|differ|treat|provide)\b|^(?:and\s+|so\s+)?which\s+one\b|\bboth,?\s+please\b"
)
"""A question put to several instruments at once."""
COMPARE = pattern(
    r"\bcompar(?:e|es|ed|ing|ison)\b|\bdiffers?\b|\bdifferen(?:ce|ces|t)\b|\bversus\b|\bvs\.?\b|\bcontrast\b"
    r"|(?:\b(?:put|set|place)\b[^?]{0,20}?)?\bside\s+by\s+side\b|\bagainst\s+each\s+other\b"
)
COMPARE_ON = pattern(
    r"\bcompare\s+(?:both|them|the\s+two)(?:\s+(?:texts|treaties|instruments))?\s+(?:on|in|as\s+to|regarding|about|for)\s+(?P<what>\S.*)$"
)
"""A comparison of instruments on something that the turn names."""
BETWEEN = pattern(r"\bbetween\b")
"""Names both sides of a comparison."""
_BESIDE = pattern(r"\b(?:with|to|versus|vs\.?|against|from|and|than)\b")

FORM = pattern(
    r"\b(?P<oscola>oscola)\b|\b(?P<bluebook>blue\s?book)\b|\b(?P<id>identifier|plain\s+id|eids?|akoma\s+ntoso)\b"
    r"|\b(?P<un>(?:un|united\s+nations)\s+(?:style|way|form|citation))\b"
)
"""Styles of citation, a group for each."""
QUOTE = pattern(
    r"^(?:please\s+)?(?:quote|cite|repeat)\s+(?:it|that|this|them|me\s+(?:that|this|it))\b[^a-z]*(?:again|verbatim|word\s+for\s+word|please|in\s+full|exactly)?[\s.!?]*$"
)

DEFINITION = pattern(
    r"\bdefin(?:e|es|ed|ing)\b|(?<!of that )(?<!of this )(?<!of the )\bdefinitions?\b"
    r"|\bmeaning\s+of\b|\bwhat(?:['’]?s|\s+is|\s+are)?\s+(?:is\s+)?meant\s+by\b"
    r"|\bwhat\s+(?:do|does|did)\b[^?]{0,60}\bmean\b|\bmeans?\s+by\b|\b(?:say|says|explain|explains)\s+what\s+an?\s+[^?]{2,40}\s+is\b"
)

OPENING_END = re.compile(r"(?:[.,;:!]|\s[-–—])\s+(?=\w)")
"""Where an opening of a turn ends."""
BACK = pattern(
    r"^(?:and\s+|so\s+|now\s+)?(?:going\s+|go\s+)?back\s+to\s+(?:what\s+(?:you|it)\s+said\s+(?:first\s+|earlier\s+)?(?:about|on)\s+)?(?P<to>[^:,;?–—]{3,60})"
)
"""A return to what was shown before: "back to extradition: ..."."""

_NOUN_AFTER = r"(?!\s+(?:convention|agreement|treaty|draft|text|instrument)\b)"
ANAPHORA = pattern(
    r"\b(?:its|they|them|their|theirs|itself|themselves|these|those|he|him|his|she|hers?|such|thereof|therein|thereto|"
    r"(?<!\bis )(?<!\bare )there|"
    rf"here|otherwise|both|neither|either){_NOUN_AFTER}\b(?!\s+(?:is|are|was|be|any|an?)\b)"
    r"|\b(?:one|ones)(?=\s*[?.!,;]|$)"
)
IT = pattern(r"\bit(?:['’]s)?\b")
IT_SAYS = pattern(
    r"\b(?:do|does|did)\s+(?:it|they|these|this)\s+(?:\w+\s+)?(?:say|provide|contain|cover|regulate|have|mention|include|deal|address)\b"
)
"""What asks an instrument: "what does it say about extradition?"."""
EXPLETIVE = pattern(
    r"\b(?:is|was|be|would|will|makes?|does)\s+it\s+(?:be\s+|also\s+|even\s+|still\s+|always\s+|matter|really\s+)*"
    r"(?:(?:an?\s+)?[\w-]+\s+){1,3}?(?:\w+\s+){0,5}?(?:to|if|that|when|for|whether)\b"
    r"|\bit\s+(?:is|was|be|would\s+be)\s+(?:\w+\s+){1,4}(?:to|if|that|when|for|whether)\b"
)
"""An "it" that stands for what follows: "is it illegal to ..."."""
DEMONSTRATIVE = pattern(
    rf"\b(?:this|that)\b{_NOUN_AFTER}(?=\s*[?.!,;:]|\s*$|\s+(?:{LEVEL_NAMES}|kind|sort|type|case|matter|rule|duty|right|list|data|office|body|group)\b"
    r"|\s+(?:also|mean|apply|applies|include|includes|cover|covers|hold|let|satisfy|is|be|cost|take|work|happen|the\s+case|binding|true|possible|allowed|compulsory)\b)"
    r"|\b(?:to|of|after|before|by|with|for|from|in|on|about|under|against|like|than|does|did|is|was|can|do|not|all)\s+(?:this|that)\b"
    rf"{_NOUN_AFTER}(?!\s+(?:is|are|a|an|the|each|every|states?|part(?:y|ies))\b)"
)

LIKEWISE = pattern(
    r"\b(?:the\s+same|as\s+well|also|too|instead|likewise|either|similar|equivalent|counterpart|matching|comparable|corresponding)\b"
)
"""Words by which a question about another instrument asks what was asked of the last one."""

OF_WHOLE = pattern(r"^(?:can|could|may|might|must|shall|should|will|would|who|whose|when|why|how)\b")
"""How a question begins that asks something of a part of the text as a whole: "can the annex be changed?"."""
ASKING = pattern(
    r"^(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|can|could|may|might|must|shall|should"
    r"|will|would|has|have|had)\b"
)
"""How a question begins that is no mere part of one: "on which grounds?" is."""
OPENING = pattern(
    r"^(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|can|could|may|might|must|shall|should"
    r"|will|would|has|have|had|under|in|on|at|for|by)\b"
)
"""How a question begins that is asked in full."""
FIELD = pattern(r"^(?:under|in|by|for|on|what)\b")
"""How a turn begins that only names where to look: "under the UN draft then?"."""
STANDALONE_TERM = pattern(r"^what\s+(?:is|are|does)\s+(?:an?\s+|the\s+)?[\"“«']")

TERMS_HEADING = pattern(
    r"^(?:use\s+of\s+|basic\s+|key\s+)?(?:terms|definitions|interpretation)\b|\bterms(?:\s+and\s+definitions)?$"
)
"""Headings of articles that define terms of many subjects and have none of their own."""

_BODY = (
    r"(?!\s(?:office|secretar|general|member|charter|security|human|resolution|commission|agenc|body|bodies|headquarters"
    r"|organi[sz]ation|chief|system|assembly))"
)
"""What an acronym does not stand alone before: the UN Secretary-General is no instrument."""


def nickname(acronym: str) -> re.Pattern[str]:
    """An acronym where it stands for an instrument, with the noun that may follow it: "the CIS one", "CIS dispute"."""
    return re.compile(
        rf"\b(?:(?:under|in|by|of|to)\s+)?(?:the\s+)?{re.escape(acronym)}\b{_BODY}"
        rf"(?:\s+(?:draft\s+)?(?:one|side|version|{_TREATY})\b)?(?:['’]s)?",
        re.IGNORECASE,
    )


def sides(text: str) -> tuple[str, str]:
    """What is compared, and with what; the second is empty where it is not said."""
    found = COMPARE.search(text)
    parted = _BESIDE.search(text, found.start()) if found else None
    return (text[: parted.start()], text[parted.end() :].strip(" ?.!")) if parted else (text, "")


_OWN = pattern(r"\b(?:an?|any|each|every|no|one)\s+(?:[\w-]+\s+){1,4}?(?:its|their|his)\b(?=\s+(?:own\s+)?[a-z])")
"""A possessive that stands for what the same clause names: "can a State extradite its nationals?"."""
ANTECEDENT = 3
"""Words of content before a pronoun that are likely to hold what it stands for."""


def points_back(text: str) -> bool:
    """Whether a pronoun or demonstrative of the text stands for something outside it."""
    bare = _OWN.sub(" ", EXPLETIVE.sub(" ", text))
    if DEMONSTRATIVE.search(bare):
        return True
    pronouns = (*ANAPHORA.finditer(bare), *IT.finditer(bare))
    return any(len(content_words(bare[: found.start()])) < ANTECEDENT for found in pronouns)


class Mended(NamedTuple):
    """A correction: what was wrong, empty where it is not said, and what is right."""

    wrong: str
    right: str


def mended(text: str) -> Mended | None:
    """What a correction corrects: "no, I meant article 34", "not confiscation, seizure"; None for other turns."""
    found = CORRECTION.match(text)
    rest = found["right"] if found else text
    if last := MEANT_LAST.match(rest):
        return Mended("", last["right"])
    said = MEANT.match(rest)
    rest = rest[said.end() :] if said else rest
    if swapped := NOT_BUT.match(rest):
        right = MEANT.sub("", swapped["right"])
        return Mended(swapped["wrong"], right)
    if (found or said) and rest:
        swapped = BUT_NOT.match(rest)
        return Mended(swapped["wrong"], swapped["right"]) if swapped else Mended("", rest)
    if repaired := SELF_REPAIR.match(text):
        return Mended("", repaired["right"])
    return None
