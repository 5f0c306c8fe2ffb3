"""Files whose letters would come out wrong: they are read rightly, mended with a remark, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import SourceError
from corpus.model import About, FindingKind, Instrument
from corpus.readers.pdf import undoubled
from corpus.shelf.inspection import inspect, told
from corpus.shelf.loading import load_instrument

ABOUT = About("x", "X", "X")
FRENCH = "Les États parties s’engagent à coopérer – y compris à l’échelon régional – où l’intérêt général l’exige."
SPANISH = "Los Estados Partes cooperarán según la Convención. ¿Qué año? El niño pidió «protección» en la región."
POLISH = "Państwa strony zobowiązują się do współpracy, łącznie z ochroną środowiska; każda przyjmie środki i źródła."
CZECH = "Smluvní státy se zavazují, že budou spolupracovat při ochraně životního prostředí; každý přijme opatření."
RUSSIAN = "Государства обязуются сотрудничать в целях охраны окружающей среды; каждое Государство принимает меры."
ENGLISH = "The State’s obligation — and each Party’s duty — under “Article 5” is to cooperate; see § 4."


def load(path: Path, source: bytes) -> Instrument:
    path.write_bytes(source)
    return load_instrument(path, ABOUT)


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        (FRENCH, "cp1252"),
        (FRENCH, "mac_roman"),
        (FRENCH.replace("’", "'").replace("–", "-"), "cp850"),
        (SPANISH, "mac_roman"),
        (SPANISH, "cp1252"),
        (f"{ENGLISH.replace('—', '-')} La señora tendrá tres (3) años.", "cp1252"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (CZECH, "iso8859_2"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "mac_cyrillic"),
        (ENGLISH, "mac_roman"),
        (ENGLISH, "cp1252"),
    ],
)
def test_the_code_page_is_found(tmp_path: Path, words: str, encoding: str) -> None:
    instrument = load(tmp_path / "a.txt", f"Article 1\r\r{words}\r\r{words}\r\r{words}\r".encode(encoding))
    assert words in instrument.text
    assert [finding.kind for finding in inspect(instrument).words] == [FindingKind.DECODED]


@pytest.mark.parametrize("words", [FRENCH, SPANISH, ENGLISH])
def test_what_was_encoded_twice_is_mended_with_a_remark(tmp_path: Path, words: str) -> None:
    twice = words.encode().decode("cp1252", "replace").replace("\ufffd", "").encode()
    instrument = load(tmp_path / "a.txt", b"Article 1\n\n" + twice * 3)
    assert words.split()[3] in instrument.text
    assert "encoded twice" in told(inspect(instrument).words[0])


@pytest.mark.parametrize("words", [FRENCH, SPANISH, RUSSIAN, "Ã is a letter, and so is Â.", "São Tomé e Príncipe"])
def test_what_is_right_stays(tmp_path: Path, words: str) -> None:
    instrument = load(tmp_path / "a.txt", f"Article 1\n\n{words}\n".encode())
    assert words in instrument.text
    assert inspect(instrument).words == ()


@pytest.mark.parametrize(
    "word",
    ["ﺎرʲॺاﻟ", "Stаtes", "تʦعاون", "Γοvernmeпt", "договоp"],
    ids=["a broken font map", "Cyrillic а", "Arabic and phonetic signs", "three scripts", "Latin p"],
)
def test_letters_of_several_scripts_in_one_word_are_refused(tmp_path: Path, word: str) -> None:
    with pytest.raises(SourceError, match="several scripts within one word"):
        load(tmp_path / "a.txt", f"Article 1\n\n{f'{word} ' * 40}\n".encode())


def test_a_slip_of_the_keyboard_is_no_reason_to_refuse(tmp_path: Path) -> None:
    assert load(tmp_path / "a.txt", f"Article 1\n\nStаtes agree.\n\n{ENGLISH * 20}\n".encode()).articles


@pytest.mark.parametrize(
    ("words", "remark"),
    [
        ("The State\ufffds duty. " * 3, "3 letters were lost"),
        ("The waters\ue000of ports. " * 2, "2 letters were lost"),
        ("Each Party,Having ports,Shall open them. " * 9, "words run together in 18 places"),
        ("Each PartyShall open its portsEvery day. " * 9, "words run together in 18 places"),
    ],
)
def test_what_was_lost_before_is_said(tmp_path: Path, words: str, remark: str) -> None:
    instrument = load(tmp_path / "a.txt", f"Article 1\n\n{words}\n".encode())
    assert told(inspect(instrument).words[0]).startswith(remark)


@pytest.mark.parametrize(
    "html",
    [
        "<center>Each Party</center><form>opens</form><address>its ports.</address>",
        '<span style="display:block">Each Party</span><span style="display: block">opens its ports.</span>',
        "<table><thead><tr><td>Each Party opens</td></tr></thead><tbody><tr><td>its ports.</td></tr></tbody></table>",
        "<details><summary>Each Party</summary>opens its ports.</details>",
        "<figure>Each Party<figcaption>opens its ports.</figcaption></figure>",
    ],
)
def test_what_a_browser_shows_apart_does_not_run_together(tmp_path: Path, html: str) -> None:
    page = f"<html><body><h2>Article 1</h2>{html}</body></html>"
    assert "Each Party opens its ports." in " ".join(load(tmp_path / "a.html", page.encode()).text.split())


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("UNITEDUNITED NATIONSNATIONS", "UNITED NATIONS"),
        ("TREATYTREATY", "TREATY"),
        ("Treaty on Tides", "Treaty on Tides"),
        ("aa bb", "aa bb"),
        ("Bora Bora", "Bora Bora"),
        ("couscous", "couscous"),
    ],
)
def test_words_printed_twice_to_look_bold(printed: str, words: str) -> None:
    assert undoubled(printed) == words
