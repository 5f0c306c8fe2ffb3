"""The words citations are made of, as tables, and the tokens they are read into.

Everything that depends on a language stands here: names of units, number words, conjunctions. English
comes first; French, Spanish and Russian are read because treaties and their users mix them.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from corpus.model import Kind
from corpus.numerals import latin


class Tag(StrEnum):
    """What a token is to the grammar of citations."""

    EID = "eid"
    UNIT = "unit"
    BLOCK = "block"
    NUMBER = "number"
    BRACKET = "bracket"
    HALF = "half"
    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    WORD = "word"
    COMMA = "comma"
    AND = "and"
    RANGE = "range"
    OF = "of"
    DETERMINER = "determiner"
    THIS = "this"
    ABOVE = "above"
    FILLER = "filler"
    SYMBOL = "symbol"
    END = "end"


class Token(NamedTuple):
    """A word, number, bracket or sign of a text."""

    tag: Tag
    text: str
    """As it stands in the input."""
    value: str
    """What it means: the number of a number word, the inside of a bracket, the folded word."""
    start: int
    end: int


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


UNIT_WORDS: dict[Kind, str] = {
    Kind.BOOK: "book books livre libro",
    Kind.PART: "part parts partie parte",
    Kind.DIVISION: "division divisions title titles titre título",
    Kind.CHAPTER: "chapter chapters chap ch chapitre chapitres capítulo capítulos глава главы главе главу гл",
    Kind.SECTION: "section sections sec secs sect sección secciones раздел раздела разделе",
    Kind.SUBSECTION: "subsection subsections sub-section sub-sections",
    Kind.ARTICLE: "article articles art arts artical articals artikel artículo artículos articulo articulos "
    "статья статьи статье статью статьёй статьей статей статьям статьях ст",
    Kind.PARAGRAPH: "paragraph paragraphs para paras par pars paragraphe paragraphes párrafo párrafos parrafo apartado "
    "apartados alinéa alinéas alinea пункт пункта пункте пункту пунктом пункты пунктов пунктах п пп часть части ч "
    "абзац абзаца абзаце абз § §§ ¶ ¶¶",
    Kind.POINT: "point points pt pts subparagraph subparagraphs sub-paragraph sub-paragraphs subpara subparas sub-para "
    "lit litera letter letters lettre letra inciso incisos subpárrafo подпункт подпункта подпункте подпункты подп",
    Kind.ITEM: "item items",
    Kind.RECITAL: "recital recitals considérant considérants considerando considerandos",
    Kind.PREAMBLE: "preamble pmbl préambule preámbulo преамбула преамбулы преамбуле",
    Kind.ANNEX: "annex annexes annexe anexo anexos приложение приложения приложении",
    Kind.TESTIMONIUM: "testimonium",
    Kind.NOTE: "note",
}
"""Names of units by kind, folded. A lone abbreviation counts only where a number stands beside it."""

PLURALS = word_set(
    "articles arts articals artículos articulos статей статьям статьях chapters sections paragraphs paras pars "
    "points pts subparagraphs subparas letters items recitals §§ ¶¶ пп пункты пунктов"
)

BLOCKS: dict[str, Kind] = {
    "signatures": Kind.SIGNATURES,
    "notes": Kind.NOTES,
    "reservations": Kind.RESERVATIONS,
    "status": Kind.STATUS,
}
"""Blocks after the treaty's own text. Everyday words: read only as ``appended ...`` or before an item."""

PHRASES: dict[tuple[str, str], Kind] = {
    ("closing", "text"): Kind.WRAPUP,
    ("signature", "block"): Kind.SIGNATURES,
    ("title", "page"): Kind.TITLE,
    ("contents", "page"): Kind.CONTENTS,
}

_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_ORDINAL_UNITS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def _counted(units: str, round_tens: str) -> dict[str, int]:
    """Number words from one to ninety-nine, with hyphens: units as given, round tens as given."""
    words = {word: n for n, word in enumerate(units.split(), 1)}
    below_ten = list(words)[:9]
    for ten, (plain, round_word) in enumerate(zip(_TENS.split(), round_tens.split(), strict=True), 2):
        words[round_word] = 10 * ten
        words |= {f"{plain}-{unit}": 10 * ten + n for n, unit in enumerate(below_ten, 1)}
    return words


CARDINALS = _counted(f"{_UNITS} eighteen nineteen", _TENS) | {"fourty": 40, "premier": 1, "première": 1, "primero": 1}
ORDINALS = _counted(_ORDINAL_UNITS, re.sub(r"y\b", "ieth", _TENS)) | {"last": 0, "final": 0}
TENS = frozenset(_TENS.split())

