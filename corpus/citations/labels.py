"""Citations written out: the United Nations way, OSCOLA, Bluebook, or the plain identifier."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.citations.text_status import State, american, day_in, in_force_since, spelled, text_status
from corpus.citations.words import BLOCKS, ORDINALS
from corpus.eid import last_level
from corpus.model import About, Instrument, Kind, Provision
from corpus.numerals import roman_value

Form = Literal["un", "oscola", "bluebook", "id"]

_ORDINAL = {n: word for word, n in ORDINALS.items()}
_ALONE = {
    Kind.PREAMBLE: "preamble",
    Kind.TESTIMONIUM: "testimonium",
    Kind.SIGNATURES: "signature block",
    Kind.WRAPUP: "closing text",
    Kind.TITLE: "title page",
    Kind.CONTENTS: "contents page",
}


@dataclass(frozen=True, slots=True)
class _Style:
    """The words of one form."""

    names: Mapping[Kind, str]
    """Of kinds that are not called by their own name."""
    paragraph: str
    """Before the number of a paragraph; a bracket that it opens is closed after the number."""
    point: str
    unnumbered: str
    """What a paragraph without a number is called."""
    subparagraph: str
    """One that stands under a numbered paragraph."""
    preamble: str = "preamble"


_UN = _Style({}, ", paragraph ", " (", "paragraph", ", {nth} subparagraph of paragraph {number}")
_OSCOLA = _Style(
    {Kind.ARTICLE: "art", Kind.CHAPTER: "ch", Kind.SECTION: "s"}, "(", "(", "para", "({number}), {nth} subpara"
)
_BLUEBOOK = _Style(
    {Kind.ARTICLE: "art.", Kind.CHAPTER: "ch.", Kind.SECTION: "§", Kind.RECITAL: "¶"},
    "(",
    "(",
    "para.",
    "({number}), {nth} subpara.",
    "pmbl.",
)


def label(instrument: Instrument, provision: Provision, form: Form = "un") -> str:
    """A provision's citation.

    ==========  =====================================================================================
    un          ``article 59, paragraph 2 (a)``, as resolutions and treaties of the United Nations cite;
                no title
    oscola      ``Title (adopted 1 June 2001, entered into force 14 March 2002) art 6(2)``: OSCOLA 4th ed.,
                "Citing International Law Sources" (treaties)
                a draft: ``Title (draft of 30 July 2021) UN Doc A/75/980 art 6(2)``
    bluebook    ``Title art. 6(2), June 1, 2001``: The Bluebook, rule 21.4 (title, subdivision, date, source);
                of documents of the United Nations: ``Title art. 6(2), U.N. Doc. A/75/980 (July 30, 2021)``
    id          ``art_59__para_2__point_a``
    ==========  =====================================================================================

    Where a standard is silent: a recital is ``third preambular paragraph`` in the UN form and counted under the
    preamble in the others; an unnumbered paragraph is counted in words (``second paragraph``), under a numbered one
    as its subparagraph (``second subparagraph of paragraph 3``), and with ``unnumbered`` where numbered ones follow;
    words that close a list are its ``closing text``; blocks after the treaty's own text are ``appended``, as in
    ``appended reservations, item 1``.
    """
    return _FORMS[form](instrument, provision)


def pinpoint(instrument: Instrument, provision: Provision, form: Form) -> str:
    """The place in an instrument alone, without its title: for a citation after the first."""
    style = {"un": _UN, "oscola": _OSCOLA, "bluebook": _BLUEBOOK}.get(form)
    return _place(instrument, provision, style) if style else provision.eid


def _un(instrument: Instrument, provision: Provision) -> str:
    return _place(instrument, provision, _UN)


def _oscola(instrument: Instrument, provision: Provision) -> str:
    parts = (instrument.about.title, _oscola_dates(instrument.about), _source(instrument.about, "UN Doc"))
    return " ".join((*filter(None, parts), _place(instrument, provision, _OSCOLA)))


def _oscola_dates(about: About) -> str:
    known, adopted, force = text_status(about), day_in(about.adopted), in_force_since(about)
    if known and known.state is State.DRAFT:
        return f"(draft of {spelled(known.day)})" if known.day else "(draft)"
    dates = [f"adopted {spelled(adopted)}"] if adopted else []
    dates += [f"entered into force {spelled(force)}"] if force else []
    return f"({', '.join(dates)})" if dates else ""


def _bluebook(instrument: Instrument, provision: Provision) -> str:
    about, known = instrument.about, text_status(instrument.about)
    day, source = day_in(about.adopted), _source(about, "U.N. Doc.")
    cited = f"{about.title} {_place(instrument, provision, _BLUEBOOK)}"
    dated = f"{source} ({american(day)})" if day and _DOCUMENT.match(about.symbol) else ""
    parts = [dated] if dated else [american(day) if day else "", source]
    draft = " (draft)" if known and known.state is State.DRAFT else ""
    return ", ".join((cited, *filter(None, parts))) + draft


_DOCUMENT = re.compile(r"(?=.*\d)[A-Z]{1,6}(?:/[\w.()-]+)+$")
"""The symbol of a document of the United Nations."""


def _source(about: About, document: str) -> str:
    """Under what a text is published; a symbol of the United Nations follows the name of what it stands on."""
    return f"{document} {about.symbol}" if _DOCUMENT.match(about.symbol) else about.symbol


_FORMS: dict[str, Callable[[Instrument, Provision], str]] = {
    "un": _un,
    "oscola": _oscola,
    "bluebook": _bluebook,
    "id": lambda _, provision: provision.eid,
}


def _place(instrument: Instrument, provision: Provision, style: _Style) -> str:
    """The levels of a provision in words; groups above an article are left out, its number is enough."""
    line = [provision, *instrument.ancestors(provision)]
    cut = next((i for i, p in enumerate(line) if p.kind is Kind.ARTICLE and not _in_annex(line[i:])), len(line))
    levels = line[: cut + 1][::-1]
    mixed = len({bool(p.number) for p in _siblings(instrument, provision)}) > 1
    if levels[-1].kind is Kind.RECITAL and (style is _UN or (mixed and not provision.number)):
        return _preambular(instrument, provision)
    parts = [_level(instrument, p, style) for p in levels]
    # the comma before a paragraph parts it from its article; where there are no articles, nothing stands before it
    return parts[0].removeprefix(", ") + "".join(part if part[0] in "(, " else f", {part}" for part in parts[1:])


def _preambular(instrument: Instrument, provision: Provision) -> str:
    if provision.number:
        return f"recital {provision.number}"
    unnumbered = [p for p in _siblings(instrument, provision) if not p.number]
    mixed = len(unnumbered) < len(_siblings(instrument, provision))
    return f"{ordinal(1 + unnumbered.index(provision))} {'unnumbered ' if mixed else ''}preambular paragraph"


def _in_annex(line: Sequence[Provision]) -> bool:
    return any(p.kind is Kind.ANNEX for p in line)


def _level(instrument: Instrument, provision: Provision, style: _Style) -> str:
    kind = provision.kind
    if kind in BLOCKS.values() and kind not in _ALONE:
        return f"appended {kind.value}"
    if kind in _ALONE:
        return style.preamble if kind is Kind.PREAMBLE else _ALONE[kind]
    if kind is Kind.LIST:
        return last_level(provision.eid).replace("_", " ")
    if kind in (Kind.PARAGRAPH, Kind.POINT):
        return _numbered(instrument, provision, style)
    if kind is Kind.OTHER and provision.heading:
        return provision.heading
    number = provision.number
    if kind in (Kind.RECITAL, Kind.ITEM, Kind.NOTE) and not number:
        number = str(_place_among(instrument, provision))
    return f"{style.names.get(kind, kind.value)} {number}".strip()


def _numbered(instrument: Instrument, provision: Provision, style: _Style) -> str:
    """A paragraph or point: by number, or in words where it bears none."""
    name = style.unnumbered if provision.kind is Kind.PARAGRAPH else "point"
    if provision.number and not _in_article(instrument, provision):
        return f", {name} {provision.number}"
    if provision.number and provision.kind is Kind.POINT and _over(instrument, instrument[provision.parent]):
        return f", point ({provision.number})"  # "paragraph 3 (a)" would be of the paragraph itself
    if provision.number:
        before = style.paragraph if provision.kind is Kind.PARAGRAPH else style.point
        return f"{before}{provision.number}{')' if '(' in before else ''}"
    siblings = _siblings(instrument, provision)
    if over := _over(instrument, provision):
        flush = sum(child.kind is Kind.WRAPUP for child in instrument.children(over))
        place = siblings.index(provision) - siblings.index(over) + flush
        return style.subparagraph.format(nth=ordinal(1 + place), number=over.number)
    mixed = any(p.number for p in siblings) or provision.kind is Kind.POINT
    nth = 1 + [p for p in siblings if not p.number].index(provision)
    return f", {ordinal(nth)} {'unnumbered ' if mixed else ''}{name}"


def _over(instrument: Instrument, provision: Provision) -> Provision | None:
    """The numbered paragraph that an unnumbered one stands under, as its second subparagraph or a later one."""
    if provision.kind is not Kind.PARAGRAPH or provision.number or not _in_article(instrument, provision):
        return None
    siblings = _siblings(instrument, provision)
    return next((p for p in reversed(siblings[: siblings.index(provision)]) if p.number), None)


def _in_article(instrument: Instrument, provision: Provision) -> bool:
    """Whether the number stands behind that of an article, paragraph or point, and needs no word."""
    parent = instrument[provision.parent].kind if provision.parent else Kind.OTHER
    return parent in (Kind.ARTICLE, Kind.PARAGRAPH, Kind.POINT)


def _siblings(instrument: Instrument, provision: Provision) -> list[Provision]:
    parent = instrument[provision.parent] if provision.parent else None
    around = instrument.children(parent) if parent else tuple(instrument)
    return [p for p in around if p.kind is provision.kind]


def _place_among(instrument: Instrument, provision: Provision) -> int:
    return 1 + _siblings(instrument, provision).index(provision)


def ordinal(n: int) -> str:
    """The number as a rank: "second", "21st"."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(n % 10 if n % 100 // 10 != 1 else 0, "th")
    return _ORDINAL.get(n, f"{n}{ending}")


