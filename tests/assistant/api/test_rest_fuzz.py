"""Every operation under whatever its description allows, and much that it does not."""

import pytest
import schemathesis
from api_cases import BARE, application_in
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import positive_data_acceptance

from assistant.api import examples
from assistant.api.app import served

HOST = "testserver"
"""By which the fuzzer asks."""
CASES = 15
POSITIVE, NEGATIVE = schemathesis.GenerationMode
LISTS = {"list_conversations", "list_instruments", "list_provisions"}
TAKES = LISTS | {name for name, shown in examples.read().items() if "request" in shown}
"""Operations that can be asked against their description."""
ASKED = [(name, POSITIVE) for name in sorted(examples.read().keys() | BARE)] + [
    (name, NEGATIVE) for name in sorted(TAKES)
]


@pytest.fixture(scope="module")
def operations(service, tmp_path_factory):  # noqa: ARG001
    """The operations of a server by name, each with the way to ask it."""
    app = application_in(tmp_path_factory.mktemp("fuzzed"), api_hosts=(HOST,), api_body=10_000_000)
    described = schemathesis.openapi.from_asgi("/openapi.json", served(app))
    return {one.ok().definition.raw["operationId"]: one.ok() for one in described.get_all_operations()}


@pytest.mark.parametrize(("name", "mode"), ASKED)
def test_an_operation_keeps_to_its_description(operations, name, mode):
    """Status, type and schema of what is answered are as described, and no status is 5xx.

    What fits a description may still be refused: a blank text is a text, and nothing to search for.
    """
    cases = operations[name].as_strategy(generation_mode=mode)

    @settings(
        max_examples=CASES,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def hold(case):
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    hold()
