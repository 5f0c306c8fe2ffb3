import json
import re
from html.parser import HTMLParser

import pytest
from streamlit.testing.v1 import AppTest

from assistant.answer import Answer, Citation, Reason, Status
from assistant.conversation import Conversation, Turn
from assistant.ui import answers, chat, desk, markup, provision, source, suggestions
from assistant.ui.uploads import MOST
from corpus.citations.references import CrossReferences, cross_references
from corpus.model import About
from corpus.shelf.bundle import WAYS
from corpus.shelf.collection import Corpus
from corpus.shelf.loading import load_instrument

QUESTION = "What does article 59, paragraph 6 of the UN draft say?"
PLACE = ("un-convention", "art_59__para_6")


@pytest.fixture
def app(home, repository):  # noqa: ARG001  # with an index
    test = AppTest.from_file(str(repository / "assistant" / "ui" / "page.py"), default_timeout=300)
    return test.run()


def blocks(app, label):
    """The HTML that a reader shows, by the label that those who hear the page are told."""
    shown = (json.loads(element.proto.json) for element in app.get("bidi_component"))
    found = next(data for data in shown if data["label"] == label)
    return "".join(block["html"] for block in found["blocks"])


def test_an_empty_page_suggests_questions(app):
    assert not app.exception
    suggestions = [button.label for button in app.main.button]
    assert len(suggestions) >= 3
    assert all(label.endswith("?") for label in suggestions)


def test_a_question_becomes_a_turn_and_a_conversation_in_the_side_bar(app):
    app.chat_input[0].set_value(QUESTION).run()
    assert "not less than 90 days" in blocks(app, "Conversation")
    assert any("article 59" in button.label for button in app.sidebar.button)


def test_a_declined_question_says_so_and_offers_what_is_near(app):
    app.chat_input[0].set_value("What is the capital of France?").run()
    shown = blocks(app, "Conversation")
    assert 'class="declined"' in shown
    assert "What is near, though it is no answer" in shown


def test_an_invalid_question_is_told_in_words(app):
    app.chat_input[0].set_value("???").run()
    assert "This could not be looked up" in blocks(app, "Conversation")
    assert not app.exception


def test_a_question_that_is_too_long_is_told_and_stays_where_it_was_typed(app):
    app.chat_input[0].set_value("word " * 500).run()
    assert "2,500 characters, and a question may have 2,000" in app.error[0].value.replace("\\", "")
    assert not app.sidebar.menu_button


def test_a_question_is_asked_again_and_edited(app):
    app.chat_input[0].set_value(QUESTION).run()
    shown = blocks(app, "Conversation")
    assert f'data-do="ask" data-question="{QUESTION}"' in shown
    assert 'data-do="edit" data-turn="0"' in shown


def test_a_suggestion_is_asked(app):
    app.main.button[0].click().run()
    assert "<blockquote>" in blocks(app, "Conversation")


def test_a_new_conversation_begins_empty_and_the_old_one_can_be_taken_up(app):
    app.chat_input[0].set_value(QUESTION).run()
    app.sidebar.button(key="new").click().run()
    assert "90 days" not in blocks(app, "Conversation")
    old = next(button for button in app.sidebar.button if "59" in button.label)
    old.click().run()
    assert "90 days" in blocks(app, "Conversation")


def test_the_address_follows_the_conversation_and_leads_to_it(app):
    app.chat_input[0].set_value(QUESTION).run()
    id = app.session_state["desk"].conversation.id
    assert id in app.query_params["conversation"]
    app.sidebar.button(key="new").click().run()
    assert "conversation" not in app.query_params
    app.query_params["conversation"] = id
    app.run()
    assert "90 days" in blocks(app, "Conversation")


def test_a_question_that_was_taken_up_is_not_taken_up_twice(app):
    app.chat_input[0].set_value(QUESTION).run()
    assert len(app.session_state["desk"].conversation) == 1
    now = {"session": app.session_state["desk"].session, "taken": 0, "conversation": "", "turns": 0}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chat, "desk", lambda: app.session_state["desk"])
        patch.setattr(chat, "ask", lambda _: pytest.fail("it was answered already"))
        chat._ask_once({"do": "ask", "question": QUESTION, **now})


def test_a_deleted_conversation_is_brought_back(app):
    app.chat_input[0].set_value(QUESTION).run()
    app.sidebar.menu_button[0].click("Delete").run()
    assert not app.sidebar.menu_button
    app.sidebar.button(key="undo").click().run()
    assert "90 days" in blocks(app, "Conversation")


