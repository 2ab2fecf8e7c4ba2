"""What is inside gzip_packed: never more than the reader has room for.

Source: https://core.telegram.org/mtproto/service_messages#packed-object
"""

from __future__ import annotations

import zlib
from typing import Final

from hodhod.mtproto.errors import GzipError

_EITHER: Final = zlib.MAX_WBITS + 32
"""Reads both wrappings: the gzip that the specification has, and the zlib that TDLib sends."""
_GZIP: Final = zlib.MAX_WBITS + 16
_LEVEL: Final = 4
"""Nearly the size of the default level for half of its time."""


def inflate(data: bytes, limit: int) -> bytes:
    """Unpacks.

    Args:
        data: All of it, in gzip or in zlib wrapping.
        limit: What may come out at most, in bytes; more is never allocated.

    Raises:
        GzipError: It is broken, cut off, has something behind it, or is a bomb.
    """
    inflater = zlib.decompressobj(_EITHER)
    try:
        # One byte more than allowed, to see that there is more.
        plain = inflater.decompress(data, limit + 1)
    except zlib.error as error:
        raise GzipError("broken compressed data") from error
    if len(plain) > limit:
        raise GzipError("compressed data grows over its limit")
    if not inflater.eof or inflater.unused_data:
        raise GzipError("compressed data does not end where it should")
    return plain


def pack(data: bytes) -> bytes:
    """Packs an answer, in the gzip wrapping that every client reads."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    return packer.compress(data) + packer.flush()
