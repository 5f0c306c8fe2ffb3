"""Treaties in scripts without capitals: Chinese and Arabic headings, numerals and points; Russian letters."""

import pytest
from parsing_cases import own

from corpus.grammar.headings import heading_of
from corpus.grammar.markers import marker_of
from corpus.numerals import han_value, to_han

CHINESE = """港口公约

序言

本公约各缔约方，认识到港口的重要性，
兹协议如下：

第一部分
一般规定

第一条
用语

为本公约的目的：

（一）“船舶”是指任何船只；

（二）“港口”是指船舶停泊的地方。

第一条之二
费用

一、船舶应支付费用。

二、下列船舶不支付费用：

（一）医院船；

（二）科学考察船，包括：
1．渔业科考船；
2．极地科考船。
"""
ARABIC = """اتفاقية الموانئ

المادة 1
المصطلحات

لأغراض هذه الاتفاقية:

(أ) يقصد بالسفينة أي مركب؛

(ب) يقصد بالميناء مكان رسو السفن.

المادة ٢
الرسوم

1 - تدفع السفينة الرسوم.

2 - لا تدفع السفن التالية رسوما: (أ) سفن المستشفيات؛ (ب) سفن الأبحاث.
"""
RUSSIAN = "КОНВЕНЦИЯ О ПОРТАХ\n\nСтатья 1\n\n1. Порт открыт для: а) кораблей; б) лодок; в) плотов.\n"


@pytest.mark.parametrize(
    ("text", "eids"),
    [
        (CHINESE, ["part_1", "art_1__point_b", "art_1-2__para_1", "art_1-2__para_2__point_b__point_ii"]),
        (ARABIC, ["art_1__point_a", "art_1__point_b", "art_2__para_1", "art_2__para_2__point_b"]),
        (RUSSIAN, ["art_1__para_1__point_a", "art_1__para_1__point_b", "art_1__para_1__point_c"]),
    ],
    ids=["Chinese", "Arabic", "Russian"],
)
def test_provisions_have_the_identifiers_of_other_languages(text, eids):
    found = own(text)
    assert set(eids) <= set(found), sorted(found)


@pytest.mark.parametrize(
    ("line", "prefix", "number"),
    [
        ("第一条", "art", "1"),
        ("第二十八条之二", "art", "28-2"),
        ("第105条 缔约方会议", "art", "105"),
        ("第三章 一般规定", "chp", "3"),
        ("第十二部分", "part", "12"),
        ("附件一 清单", "annex", "1"),
        ("المادة 5", "art", "5"),
        ("المادة ١٢", "art", "12"),
        ("Article premier", "art", "1"),
        ("Artículo 3", "art", "3"),
        ("Статья 7", "art", "7"),
    ],
)
def test_headings_of_six_languages(line, prefix, number):
    heading = heading_of(line)
    assert (heading.prefix, heading.number) == (prefix, number)


@pytest.mark.parametrize("line", ["第五条所述的缔约方应合作。", "附件的规定适用。", "第二款规定的期限"])
def test_words_that_begin_like_a_heading_are_none(line):
    assert heading_of(line) is None


@pytest.mark.parametrize(
    ("line", "number", "style"),
    [
        ("一、缔约方应", "1", "x."),
        ("十二、缔约方应", "12", "x."),
        ("（三）科学", "c", "(x)"),
        ("（ｘ", None, None),
        ("(ب) سفن", "b", "(x)"),
        ("(هـ) سفن", "e", "(x)"),
        ("1 - تدفع", "1", "x."),
        ("- 2 تدفع", "2", "x."),
    ],
)
def test_markers_of_other_scripts(line, number, style):
    marker = marker_of(line)
    assert (marker and marker.number, marker and marker.style) == (number, style)


@pytest.mark.parametrize(
    ("numeral", "value"), [("一", 1), ("十", 10), ("二十八", 28), ("九十九", 99), ("一百零五", 105), ("第", 0)]
)
def test_chinese_numerals(numeral, value):
    assert han_value(numeral) == value
    if 0 < value < 100:
        assert to_han(value) == numeral
