"""How provisions are numbered: Roman and Chinese numerals, letters of lists, and numbers with something behind them."""

from __future__ import annotations

import re
from string import ascii_lowercase

LARGEST_ROMAN = 399
"""Roman numerals go no further here: beyond it, ``D`` and ``M`` are letters in every list that anybody has seen."""
_ROMAN = (("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
"""The letters that points are counted with in Russian."""
ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
"""The letters that points are counted with in Arabic."""
_AUTHENTIC = 18
"""So many of them are read as Latin ones by their place: lists go no further, and the next is a word, ``у``."""
_LATIN = str.maketrans(CYRILLIC[:_AUTHENTIC] + ABJAD[:_AUTHENTIC] + "ا", ascii_lowercase[:_AUTHENTIC] * 2 + "a")
_HAN = {"〇": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
HAN = "".join(_HAN) + "十百"
"""The signs that Chinese numerals are written with."""
_WESTERN = {ord(other) + n: str(n) for other in "٠۰０" for n in range(10)}
_BASE = re.compile(r"\d+|[IVXLCDM]+(?![A-Z])")


def to_roman(value: int) -> str:
    """The Roman numeral in small letters."""
    numeral = ""
    for letters, worth in _ROMAN:
        numeral += letters * (value // worth)
        value %= worth
    return numeral


_VALUES = {to_roman(value): value for value in range(1, LARGEST_ROMAN + 1)}


def roman_value(numeral: str) -> int:
    """The value of a well-formed Roman numeral in capitals or small letters, 0 for anything else."""
    return _VALUES.get(numeral.lower(), 0)


def han_value(numeral: str) -> int:
    """The value of a Chinese numeral below a thousand, 28 for 二十八 and 105 for 一百零五; 0 for anything else."""
    total, digits = 0, ""
    for sign in numeral:
        if sign in "十百":
            total += (_HAN[digits[-1]] if digits else 1) * (10 if sign == "十" else 100)
            digits = ""
        elif sign in _HAN:
            digits += sign
        else:
            return 0
    return total + int("0" + "".join(str(_HAN[sign]) for sign in digits))


def to_han(value: int) -> str:
    """The Chinese numeral of a number below a hundred."""
    tens, ones = divmod(value, 10)
    signs = {n: sign for sign, n in _HAN.items() if n}
    return ("" if tens < 2 else signs[tens]) + ("十" if tens else "") + signs.get(ones, "")


def western(text: str) -> str:
    """The text with the digits of other scripts as 0 to 9, in the same places."""
    return text.translate(_WESTERN)


def letter_value(letters: str) -> int:
    """1 for a, 27 for aa, 28 for bb, 1 for the Russian а and the Arabic أ; 0 for what is no such letter."""
    if letters[0].replace("ا", "أ") in ABJAD:
        return ABJAD.index(letters[0].replace("ا", "أ")) + 1
    if letters[0] in CYRILLIC:
        return CYRILLIC.index(letters[0]) + 1
    if len(set(letters)) > 1 or letters[0] not in ascii_lowercase:
        return 0
    return ascii_lowercase.index(letters[0]) + 1 + 26 * (len(letters) - 1)


def to_letters(value: int) -> str:
    """The letter of a list, doubled past z."""
    return ascii_lowercase[(value - 1) % 26] * (1 + (value - 1) // 26)


def to_cyrillic(value: int) -> str:
    """The letter of a Russian list."""
    return CYRILLIC[(value - 1) % len(CYRILLIC)]


def to_abjad(value: int) -> str:
    """The letter of an Arabic list."""
    return ABJAD[(value - 1) % len(ABJAD)]


def identified(number: str) -> str:
    """A number as identifiers have it, which is alike in all languages: a for the Russian а."""
    return latin(number) if len(number) == 1 else number


def latin(letters: str) -> str:
    """The letters of a Russian or Arabic list as the Latin ones of the same place; others as they are."""
    return letters.translate(_LATIN)


def number_value(number: str) -> int:
    """The place of an article or group in its sequence: 14 for ``14``, ``XIV``, ``14 bis``, ``14.2``; 0 if unknown."""
    base = base_of(number)
    if base.isdecimal():
        return int(base)
    return roman_value(base) or (letter_value(base.lower()) if len(base) == 1 else 0)


def base_of(number: str) -> str:
    """The number without what marks an article inserted after it, or one of several under it."""
    found = _BASE.match(number)
    return found[0] if found else number


def is_inserted(number: str) -> bool:
    """Whether the number is that of an article before it with something added: ``14 bis``, ``IIa``, ``14.2``."""
    return base_of(number) != number
