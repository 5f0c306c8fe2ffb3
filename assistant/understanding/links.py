"""The English of references and of terms, as patterns: what a provision refers to, which provisions use a term."""

from __future__ import annotations

from assistant.understanding.bearings import pattern
from assistant.understanding.ranks import NTH_WORDS

REFERS_TO_IT = pattern(
    r"\b(?:what|who|which|where|anything|something)\b[^?]*?\b(?:refers?|referred|referring|mentions?|mentioned|cites?|cited|points?)\b"
    r"(?:\s+back)?(?:\s+to)?(?:\s+(?P<what>it|this|that|them|these|those))?(?:\s+(?:one|article|paragraph|provision|point))?(?:\s+elsewhere)?(?=\s*[?.!]*$|\s*[,;])"
)
_REFER = (
    r"(?:refers?(?:\s+back)?\s+to|mentions?|names?|cites?|points?\s+(?:back\s+)?to|sends?\s+(?:us|you|me)\s+to|relies\s+on"
    r"|builds\s+on|is\s+subject\s+to|excludes?|exempts?|(?:puts?|rules?|carves?|leaves?)\s+(?:off\s+limits|out|aside))"
)
_SEVERAL = (
    r"(?:(?:an)?other|two|three|four|several|some)\s+(?:other\s+)?(?:article|provision|paragraph)s?\b"
    r"(?!\s+of\s+(?:their|its|our|an?|national|domestic)\b)"
)
REFERS = pattern(
    r"\b(?:what|which)\b[^?,]*?\b(?:do|does|did)\b[^?,]*?\b(?:refer(?:\s+back)?(?:\s+to)?|mention|cite|point\s+(?:back\s+)?to|rely\s+on)\b"
    r"|\bdo(?:es)?\b[^?]*?\b(?:build|depend)s?\s+on\b|\b(?:what|which)\b[^?,]*?\b(?:is|are)\b[^?,]*?\breferring\s+to\b"
    r"|\b(?:show|read|open|give|see|quote)\b[^?,]*?\bwhat\s+(?:it|that|this)\s+(?:refers?|points?)\s+(?:back\s+)?to\b"
    r"|\b(?:its|the|their|any|follow\s+the|show\s+the|list\s+the)\s+(?:cross-?\s?)references?\b"
    rf"|\b(?:refers?|names?|mentions?|cites?|sends?\s+us|points?|subject)\b[^?.,]{{0,20}}?\b(?:to|of|by)?\s*\b{_SEVERAL}\b"
    rf"|\b(?:article|provision|paragraph|point|rule)s?\s+(?:(?:that|which)\s+)?(?:it|they|(?:the|this|that)(?:\s+\w+){{0,4}}?)\s+{_REFER}\b"
    r"|\b(?:article|provision|paragraph)s?\s+(?:mentioned|named|cited|referred\s+to|referenced)\s*"
    r"(?:(?:there|therein|in\s+(?:it|that|this))\b|[?.!]*$)|\b(?:referenced|cited)\s+(?:article|provision)s?\b"
    rf"|\b(?:follow|open|read|show)\b[^?.,]{{0,20}}?\b(?:{NTH_WORDS})\s+(?:cross-?)?reference\b"
    r"|\b(?:what|which)\b[^?,]*?\b(?:is|are)\s+(?:mentioned|named|cited|referred\s+to)\s+(?:there|in\s+(?:it|that|this))\b"
    rf"|\b{_REFER}\s[^?]*?[,;–-]\s*which\s+(?:article|provision|paragraph)\s+is\s+(?:that|this|it|meant)\b"
)
"""A question what a provision refers to, or a statement that it refers to something."""
CHOSEN_REFERENCE = pattern(
    rf"\b(?P<nth>{NTH_WORDS})\s+(?:of\s+(?:the\s+)?)?(?:(?:article|provision|paragraph)s?\s+(?:that\s+|which\s+)?"
    r"(?=(?:it|they|this|that|mentioned|named|cited|referred)\b)|(?:cross-?\s?)?references?\b)"
)
"""Which of several references is to be followed."""
OTHER_ARTICLE = pattern(r"\bother\s+(?:article|provision)s?\b")
ONE_OTHER = pattern(r"\banother\s+(?:article|provision|paragraph)\b")
"""What is said to be a single one."""
REFERRED_UNIT = pattern(r"\b(?:paragraph|para|point)\s+\(?(?P<number>\d+|[a-z])\)?\s+of\s+(?:an)?other\s+article\b")
"""What is told of something that is referred to."""

COUNTERPART = pattern(
    r"\b(?:corresponding|corresponds|counterpart|equivalent|parallel|twin|pendant)\s+(?:provision\s+|article\s+)?(?:to|of|for)\s+(?P<what>[^?;]+)"
)
"""A wish for what answers to a provision in another instrument."""

QUOTED = pattern(r"[\"“«‘]\s*(?P<term>[^\"“”«»‘’]{2,60}?)\s*[\"”»’]|(?<!\w)'(?P<single>[^']{2,60}?)'(?!\w)")
"""A term in quotes."""
SAME_TERM = pattern(r"\b(?:same|that|this|the)\s+(?:term|word|expression|concept|notion|definition)\b")
ALL_TERMS = pattern(
    r"\b(?:all|list|which|what(?:\s+are)?|show(?:\s+me)?|see|read)\s+(?:of\s+)?(?:the\s+)?(?:other\s+)?(?:definitions|(?:defined\s+)?terms)\b"
)
"""A wish for whatever is defined."""
USES = pattern(
    r"\b(?:which|what|any)\b[^?,;]*?\b(?:uses?|employs?|appl(?:y|ies)|invokes?|contains?)\s+(?:that|this|the)\s+"
    r"(?:term|word|expression|concept|notion|definition|phrase|list|annex)\b"
    r"|\b(?:which|what|any)\b[^?,;]*?\b(?:rel(?:y|ies)|(?:is|are)\s+(?:built|based)|builds?)\s+on\s+"
    r"(?:it|(?:that|this|the)\s+(?:term|word|concept|notion|definition|list|annex))\b"
    r"|\bwhere(?:\s+else)?\s+is\s+(?:that|this|the)\s+(?:term|word|expression|concept)\s+used\b"
)
"""A question which provisions use a term or a list."""
