"""Plain text and Markdown: the same reader, since many plain texts carry a little Markdown."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.markdown import unescaped
from corpus.readers.encoding import decode
from corpus.readers.lines import Line, Shape, paragraphs, single_blanks, unhyphenated
from corpus.readers.pages import furniture, goes_on, is_editorial, whole_headings
from corpus.readers.tables import BLANKS, TABLE_RULE, data_lines
from corpus.readers.unrolled import unrolled

SHORT = 50
"""A line of fewer characters need not end a clause to be complete."""
ENDS_CLAUSE = re.compile(r"[.;:,]\s*$")
RULES = frozenset("-*_=")
"""What a line across the page is made of."""
PAGE_TAG = re.compile(r"<(?:!doctype|/?(?:html|head|body)|meta|link|base)\b[^<>]*>|<!--[^<>]*-->", re.IGNORECASE)
"""What only a web page has, which somebody took for Markdown."""
RAISED_FIGURE = re.compile(r"<sup>\s*(\d{1,2})\s*</sup>", re.IGNORECASE)
RAISED_NOTE = re.compile(
    r"(?:(?<!\s)\s+)?(?:<sup>\s*(?P<note>(?:\d{1,2}\s*\)|\*)\s*\S[^<]{3,}?)</sup>|(?P<edited>\[Red:[^\[\]]*\]))",
    re.IGNORECASE,
)
"""A note that stands raised in the line that it belongs to, and what an editor put in brackets."""
FIGURES = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
HASHES = re.compile(r"#{1,6}\s*(?=[^\s#])")
NOTE = re.compile(r"(?:(?:\\\*)+|\[\^[^\]]+\]:|[†‡])\s*")
BULLET = re.compile(r"(?:[-*+•–—]|\\-)\s+(?![0-9٠-٩]{1,2}\s*[ء-ي])|[-–—](?=[^\W\d_]+[\s,;:])")
"""A dash before a figure and Arabic words is that of the figure: "1 -", read from the right."""
QUOTE_BAR = re.compile(r">\s?")
BOLD_AFTER_WORD = re.compile(r"(?<=\w)(?=\*\*\w)")
LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()]*\))*\)")
FOOTNOTE_MARK = re.compile(r"\[\^[^\[\]]+\]")
TAG = re.compile(r"</?(?:br|b|i|u|em|strong|sup|sub|p|div|span|a)\b[^<>]{0,500}>", re.IGNORECASE)
ESCAPED_STARS = re.compile(r"(?:\\\*)+")
STARS = re.compile(r"\*+(?=\S)|(?<=\S)\*+")
UNDERSCORES = re.compile(r"(?<!\w)(_{1,2})(?=\S)(.{1,500}?)(?<=\S)\1(?!\w)")


def read(path: Path) -> list[Line]:
    """The lines of a file in any common encoding.

    Raises:
        SourceError: nobody can tell its encoding.
    """
    return paragraphs(list(unrolled(lines(decode(path)))))


def lines(source: str) -> list[Line]:
    """The lines of a text, those of a paragraph in bold over several lines taken for headings."""
    found: list[Line] = []
    fresh, bold, page_ends, before = True, False, False, ""
    raws = whole_headings(re.split(r"\r\n|[\n\r\f]", unhyphenated(source)))
    pages, rows = furniture([raw.strip() for raw in raws]), data_lines(raws)
    for number, raw in enumerate(raws, 1):
        stripped = raw.strip()
        if number - 1 in pages:
            page_ends = True
            continue
        if not stripped or is_rule(stripped) or is_page_tag(stripped):
            fresh, bold = True, False
            continue
        if page_ends and goes_on(before.strip(), stripped):
            fresh = False
        if number - 1 in rows:
            found.extend(Line(number, text, Shape.ROW) for text in filter(None, [plain(stripped)]))
            fresh, before = True, ""
            continue
        if is_editorial(stripped):
            found.append(Line(number, plain(stripped), Shape.NOTE))
            fresh = True
            continue
        stripped, notes = without_notes(stripped)
        bold ^= stripped.count("**") % 2 == 1
        ends_bold = bold or stripped.endswith("**")
        line = clean(number, stripped, ends_bold, fresh or begins_paragraph(raw, before))
        if line is not None:
            found.append(line)
        found.extend(Line(number, text, Shape.NOTE) for text in filter(None, map(plain, notes)))
        fresh, page_ends, before = False, False, raw
    return found


def is_rule(stripped: str) -> bool:
    """Whether a line draws one: across the page, or below the heads of a table."""
    signs = set(stripped)
    if signs <= TABLE_RULE and "|" in stripped[1:]:
        return True
    return signs <= RULES | BLANKS and sum(map(stripped.count, RULES)) >= 3


def is_page_tag(stripped: str) -> bool:
    """Whether a line holds nothing but what only a web page has."""
    return stripped.startswith("<") and not PAGE_TAG.sub("", stripped).strip()


def without_notes(raw: str) -> tuple[str, list[str]]:
    """The line with small raised figures as they are printed, and the notes that stand raised in it."""
    notes = (
        [found["note"] or found["edited"] for found in RAISED_NOTE.finditer(raw)]
        if "<sup" in raw or "[Red" in raw
        else []
    )
    raw = RAISED_NOTE.sub("", raw) if notes else raw
    return (RAISED_FIGURE.sub(raised, raw) if "<sup" in raw else raw), notes


def raised(found: re.Match[str]) -> str:
    """The figures of a mark as they are printed."""
    return found[1].translate(FIGURES)


def begins_paragraph(raw: str, before: str) -> bool:
    """Whether a line that follows another begins a paragraph: it is set in, or two blanks end the one before.

    Both count only where the line before reads as complete, since conversions leave blanks anywhere.
    """
    if raw.strip()[0].islower():
        return False
    complete = bool(ENDS_CLAUSE.search(before)) or before.rstrip().endswith("**")
    set_in = raw[0].isspace() and not before[:1].isspace()
    broken = before.endswith("  ")
    return (set_in and complete) or (broken and (complete or len(before) < SHORT))


def clean(number: int, raw: str, ends_bold: bool, fresh: bool) -> Line | None:
    """The line without markup; nothing where it was only markup."""
    raw = QUOTE_BAR.sub("", raw, count=1) if raw.startswith(">") else raw
    shape, begin = shape_of(raw, ends_bold)
    text = plain(raw[begin:])
    return Line(number, text, shape, fresh or shape is not Shape.TEXT) if text else None


def shape_of(raw: str, ends_bold: bool) -> tuple[Shape, int]:
    """What the markup at the line's beginning makes of it, and where its words begin."""
    if match := HASHES.match(raw):
        return Shape.HEADING, match.end()
    if match := NOTE.match(raw):
        return Shape.NOTE, match.end()
    if match := BULLET.match(raw):
        return Shape.ITEM, match.end()
    return (Shape.HEADING if ends_bold else Shape.TEXT), 0


def plain(raw: str) -> str:
    """The words without markup, blanks single."""
    text = BOLD_AFTER_WORD.sub(" ", raw)
    if "[" in text:
        text = FOOTNOTE_MARK.sub("", LINK.sub(r"\1", text))
    if "<" in text:
        text = TAG.sub("", text)
    text = STARS.sub("", ESCAPED_STARS.sub("", text))
    if "_" in text:
        text = UNDERSCORES.sub(r"\2", text)
    if "|" in text:
        text = text.strip("|").replace("|", " ")
    return single_blanks(unescaped(text))
