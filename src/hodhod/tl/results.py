"""Answers to functions: boxed values, but also vectors, numbers and Bool."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from struct import Struct

from hodhod.tl.answers import OLDER, Result, Scalar
from hodhod.tl.decode import LIMITS, Limits, decode_prefix
from hodhod.tl.encode import encode
from hodhod.tl.errors import DecodeError, EncodeError, InexpressibleError
from hodhod.tl.value import TLFunction, TLObject
from hodhod.tl.wire import (
    BOOL,
    FALSE,
    TRUE,
    VECTOR,
    read_bytes,
    read_count,
    read_string,
    write_bytes,
    write_string,
)
from hodhod.tl.writers import NEWEST_LAYER, known_layer, version_of

_ID = Struct("<I")
_NUMBERS = {"int": Struct("<i"), "long": Struct("<q")}
_VECTOR_HEAD = Struct("<Ii")


def result_type(function: type[TLFunction], layer: int) -> str:
    """The type a function answers with in a layer; of its newest layer if this one lacks it."""
    row = version_of(function, known_layer(layer))
    return function.tl_result if row is None else row[3]


def encode_result(value: Result, function: type[TLFunction], layer: int = NEWEST_LAYER) -> bytes:
    """The answer to a function, of the type that the function had in a layer.

    Args:
        value: what the newest layer's type holds: a TL value, a bool, a number or a sequence.
        function: the class of the request.
        layer: the layer the client announced.

    Raises:
        InexpressibleError: if the layer cannot express the value at all.
        EncodeError: if the value is not of that type.
    """
    kind = result_type(function, layer)
    hook = OLDER.get((function.tl_name, kind))
    if hook is not None:
        older = hook(value)
        value = value if older is None else older
    out = bytearray()
    try:
        _write(out, value, kind, layer)
    except (struct.error, TypeError, AttributeError, UnicodeEncodeError) as error:
        raise EncodeError(f"result of {function.tl_name}: {error}") from error
    return bytes(out)


def _write(out: bytearray, value: Result, kind: str, layer: int) -> None:
    if kind.startswith("Vector<") and isinstance(value, Sequence):
        _write_vector(out, value, kind[7:-1], layer)
    elif kind == "Bool" and isinstance(value, bool):
        out += _ID.pack(TRUE if value else FALSE)
    elif isinstance(value, TLObject) and any(row[3] == kind for row in value.tl_versions):
        out += encode(value, layer)
    elif kind in _NUMBERS and isinstance(value, int):
        out += _NUMBERS[kind].pack(value)
    elif kind == "string" and isinstance(value, str):
        write_string(out, value)
    elif kind == "bytes" and isinstance(value, bytes):
        write_bytes(out, value)
    else:
        raise EncodeError(f"{type(value).__name__} where {kind} is due")


def _write_vector(out: bytearray, values: Sequence[Scalar], kind: str, layer: int) -> None:
    """Append a vector, without the items that the layer cannot express."""
    written = bytearray()
    count = 0
    for value in values:
        try:
            _write(written, value, kind, layer)
        except InexpressibleError:
            continue
        count += 1
    out += _VECTOR_HEAD.pack(VECTOR, count) + written


def decode_result(
    data: bytes,
    function: type[TLFunction],
    layer: int = NEWEST_LAYER,
    limits: Limits = LIMITS,
) -> Result:
    """The answer to a function, as the client of a layer reads it.

    Raises:
        DecodeError: if the bytes are not of the function's type.
    """
    try:
        value, end = _read(data, 0, result_type(function, layer), limits)
    except (struct.error, IndexError) as error:
        raise DecodeError("the result is cut off") from error
    except UnicodeDecodeError as error:
        raise DecodeError("a string is not UTF-8") from error
    if end != len(data):
        raise DecodeError(f"the result ends at {end} of {len(data)} bytes")
    return value


def _read(data: bytes, pos: int, kind: str, limits: Limits) -> tuple[Result, int]:
    if not kind.startswith("Vector<"):
        return _read_scalar(data, pos, kind, limits)
    count, pos = read_count(data, pos)
    items: list[Scalar] = []
    for _ in range(count):
        item, pos = _read_scalar(data, pos, kind[7:-1], limits)
        items.append(item)
    return tuple(items), pos


def _read_scalar(data: bytes, pos: int, kind: str, limits: Limits) -> tuple[Scalar, int]:
    if kind == "Bool":
        (number,) = _ID.unpack_from(data, pos)
        if number not in BOOL:
            raise DecodeError(f"{number:08x} is not a Bool")
        return BOOL[number], pos + 4
    if kind in _NUMBERS:
        layout = _NUMBERS[kind]
        return int(layout.unpack_from(data, pos)[0]), pos + layout.size
    if kind == "string":
        return read_string(data, pos)
    if kind == "bytes":
        return read_bytes(data, pos)
    return decode_prefix(data, pos, limits)