def the(name: str) -> str:
    """A name with its article: "the UN draft"."""
    return name if name.lower().startswith("the ") else f"the {name}"


def counted(provisions: Sequence[Provision]) -> str:
    """What there is of one kind: ``paragraphs 1 to 6``, ``points (a), (b) and (d)``, ``3 unnumbered paragraphs``."""
    kind = provisions[0].kind
    ending = "s" if len(provisions) > 1 else ""
    numbers = [p.number for p in provisions if p.number]
    if not numbers:
        return f"{len(provisions)} unnumbered {kind.value}{ending}"
    shown = [f"({n})" if kind is Kind.POINT else n for n in numbers]
    parts = [shown[a] if a == b else f"{shown[a]} to {shown[b]}" for a, b in _runs(numbers)]
    return f"{kind.value}{ending} {' and '.join(filter(None, (', '.join(parts[:-1]), parts[-1])))}"


def _runs(numbers: Sequence[str]) -> list[tuple[int, int]]:
    """Places of the first and last number of every run; two neighbours make no run."""
    runs: list[tuple[int, int]] = []
    for i, number in enumerate(numbers):
        if runs and _value(number) == _value(numbers[i - 1]) + 1:
            runs[-1] = (runs[-1][0], i)
        else:
            runs.append((i, i))
    return [part for a, b in runs for part in ([(a, a), (b, b)] if b == a + 1 else [(a, b)])]


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    if len(number) == 1 and number.islower() and number.isascii():
        return ord(number)
    return roman_value(number) or -1
