"""Containers: several messages in one.

    ┌──────────┬───────┬────────┬───────┬────────┬──────┬─ … ─┐
    │ 73f1f8dc │ count │ msg_id │ seqno │ length │ body │     │
    │ 4        │ 4     │ 8      │ 4     │ 4      │      │     │
    └──────────┴───────┴────────┴───────┴────────┴──────┴─ … ─┘
                       └── count times ─────────────────────┘

Source: https://core.telegram.org/mtproto/service_messages#simple-container
"""

from __future__ import annotations

from collections.abc import Iterable
from struct import Struct
from typing import Final

import msgspec

from hodhod.mtproto.errors import FLOOD, ContainerError, TransportError

CONTAINER_ID: Final = 0x73F1F8DC

MAX_MESSAGES: Final = 1024
"""In one container, both ways."""

_HEAD = Struct("<II")
_ITEM = Struct("<qii")


class Item(msgspec.Struct, frozen=True, gc=False):
    """A message as a container, or an envelope, holds it.

    Attributes:
        msg_id: Its identifier.
        seqno: Its sequence number.
        body: A TL object.
    """

    msg_id: int
    seqno: int
    body: bytes


def is_container(body: bytes) -> bool:
    """Tell whether a message's body is a container."""
    return body[:4] == b"\xdc\xf8\xf1\x73"


def read(outer_id: int, body: bytes) -> list[Item]:
    """Take a container apart.

    Args:
        outer_id: The container's own msg_id.
        body: The container.

    Raises:
        ContainerError: It is not valid as a whole: code 64.
        TransportError: It holds more messages than allowed: FLOOD.
    """
    if len(body) < _HEAD.size:
        raise ContainerError
    _, count = _HEAD.unpack_from(body)
    if count > MAX_MESSAGES:
        raise TransportError(FLOOD)
    items: list[Item] = []
    at = _HEAD.size
    for _ in range(count):
        if at + _ITEM.size > len(body):
            raise ContainerError
        msg_id, seqno, length = _ITEM.unpack_from(body, at)
        at += _ITEM.size
        if length < 4 or length % 4 or at + length > len(body):
            raise ContainerError
        inner = body[at : at + length]
        if msg_id >= outer_id or is_container(inner):
            raise ContainerError
        items.append(Item(msg_id, seqno, inner))
        at += length
    if at != len(body):
        raise ContainerError
    return items


def write(items: Iterable[Item]) -> bytes:
    """Put messages into a container."""
    items = tuple(items)
    parts = [_HEAD.pack(CONTAINER_ID, len(items))]
    for item in items:
        parts += (_ITEM.pack(item.msg_id, item.seqno, len(item.body)), item.body)
    return b"".join(parts)
