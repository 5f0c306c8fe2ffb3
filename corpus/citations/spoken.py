"""Pin citations written in the languages of the United Nations: "пункт 6 статьи 59", "第五十九条第六款"."""

from __future__ import annotations

from corpus.citations.labels import label
from corpus.lexicon import LANGUAGE, read
from corpus.model import Instrument, Kind, Provision
from corpus.numerals import identified, letter_value, to_abjad, to_han

NUMBERED = (Kind.ARTICLE, Kind.PARAGRAPH, Kind.POINT)


def spoken(instrument: Instrument, provision: Provision, language: str) -> str:
    """A provision's citation in a language; in English words where it is none of article, paragraph or point."""
    line = [provision, *instrument.ancestors(provision)]
    numbers = {p.kind: p.number for p in reversed(line) if p.kind in NUMBERED}
    plain = sum(p.kind in NUMBERED for p in line) == len(numbers) and all(numbers.values())
    if language == LANGUAGE or provision.kind not in NUMBERED or Kind.ARTICLE not in numbers or not plain:
        return label(instrument, provision)
    form = "_".join(kind.value for kind in (Kind.PARAGRAPH, Kind.POINT) if kind in numbers) or "article"
    said = {kind.value: _number(number, kind, language) for kind, number in numbers.items()}
    return str(read("spoken", language).table("cited")[form]).format(**said)


def _number(number: str, kind: Kind, language: str) -> str:
    if kind is Kind.POINT and len(number) == 1 and (value := letter_value(identified(number))):
        return {"zh": to_han(value), "ar": to_abjad(value)}.get(language, number)
    return to_han(int(number)) if language == "zh" and number.isdecimal() and int(number) < 100 else number
