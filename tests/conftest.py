"""What every test runs with: a data folder of its own, never the user's, and one real index a session."""

import builtins
import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from assistant.assistant import Assistant
from assistant.holdings import default_plan
from corpus.settings import HOME, PREFIX
from index import builder

settings.register_profile(
    "no clock", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
settings.load_profile("no clock")
sys.path.append(str(Path(__file__).parents[1]))  # tests of what `python -m tests.…` runs import it as that does


def pytest_collection_modifyitems(items):
    """Tests in a browser come last: it leaves an event loop running in the process that drives it."""
    items.sort(key=lambda item: "browser" in item.path.parts)


@pytest.fixture(scope="session", autouse=True)
def data_folder(tmp_path_factory):
    """The data folder of the session, empty until something is built."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(PREFIX)]:
            patch.delenv(name)
        patch.setenv(HOME, str(folder))
        yield folder


@pytest.fixture(scope="session")
def home(data_folder):
    """The data folder with the index of the bundled instruments: some twenty seconds, once."""
    builder.build(default_plan())
    return data_folder


@pytest.fixture(scope="session")
def assistant(home):  # noqa: ARG001  # its index is what the assistant opens
    """An assistant over the bundled instruments."""
    opened = Assistant()
    assert opened.retriever  # opened here, whatever the data folder of the first test is
    return opened


@pytest.fixture
def seeded(home, tmp_path, monkeypatch):
    """An own data folder with an older index: a build there embeds nothing and takes half the time."""
    folder = tmp_path / "home"
    shutil.copytree(home / "indexes" / default_plan().contents.key, folder / "indexes" / "older")
    monkeypatch.setenv(HOME, str(folder))
    return folder


@pytest.fixture(scope="session")
def repository():
    """The folder from which commands are run as processes of their own."""
    return Path(__file__).parents[1]


@pytest.fixture
def environment():
    """The environment of such a process, without what would colour or resize its output."""
    return {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "COLUMNS", "NO_COLOR")}


@pytest.fixture
def missing(monkeypatch):
    """Makes a package one that is not installed: ``missing("docx")``."""
    real = builtins.__import__

    def remove(package):
        def without(name, *rest, **named):
            if name.split(".")[0] == package:
                raise ImportError(name)
            return real(name, *rest, **named)

        monkeypatch.setattr(builtins, "__import__", without)

    return remove
