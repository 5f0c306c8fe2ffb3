"""Prose on the page while it is written: the quotes at once, words in grey, and a sentence black once it was held."""

import threading

import pytest
import scripted
from playwright.sync_api import expect
from serving import PATIENCE, page_server
from visiting import QUESTION, QUOTE, ask

TRUE = "Preservation shall be for a period of not less than 90 days [1]."
FALSE = "The sky is blue and grass is green [1]."
GREY, BLACK = "0.45", "1"


class Model:
    """A language model that writes on when it is told to."""

    def __init__(self):
        self._steps = [(TRUE[:22], threading.Event()), (f"{TRUE[22:]} {FALSE[:11]}", threading.Event())]
        self._steps.append((FALSE[11:], threading.Event()))

    def write(self, handler, _):
        scripted.head(handler)
        for words, told in self._steps:
            told.wait(PATIENCE / 1000)
            scripted.event(handler, scripted.piece(words))
        scripted.event(handler, scripted.piece(None, "stop"))
        scripted.event(handler, "[DONE]")

    def go_on(self):
        next(told for _, told in self._steps if not told.is_set()).set()


@pytest.fixture
def model():
    return Model()


@pytest.fixture
def page(visit, model, home, repository):
    """A page whose settings name that model, with its switch on."""
    with scripted.serving(model.write) as server:
        environment = {"TREATY_HOME": str(home), "TREATY_LLM": "m", "OPENAI_BASE_URL": server.address}
        with page_server(repository, environment) as address:
            page = visit(at=address)
            page.get_by_text("Write an answer above the quotes").click()
            yield page


def test_quotes_stand_at_once_and_each_sentence_turns_black_when_it_was_held(page, model):
    turn = ask(page, QUESTION)
    expect(turn.locator("blockquote").first).to_contain_text(QUOTE)
    written = page.get_by_role("status").filter(has_text="Preservation shall")
    expect(written).to_have_count(0)

    model.go_on()
    pending = written.locator("span")
    expect(pending).to_have_text(TRUE[:22])
    expect(pending).to_have_css("opacity", GREY)

    model.go_on()
    expect(pending).to_have_text(FALSE[:11])
    expect(written).to_have_text(f"{TRUE} {FALSE[:11]}")
    expect(written).to_have_css("opacity", BLACK)
    expect(turn.locator("blockquote").first).to_contain_text(QUOTE)

    model.go_on()
    prose = turn.locator(".prose")
    expect(prose).to_contain_text("Preservation shall be for a period of not less than 90 days")
    expect(prose).not_to_contain_text("The sky")
    expect(turn.get_by_text("Struck, as the text does not bear it out (1)")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Preservation shall")).to_have_count(0)
