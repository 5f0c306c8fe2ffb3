"""A server for the tests of REST."""

import pytest
from api_cases import SERVICE, application_in, client_of


@pytest.fixture(scope="session")
def service(home):  # noqa: ARG001  # its index is opened
    """The service, its index open."""
    SERVICE.assistant()
    return SERVICE


@pytest.fixture(scope="module")
def app(service, tmp_path_factory):  # noqa: ARG001
    """An application that asks for no keys."""
    return application_in(tmp_path_factory.mktemp("server"))


@pytest.fixture(scope="module")
def client(app):
    """What asks it."""
    with client_of(app) as opened:
        yield opened


@pytest.fixture
def guarded(service, tmp_path):  # noqa: ARG001
    """An application that asks for keys; its keys are in the folder of the test."""
    return application_in(tmp_path, api_keys=True)
