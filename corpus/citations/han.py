"""Pin citations in Chinese, whose numbers stand inside the word: 第五十九条第六款第（一）项."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.citations.numbers import Path, Step
from corpus.model import Kind
from corpus.numerals import HAN, han_value, to_letters, western

_NUMBER = rf"\s*(?:[{HAN}]{{1,5}}|[0-9０-９]{{1,3}})\s*"
_POINT = rf"\s*第?\s*[（(]\s*(?P<point>[{HAN}]{{1,3}}|[0-9]{{1,2}}|[a-z])\s*[）)]\s*[项目]?"
CITATION = re.compile(
    rf"第(?P<article>{_NUMBER})[条條](?:\s*之\s*(?P<inserted>[{HAN}]+))?"
    rf"(?:\s*第(?P<paragraph>{_NUMBER})款)?(?:{_POINT}|\s*第(?P<item>{_NUMBER})项)?"
    rf"|第(?P<part>{_NUMBER})部分|第(?P<chapter>{_NUMBER})章|附件(?P<annex>[{HAN}]{{1,2}}|\d{{1,2}})|(?P<preamble>序言)"
    rf"|第(?P<relative>{_NUMBER})款(?:{_POINT.replace('point', 'below')})?"
)


class Mention(NamedTuple):
    """One mention in a text: the units it names, outermost level first in each path, and its span."""

    paths: tuple[Path, ...]
    start: int
    end: int


def mentions(text: str) -> Iterator[Mention]:
    """Every mention of a unit in Chinese, in order."""
    for found in CITATION.finditer(text):
        yield Mention((_path(found),), found.start(), found.end())


def _path(found: re.Match[str]) -> Path:
    said = {name: value.strip() for name, value in found.groupdict().items() if value}
    if "preamble" in said:
        return (Step(Kind.PREAMBLE, ""),)
    for name, kind in (("part", Kind.PART), ("chapter", Kind.CHAPTER), ("annex", Kind.ANNEX)):
        if name in said:
            return (Step(kind, _figures(said[name])),)
    steps = [Step(Kind.ARTICLE, _figures(said["article"]))] if "article" in said else []
    if "inserted" in said:
        steps = [Step(Kind.ARTICLE, f"{steps[0].number}-{_figures(said['inserted'])}")]
    if paragraph := said.get("paragraph") or said.get("relative"):
        steps.append(Step(Kind.PARAGRAPH, _figures(paragraph)))
    if point := said.get("point") or said.get("item") or said.get("below"):
        steps.append(Step(Kind.POINT, _letter(point)))
    return tuple(steps)


def _figures(numeral: str) -> str:
    return western(numeral) if western(numeral).isdecimal() else str(han_value(numeral))


def _letter(numeral: str) -> str:
    """Points are lettered in other languages, and identified by letters."""
    return numeral if numeral.isascii() and numeral.isalpha() else to_letters(int(_figures(numeral)))
