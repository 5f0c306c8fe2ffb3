"""What has lost its capitals, but for the words that begin its articles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.grammar.headings import SHOUTED
from corpus.numerals import number_value, roman_value, to_roman

Piece = tuple[str, int]
"""Words, and their place in the text."""
TITLE = 400
"""So many characters a title may have before what an editor says of its source."""
ORIGIN = re.compile(r"source:")
NUMERAL = re.compile(r"\d+|[ivxlcdm]+(?!\w)", re.IGNORECASE)
MARK = re.compile(
    r"(?:\A|(?<=[a-z)\]\"';:.,]))(?:(?P<number>\d{1,2})\.(?=\s?[a-z(\"'])|\((?P<bracketed>\d{1,2})\)(?=\s?[a-z\"']))"
    r"|(?:(?<=[.;:])|(?<=; and)|(?<=;and)|(?<=; or))\s?(?=\([a-z]{1,2}\)\s?[a-z\"'`])"
)
"""Where a paragraph or a point begins, with no blank between it and the one before."""
BEHIND = re.compile(r"(?<!\w)(?:ANNEX|APPENDIX|SCHEDULE|PROTOCOL)")
"""What stands behind the articles, and counts anew."""
SHORT_WORDS = re.compile(r"(?:in|if|it|is|la|les?|li?ke|may|members?|chaque|dans|des?|during|mutual|matters)\b")
"""Words that begin with a letter that Roman numerals have, and may stand behind one without a blank."""


def pieces(text: str, last: int) -> Iterator[Piece]:
    """The parts of a text, parted before each article that is due and behind its number, and within those.

    Args:
        last: the number of the last article before the text.
    """
    begin, roman = 0, not any(text.startswith("1", match.end()) for match in SHOUTED.finditer(text))
    for match in SHOUTED.finditer(text):
        end = number_end(text, match.end(), last + 1, roman)
        if not end:
            continue
        before = text[begin : match.start()].strip(" .:–—-")
        yield from paragraphs(before, begin) if last else titled(before, begin)
        last += 1
        yield text[match.start() : end], match.start()
        begin = end
    rest = text[begin:].lstrip(" .:–—-")
    yield from paragraphs(rest, begin) if last else titled(rest, begin)


def number_end(text: str, at: int, due: int, roman: bool) -> int:
    """The end of the number that is due, where it stands there, be it with or without a blank behind it; else 0."""
    whole = NUMERAL.match(text, at)
    if whole is not None and number_value(whole[0].upper()) == due:
        return whole.end()
    if whole is not None:  # "41." may be article 4 with its paragraph 1
        return whole.end() - 1 if whole[0] == f"{due}1" and text[whole.end() : whole.end() + 1] in (".", ")") else 0
    numeral = to_roman(due)
    if not roman or not text.startswith(numeral, at):
        return 0
    end = at + len(numeral)
    longer = roman_value(text[at : end + 1]) > 0
    return end if not longer or SHORT_WORDS.match(text, end) else 0


def titled(words: str, place: int) -> Iterator[Piece]:
    """What stands before the first article: the title by itself, where an editor named the source behind it."""
    origin = ORIGIN.search(words, 0, TITLE)
    if origin is not None and words[: origin.start()].strip():
        yield words[: origin.start()].strip(), place
        yield origin[0], place + origin.start()
        words, place = words[origin.end() :].lstrip(), place + origin.end()
    if words:
        yield words, place


def paragraphs(words: str, place: int) -> Iterator[Piece]:
    """The paragraphs and points that the words of an article hold, and the title above them.

    Numbers must be those that are due; whether letters are, the parser decides.
    """
    begin, last = 0, 0
    behind = BEHIND.search(words)
    for match in MARK.finditer(words, 0, behind.start() if behind else len(words)):
        number = int(match["number"] or match["bracketed"] or 0)
        if number == 1 and last:
            break
        if number and number != last + 1:
            continue
        last = number or last
        if match.start() > begin:
            yield words[begin : match.start()].rstrip(), place + begin
        begin = match.start() if number else match.end()
    if words[begin:]:
        yield words[begin:], place + begin
