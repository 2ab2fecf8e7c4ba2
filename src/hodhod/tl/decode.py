"""From bytes to values, of any layer."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from struct import Struct

import hodhod.tl.generated.tables  # noqa: F401  (fills ANYTHING)
from hodhod.tl.errors import DecodeError
from hodhod.tl.readers import ANYTHING
from hodhod.tl.value import TLObject

_ID = Struct("<I").unpack_from


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a stranger may ask of us.

    A value takes memory in proportion to its bytes, at most some thirty times as much (a vector of
    empty constructors of a class with many fields), so a bound on the bytes bounds the memory.

    Attributes:
        max_bytes: of the whole value.
        max_depth: of values inside values. Rich texts are the deepest that clients send.
    """

    max_bytes: int = 16 << 20
    max_depth: int = 64


LIMITS = Limits()


def decode_prefix(data: bytes, pos: int = 0, limits: Limits = LIMITS) -> tuple[TLObject, int]:
    """The boxed value at a position.

    Args:
        data: the buffer.
        pos: where the constructor's id is, in bytes from the start.
        limits: what is refused.

    Returns:
        The value, and the position behind it.

    Raises:
        DecodeError: if there is none, or more than the limits allow.
    """
    if len(data) - pos > limits.max_bytes:
        raise DecodeError(f"{len(data) - pos} bytes are too many")
    if pos < 0:
        raise DecodeError("a negative position")
    try:
        (number,) = _ID(data, pos)
        value, end = ANYTHING[number](data, pos + 4, limits.max_depth)
    except (struct.error, IndexError) as error:
        raise DecodeError("the value is cut off") from error
    except KeyError as error:
        raise DecodeError(f"{error.args[0]:08x} is not a Bool") from error
    except UnicodeDecodeError as error:
        raise DecodeError("a string is not UTF-8") from error
    if end > len(data):
        raise DecodeError("the value is cut off")
    return value, end


def decode(data: bytes, limits: Limits = LIMITS) -> TLObject:
    """The boxed value that a buffer holds: a constructor or function of any layer.

    Args:
        data: the whole of the value and nothing else.
        limits: what is refused.

    Raises:
        DecodeError: if it is not a value, or more than the limits allow.
    """
    data = bytes(data)
    value, end = decode_prefix(data, 0, limits)
    if end != len(data):
        raise DecodeError(f"{len(data) - end} bytes behind the value")
    return value
