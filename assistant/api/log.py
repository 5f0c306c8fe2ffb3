"""The server's log: one JSON object a line, without what was asked unless the setting ``api_questions`` is on."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

LOG = logging.getLogger("assistant.api")
FACTS = "facts"
"""Where a record carries what is known besides its message."""


class JsonLines(logging.Formatter):
    """Writes records as JSON Lines."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        row = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "event": record.getMessage(),
            **getattr(record, FACTS, {}),
        }
        if record.exc_info:
            row["trace"] = self.formatException(record.exc_info)
        return json.dumps(row)


def write_log() -> None:
    """Write what this process logs to stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in ("assistant", "uvicorn.error"):
        logging.getLogger(name).setLevel(logging.INFO)


def say(event: str, **facts: object) -> None:
    """Log an event with what is known of it."""
    LOG.info(event, extra={FACTS: facts})
