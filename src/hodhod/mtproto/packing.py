"""Compressed messages, in and out: gzip_packed in the place of what it holds.

Source: https://core.telegram.org/mtproto/service_messages#packed-object
"""

from __future__ import annotations

from typing import Final

from hodhod import tl
from hodhod.mtproto import containers, gzip
from hodhod.mtproto.containers import Item
from hodhod.mtproto.errors import GzipError
from hodhod.tl import mtproto

MAX_UNPACKED: Final = 2 * 1024 * 1024
"""Bytes that the compressed messages of one packet may grow to, in all."""

PACK_FROM: Final = 1024
PACK_TO: Final = 256 * 1024
"""Bodies of such sizes in bytes are compressed if it pays."""

_GZIP_PACKED: Final = b"\xa1\xcf\x72\x30"


def is_packed(body: bytes) -> bool:
    """Tell whether a body is compressed; after `unpacked`, that it cannot be read."""
    return body[:4] == _GZIP_PACKED


def packed(body: bytes) -> bytes:
    """Compress a body if it becomes a tenth smaller at least."""
    if not PACK_FROM <= len(body) <= PACK_TO:
        return body
    smaller = tl.encode(mtproto.GzipPacked(packed_data=gzip.pack(body)))
    return smaller if len(smaller) * 10 < len(body) * 9 else body


def unpacked(items: list[Item]) -> list[Item]:
    """Unpack what is compressed, as far as the room goes; what cannot be read stays as it is."""
    room = MAX_UNPACKED
    plain: list[Item] = []
    for item in items:
        if is_packed(item.body):
            body = inflated(item.body, room)
            room -= len(body)
            plain.append(Item(item.msg_id, item.seqno, body))
        else:
            plain.append(item)
    return plain


def inflated(body: bytes, room: int) -> bytes:
    """Unpack one body.

    Args:
        body: A gzip_packed.
        room: Bytes that may come out.

    Returns:
        What it holds; the body itself if it is broken, too large, packed twice, or a container.
    """
    try:
        value = tl.decode(body)
        if not isinstance(value, mtproto.GzipPacked):
            return body
        inner = gzip.inflate(value.packed_data, max(room, 0))
    except (tl.DecodeError, GzipError):
        return body
    if len(inner) % 4 or is_packed(inner) or containers.is_container(inner):
        return body
    return inner
