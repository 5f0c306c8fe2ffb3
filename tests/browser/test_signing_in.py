"""Two people, two browsers, one server: a real OpenID provider signs them in, and neither sees what is the other's."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from serving import PATIENCE, free_port, wait
from visiting import words

from assistant.audit import Deed, Trail
from assistant.people import People, Role

ANA, BO, EVE = "ana@ministry.example", "bo@ministry.example", "eve@elsewhere.example"
QUESTION, OTHER = "How long must preserved data be kept?", "What are the chapters of the UN draft?"
"""Questions that the page offers."""
SECRETS = """
[auth]
redirect_uri = "{page}/oauth2callback"
cookie_secret = "only for this test, and long enough for a signature"
client_id = "treaties"
client_secret = "secret"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


def choose(page, question):
    """Ask one of the questions that an empty page offers, and wait for the turn that it becomes."""
    page.locator("[class*=st-key-way-]").get_by_role("button", name=question).click()
    page.locator(".turn").first.wait_for()


@pytest.fixture(scope="module")
def provider():
    """The address of an OpenID provider that knows three people."""
    port = free_port()
    claims = [{"sub": who.partition("@")[0], "email": who, "email_verified": True} for who in (ANA, BO, EVE)]
    users = [part for one in claims for part in ("--user-claims", json.dumps(one))]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), *users]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        address = f"http://localhost:{port}"
        try:
            wait(address, process, "/.well-known/openid-configuration")
            yield address
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def team(home, repository, executable, provider, tmp_path_factory):  # noqa: ARG001  # without a browser nothing is served
    """The address of a page that asks who one is, and the folder that is kept in."""
    folder = tmp_path_factory.mktemp("team")
    shutil.copytree(home / "indexes", folder / "indexes")
    with People(folder) as people:
        people.put(ANA, Role.EDITOR, ["treaties"])
        people.put(BO, Role.EDITOR, ["treaties"])
    port = free_port()
    address = f"http://localhost:{port}"
    secrets = folder / "secrets.toml"
    secrets.write_text(SECRETS.format(page=address, provider=provider))
    options = ["--server.port", str(port), "--secrets.files", str(secrets)]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *options]
    settings = {"TREATY_HOME": str(folder), "TREATY_TEAM": "on"}
    with subprocess.Popen(command, cwd=repository, env=os.environ | settings) as process:
        try:
            wait(address, process)
            yield address, folder
        finally:
            process.terminate()


@pytest.fixture
def sign_in(chromium, team):
    """Opens the page in a browser of somebody's own, who signs in."""
    contexts = []

    def sign_in(who):
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.route("**/cdn.jsdelivr.net/**", lambda route: route.abort())
        page = context.new_page()
        page.goto(team[0])
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("button", name=who.partition("@")[0], exact=True).click()
        return page

    yield sign_in
    for context in contexts:
        context.close()


def test_neither_of_two_people_sees_what_is_the_others(sign_in, team):
    address, folder = team
    ana, bo = sign_in(ANA), sign_in(BO)
    for page, question in ((ana, QUESTION), (bo, OTHER)):
        choose(page, question)
    for page, own, others in ((ana, QUESTION, OTHER), (bo, OTHER, QUESTION)):
        side = page.get_by_test_id("stSidebar")
        side.get_by_role("button", name=own[:30]).first.wait_for()
        assert others[:30] not in words(side)
    kept = ana.url.partition("conversation=")[2][:32]
    bo.goto(f"{address}/?conversation={kept}")
    bo.get_by_text("not kept for this browser").wait_for()
    assert bo.locator(".turn").count() == 0

    ana.locator("[class*=st-key-menu-] button").click()
    ana.get_by_role("menuitem", name="Share with treaties").or_(ana.get_by_role("option", name="Share with")).click()
    bo.goto(f"{address}/?conversation={kept}")
    bo.locator(".turn").first.wait_for()
    assert bo.get_by_test_id("stSidebar").get_by_role("button", name=QUESTION[:30]).first.is_visible()
    with Trail(folder) as trail:
        noted = [(one.who, one.operation) for one in trail.all()]
        assert trail.broken() is None
    assert (f"person:{ANA}", Deed.SIGNED_IN.value) in noted
    assert (f"person:{ANA}", Deed.GAVE.value) in noted
    assert QUESTION.encode() not in (folder / "audit.sqlite3").read_bytes()


def test_who_is_not_let_in_sees_nothing(sign_in, team):
    page = sign_in(EVE)
    page.get_by_text(f"{EVE} is not let in").wait_for()
    assert page.get_by_test_id("stChatInputTextArea").count() == 0
    with People(team[1]) as people:
        people.put(EVE, Role.READER)
    page.reload()
    choose(page, OTHER)
    assert page.locator("[class*=st-key-menu-]").count() == 0  # a reader's questions are answered and not kept
    assert page.get_by_role("link", name="Instruments").count() == 0
    with People(team[1]) as people:
        people.remove(EVE)
    page.reload()
    page.get_by_text(f"{EVE} is not let in").wait_for()
