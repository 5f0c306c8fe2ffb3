"""Each conversation has an address, which outlasts reloads, Back and Forward, a second window and a lost connection."""

import re

import pytest
from playwright.sync_api import expect
from visiting import FAR, QUESTION, QUOTE, ask

CONVERSATION = re.compile(r"\?conversation=[0-9a-f]{32}$")
OTHER = "How can a State withdraw from the CIS Agreement?"

# Keeps hold of every connection to the server, and lets what is sent get lost while `asleep`.
SLEEPY = """
window.connections = []; window.asleep = false;
window.WebSocket = class extends WebSocket {
  constructor(...all) { super(...all); window.connections.push(this); }
  send(what) { if (!window.asleep) super.send(what); }
};
"""


@pytest.fixture
def page(visit):
    return visit()


def test_a_reload_keeps_the_conversation_and_the_open_source(page):
    turn = ask(page, QUESTION)
    expect(page).to_have_url(CONVERSATION)
    turn.locator(".chip").first.click()
    expect(page.locator(".st-key-source mark").first).to_be_visible()
    page.reload()
    expect(page.locator(".turn blockquote").first).to_contain_text(QUOTE)
    expect(page.locator(".st-key-source mark").first).to_contain_text("preservation effected")


def test_back_closes_the_source_and_leads_from_conversation_to_conversation(page):
    ask(page, QUESTION).locator(".chip").first.click()
    source = page.locator(".st-key-source")
    expect(source).to_be_visible()
    page.go_back()
    expect(source).to_have_count(0)
    expect(page.locator(".turn")).to_have_count(1)
    page.go_forward()
    expect(source.locator("mark").first).to_be_visible()
    page.get_by_role("button", name="✕ Close").click()
    expect(source).to_have_count(0)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".turn")).to_have_count(0)
    ask(page, FAR)
    expect(page).to_have_url(CONVERSATION)
    page.go_back()
    expect(page.locator(".turn")).to_have_count(0)
    page.go_back()
    expect(page.locator(".turn blockquote").first).to_contain_text(QUOTE)


def test_another_view_and_back_keep_the_conversation(page):
    ask(page, QUESTION)
    page.get_by_role("link", name="Library").click()
    expect(page.get_by_role("heading", name="Library")).to_be_visible()
    page.get_by_role("link", name="Chat").click()
    expect(page.locator(".turn blockquote").first).to_contain_text(QUOTE)
    expect(page).to_have_url(CONVERSATION)


def test_two_windows_on_one_conversation_lose_no_turn(page):
    ask(page, QUESTION)
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator(".turn")).to_have_count(1)
    ask(page, OTHER)
    ask(other, FAR)
    expect(other.locator(".turn")).to_have_count(3)
    page.reload()
    expect(page.locator(".turn .question")).to_contain_text([QUESTION, OTHER, FAR])


def test_the_address_of_a_stranger_shows_nothing_and_says_so(page, visit):
    ask(page, QUESTION)
    expect(page).to_have_url(CONVERSATION)
    stranger = visit(page.url.rpartition("/")[2])
    expect(stranger.get_by_text("not kept for this browser")).to_be_visible()
    expect(stranger.locator(".turn")).to_have_count(0)


@pytest.mark.parametrize("before", [0, 1], ids=["the first", "a later one"])
def test_a_question_that_is_sent_while_the_connection_sleeps_is_answered(page, before):
    page.add_init_script(SLEEPY)
    page.reload()
    for _ in range(before):
        ask(page, OTHER)
        expect(page).to_have_url(CONVERSATION)
    box = page.get_by_test_id("stChatInputTextArea")
    box.wait_for()
    page.evaluate("window.asleep = true")
    box.fill(QUESTION)
    box.press("Enter")
    expect(page.locator(".echo")).to_contain_text(QUESTION)
    page.evaluate("window.asleep = false; window.connections.forEach((one) => one.close())")
    expect(page.locator(".turn")).to_have_count(before + 1)
    expect(page.locator(".turn").last.locator("blockquote").first).to_contain_text(QUOTE)
    expect(page.locator(".echo")).to_have_count(0)


def test_questions_that_are_typed_before_the_first_is_answered_are_answered_after_it(page):
    page.add_init_script(SLEEPY)
    page.reload()
    box = page.get_by_test_id("stChatInputTextArea")
    box.wait_for()
    page.evaluate("window.asleep = true")
    for place, question in enumerate((QUESTION, FAR, OTHER), start=1):
        box.fill(question)
        box.press("Enter")
        expect(page.locator(".echo")).to_have_count(place)
        expect(box).to_have_value("")
    page.evaluate("window.asleep = false; window.connections.forEach((one) => one.close())")
    expect(page.locator(".turn .question")).to_contain_text([QUESTION, FAR, OTHER])
    expect(page.locator(".turn")).to_have_count(3)
    expect(page.locator(".echo")).to_have_count(0)
