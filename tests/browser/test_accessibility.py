"""What axe-core finds on every view, in both themes: nothing."""

from importlib.resources import files

import pytest
from playwright.sync_api import expect
from visiting import FAR, QUESTION, ask, fill_grid, run_evaluation

AXE = files("axe_playwright_python") / "axe.min.js"
DARK = {False: "rgb(255, 255, 255)", True: "rgb(18, 23, 30)"}
RUN = "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"


def chat(page):
    expect(page.locator(".st-key-suggestions button").first).to_be_visible()


def answer(page):
    ask(page, QUESTION).get_by_text("Why, and what is nearest").click()
    ask(page, FAR)
    page.locator(".chip").first.click()
    expect(page.locator(".st-key-source mark").first).to_be_visible()


def memo(page):
    ask(page, QUESTION).get_by_role("button", name="Memo with footnotes").click()
    expect(page.get_by_role("button", name="Word, with UN footnotes")).to_be_visible()


def library(page):
    page.get_by_text("All articles of the instrument").click()
    page.get_by_role("searchbox", name="Search this instrument").fill("malicious software")
    expect(page.locator(".contents mark").first).to_be_visible()


def instruments(page):
    expect(page.get_by_role("heading", name="In the library")).to_be_visible()


def compare(page):
    expect(page.locator(".text")).to_have_count(2)


VIEWS = {
    "chat": ("", chat),
    "answer": ("", answer),
    "memo": ("", memo),
    "library": ("library?instrument=un-convention&provision=art_59", library),
    "instruments": ("instruments", instruments),
    "compare": ("compare?left=un-convention:art_51&right=cis-agreement:art_6", compare),
    "grid": ("grid", fill_grid),
    "evaluation": ("evaluation", run_evaluation),
}


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_in_light_and_dark(visit, view):
    path, prepare = VIEWS[view]
    page = visit(path, color_scheme="light")
    prepare(page)
    page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    assert _found(page, DARK[False]) == []
    page.emulate_media(color_scheme="dark")
    assert _found(page, DARK[True]) == []


def _found(page, background):
    """What axe finds once the page has that background."""
    expect(page.locator(".stApp")).to_have_css("background-color", background)
    page.wait_for_timeout(300)  # what fades in has its colours at the end alone
    nodes = ((rule["id"], node) for rule in page.evaluate(RUN) for node in rule["nodes"])
    return [(id, node["target"], node["failureSummary"]) for id, node in nodes]