def test_the_search_of_conversations_narrows_the_list(app):
    app.chat_input[0].set_value(QUESTION).run()
    app.sidebar.text_input(key="wanted").set_value("extradition").run()
    assert not app.sidebar.menu_button
    app.sidebar.text_input(key="wanted").set_value("ARTICLE 59").run()
    assert len(app.sidebar.menu_button) == 1


def test_the_scope_is_kept_to(app):
    app.sidebar.multiselect(key="scope").set_value(["cis-agreement"]).run()
    assert app.chat_input[0].placeholder == "Ask the CIS Agreement"
    app.chat_input[0].set_value("In what form must a request for assistance be made?").run()
    assert "UN draft convention" not in blocks(app, "Conversation")


def test_the_library_opens_the_provision_of_the_address(home):  # noqa: ARG001
    app = AppTest.from_function(_library, default_timeout=300)
    app.query_params["instrument"], app.query_params["provision"] = PLACE
    app.run()
    assert not app.exception
    assert app.header[0].value.startswith("Article 59")
    assert "target" in blocks(app, "Text")


def test_every_unit_of_every_instrument_can_be_shown(home):  # noqa: ARG001
    app = AppTest.from_function(_everything, default_timeout=300).run()
    assert not app.exception
    assert int(app.markdown[0].value) > 100


def test_a_comparison_shows_both_sides(home):  # noqa: ARG001
    app = AppTest.from_function(_compare, default_timeout=300)
    app.query_params["left"] = "un-convention:art_4"
    app.run()
    assert not app.exception
    assert "Use of terms" in blocks(app, "The left provision")
    assert "Basic terms" in blocks(app, "The right provision")


def _library():
    from assistant.ui import library

    library.show()


def _compare():
    from assistant.ui import compare

    compare.show()


def _everything():
    import streamlit as st

    from assistant.ui.desk import Opened
    from assistant.ui.provision import units
    from assistant.ui.resources import corpus
    from assistant.ui.source import blocks_of

    shown = 0
    for instrument in corpus().values():
        for unit in units(instrument):
            blocks_of(Opened(instrument.id, unit.eid))
            shown += 1
    st.markdown(str(shown))


HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)>" onclick="x" [a](javascript:x) $x$'


def test_prose_escapes_everything_and_puts_chips_in_place():
    shown = markup.prose(f"**{HOSTILE}**:\n> {HOSTILE} [1] [2]", {1: "<i>chip</i>"})
    assert "<script" not in shown
    assert "<img" not in shown
    assert shown.count("<i>chip</i>") == 1
    assert "[2]" in shown
    assert shown.startswith("<p><strong>")
    assert "<blockquote><p>" in shown


def test_escaped_signs_of_markdown_are_shown_as_they_stand():
    assert markup.prose("a \\[1\\] \\*b\\* \\<", {1: "chip"}) == "<p>a [1] *b* &lt;</p>"


def test_attributes_cannot_be_broken_out_of():
    assert 'onclick="x"' not in markup.tag("button", "", data_copy=HOSTILE)


def test_labels_are_no_markdown():
    label = markup.label("[a](http://b) $x$ :red[c] **d**\n# e <b>")
    assert "\n" not in label
    assert ":red" not in label
    assert not re.search(r"(?<!\\)[\[\]()$*#<>]", label)


def test_marks_may_overlap_and_lose_nothing():
    marks = [markup.Mark(2, 6, "<mark>"), markup.Mark(4, 8, '<a href="x">'), markup.Mark(20, 30, "<u>")]
    shown = markup.marked("ab<defghij", 0, 10, marks)
    assert shown == 'ab<mark>&lt;d</mark><a href="x"><mark>ef</mark></a><a href="x">gh</a>ij'


def test_markup_in_an_instrument_is_shown_and_never_run(monkeypatch, tmp_path):
    file = tmp_path / "evil.txt"
    lines = ("Article 1", HOSTILE, f"1. {HOSTILE} See article 2.", "Article 2", "End", "The end.")
    file.write_text("\n\n".join(lines), encoding="utf-8")
    instrument = load_instrument(file, About("evil", HOSTILE, HOSTILE, status=HOSTILE))
    loaded = Corpus([instrument])
    for module in (answers, desk, provision, source):
        monkeypatch.setattr(module, "corpus", lambda: loaded)
    for module in (provision, source):
        monkeypatch.setattr(module, "references", lambda _: CrossReferences(instrument))
    shown = "".join(source.blocks_of(desk.Opened("evil", "art_1", 10, 60)).values())
    assert "alert(1)" in shown
    tags, attributes = _elements(shown)
    assert not tags & {"script", "img"}
    assert not any(name.startswith("on") for name in attributes)


