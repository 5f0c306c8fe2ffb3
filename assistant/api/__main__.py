"""``python -m assistant.api``: serves programs until interrupted; ``treaty serve --api`` calls it."""

from __future__ import annotations

import argparse
import sys
from ipaddress import ip_address

from assistant.listening import taken
from corpus.errors import MissingExtra, TreatyError, UsageError
from corpus.settings import Settings, settings


def main() -> None:
    """Serve as the arguments say."""
    options = _options()
    try:
        serve(options.host, options.port)
    except TreatyError as problem:
        sys.stderr.write(f"treaty: {problem}\n")
        sys.exit(2 if isinstance(problem, UsageError) else 1)


def serve(host: str, port: int) -> None:
    """Serve until interrupted.

    Raises:
        MissingExtra: the packages of the extra ``api`` are not installed.
        UsageError: others could ask without a key, the port is taken, or a setting is unknown.
        StorageError: the data folder cannot be used.
    """
    chosen = settings()
    check_reach(host, chosen)
    try:
        import uvicorn

        from assistant.api.app import application, served
        from assistant.api.log import say, write_log
        from assistant.api.resources import Resources
    except ImportError as problem:
        raise MissingExtra("serving programs", "api") from problem
    with taken(host, port) as place:
        write_log()
        app = served(application(Resources.opened(chosen)))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, server_header=False))
        say("serving", address=f"http://{host}:{port}")
        server.run(sockets=[place])


def check_reach(host: str, chosen: Settings) -> None:
    """Refuse to serve others than this machine where nobody asks who they are.

    Raises:
        UsageError: the address is another than this machine's for itself, and no keys are asked for.
    """
    if not _is_loopback(host) and not (chosen.api_keys or chosen.team):
        raise UsageError(
            f"{host} can be reached from other machines, and anyone there could ask; set TREATY_API_KEYS=on and make"
            " keys (treaty key add), or serve 127.0.0.1 alone"
        )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m assistant.api", description=main.__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8600)
    return parser.parse_args()


if __name__ == "__main__":
    main()
