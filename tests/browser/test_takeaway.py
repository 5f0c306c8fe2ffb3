"""What an answer says at first sight, and what people take away: a memo, a grid, a printed page."""

import re
from io import BytesIO
from zipfile import ZipFile

from playwright.sync_api import expect
from pypdf import PdfReader
from visiting import FAR, QUESTION, QUOTE, ask, fill_grid, words


def test_the_deciding_words_come_first_and_are_bold_in_the_quote(visit):
    turn = ask(visit(), "How long must preserved data be kept under article 59 of the UN draft?")
    expect(turn.locator(".headline").first).to_contain_text(
        f"UN draft convention, article 59, paragraph 6: for a period of {QUOTE}"
    )
    expect(turn.locator("blockquote strong").first).to_contain_text(QUOTE)
    expect(turn.locator(".texts")).to_have_text("Text: UN draft convention, draft of 30 July 2021.")
    lead = turn.locator("p:has(+ blockquote)").first
    expect(lead.locator(".chip")).to_have_text("1 · Article 59, paragraph 6")
    expect(turn.locator("blockquote .chip")).to_have_count(0)


def test_lines_hold_as_many_letters_as_read_well_and_answers_are_as_wide_as_the_input(visit):
    page = visit(viewport={"width": 1440, "height": 900})
    quote = ask(page, QUESTION).locator("blockquote p").first
    widths = """element => {
        const range = document.createRange(), text = element.innerText.length;
        range.selectNodeContents(element);
        return text / new Set([...range.getClientRects()].map((box) => Math.round(box.bottom / 10))).size;
    }"""
    assert 50 <= quote.evaluate(widths) <= 75
    answer = page.locator(".st-key-talk").bounding_box()
    typed = page.get_by_test_id("stChatInput").bounding_box()
    assert abs(answer["x"] - typed["x"]) < 4
    assert abs(answer["width"] - typed["width"]) < 8


def test_a_memo_of_one_answer_has_footnotes_in_the_form_that_is_chosen(visit):
    page = visit()
    ask(page, FAR)
    ask(page, QUESTION).get_by_role("button", name="Memo with footnotes").click()
    page.get_by_role("dialog").get_by_text("OSCOLA").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Word, with OSCOLA footnotes").click()
    with ZipFile(BytesIO(download.value.path().read_bytes())) as memo:
        assert "(draft of 30 July 2021) UN Doc A/75/980 art 59(6)" in memo.read("word/footnotes.xml").decode()
        assert FAR not in memo.read("word/document.xml").decode()


def test_a_grid_is_filled_and_leads_to_the_text(visit):
    page = visit("grid")
    fill_grid(page)
    grid = page.locator(".grid")
    expect(grid.locator("tbody tr").nth(1).locator("td")).to_have_text(["silent", "silent"])
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    assert QUOTE in download.value.path().read_text(encoding="utf-8-sig")
    grid.locator(".chip").first.click()
    expect(page.locator(".text mark").first).to_contain_text("preservation effected")


def test_what_is_printed_is_the_conversation_alone(visit):
    page = visit()
    ask(page, QUESTION)
    ask(page, "What does article 49 of the UN draft say?")
    text = " ".join("".join(sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf())).pages).split())
    assert QUOTE in text
    assert "article 49" in text
    for beside in ("New conversation", "Search conversations", "Go on with", "Ask the UN draft", "Why, and what"):
        assert beside not in text


def test_a_term_shows_its_definition_and_is_looked_up_in_all_instruments(visit):
    page = visit("library?instrument=un-convention&provision=art_10")
    term = page.locator("a.term").first
    expect(term).to_have_attribute("title", re.compile(r"\w{3}"))
    page.get_by_role("searchbox", name="Search this instrument").fill("malicious software")
    defined = page.locator(".defined")
    expect(defined.locator("a")).to_have_count(2)
    assert "CIS Agreement" in words(defined)
    page.get_by_role("searchbox", name="Search this instrument").fill("botnet")
    expect(page.get_by_text("Not defined in: CIS Agreement.")).to_be_visible()


def test_compare_opens_on_the_pair_of_the_last_answer_with_shared_words_marked(visit):
    page = visit()
    ask(page, "On what grounds may assistance be refused under the UN draft and the CIS Agreement?")
    page.get_by_role("link", name="Compare").click()
    expect(page.locator(".text")).to_have_count(2)
    expect(page.locator(".text").nth(0)).to_contain_text("Article 52")
    expect(page.locator(".text").nth(1)).to_contain_text("Article 8")
    expect(page.locator(".text .shared").first).to_be_visible()