MEASURES = word_set(
    "day days week weeks month months year years hour hours minute minutes per percent percentage state states party "
    "parties member members country countries other others more people person persons question questions example "
    "examples thing things way ways january february march april may june july august september october november "
    "december % € $ th jour jours mois ans heures día días meses años дней месяцев лет"
)
"""What shows that a number counts or dates something instead of naming a unit."""

PRONOUN_FOLLOWERS = word_set(
    "need want think should read have am was can could would will must do did mean meant like saw found get cannot"
)
"""What shows that a lone "I" is the speaker and no Roman one."""

CONTACT = word_set("contact view departure")
"""``point of ...`` in these is no unit."""

_TAGGED_WORDS: dict[Tag, str] = {
    Tag.AND: "and or & as-well-as et ou y o и или",
    Tag.RANGE: "to through thru until till à al по до - – —",
    Tag.OF: "of in under from within de du des del",
    Tag.DETERMINER: "the la le les l el los las",
    Tag.THIS: "this present same",
    Tag.ABOVE: "above below supra infra hereof thereof",
    Tag.FILLER: "no nr num number # № n° nos",
    Tag.COMMA: ", ;",
}

_TYPO_PRONE = ("article", "articles", "paragraph", "paragraphs", "chapter", "preamble", "recital", "subparagraph")
_REAL_WORDS = frozenset({"charter", "chanter"})


def _slips(word: str) -> set[str]:
    """Every string one slip of the finger away: a letter lost, doubled, changed, added, or two exchanged."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    cuts = [(word[:i], word[i:]) for i in range(1, len(word) + 1)]
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    changed = {a + c + b[1:] for a, b in cuts if b for c in letters}
    return {a + b[1:] for a, b in cuts if b} | swapped | changed | {a + c + b for a, b in cuts for c in letters}


def _vocabulary() -> dict[str, tuple[Tag, str]]:
    slips = {slip: (Tag.UNIT, kind) for name in _TYPO_PRONE for kind in _kinds_of(name) for slip in _slips(name)}
    words = {slip: meaning for slip, meaning in slips.items() if slip not in _REAL_WORDS}
    words |= {w: (Tag.UNIT, kind.value) for kind, names in UNIT_WORDS.items() for w in names.split()}
    words |= {w: (Tag.BLOCK, kind.value) for w, kind in BLOCKS.items()}
    words |= {w: (Tag.CARDINAL, str(n)) for w, n in CARDINALS.items()}
    words |= {w: (Tag.ORDINAL, str(n)) for w, n in ORDINALS.items()}
    return words | {w: (tag, w) for tag, names in _TAGGED_WORDS.items() for w in names.split()}


def _kinds_of(name: str) -> list[str]:
    return [kind.value for kind, names in UNIT_WORDS.items() if name in names.split()]


_VOCABULARY = _vocabulary()

_TOKEN = re.compile(
    r"""
      (?P<eid>     (?<![\w]) [a-z]+ (?: _{1,2} [A-Za-z0-9]+ )+ (?!\w) )
    | (?P<bracket> \( \s? (?: \d{1,3} | [^\W\d_] | [ivxl]{2,6} | [IVXL]{2,6} ) \s? \) )
    | (?P<half>    (?<![\w(]) (?: [^\W\d_] | [ivxl]{2,6} ) \) )
    | (?P<ordinal> \d{1,3} (?: st | nd | rd | th ) (?!\w) )
    | (?P<number>  \d+ (?: er \b | \.? [º°] )? )
    | (?P<word>    [^\W\d_]+ (?: - (?! [ivxlIVXL]+ \b ) [^\W\d_]{3,} )? | §+ | ¶+ | n° )
    | (?P<symbol>  \S )
    """,
    re.VERBOSE,
)


def tokenise(text: str) -> list[Token]:
    """The text as tokens, white space left out, closed by four tokens that mean the end."""
    tokens = [_token(found) for found in _TOKEN.finditer(text)]
    return tokens + [Token(Tag.END, "", "", len(text), len(text))] * 4


def _token(found: re.Match[str]) -> Token:
    text, group = found.group(), found.lastgroup
    if group in ("word", "symbol"):
        tag, value = _VOCABULARY.get(text.casefold(), (Tag(group), text.casefold()))
    elif group == "eid":
        tag, value = Tag.EID, text
    else:
        tag, value = Tag(str(group)), "".join(c for c in text if c.isalnum()).lower()
        value = latin(re.sub(r"(?<=\d)\D+$", "", value))
    return Token(tag, text, value, found.start(), found.end())


def letter(token: Token) -> str:
    """The list letter a one-letter word stands for, in Latin script."""
    return latin(token.text.lower())
