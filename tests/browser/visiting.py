"""What a visitor does on the page, in a word each."""

import json

QUOTE = "not less than 90 days"
QUESTION = "How long must preserved data be kept under article 59 of the UN draft?"
FAR = "What is the capital of France?"


def ask(page, question):
    """Type a question, and wait for the turn that it becomes."""
    turns = page.locator(".turn")
    page.get_by_test_id("stChatInputTextArea").wait_for()
    before = turns.count()
    page.get_by_test_id("stChatInputTextArea").fill(question)
    page.keyboard.press("Enter")
    turns.nth(before).wait_for()
    return turns.nth(before)


def words(locator):
    """The text of all that is found, white space collapsed."""
    return " ".join(" ".join(locator.all_inner_texts()).split())


def choose(page, what):
    """Choose from the menu of the one conversation in the side bar."""
    page.locator("[class*=st-key-menu-] button").click()
    page.get_by_role("menuitem", name=what).or_(page.get_by_role("option", name=what)).click()


def fill_grid(page):
    """Ask both instruments two questions on the grid."""
    page.get_by_role("textbox", name="Questions, one a line").fill(f"{QUESTION}\n{FAR}")
    page.get_by_role("button", name="Fill the grid").click()
    page.locator(".grid blockquote").first.wait_for()


def run_evaluation(page):
    """Run a benchmark of two questions, one of which is answered wrongly."""
    page.get_by_text("A file of mine").click()
    lines = (
        {"id": "a", "question": FAR, "answerable": True, "gold": [{"instrument": "cis-agreement", "eid": "art_1"}]},
        {
            "id": "b",
            "question": QUESTION,
            "answerable": True,
            "gold": [{"instrument": "un-convention", "eid": "art_59"}],
        },
    )
    rows = "".join(json.dumps({"also_ok": [], "facts": [], **line}) + "\n" for line in lines)
    file = {"name": "mine.jsonl", "mimeType": "application/jsonl", "buffer": rows.encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Run", exact=True).click()
    page.get_by_role("button", name=FAR).wait_for()
