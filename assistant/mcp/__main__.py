"""``python -m assistant.mcp``: serves an agent over stdin and stdout, or agents over HTTP; ``treaty mcp`` calls it."""

from __future__ import annotations

import argparse
import logging
import sys
from typing import TYPE_CHECKING, Any

from assistant.listening import taken
from corpus.errors import MissingExtra, TreatyError, UsageError

if TYPE_CHECKING:
    from mcp.server import MCPServer

    from assistant.service import Service

NAME = "treaty-assistant"
HOST = "127.0.0.1"
"""Agents on this machine alone are served: nobody asks them who they are."""


def main() -> None:
    """Serve as the arguments say."""
    options = _options()
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    try:
        from assistant.service import Service

        made = server(Service())
        if options.http:
            over_http(made, options.port)
        else:
            made.run("stdio")
    except TreatyError as problem:
        sys.stderr.write(f"treaty: {problem}\n")
        sys.exit(2 if isinstance(problem, UsageError) else 1)


def over_http(made: MCPServer[Any], port: int) -> None:
    """Serve agents on this machine until interrupted; the SDK refuses who asks for another host.

    Raises:
        UsageError: another program has the port.
    """
    import uvicorn

    with taken(HOST, port) as place:
        app = made.streamable_http_app(stateless_http=True, host=HOST)
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[place])


def server(service: Service) -> MCPServer[Any]:
    """A server with all tools and resources.

    Raises:
        MissingExtra: the packages of the extra ``mcp`` are not installed.
    """
    try:
        from mcp.server import MCPServer

        from assistant.mcp import resources, tools
    except ImportError as problem:
        raise MissingExtra("serving agents", "mcp") from problem
    made: MCPServer[Any] = MCPServer(
        NAME, title="Treaty Assistant", instructions=tools.INSTRUCTIONS, log_level="WARNING"
    )
    tools.Tools(service).offer(made)
    resources.offer(made, service)
    return made


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m assistant.mcp", description=main.__doc__)
    parser.add_argument("--http", action="store_true")
    parser.add_argument("--port", type=int, default=8601)
    return parser.parse_args()


if __name__ == "__main__":
    main()
