"""What one sees while a question is answered: the question at once, then the start of the answer, and no jumps."""

import pytest
from playwright.sync_api import expect
from visiting import QUESTION, ask, words

LONG = "What does article 49 of the UN draft say?"
TOP = "element => element.getBoundingClientRect().top"


@pytest.mark.parametrize("size", [(360, 740), (1024, 768), (1440, 900)], ids=str)
def test_the_view_opens_at_the_start_of_the_answer_and_stays(visit, size):
    width, height = size
    page = visit(viewport={"width": width, "height": height})
    ask(page, QUESTION)
    turn = ask(page, LONG)
    page.wait_for_timeout(1500)
    expect(turn.locator(".question")).to_be_in_viewport()
    assert turn.evaluate(TOP) < height / 2
    page.mouse.move(width / 2, height / 2)
    page.mouse.wheel(0, 300)
    page.wait_for_timeout(500)
    before = turn.evaluate(TOP)
    turn.get_by_role("button", name="Edit").evaluate("button => button.click()")
    expect(page.get_by_test_id("stChatInputTextArea")).to_have_value(LONG)
    page.wait_for_timeout(800)
    assert abs(turn.evaluate(TOP) - before) < 2


def test_the_start_page_opens_at_its_top(visit):
    page = visit(viewport={"width": 360, "height": 740})
    page.locator(".st-key-suggestions button").first.wait_for()
    page.wait_for_timeout(1000)
    expect(page.get_by_role("heading", name="Treaty Assistant")).to_be_in_viewport()


def test_a_question_is_echoed_before_it_is_answered(visit):
    page = visit()
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(QUESTION)
    seen = """() => new Promise((done) => {
        const box = document.querySelector('[data-testid="stChatInputTextArea"]');
        const keys = {key: "Enter", code: "Enter", keyCode: 13, bubbles: true};
        box.dispatchEvent(new KeyboardEvent("keydown", keys));
        const roots = [...document.querySelectorAll("*")].map((e) => e.shadowRoot).filter((root) => root);
        const found = roots.flatMap((root) => [...root.querySelectorAll(".echo .question, .turn")]);
        done(found.map((element) => element.textContent));
    })"""
    assert page.evaluate(seen) == [QUESTION]
    page.locator(".turn").first.wait_for()
    expect(page.locator(".echo")).to_have_count(0)


def test_a_first_visit_is_light(visit):
    page = visit("library")
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.clearBrowserCache")
    came = []
    wire.on("Network.loadingFinished", lambda told: came.append(told["encodedDataLength"]))
    wire.on("Network.webSocketFrameReceived", lambda told: came.append(len(told["response"]["payloadData"])))
    page.goto(page.url.partition("library")[0])
    page.locator(".st-key-suggestions button").first.wait_for()
    page.wait_for_load_state("networkidle")
    assert len(came) > 50
    assert sum(came) < 1_500_000


def test_a_long_lead_in_is_folded_until_a_click_and_printed_whole(visit):
    page = visit()
    turn = ask(page, "article 30, paragraph 1 (b) of the UN draft")
    rest, more = turn.locator(".lead .rest"), turn.locator(".fold")
    folded, whole = "element => element.offsetWidth <= 1", words(turn.locator("blockquote")).replace(" … ", " ")
    assert rest.evaluate(folded)
    assert "Each State party shall" in whole
    page.emulate_media(media="print")
    assert not rest.evaluate(folded)
    expect(more).to_be_hidden()
    page.emulate_media(media="screen")
    more.focus()
    page.keyboard.press("Enter")
    assert not rest.evaluate(folded)
    expect(more).to_have_attribute("aria-expanded", "true")
    text = turn.get_by_role("button", name="Copy with authorities").get_attribute("data-copy")
    assert " ".join(rest.inner_text().split()) in " ".join(text.split())
