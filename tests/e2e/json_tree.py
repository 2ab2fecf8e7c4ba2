"""Typed reading of parsed JSON, for the libraries that are driven by it."""

from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Node: TypeAlias = dict[str, Json]


def at(node: Json, *path: str | int) -> Json:
    """The value at a path, None where the path ends early."""
    for step in path:
        if isinstance(step, str) and isinstance(node, dict):
            node = node.get(step)
        elif isinstance(step, int) and isinstance(node, list) and step < len(node):
            node = node[step]
        else:
            return None
    return node


def text_at(node: Json, *path: str | int) -> str:
    value = at(node, *path)
    return value if isinstance(value, str) else ""


def int_at(node: Json, *path: str | int) -> int:
    """A number, also one written as a string (64-bit numbers are, in JSON)."""
    value = at(node, *path)
    if isinstance(value, str) and value.lstrip("-").isdigit():
        return int(value)
    return int(value) if isinstance(value, int | float) else 0


def float_at(node: Json, *path: str | int) -> float:
    value = at(node, *path)
    return float(value) if isinstance(value, int | float) else 0.0


def true_at(node: Json, *path: str | int) -> bool:
    return at(node, *path) is True


def node_at(node: Json, *path: str | int) -> Node:
    value = at(node, *path)
    return value if isinstance(value, dict) else {}


def list_at(node: Json, *path: str | int) -> list[Json]:
    value = at(node, *path)
    return value if isinstance(value, list) else []
