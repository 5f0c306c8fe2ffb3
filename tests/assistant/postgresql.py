"""A PostgreSQL server of its own for tests: on a free port of this machine, never as root."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.database import postgres

LOW = ("postgres", "nobody")
"""Users that the server may run as where the tests run as root, which it refuses."""


class PostgreSQL:
    """A server that can be stopped and started."""

    def __init__(self, programs, folder, port, user):
        self._programs, self._folder, self._port, self._user = programs, folder, port, user
        self.address = f"postgresql+psycopg://treaty:secret@127.0.0.1:{port}/treaty"

    def make(self):
        """Make the files and the database."""
        self._run("initdb", "--no-sync", "-U", "treaty", "-A", "trust", "-E", "UTF8", "--locale=C")
        self.start()
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self._port), "-U", "treaty", "treaty")

    def start(self):
        """Start it, and wait until it answers."""
        options = f"-p {self._port} -k '' -c listen_addresses=127.0.0.1 -c fsync=off"
        self._run("pg_ctl", "-w", "-l", str(self._folder / "log"), "-o", options, "start")

    def stop(self):
        """End it at once, as a power cut does."""
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")

    def _run(self, program, *arguments):
        command = [str(self._programs / program), *arguments]
        if self._user:
            command = ["setpriv", "--reuid", self._user, "--regid", str(_group(self._user)), "--clear-groups", *command]
        environment = os.environ | {"PGDATA": str(self._folder / "data"), "HOME": str(self._folder)}
        subprocess.run(command, check=True, cwd=self._folder, env=environment, stdout=subprocess.DEVNULL)


def _group(user):
    return pwd.getpwnam(user).pw_gid


def _programs():
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return debian[-1].parent if debian else None


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def emptied(server):
    """An empty database, which the settings name until the end."""
    postgres.server.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TREATY_DATABASE", server.address)
        opened = postgres.server(server.address)
        yield server
        with opened.writing() as db:
            db.execute(text("DROP SCHEMA public CASCADE"))
            db.execute(text("CREATE SCHEMA public"))
        opened.release()
    postgres.server.cache_clear()


@contextmanager
def running():
    """A server that runs, with an empty database."""
    programs = _programs()
    if programs is None and os.environ.get("CI"):
        pytest.fail("no PostgreSQL is installed; the database was not tested")
    if programs is None:
        pytest.skip("no PostgreSQL is installed: the database is not tested")
    known = {entry.pw_name for entry in pwd.getpwall()}
    user = next(name for name in LOW if name in known) if os.getuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="treaty-postgres-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if user:
            os.chown(folder, pwd.getpwnam(user).pw_uid, _group(user))
        server = PostgreSQL(programs, folder, _free_port(), user)
        server.make()
        try:
            yield server
        finally:
            server.stop()
