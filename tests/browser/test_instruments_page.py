import re

import pytest
from playwright.sync_api import expect
from visiting import ask, words

from corpus.shelf import stored
from corpus.storage import locked

HARBOURS = """Convention on the Keeping of Harbours

Article 1 Use

The harbour shall be open to all ships that come in peace.

Article 2 Quarantine

The master of the port may keep a ship with sickness on board apart for forty days.

Article 3 Lamps

A lamp shall burn on every pier from dusk to dawn.
"""
OTHER = "Treaty on Bridges over Rivers\n\nArticle 1 Tolls\n\nNobody who walks pays.\n\nArticle 2 Fire\n\nNo fires.\n"
NAME = "Convention on the Keeping of Harbours"
NEW = HARBOURS.replace("in peace", "in peace by day or by night").replace("forty", "fifty")
LAMP = "A lamp shall burn on every pier from dusk to dawn."
QUESTION = f"How long may a sick ship be kept apart under the {NAME}?"


@pytest.fixture
def texts(tmp_path):
    """Files to choose, and a library that is as it was afterwards."""
    (tmp_path / "harbours.md").write_text(HARBOURS, encoding="utf-8")
    (tmp_path / "new.md").write_text(NEW, encoding="utf-8")
    (tmp_path / "other.md").write_text(OTHER, encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    yield tmp_path
    with locked(stored.folder()):
        for place in list(stored.places()):
            stored.remove(place.name)


def test_an_instrument_is_added_asked_updated_and_removed(visit, texts):
    page = visit("instruments")
    page.locator("input[type=file]").set_input_files([texts / "harbours.md", texts / "empty.txt"])
    expect(page.get_by_role("region", name="What was read")).to_contain_text("3 articles")
    expect(page.get_by_text("empty.txt is empty")).to_be_visible()
    page.get_by_role("button", name="Add to the library").click()
    page.get_by_role("button", name=f"Ask: {NAME}").click()
    expect(page.get_by_test_id("stChatInputTextArea")).to_have_attribute("placeholder", f"Ask the {NAME}")
    assert "forty days" in words(ask(page, "How long may a sick ship be kept apart?"))
    assert LAMP in words(ask(page, "When shall a lamp burn on a pier?"))

    other = visit()
    assert "forty days" in words(ask(other, QUESTION))

    page.get_by_role("link", name="Instruments").click()
    _cite(page, "Status", "In force since 1 July 2004", "in force since 1 July 2004")
    _cite(page, "Adopted, place and date", "Gdansk, 3 May 1994", "in force since 1 July 2004")
    _cite(page, "Status", "", "adopted on 3 May 1994")
    other.reload()
    expect(other.locator(".turn .texts").first).to_contain_text("adopted on 3 May 1994")
    page.get_by_role("button", name=f"New version: {NAME}").click()
    page.get_by_role("dialog").locator("input[type=file]").set_input_files(texts / "new.md")
    expect(page.locator("ins")).to_have_text(["peace by day or by night.", "fifty"])
    page.get_by_role("button", name="Put it in the place of the old text").click()
    expect(page.get_by_text("Updated:")).to_be_visible()
    assert "fifty days" in words(ask(other, QUESTION))

    page.get_by_role("link", name="Chat").click()
    sick, lamp = page.locator(".turn").nth(0), page.locator(".turn").nth(1)
    expect(sick).to_contain_text("The text of article 2 has changed since [1] was quoted.")
    sick.get_by_text("What has changed in [1]").click()
    expect(sick.locator(".changes del")).to_have_text("forty")
    expect(sick.locator(".changes ins")).to_have_text("fifty")
    expect(lamp).not_to_contain_text("changed since")
    lamp.locator(".chip").first.click()
    expect(page.locator(".st-key-source mark")).to_have_text(LAMP)
    sick.locator(".chip").first.click()
    expect(page.locator(".st-key-source")).to_contain_text("Quarantine")
    expect(page.locator(".st-key-source mark")).to_have_count(0)
    page.get_by_role("link", name="Instruments").click()

    page.get_by_role("button", name=f"Previous version: {NAME}").click()
    expect(page.locator("ins")).to_have_text(["peace.", "forty"])
    page.keyboard.press("Escape")

    page.get_by_role("button", name=f"New version: {NAME}").click()
    page.get_by_role("dialog").locator("input[type=file]").set_input_files(texts / "other.md")
    expect(page.get_by_text("This may be another treaty").first).to_be_visible()
    expect(page.get_by_role("button", name="Put it in the place of the old text")).to_be_disabled()
    page.keyboard.press("Escape")

    page.get_by_role("button", name=f"Remove: {NAME}").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_text("Removed:")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^(New version|Remove): "))).to_have_count(0)
    page.get_by_role("link", name="Chat").click()
    expect(page.locator(".turn").first).to_contain_text("no longer loaded")
    assert "forty days" not in words(ask(other, QUESTION))


def _cite(page, field, said, told):
    """Change what stands in citations; the list tells of it."""
    page.get_by_role("button", name=f"Dates and number: {NAME}").click()
    page.get_by_role("dialog").get_by_role("textbox", name=field).fill(said)
    page.get_by_role("dialog").get_by_role("button", name="Keep").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".shelved", has_text=NAME)).to_contain_text(told)
