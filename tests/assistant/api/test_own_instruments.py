"""Instruments that are somebody's own: there for a person or a group, and for nobody else by any way in."""

import asyncio
import json
import shutil
from dataclasses import replace

import pytest
from api_cases import application_in, client_of
from mcp import Client

from assistant.audit import Trail
from assistant.cli import app
from assistant.holdings import default_plan
from assistant.keys import Keys, Scope
from assistant.mcp.__main__ import server
from assistant.people import People, Role
from assistant.service import Service, Services
from corpus.errors import UnknownInstrument
from corpus.settings import HOME
from corpus.shelf import stored
from corpus.shelf.describing import with_about
from corpus.shelf.folders import ABOUT, digest_of
from corpus.shelf.newcomers import Wishes, already, read_newcomer
from corpus.shelf.owned import folder_name
from index import generations

ANA, BO, EVE = "person:ana@ministry.example", "person:bo@ministry.example", "person:eve@ministry.example"
LEGAL = "group:legal"
HARBOURS, LAMPS = "harbours", "lamps"
TEXTS = {
    HARBOURS: "# Convention on Zebra Harbours\n\n## Article 1\n\nThe zebramaster shall dredge the channel in spring.\n",
    LAMPS: "# Convention on Okapi Lamps\n\n## Article 1\n\nAn okapilamp shall burn on every pier until dawn.\n",
}
OWNERS = {HARBOURS: ANA, LAMPS: LEGAL}
DREDGING = "Who shall dredge the channel in spring?"


def entry(folder, name, owner=""):
    """An instrument from a file, as it would be added."""
    file = folder / f"{name}.md"
    file.write_text(TEXTS[name])
    return replace(read_newcomer(file, Wishes(id=name), []), owner=owner)


@pytest.fixture(scope="module")
def library(home, tmp_path_factory):
    """A data folder in which Ana has an instrument of her own, and a group has one."""
    folder = tmp_path_factory.mktemp("team")
    shutil.copytree(home / "indexes", folder / "indexes")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME, str(folder))
        patch.setenv("TREATY_TEAM", "on")
        services = Services()
        for name, owner in OWNERS.items():
            services.of([ANA, LEGAL]).add([entry(folder, name, owner)], who=ANA)
        with People(folder) as people:
            for who, groups in ((ANA, ["legal"]), (BO, ["legal"]), (EVE, [])):
                people.put(who.partition(":")[2], Role.ADMIN, groups)
        yield folder


@pytest.fixture(scope="module")
def services(library):  # noqa: ARG001  # its data folder is set
    """What a server has."""
    return Services()


@pytest.fixture(scope="module")
def asking(library, services):
    """What asks a server for somebody, by a key of theirs."""
    app = application_in(library, services.everybodys, team=True)

    def of(who):
        with Keys(library) as keys:
            _, key = keys.add(f"{who} {len(keys.all())}", Scope.ADMIN, owner=who.partition(":")[2])
        return client_of(app, key)

    with client_of(app):
        yield of


@pytest.mark.parametrize(
    ("owners", "seen"),
    [([], set()), ([EVE], set()), ([BO, LEGAL], {LAMPS}), ([ANA], {HARBOURS}), ([ANA, LEGAL], {HARBOURS, LAMPS})],
)
def test_who_sees_what(services, owners, seen):
    service = services.of(owners)
    assert set(service.corpus) - set(services.everybodys.corpus) == seen
    assert {id for id in service.owners() if service.owners()[id]} == seen
    assert {citation.instrument for citation in service.assistant().ask(DREDGING).citations} & set(OWNERS) == (
        {HARBOURS} & seen
    )
    vocabulary = service.assistant().retriever.vocabulary
    assert ("zebramaster" in vocabulary, "okapilamp" in vocabulary) == (HARBOURS in seen, LAMPS in seen)


def test_strangers_share_one_service_and_so_do_those_who_see_the_same(services):
    assert services.of([EVE]) is services.of([]) is services.everybodys
    assert services.of([BO, LEGAL]) is services.of([EVE, LEGAL]) is not services.everybodys


GOLD = {"id": "a", "question": DREDGING, "answerable": True, "gold": [{"instrument": HARBOURS, "eid": "art_1"}]}
BY_NAME = {
    "read": ("GET", f"/v1/instruments/{HARBOURS}", None),
    "read by its title": ("GET", "/v1/instruments/Convention on Zebra Harbours", None),
    "text": ("GET", f"/v1/instruments/{HARBOURS}/text", None),
    "provisions": ("GET", f"/v1/instruments/{HARBOURS}/provisions", None),
    "provision": ("GET", f"/v1/instruments/{HARBOURS}/provisions/art_1", None),
    "ask": ("POST", "/v1/ask", {"question": DREDGING, "instruments": [HARBOURS]}),
    "search": ("POST", "/v1/search", {"query": "dredge", "instruments": [HARBOURS]}),
    "evaluate": ("POST", "/v1/evaluate", {"lines": [GOLD]}),
    "chat client": (
        "POST",
        "/v1/chat/completions",
        {"model": f"treaty-assistant/{HARBOURS}", "messages": [{"role": "user", "content": DREDGING}]},
    ),
}
BY_SIGHT = {
    "list": ("GET", "/v1/instruments", None),
    "models": ("GET", "/v1/models", None),
    "ask": ("POST", "/v1/ask", {"question": DREDGING}),
    "ask by title": ("POST", "/v1/ask", {"question": "What does the Convention on Zebra Harbours say in article 1?"}),
    "search": ("POST", "/v1/search", {"query": "zebramaster dredge the channel"}),
    "chat client": ("POST", "/v1/chat/completions", {"messages": [{"role": "user", "content": DREDGING}]}),
}


