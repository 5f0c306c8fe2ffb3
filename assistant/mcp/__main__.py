"""``python -m assistant.mcp``: serves an agent over stdin and stdout, or agents over HTTP; ``treaty mcp`` calls it."""

from __future__ import annotations

import argparse
import logging
import sys
from typing import TYPE_CHECKING, Any

from corpus.errors import MissingExtra, TreatyError

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
    except TreatyError as problem:
        sys.exit(f"treaty: {problem}")
    if options.http:
        made.run("streamable-http", host=HOST, port=options.port, stateless_http=True)
    else:
        made.run("stdio")


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
