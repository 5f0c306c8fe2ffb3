import re

from playwright.sync_api import expect
from visiting import words


def test_an_address_opens_its_provision(visit):
    page = visit("library?instrument=cis-agreement&provision=art_6__para_2")
    expect(page.get_by_role("heading", name="Article 6, paragraph 2")).to_be_visible()
    expect(page.locator(".target")).to_contain_text("Requests for assistance shall be made in writing")


def test_an_unknown_address_is_told_and_the_library_opens_all_the_same(visit):
    page = visit("library?instrument=cis-agreement&provision=%3Cscript%3E")
    expect(page.get_by_text("names a provision that is not loaded")).to_be_visible()
    expect(page.locator(".text")).to_be_visible()


def test_the_contents_lead_to_an_article_and_the_address_follows(visit):
    page = visit("library")
    page.locator(".contents").get_by_role("link", name=re.compile("^Article 3[. ]")).click()
    expect(page.get_by_role("heading", name="Article 3", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile("provision=art_3$"))
    page.go_back()
    expect(page.get_by_role("heading", name="Article 1", exact=True)).to_be_visible()


def test_the_search_finds_as_one_types(visit):
    page = visit("library")
    page.get_by_role("searchbox", name="Search this instrument").press_sequentially("extradition")
    expect(page.locator(".contents .excerpt").first).to_be_visible()
    assert "Extradition" in words(page.locator(".contents a"))


def test_a_number_is_a_pinpoint_and_words_are_marked_in_all_instruments(visit):
    page = visit("library")
    box, hits = page.get_by_role("searchbox", name="Search this instrument"), page.locator(".contents a")
    box.fill("59(6)")
    expect(hits.first).to_contain_text("Article 59, paragraph 6")
    box.fill("extradition")
    expect(page.locator(".contents mark").first).to_have_text(re.compile("extradition", re.IGNORECASE))
    expect(page.locator(".contents")).not_to_contain_text("(CIS Agreement)")
    page.get_by_text("In all instruments").click()
    box.fill("depositary")
    expect(page.locator(".contents")).to_contain_text("(CIS Agreement)")
    expect(page.locator(".contents")).to_contain_text("(UN draft convention)")
    box.fill("zzyzx")
    expect(page.get_by_text("None of these words is found")).to_be_visible()


def test_the_graph_of_references_can_be_walked(visit):
    page = visit("library?instrument=un-convention&provision=art_59")
    graph = page.get_by_role("group", name="Cross-references of article 59")
    graph.get_by_role("link", name="Article 60").click()
    expect(page.get_by_role("heading", name="Article 60", exact=True)).to_be_visible()


def test_two_provisions_stand_side_by_side(visit):
    page = visit("compare?left=un-convention:art_51&right=cis-agreement:art_6")
    expect(page.locator(".text")).to_have_count(2)
    expect(page.locator(".text").nth(0)).to_contain_text("Article 51")
    expect(page.locator(".text").nth(1)).to_contain_text("Requests for assistance")
    near = page.locator("[data-block=near] button").first
    title = near.inner_text()
    near.click()
    expect(page.locator(".text").nth(0)).to_contain_text(title.split(".")[0])


def test_a_failure_of_an_evaluation_opens_in_the_chat(visit, tmp_path):
    file = tmp_path / "mine.jsonl"
    file.write_text(
        '{"id": "a", "question": "What is the capital of <b>France</b>?", "answerable": true,'
        ' "gold": [{"instrument": "cis-agreement", "eid": "art_1"}], "also_ok": [], "facts": []}\n',
        encoding="utf-8",
    )
    page = visit("evaluation")
    page.get_by_text("A file of mine").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Run", exact=True).click()
    page.get_by_role("button", name="What is the capital of <b>France</b>?").click()
    expect(page.locator(".turn .declined")).to_be_visible()


def test_a_file_that_is_no_benchmark_is_told(visit, tmp_path):
    file = tmp_path / "mine.jsonl"
    file.write_text("<script>\n", encoding="utf-8")
    page = visit("evaluation")
    page.get_by_text("A file of mine").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_text("this is not JSON")).to_be_visible()
