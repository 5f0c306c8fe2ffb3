"""What headings are called in the languages of treaties, and the numbers that are written as words."""

from __future__ import annotations

import unicodedata

from corpus.model import Kind


def plain(word: str) -> str:
    """The word in small letters without accents, which capitals often lack in print; Cyrillic letters stay."""
    small = unicodedata.normalize("NFD", word.lower())
    return unicodedata.normalize("NFC", "".join(c for c in small if not "\u0300" <= c <= "\u0305"))


_GROUPS = {
    (Kind.BOOK, "book"): "book livre libro livro buch boek книга",
    (Kind.PART, "part"): "part partie parte teil deel część часть частина",
    (Kind.DIVISION, "title"): "title titre título titel titolo tytuł",
    (Kind.DIVISION, "dvs"): "division división",
    (Kind.CHAPTER, "chp"): "chapter chapitre capítulo kapitel hoofdstuk capitolo capo rozdział глава розділ",
    (Kind.SECTION, "sec"): "section sección abschnitt afdeling sezione secção seção oddział раздел",
    (Kind.SUBSECTION, "subsec"): "subsection sub-section sous-section subsección unterabschnitt подраздел",
}
_ANNEXES = {
    "annex": "annex annexe anexo anhang anlage bijlage allegato załącznik приложение додаток",
    "appendix": "appendix appendice apéndice apêndice aanhangsel",
    "schedule": "schedule",
    "protocol": "protocol protocole protocolo protokoll protocollo protokół протокол",
}
GROUP_WORDS = {plain(word): level for level, words in _GROUPS.items() for word in words.split()}
ANNEX_WORDS = {plain(word): prefix for prefix, words in _ANNEXES.items() for word in words.split()}
_ARTICLES = "article art. art artículo artikel articolo artigo artykuł статья стаття артыкул"

_ORDINALS = (
    "premier première 1er first one primero primera primer primo prima erster erste eerste первая первый первое unique",
    "deuxième second seconde two segundo segunda zweiter zweite tweede вторая второй second",
    "troisième third three tercero tercera tercer terceiro terza dritter dritte derde третья третий",
    "quatrième fourth four cuarto cuarta quarto vierter vierte vierde четвертая четвертый",
    "cinquième fifth five quinto quinta fünfter fünfte vijfde пятая пятый",
    "sixième sixth six sexto sexta sechster sechste zesde шестая шестой",
    "septième seventh seven séptimo séptima sétimo siebenter siebte zevende седьмая седьмой",
    "huitième eighth eight octavo octava achter achte achtste восьмая восьмой",
    "neuvième ninth nine noveno novena neunter neunte negende девятая девятый",
    "dixième tenth ten décimo décima zehnter zehnte tiende десятая десятый",
    "onzième eleventh eleven undécimo undécima",
    "douzième twelfth twelve duodécimo duodécima",
    *("thirteenth thirteen", "fourteenth fourteen", "fifteenth fifteen", "sixteenth sixteen"),
    *("seventeenth seventeen", "eighteenth eighteen", "nineteenth nineteen", "twentieth twenty"),
)
ORDINALS = {plain(word): str(value) for value, words in enumerate(_ORDINALS, 1) for word in words.split()}
"""Numbers in words."""


def printed(*words: str) -> frozenset[str]:
    """Every word as it may stand in print, with accents and without."""
    return frozenset(form for word in " ".join(words).split() for form in (word, plain(word)))


PRINTED = printed(*_GROUPS.values(), *_ANNEXES.values(), _ARTICLES)
PRINTED_ORDINALS = printed(*_ORDINALS)
