"""As much of CBOR as authenticators write: numbers, bytes, texts, lists and maps of known length.

    initial byte    kind (3 bits) ‖ argument or how many bytes hold it (5 bits)

Source: https://www.rfc-editor.org/rfc/rfc8949
"""

from __future__ import annotations

from collections.abc import Mapping

Value = int | bytes | str | bool | None | list["Value"] | dict["int | str", "Value"]

MAX_DEPTH = 6
_SIMPLE: Mapping[int, Value] = {20: False, 21: True, 22: None}
_TEXT = 3
_LONG = {24: 1, 25: 2, 26: 4, 27: 8}


class CborError(ValueError):
    """The bytes are no value, or one that authenticators do not write."""


def read(data: bytes, at: int = 0) -> tuple[Value, int]:
    """Return the value that begins at a place, and where it ends.

    Raises:
        CborError: There is none.
    """
    return _read(data, at, 0)


def _read(data: bytes, at: int, depth: int) -> tuple[Value, int]:
    if depth > MAX_DEPTH:
        raise CborError("too deep")
    kind, argument, at = _head(data, at)
    match kind:
        case 0:
            return argument, at
        case 1:
            return -1 - argument, at
        case 2 | 3:
            end = at + argument
            if end > len(data):
                raise CborError("too short")
            return _text(data[at:end]) if kind == _TEXT else data[at:end], end
        case 4:
            items: list[Value] = []
            for _ in range(argument):
                item, at = _read(data, at, depth + 1)
                items.append(item)
            return items, at
        case 5:
            return _map(data, at, argument, depth)
        case 7 if argument in _SIMPLE:
            return _SIMPLE[argument], at
        case _:
            raise CborError("not written by authenticators")


def _map(data: bytes, at: int, size: int, depth: int) -> tuple[Value, int]:
    pairs: dict[int | str, Value] = {}
    for _ in range(size):
        key, at = _read(data, at, depth + 1)
        if not isinstance(key, int | str) or isinstance(key, bool):
            raise CborError("not a key")
        pairs[key], at = _read(data, at, depth + 1)
    return pairs, at


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    if at >= len(data):
        raise CborError("too short")
    kind, argument = data[at] >> 5, data[at] & 31
    at += 1
    size = _LONG.get(argument, 0)
    if argument >= 28 or at + size > len(data):
        raise CborError("too short")
    if size:
        argument = int.from_bytes(data[at : at + size], "big")
    return kind, argument, at + size


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise CborError("not text") from error
