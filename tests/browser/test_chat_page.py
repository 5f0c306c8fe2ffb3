import json
import re

import pytest
from playwright.sync_api import expect
from visiting import FAR, QUESTION, QUOTE, ask, choose, words

HOSTILE = '<script>window.hit=1</script><img src=x onerror="window.hit=1"> [a](http://evil.test) $x^2$ **b** :red[c]'
READ_CLIPBOARD = "async (kind) => (await (await navigator.clipboard.read())[0].getType(kind)).text()"


@pytest.fixture
def page(visit):
    return visit()


def test_an_answer_quotes_the_text_and_names_its_place(page):
    turn = ask(page, QUESTION)
    assert QUOTE in words(turn.locator("blockquote"))
    expect(turn.locator(".chip").first).to_contain_text("Article 59")


def test_a_chip_opens_the_source_with_the_quoted_words_highlighted(page):
    turn = ask(page, "What does article 59, paragraph 6 of the UN draft say?")
    turn.locator(".chip").first.click()
    page.locator("mark").first.wait_for()
    highlighted = "".join(page.locator("mark").all_inner_texts())
    assert " ".join(highlighted.split()) in words(turn.locator("blockquote"))
    expect(page.locator(".text mark").first).to_be_in_viewport()
    expect(page.locator(".text")).to_contain_text("1. Any State party may request another State party")


def test_one_goes_from_article_to_article_and_back(page):
    ask(page, QUESTION).locator(".chip").first.click()
    source = page.locator(".st-key-source")
    expect(source.locator("h3.title")).to_contain_text("Article 59")
    source.get_by_role("button", name="Next →").click()
    expect(source.locator("h3.title")).to_contain_text("Article 60")
    source.get_by_role("button", name="← Back").click()
    expect(source.locator("h3.title")).to_contain_text("Article 59")
    source.locator(".text a:not(.term)").first.click()
    expect(source.locator(".target")).to_contain_text("Any State party may request")
    page.keyboard.press("Escape")
    expect(source).to_have_count(0)


def test_a_follow_up_is_understood_from_what_was_said(page):
    ask(page, "What does article 59, paragraph 6 of the UN draft say?")
    turn = ask(page, "And paragraph 4?")
    expect(turn.locator(".chip").first).to_contain_text("Article 59, paragraph 4")


def test_what_is_not_answered_looks_different_and_offers_what_is_near(page):
    turn = ask(page, FAR)
    expect(turn.locator(".declined h3")).to_have_text("No answer in the instruments")
    expect(turn.locator("blockquote")).to_have_count(0)
    near = turn.locator(".declined a").first
    near.click()
    expect(page.locator(".st-key-source .target")).to_be_visible()


def test_the_scope_narrows_the_answers(page):
    page.get_by_role("combobox", name=re.compile("Look in")).click()
    page.get_by_role("option", name="CIS Agreement").click()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stChatInputTextArea")).to_have_attribute("placeholder", "Ask the CIS Agreement")
    turn = ask(page, "On what form must a request for assistance be made?")
    assert "UN draft" not in words(turn)


def test_confidence_and_nearest_passages_are_one_click_away(page):
    turn = ask(page, "When may a request for the preservation of information be refused?")
    turn.get_by_text("Why, and what is nearest").click()
    expect(turn.locator("details[open] .score").first).to_contain_text("Confidence")
    expect(turn.locator("details[open] li a").first).to_be_visible()


def test_citations_are_copied_in_three_forms(visit):
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    turn = ask(page, "What does article 6, paragraph 2 of the CIS Agreement say?")
    turn.get_by_text("Cite", exact=True).click()
    copied = {}
    for form in ("UN", "OSCOLA", "Bluebook"):
        turn.get_by_role("button", name=form, exact=True).first.click()
        expect(turn.get_by_role("button", name="Copied")).to_be_visible()
        copied[form] = page.evaluate("navigator.clipboard.readText()")
        expect(turn.get_by_role("button", name="Copied")).to_have_count(0)
    assert copied["UN"].endswith(", article 6, paragraph 2")
    assert copied["OSCOLA"].endswith("art 6(2)")
    assert "art. 6(2), June 1, 2001" in copied["Bluebook"]


@pytest.mark.parametrize("before", ["0", "window.ClipboardItem = undefined"], ids=["safely served", "by command"])
def test_an_answer_is_copied_with_its_own_numbers_as_plain_and_as_rich_text(visit, before):
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    page.evaluate(before)
    turn = ask(page, "What does article 6, paragraph 2 of the CIS Agreement say?")
    turn.get_by_role("button", name="Copy with authorities").click()
    expect(turn.get_by_role("button", name="Copied")).to_be_visible()
    plain, rich = (page.evaluate(READ_CLIPBOARD, kind) for kind in ("text/plain", "text/html"))
    assert re.search(r"confirmed in writing within three days.* \[1\]\n\n\[1\] Agreement on cooperation", plain)
    assert "<strong>Article 6, paragraph 2</strong> (CIS Agreement)" in rich
    assert re.search("<blockquote.*confirmed in writing within three days", rich)


def test_markup_in_a_question_is_shown_and_never_run(page):
    turn = ask(page, HOSTILE)
    assert " ".join(HOSTILE.split()) in words(turn.locator(".question"))
    expect(page.locator(".st-key-talk script, .turn img, .turn a[href*=evil]")).to_have_count(0)
    expect(page.get_by_test_id("stSidebar").locator("a[href*=evil], img")).to_have_count(0)
    assert page.evaluate("window.hit") is None


