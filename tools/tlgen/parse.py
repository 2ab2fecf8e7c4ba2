"""The TL language, as far as schemas of the Telegram API use it.

A line is ``name#id field:type field:flags.N?type = Result;``, perhaps with ``{X:Type}`` after
the id. ``---functions---`` and ``---types---`` say what the following lines are. In the merged
schema a line ends in ``// 150-163,170-229``: the layers that have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tools.tlgen.definition import Definition, Field, LayerRange, SchemaError

LINE = re.compile(r"^([\w.]+)#([0-9a-f]{1,8})\s+(.*?)=\s*([^;]+?)\s*;+\s*(?://(.*))?$")
LAYERS = re.compile(r"^ *\d[\d,\-]*$")
NAMED = re.compile(r"^[\w.]+#")
CONDITION = re.compile(r"^(\w+)\.(\d+)\?(.+)$")
KNOWN_LAYERS = re.compile(r"^//\s*layers:\s*([\d ]+)$")

# Read and written by hand in hodhod.tl.wire, or not a value at all.
BUILT_IN = frozenset({"boolTrue", "boolFalse", "true", "vector", "null", "error"})


def parse_layers(text: str) -> tuple[LayerRange, ...]:
    """``"150-163,170"`` → ``((150, 163), (170, 170))``."""
    ranges = []
    for part in text.replace(" ", "").split(","):
        first, _, last = part.partition("-")
        ranges.append((int(first), int(last or first)))
    return tuple(ranges)


def parse_field(text: str) -> Field:
    """``"silent:flags.5?true"`` → its name, type and flag."""
    name, colon, kind = text.partition(":")
    if not colon:
        raise SchemaError(f"a field without a type: {text!r}")
    condition = CONDITION.match(kind)
    if condition is None:
        return Field(name, kind)
    return Field(name, condition[3], (condition[1], int(condition[2])))


def parse_line(line: str, *, is_function: bool) -> Definition:
    """One definition.

    Raises:
        SchemaError: if the line is not one.
    """
    match = LINE.match(line)
    if match is None:
        raise SchemaError(f"not a definition: {line!r}")
    name, number, fields, result, comment = match.groups()
    return Definition(
        name=name,
        id=int(number, 16),
        fields=tuple(parse_field(word) for word in fields.split() if not word.startswith("{")),
        result=result,
        is_function=is_function,
        layers=parse_layers(comment) if comment and LAYERS.match(comment) else (),
    )


def parse(text: str) -> Iterator[Definition]:
    """Every definition of a schema but the built-in ones.

    Comments are skipped, and so are lines without an id (``int ? = Int;``), which are never met
    as such on the wire.
    """
    is_function = False
    for raw in text.splitlines():
        line = raw.strip()
        if line == "---functions---":
            is_function = True
        elif line == "---types---":
            is_function = False
        elif NAMED.match(line) and line.partition("#")[0] not in BUILT_IN:
            yield parse_line(line, is_function=is_function)


def known_layers(text: str) -> tuple[int, ...]:
    """The layers a merged schema knows, from its ``// layers:`` line; empty if it has none."""
    for line in text.splitlines():
        match = KNOWN_LAYERS.match(line)
        if match:
            return tuple(int(word) for word in match[1].split())
    return ()
