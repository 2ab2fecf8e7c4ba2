"""Where in a TOML file a key stands: the parser of the standard library does not tell.

Only lines that open a table or begin with a key are looked at; inside a text of several lines
nothing counts. Good enough for a file of settings, where it serves messages alone.
"""

from __future__ import annotations

import re

_TABLE = re.compile(r"^\s*\[(?P<many>\[)?\s*(?P<name>[^\[\]]+?)\s*\]")
_KEY = re.compile(r"""^\s*(?P<name>[\w.\-"' ]+?)\s*=""")


def line_numbers(text: str) -> dict[str, int]:
    """Return the line (from 1) of each key and table.

    Names are dotted; the tables of an array are numbered from 0: `provider.0.kind`.
    """
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    table = ""
    inside = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if inside:
            inside = "" if inside in line else inside
            continue
        if opened := _TABLE.match(line):
            table = _plain(opened["name"])
            if opened["many"]:
                counts[table] = counts.get(table, -1) + 1
                table = f"{table}.{counts[table]}"
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            name = _plain(key["name"])
            found.setdefault(f"{table}.{name}" if table else name, number)
            inside = next((mark for mark in ('"""', "'''") if line.count(mark) == 1), "")
    return found


def _plain(name: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in name.split("."))
