"""Logs on the standard error output: a line an event, for people or for machines.

    12:03:44 INFO  gateway  unsupported method  method=payments.getStarGifts
    {"time": "…", "level": "info", "logger": "hodhod.gateway", "message": "…", "method": "…"}

What an event is about goes into `extra`, never into the text, so that it can be searched for.
Codes, keys, passwords and people's words are in neither: no module passes them.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal

from aiohttp.http_exceptions import HttpProcessingError

_STANDARD = frozenset(
    (*vars(logging.LogRecord("", 0, "", 0, "", (), None)), "message", "asctime", "taskName")
)


def set_up(level: str, form: str) -> None:
    """Send what is logged to the standard error output.

    Args:
        level: The least important level that is written.
        form: "text" or "json".
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else TextLines())
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level.upper())
    logging.getLogger("asyncio").setLevel(logging.WARNING)
    # Its pool warns of every attempt to reach a database that is down; we say that once ourselves.
    logging.getLogger("asyncpg.pool").setLevel(logging.ERROR)
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
    # It takes a stranger's broken HTTP for an error of ours.
    logging.getLogger("aiohttp.server").addFilter(is_ours)


def is_ours(record: logging.LogRecord) -> bool:
    """Keep a record unless it is about a request that is no HTTP."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, HttpProcessingError)


class TextLines(logging.Formatter):
    """Lines for people."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record as a line, with its trace below if it has one."""
        at = time.strftime("%H:%M:%S", time.localtime(record.created))
        name = record.name.removeprefix("hodhod.")
        line = f"{at} {record.levelname:<7} {name}: {record.getMessage()}"
        for key, value in _extra(record).items():
            line += f"  {key}={value}"
        return line + _trace(self, record, "\n")


class JsonLines(logging.Formatter):
    """Lines for machines: a JSON object each."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record as an object in one line."""
        fields: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_extra(record),
        }
        trace = _trace(self, record, "")
        if trace:
            fields["trace"] = trace
        return json.dumps(fields, ensure_ascii=False, default=str)


def _extra(record: logging.LogRecord) -> Mapping[str, object]:
    return {key: value for key, value in vars(record).items() if key not in _STANDARD}


def _trace(
    formatter: logging.Formatter, record: logging.LogRecord, before: Literal["", "\n"]
) -> str:
    if not record.exc_info:
        return ""
    return before + formatter.formatException(record.exc_info)
