"""Every operation under whatever its description allows, and much that it does not: over files, and over PostgreSQL."""

from contextlib import nullcontext

import postgresql
import pytest
import schemathesis
from api_cases import BARE, application_in
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import positive_data_acceptance

from assistant.api import examples
from assistant.api.app import served
from assistant.keys import Keys, Scope
from assistant.people import People, Role

HOST = "testserver"
"""By which the fuzzer asks."""
CASES = {"files": 15, "postgresql": 5}
POSITIVE, NEGATIVE = schemathesis.GenerationMode
LISTS = {"list_conversations", "list_instruments", "list_provisions"}
TAKES = LISTS | {name for name, shown in examples.read().items() if "request" in shown}
"""Operations that can be asked against their description."""
ASKED = [(name, POSITIVE) for name in sorted(examples.read().keys() | BARE)] + [
    (name, NEGATIVE) for name in sorted(TAKES)
]


@pytest.fixture(scope="module", params=CASES)
def kept(request):
    """Where what is asked is kept."""
    over = request.param == "postgresql"
    with postgresql.emptied(request.getfixturevalue("postgres_server")) if over else nullcontext():
        yield request.param


@pytest.fixture(scope="module")
def headers(kept, folder):
    """What lets everything be done: over PostgreSQL, the key of a person."""
    if kept == "files":
        return {}
    with Keys(folder) as keys, People(folder) as people:
        who = people.put("ana@ministry.example", Role.ADMIN, ["legal"])
        return {"Authorization": f"Bearer {keys.add('fuzzer', Scope.ADMIN, owner=who.name)[1]}"}


@pytest.fixture(scope="module")
def folder(kept, tmp_path_factory):
    """The data folder of the server."""
    return tmp_path_factory.mktemp(kept)


@pytest.fixture(scope="module")
def operations(service, kept, folder):  # noqa: ARG001
    """The operations of a server by name, each with the way to ask it."""
    app = application_in(folder, api_hosts=(HOST,), api_body=10_000_000, team=kept == "postgresql")
    described = schemathesis.openapi.from_asgi("/openapi.json", served(app))
    return {one.ok().definition.raw["operationId"]: one.ok() for one in described.get_all_operations()}


@pytest.mark.parametrize(("name", "mode"), ASKED)
def test_an_operation_keeps_to_its_description(operations, kept, headers, name, mode):
    """Status, type and schema of what is answered are as described, and no status is 5xx.

    What fits a description may still be refused: a blank text is a text, and nothing to search for.
    """
    cases = operations[name].as_strategy(generation_mode=mode)

    @settings(
        max_examples=CASES[kept],
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def hold(case):
        case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance])

    hold()
