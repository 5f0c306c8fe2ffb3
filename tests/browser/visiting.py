"""What a visitor does on the page, in a word each."""

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
