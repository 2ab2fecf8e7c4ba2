"""Answers to functions: boxed values, but also vectors, numbers and Bool."""

from __future__ import annotations

from collections.abc import Sequence
from struct import Struct
from struct import error as StructError
from typing import cast

from hodhod.tl.encode import encode
from hodhod.tl.errors import DecodeError, EncodeError
from hodhod.tl.decode import LIMITS, Limits, decode_prefix
from hodhod.tl.value import TLFunction, TLObject
from hodhod.tl.wire import (
    BOOL,
    FALSE,
    TRUE,
    VECTOR,
    read_bytes,
    read_count,
    read_ints,
    read_longs,
    read_string,
    write_bytes,
    write_ints,
    write_longs,
    write_string,
)
from hodhod.tl.writers import NEWEST_LAYER, known_layer, version_of

Result = TLObject | bool | int | str | bytes | Sequence["Result"]

_ID = Struct("<I")
_INT = Struct("<i")
_LONG = Struct("<q")
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
        EncodeError: if the value is not of that type, or the layer cannot express it.
    """
    out = bytearray()
    try:
        _write(out, value, result_type(function, layer), layer)
    except (StructError, TypeError, AttributeError, UnicodeEncodeError) as error:
        raise EncodeError(f"result of {function.tl_name}: {error}") from error
    return bytes(out)


def _write(out: bytearray, value: Result, kind: str, layer: int) -> None:
    if isinstance(value, TLObject):
        out += encode(value, layer)
    elif kind == "Bool" or isinstance(value, bool):
        out += _ID.pack(TRUE if value else FALSE)
    elif kind == "Vector<int>" and isinstance(value, Sequence):
        write_ints(out, cast("Sequence[int]", value))
    elif kind == "Vector<long>" and isinstance(value, Sequence):
        write_longs(out, cast("Sequence[int]", value))
    elif kind == "int" and isinstance(value, int):
        out += _INT.pack(value)
    elif kind == "long" and isinstance(value, int):
        out += _LONG.pack(value)
    elif kind == "string" and isinstance(value, str):
        write_string(out, value)
    elif kind == "bytes" and isinstance(value, bytes):
        write_bytes(out, value)
    elif kind.startswith("Vector<") and isinstance(value, Sequence):
        out += _VECTOR_HEAD.pack(VECTOR, len(value))
        for item in value:
            _write(out, item, kind[7:-1], layer)
    else:
        raise EncodeError(f"{type(value).__name__} where {kind} is due")


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
    except (StructError, IndexError) as error:
        raise DecodeError("the result is cut off") from error
    except UnicodeDecodeError as error:
        raise DecodeError("a string is not UTF-8") from error
    if end != len(data):
        raise DecodeError(f"the result ends at {end} of {len(data)} bytes")
    return value


def _read(data: bytes, pos: int, kind: str, limits: Limits) -> tuple[Result, int]:
    if kind == "Bool":
        (number,) = _ID.unpack_from(data, pos)
        if number not in BOOL:
            raise DecodeError(f"{number:08x} is not a Bool")
        return BOOL[number], pos + 4
    if kind == "Vector<int>":
        return read_ints(data, pos)
    if kind == "Vector<long>":
        return read_longs(data, pos)
    if kind == "int":
        return int(_INT.unpack_from(data, pos)[0]), pos + 4
    if kind == "long":
        return int(_LONG.unpack_from(data, pos)[0]), pos + 8
    if kind == "string":
        return read_string(data, pos)
    if kind == "bytes":
        return read_bytes(data, pos)
    if kind.startswith("Vector<"):
        count, pos = read_count(data, pos)
        items: list[Result] = []
        for _ in range(count):
            item, pos = _read(data, pos, kind[7:-1], limits)
            items.append(item)
        return tuple(items), pos
    return decode_prefix(data, pos, limits)
