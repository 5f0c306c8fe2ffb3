"""Everything can be done by one who only types, and read on a phone."""

import pytest
from playwright.sync_api import expect
from visiting import FAR, QUESTION, QUOTE, ask, fill_grid

# What has the focus, through shadow roots: its name, as one hears it.
FOCUSED = """() => {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  return one ? (one.ariaLabel || one.textContent || one.placeholder || one.tagName).trim() : "";
}"""
# The names of all that can be clicked inside our own blocks.
CLICKABLE = """() => [...document.querySelectorAll("*")].filter((e) => e.shadowRoot)
  .flatMap((e) => [...e.shadowRoot.querySelectorAll("button:not([disabled]), a[href], summary")])
  .filter((e) => e.checkVisibility()).map((e) => (e.ariaLabel || e.textContent || "").trim())"""
STEPS = 250


def tab_to(page, name):
    """Press Tab until something of that name has the focus."""
    for _ in range(STEPS):
        page.keyboard.press("Tab")
        if name in page.evaluate(FOCUSED):
            return
    pytest.fail(f"Tab never comes to {name!r}")


def test_one_asks_reads_the_source_and_goes_to_another_view_by_typing_alone(visit):
    page = visit()
    page.locator(".st-key-suggestions button").last.wait_for()
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".turn blockquote").first).to_contain_text(QUOTE)
    tab_to(page, "1 · Article 59")
    page.keyboard.press("Enter")
    source = page.locator(".st-key-source")
    expect(source.locator("mark").first).to_be_visible()
    tab_to(page, "Next →")
    page.keyboard.press("Enter")
    expect(source.locator("h3.title")).to_contain_text("Article 60")
    page.keyboard.press("Escape")
    expect(source).to_have_count(0)
    tab_to(page, "Memo with footnotes")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    tab_to(page, "Library")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Library")).to_be_visible()


def answered(page):
    ask(page, QUESTION)
    ask(page, FAR)


@pytest.mark.parametrize(
    ("path", "prepare"),
    [("", answered), ("library?instrument=cis-agreement", str), ("grid", fill_grid)],
    ids=["chat", "library", "grid"],
)
def test_tab_comes_to_everything_that_can_be_clicked(visit, path, prepare):
    page = visit(path)
    prepare(page)
    page.locator(".reader button, .reader a").first.wait_for()
    page.evaluate("document.activeElement.blur()")
    wanted, seen = set(page.evaluate(CLICKABLE)), set()
    for _ in range(STEPS):
        page.keyboard.press("Tab")
        seen.add(page.evaluate(FOCUSED))
        if wanted <= seen:
            break
    assert wanted - seen == set()


@pytest.mark.parametrize("path", ["", "library?instrument=un-convention&provision=art_59", "compare", "instruments"])
def test_a_phone_never_scrolls_sideways(visit, path):
    page = visit(path, viewport={"width": 360, "height": 740})
    if not path:
        ask(page, QUESTION)
    page.locator(".reader").first.wait_for()
    page.wait_for_timeout(500)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 360


def test_on_a_phone_the_article_and_its_instrument_stay_in_sight(visit):
    page = visit(viewport={"width": 360, "height": 740})
    ask(page, "What does article 49 of the UN draft say?").locator(".chip").first.click()
    head = page.locator(".st-key-source [data-block=head]")
    expect(head).to_contain_text("UN draft convention")
    expect(head).to_contain_text("Article 49")
    page.mouse.move(180, 500)
    page.mouse.wheel(0, 1200)
    expect(page.locator(".st-key-source h3.title")).not_to_be_in_viewport()
    expect(head.locator(".here")).to_be_in_viewport()