def test_conversations_outlast_a_reload_and_can_be_renamed_deleted_and_brought_back(page):
    ask(page, QUESTION)
    page.reload()
    side = page.get_by_test_id("stSidebar")
    side.locator("[class*=st-key-take-] button").click()
    expect(page.locator(".turn blockquote").first).to_contain_text(QUOTE)
    choose(page, "Rename")
    page.get_by_role("textbox", name="Title").fill("Preservation")
    page.get_by_role("button", name="Rename", exact=True).click()
    expect(side.get_by_role("button", name="Preservation", exact=True)).to_be_visible()
    choose(page, "Delete")
    expect(side.get_by_role("button", name="Preservation", exact=True)).to_have_count(0)
    side.get_by_role("button", name="Undo").click()
    expect(side.get_by_role("button", name="Preservation", exact=True)).to_be_visible()


def test_a_conversation_is_exported_with_its_authorities(page, tmp_path):
    ask(page, QUESTION)
    choose(page, "Export")
    with page.expect_download() as download:
        page.get_by_role("button", name="Markdown").click()
    download.value.save_as(tmp_path / "exported.md")
    exported = (tmp_path / "exported.md").read_text(encoding="utf-8")
    assert QUOTE in exported
    assert "## Authorities" in exported


def test_two_visitors_do_not_see_each_other(page, visit):
    ask(page, QUESTION)
    other = visit()
    other.get_by_text("What you ask is kept here").wait_for()
    expect(other.locator("[class*=st-key-take-]")).to_have_count(0)


def test_a_verdict_with_the_right_provision_becomes_a_line_of_a_benchmark(page, tmp_path):
    turn = ask(page, FAR)
    turn.get_by_role("button", name="Not helpful").click()
    page.get_by_role("textbox", name="The right provision").fill("article 89 (1) of the UN draft convention")
    page.get_by_role("button", name="Keep the reason").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export verdicts").click()
    download.value.save_as(tmp_path / "opinions.jsonl")
    line = json.loads((tmp_path / "opinions.jsonl").read_text(encoding="utf-8"))
    assert line["gold"] == [{"instrument": "un-convention", "eid": "art_89__para_1"}]


def test_suggested_questions_are_asked_by_a_click(page):
    page.locator(".st-key-suggestions button").first.click()
    page.locator(".turn blockquote").first.wait_for()
    before = page.locator(".turn").count()
    page.locator(".st-key-suggestions button").first.click()
    expect(page.locator(".turn")).to_have_count(before + 1)


def test_a_question_is_asked_again_or_edited(page):
    turn = ask(page, QUESTION)
    turn.get_by_role("button", name="Ask again").click()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn").nth(1).locator("blockquote").first).to_contain_text(QUOTE)
    turn.get_by_role("button", name="Edit").click()
    box = page.get_by_test_id("stChatInputTextArea")
    expect(box).to_have_value(QUESTION)
    expect(box).to_be_focused()
    expect(page.locator(".turn")).to_have_count(2)


def test_a_long_paste_says_why_it_is_not_taken(page):
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill("a word " * 400)
    page.keyboard.press("Enter")
    expect(page.get_by_text("What you typed has 2,800 characters")).to_be_visible()
    expect(box).to_have_value("a word " * 400)
    expect(page.locator(".turn")).to_have_count(0)


def test_a_verdict_asks_for_reasons_of_its_own_and_all_is_exported(page, tmp_path):
    turn = ask(page, QUESTION)
    turn.get_by_role("button", name="Helpful", exact=True).click()
    expect(page.get_by_role("heading", name="What is good about it?")).to_be_in_viewport()
    page.get_by_role("button", name="Complete").click()
    expect(page.get_by_role("button", name="Wrong provision")).to_have_count(0)
    page.get_by_role("textbox", name="Remark").fill("just so")
    page.get_by_role("button", name="Keep the reason").click()
    expect(page.get_by_role("button", name="Keep the reason")).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("button", name="Export all feedback").click()
    download.value.save_as(tmp_path / "feedback.jsonl")
    line = json.loads((tmp_path / "feedback.jsonl").read_text(encoding="utf-8"))
    assert (line["verdict"], line["reasons"], line["comment"]) == ("up", ["Complete"], "just so")


def test_a_phone_shows_the_source_over_the_answer(visit):
    page = visit(viewport={"width": 360, "height": 740}, has_touch=True)
    ask(page, QUESTION).locator(".chip").first.click()
    expect(page.locator(".text mark").first).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="✕ Close").click()
    expect(page.locator(".turn .chip").first).to_be_visible()


@pytest.mark.parametrize("view", ["Library", "Instruments"])
def test_on_a_phone_the_side_bar_leads_on_and_gives_way(visit, view):
    page = visit(viewport={"width": 360, "height": 740}, has_touch=True)
    page.locator(".reader[aria-label=Conversation]").wait_for(state="attached")
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebar").get_by_role("link", name=view).click()
    expect(page.get_by_role("heading", name=view)).to_be_in_viewport()
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")


def test_the_keyboard_alone_opens_and_closes_a_source(page):
    chip = ask(page, QUESTION).locator(".chip").first
    chip.focus()
    page.keyboard.press("Enter")
    close = page.get_by_role("button", name="✕ Close")
    close.wait_for()
    close.focus()
    page.keyboard.press("Enter")
    expect(close).to_have_count(0)


def test_nothing_leaves_the_machine(visit, server):
    page = visit()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    ask(page, QUESTION).locator(".chip").first.click()
    page.locator("mark").first.wait_for()
    assert [url for url in asked if not url.startswith((server, "data:", "blob:"))] == []