def _elements(html):
    """The names of the tags and of the attributes as a browser reads them."""
    names = set(), set()
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: (names[0].add(tag), names[1].update(name for name, _ in attrs))
    parser.feed(html)
    return names


def test_a_kept_answer_outlasts_its_instrument(monkeypatch):
    monkeypatch.setattr(answers, "corpus", lambda: Corpus([]))
    monkeypatch.setattr(answers, "short_title", lambda id: id)
    cited = Citation(1, "gone", "art_1", "article 1", "Purposes", "All the words.", 0, 14)
    answer = Answer("What?", Status.ANSWERED, "> All the words. [1]", (cited,))
    shown = answers.turn_html(Turn.of("What?", answer), 0, None, "")
    assert "All the words." in shown
    assert "no longer loaded" in shown


@pytest.mark.parametrize(
    ("status", "reason", "title"),
    [
        (Status.NOT_FOUND, Reason.NOT_IN_TEXT, "No answer in the instruments"),
        (Status.NOT_FOUND, Reason.OTHER_INSTRUMENT, "No answer in the instruments"),
        (Status.NOT_FOUND, Reason.NO_SUCH_PROVISION, "No answer in the instruments"),
        (Status.NOT_FOUND, None, "No answer in the instruments"),
        (Status.NOT_FOUND, Reason.UNCLEAR, "Which one is meant?"),
        (Status.NOT_FOUND, Reason.NOT_A_QUESTION, "What next?"),
        (Status.INVALID, Reason.INVALID, "This could not be looked up"),
    ],
)
def test_a_decline_is_headed_by_its_reason_and_offers_its_choices(status, reason, title):
    answer = Answer("why?", status, message="told why", reason=reason, choices=("article 5", "article <6>"))
    shown = answers.turn_html(Turn.of("why?", answer), 0, None, "")
    assert f"<h3>{title}</h3>" in shown
    assert "Told why" in shown
    for choice in ("article 5", "article &lt;6&gt;"):
        assert f'data-question="{choice}"' in shown
        assert f">{choice}</button>" in shown


def test_every_question_that_the_start_page_shows_is_answered(assistant):
    declined = [q for way in WAYS for q in way.questions if not assistant.ask(q).answered]
    assert declined == []


@pytest.mark.parametrize(
    ("question", "suggestion"),
    [
        ("How can a State withdraw?", "What does the UN draft convention say on this?"),
        ("How can a State withdraw?", "What does article 88 of the UN draft convention, “Denunciation”, say?"),
        ("What does article 56 of the UN draft say?", "Which articles refer to article 56 of the UN draft convention?"),
    ],
)
def test_what_is_suggested_after_an_answer_is_put_from_the_structure_and_answered(
    assistant, monkeypatch, question, suggestion
):
    monkeypatch.setattr(suggestions, "corpus", lambda: assistant.corpus)
    monkeypatch.setattr(suggestions, "short_title", lambda id: assistant.corpus[id].about.short_title)
    monkeypatch.setattr(suggestions, "references", lambda id: cross_references(assistant.corpus[id]))
    chat = assistant.chat()
    chat.ask(question)
    offered = suggestions.suggested(chat.conversation)
    assert suggestion in offered
    assert all(assistant.chat(chat.conversation).ask(one).answered for one in offered)


def test_after_a_decline_nothing_is_suggested_beside_what_is_near():
    declined = Turn.of("x", Answer("x", Status.NOT_FOUND))
    assert suggestions.suggested(Conversation((declined,))) == ()


def test_the_settings_keep_the_page_local_and_silent(repository):
    settings = (repository / ".streamlit/config.toml").read_text(encoding="utf-8")
    assert "gatherUsageStats = false" in settings
    assert 'address = "localhost"' in settings
    served = repository / "assistant/ui/.streamlit/config.toml"
    assert served.read_text(encoding="utf-8") == settings, "both ways of starting the page read the same settings"
    assert f"maxUploadSize = {MOST}\n" in settings, "the server takes no more than a reader of files does"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_colours_can_be_read(repository, theme):
    import tomllib

    colours = tomllib.loads((repository / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"][theme]
    for ink in ("textColor", "linkColor", "primaryColor"):
        for paper in ("backgroundColor", "secondaryBackgroundColor"):
            assert _contrast(colours[ink], colours[paper]) >= 4.5


def _contrast(one, other):
    """The contrast ratio of WCAG 2.2."""
    dark, light = sorted(_luminance(colour) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour):
    shares = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
