"""The primitive values of TL as bytes.

Everything is little-endian. A string or byte string is::

    n < 254 │ n: u8   │ n bytes            │ zeros up to a multiple of 4
    else    │ fe: u8  │ n: u24 │ n bytes   │ zeros up to a multiple of 4

and a vector is ``1cb5c415 │ count: i32 │ items``.

Readers take a buffer and a position and return a value and the position behind it. Where the
buffer ends too early they raise DecodeError, struct.error or IndexError: the callers in
``hodhod.tl.decode`` make one error of the three, so that the hot path has no checks but these.

Source: https://core.telegram.org/mtproto/serialize
"""

from __future__ import annotations

from collections.abc import Sequence
from struct import Struct, pack, unpack_from

from hodhod.tl.errors import DecodeError, EncodeError

VECTOR = 0x1CB5C415
TRUE = 0x997275B5
FALSE = 0xBC799737
BOOL = {TRUE: True, FALSE: False}

# The longest string whose length fits into 24 bits, in bytes.
MAX_STRING_BYTES = (1 << 24) - 1

# Items in one vector. Nothing in the API has more; what the whole buffer can hold is bounded by
# its length, as each item takes 4 bytes at least.
MAX_VECTOR_ITEMS = 1 << 17

_PADDING = (b"", b"\0\0\0", b"\0\0", b"\0")
_SHORT = tuple(bytes((n,)) for n in range(254))
_COUNT = Struct("<i").unpack_from
_VECTOR_COUNT = Struct("<Ii").unpack_from
_PACK_COUNT = Struct("<Ii").pack


def too_deep() -> DecodeError:
    """The error for values nested beyond the limit."""
    return DecodeError("values are nested too deep")


def read_bytes(b: bytes, p: int) -> tuple[bytes, int]:
    """A byte string, and the position behind its padding."""
    n = b[p]
    if n < 254:
        start = p + 1
    elif n == 254:
        n = b[p + 1] | b[p + 2] << 8 | b[p + 3] << 16
        start = p + 4
    else:
        raise DecodeError(f"a string begins with ff at {p}")
    end = start + n
    if end > len(b):
        raise DecodeError(f"a string of {n} bytes at {p} runs over the end")
    return b[start:end], end + (-end + p & 3)


def read_string(b: bytes, p: int) -> tuple[str, int]:
    """A string, which has to be UTF-8."""
    n = b[p]
    if n < 254:
        start = p + 1
    elif n == 254:
        n = b[p + 1] | b[p + 2] << 8 | b[p + 3] << 16
        start = p + 4
    else:
        raise DecodeError(f"a string begins with ff at {p}")
    end = start + n
    if end > len(b):
        raise DecodeError(f"a string of {n} bytes at {p} runs over the end")
    return b[start:end].decode(), end + (-end + p & 3)


def check_count(b: bytes, p: int, n: int) -> None:
    """Refuse a count that cannot be true, before anything is allocated for it."""
    if not 0 <= n <= MAX_VECTOR_ITEMS or n * 4 > len(b) - p:
        raise DecodeError(f"a vector of {n} items at {p} is too long")


def read_count(b: bytes, p: int) -> tuple[int, int]:
    """The head of a vector: how many items follow."""
    head, n = _VECTOR_COUNT(b, p)
    if head != VECTOR:
        raise DecodeError(f"{head:08x} at {p} is not a vector")
    check_count(b, p + 8, n)
    return n, p + 8


def read_bare_count(b: bytes, p: int) -> tuple[int, int]:
    """The head of a bare vector, which has no id."""
    (n,) = _COUNT(b, p)
    check_count(b, p + 4, n)
    return n, p + 4


def read_ints(b: bytes, p: int) -> tuple[tuple[int, ...], int]:
    """A vector of 32-bit numbers."""
    n, p = read_count(b, p)
    return unpack_from(f"<{n}i", b, p), p + 4 * n


def read_longs(b: bytes, p: int) -> tuple[tuple[int, ...], int]:
    """A vector of 64-bit numbers."""
    n, p = read_count(b, p)
    return unpack_from(f"<{n}q", b, p), p + 8 * n


def write_bytes(o: bytearray, value: bytes) -> None:
    """Append a byte string."""
    n = len(value)
    if n < 254:
        o += _SHORT[n]
        o += value
        o += _PADDING[n + 1 & 3]
    elif n <= MAX_STRING_BYTES:
        o += (n << 8 | 254).to_bytes(4, "little")
        o += value
        o += _PADDING[n & 3]
    else:
        raise EncodeError(f"a string of {n} bytes is too long")


def write_string(o: bytearray, value: str) -> None:
    """Append a string as UTF-8."""
    write_bytes(o, value.encode())


def write_ints(o: bytearray, values: Sequence[int]) -> None:
    """Append a vector of 32-bit numbers."""
    n = len(values)
    o += pack(f"<Ii{n}i", VECTOR, n, *values)


def write_longs(o: bytearray, values: Sequence[int]) -> None:
    """Append a vector of 64-bit numbers."""
    n = len(values)
    o += pack(f"<Ii{n}q", VECTOR, n, *values)