@pytest.mark.parametrize("way", BY_NAME)
def test_to_a_stranger_it_is_not_there_by_name(asking, way):
    method, path, body = BY_NAME[way]
    assert asking(ANA).request(method, path, json=body).status_code == 200
    for who in (BO, EVE):
        assert asking(who).request(method, path, json=body).status_code in (404, 422), who


@pytest.mark.parametrize("way", BY_SIGHT)
def test_a_stranger_finds_no_word_of_it(asking, way):
    method, path, body = BY_SIGHT[way]
    shown = asking(ANA).request(method, path, json=body).text
    assert HARBOURS in shown
    for who in (BO, EVE):
        given = asking(who).request(method, path, json=body)
        assert given.status_code == 200
        echoed = next(iter(body.values())) if body else ""
        said = given.text.replace(str(echoed), "")  # an answer repeats what was asked
        assert not any(word in said.lower() for word in ("zebra", HARBOURS)), who


def test_in_a_conversation_that_is_given_to_a_group_each_member_asks_what_they_see(asking):
    ana, bo = asking(ANA), asking(BO)
    place = ana.post("/v1/conversations", json={}).headers["Location"]
    assert ana.patch(place, json={"group": "legal"}).status_code == 204
    turn = {"question": DREDGING, "instruments": [HARBOURS]}
    assert bo.post(f"{place}/turns", json=turn).status_code == 404
    assert ana.post(f"{place}/turns", json=turn).json()["status"] == "answered"


def test_agents_of_nobody_see_none(services):
    async def listed():
        async with Client(server(services.everybodys)) as client:
            resources = (await client.list_resources()).resources
            tool = await client.call_tool("list_instruments", {})
            opened = await client.call_tool("open_provision", {"instrument": HARBOURS, "provision": "1"})
            return f"{resources} {tool.content}", opened

    told, opened = asyncio.run(listed())
    assert not any(id in told for id in OWNERS)
    assert opened.is_error


def test_its_file_is_new_to_a_stranger(library):
    file = library / f"{HARBOURS}.md"
    assert already(file, digest_of(file), {}) == ""
    assert HARBOURS in already(file, digest_of(file), {}, frozenset({ANA}))


def test_who_runs_the_machine_lists_and_removes_by_owner(library, capsys):  # noqa: ARG001
    def told(*arguments):
        with pytest.raises(SystemExit):
            app([*arguments])
        return capsys.readouterr()

    assert not any(id in told("list", "--json").out for id in OWNERS)
    assert [row["id"] for row in json.loads(told("list", "--json", "--owner", "group:Legal").out)] == [LAMPS]
    for owner, name, said in ((LEGAL, "cis-agreement", "is not the own of"), ("legal", LAMPS, "is no owner")):
        assert said in told("remove", name, "--owner", owner, "--yes").err


def test_the_trail_tells_who_added_what_for_whom(library):
    with Trail(library) as trail:
        noted = [(one.who, one.operation, one.object) for one in trail.all() if "instrument" in one.operation]
    assert noted[:2] == [(ANA, "instrument added", f"{id} ({owner})") for id, owner in OWNERS.items()]


@pytest.fixture
def apart(seeded):
    """A data folder in which Ana and everybody have an instrument of the same identifier."""
    services = Services()
    services.of([ANA]).add([entry(seeded, HARBOURS, ANA)])
    everybodys = entry(seeded, LAMPS)
    about = replace(everybodys.instrument.about, id=HARBOURS)
    services.everybodys.add([replace(everybodys, instrument=with_about(everybodys.instrument, about))])
    return services


def test_of_two_with_one_identifier_ones_own_is_meant(apart):
    assert "zebramaster" in apart.of([ANA]).corpus[HARBOURS].text
    assert "okapilamp" in apart.everybodys.corpus[HARBOURS].text


def test_what_is_removed_is_gone_for_its_owner_alone_and_from_the_disk(apart, seeded):
    apart.of([ANA]).assistant()
    apart.of([ANA]).remove(HARBOURS)
    assert apart.of([ANA]) is apart.everybodys
    assert "okapilamp" in apart.everybodys.corpus[HARBOURS].text
    (seeded / f"{HARBOURS}.md").unlink()
    assert apart.everybodys.owners() == {HARBOURS: ""}
    held = [path for path in seeded.rglob("*") if path.is_file() and b"zebramaster" in path.read_bytes()]
    assert held == []


def test_a_folder_that_is_called_after_another_owner_is_nobodys(seeded, caplog):
    Services().of([ANA]).add([entry(seeded, HARBOURS, ANA)])
    place = stored.folder() / folder_name(HARBOURS, ANA)
    for stranger in (BO, ""):
        said = json.loads((place / ABOUT).read_text()) | {"owner": stranger}
        (place / ABOUT).write_text(json.dumps(said))
        for owners in ([ANA], [BO], []):
            assert HARBOURS not in Services().of(owners).corpus
    assert "cannot be read any more" in caplog.text
    with pytest.raises(UnknownInstrument):
        Service().remove(HARBOURS)


def test_without_instruments_of_ones_own_the_index_is_everybodys(services):
    assert generations.folder(default_plan().contents) == generations.folder()
    assert services.everybodys.audience == frozenset()
