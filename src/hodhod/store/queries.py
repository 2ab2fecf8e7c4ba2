"""The store's statements: text in `sql/<noun>.sql`, each with a name.

    -- name: user_by_phone
    -- Purpose, and the rows it locks.
    SELECT …;

`shard.` stands for the schema of a shard; `main.` is a schema of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

MAIN_SCHEMA = "main"

_NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)
_SHARD = re.compile(r"\bshard\.")


def parse_queries(text: str) -> dict[str, str]:
    """Return the statements of one file by name.

    Raises:
        ValueError: A name is given twice, or something comes before the first one.
    """
    head, *parts = _NAME.split(text)
    if re.sub(r"^--.*$", "", head, flags=re.MULTILINE).strip():
        raise ValueError("a statement has no name")
    names = parts[::2]
    if len(set(names)) != len(names):
        raise ValueError(f"a name is given twice: {sorted(names)}")
    return {
        name: body.strip().removesuffix(";") for name, body in zip(names, parts[1::2], strict=True)
    }


@cache
def load_queries() -> Mapping[str, str]:
    """Return all statements of the store by name.

    Raises:
        ValueError: Two files give the same name, or a file is wrong.
    """
    found: dict[str, str] = {}
    for file in sorted(files("hodhod.store").joinpath("sql").iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".sql"):
            continue
        queries = parse_queries(file.read_text("utf-8"))
        twice = found.keys() & queries.keys()
        if twice:
            raise ValueError(f"{file.name} gives names again: {sorted(twice)}")
        found |= queries
    return MappingProxyType(found)


def in_schema(text: str, schema: str) -> str:
    """Return SQL text with the shard's real schema in the place of `shard.`."""
    return _SHARD.sub(f"{schema}.", text)


@cache
def queries_of(schema: str) -> Mapping[str, str]:
    """Return all statements by name, for one shard's schema."""
    return MappingProxyType(
        {name: in_schema(text, schema) for name, text in load_queries().items()}
    )
