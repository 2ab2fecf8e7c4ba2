"""Events as bytes, between nodes that may run neighbouring releases.

A packet is a MessagePack array of tagged maps; updates are TL of the newest layer of the writer. A
reader skips what it does not know: a node of the release before loses a hint, nothing else.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from hodhod import tl
from hodhod.domain.event import (
    AuthorizationChanged,
    BotClaimed,
    BoxEvent,
    Event,
    MembershipChanged,
    Notice,
    QueryAnswered,
)
from hodhod.domain.ids import BoxId, UserId

log = logging.getLogger(__name__)

MAX_PACKET: Final = 512 * 1024
"""Bytes; NATS refuses a megabyte."""


class _Box(msgspec.Struct, frozen=True, tag="box", tag_field="t", array_like=False):
    box_id: int
    pts: int
    pts_count: int
    update: bytes
    exclude: tuple[int, int] | None = None
    author: int | None = None
    concerns: tuple[int, ...] = ()


class _Notice(msgspec.Struct, frozen=True, tag="notice", tag_field="t"):
    user_id: int
    update: bytes
    only_auth_key: int | None = None
    exclude: tuple[int, int] | None = None


class _Membership(msgspec.Struct, frozen=True, tag="member", tag_field="t"):
    user_id: int
    box_id: int
    joined: bool


class _Authorization(msgspec.Struct, frozen=True, tag="auth", tag_field="t"):
    auth_key_ids: tuple[int, ...]
    closed: bool


class _Answer(msgspec.Struct, frozen=True, tag="answer", tag_field="t"):
    query_id: int
    answer: bytes


class _Claim(msgspec.Struct, frozen=True, tag="claim", tag_field="t"):
    bot_id: int
    at: float
    by: str


_Any = _Box | _Notice | _Membership | _Authorization | _Answer | _Claim

_encode = msgspec.msgpack.Encoder().encode
_packet = msgspec.msgpack.Decoder(list[msgspec.Raw])
_event: msgspec.msgpack.Decoder[_Any] = msgspec.msgpack.Decoder(_Any)


def pack(events: Iterable[Event]) -> Iterator[bytes]:
    """Write events into as few packets as they fit in."""
    packet: list[msgspec.Raw] = []
    size = 0
    for event in events:
        data = _encode(_written(event))
        if len(data) > MAX_PACKET:
            log.warning("an event is too large for the bus", extra={"bytes": len(data)})
            continue
        if packet and size + len(data) > MAX_PACKET:
            yield _encode(packet)
            packet, size = [], 0
        packet.append(msgspec.Raw(data))
        size += len(data)
    if packet:
        yield _encode(packet)


def unpack(data: bytes, node: str) -> Iterator[Event]:
    """Read a packet.

    Args:
        data: As `pack` wrote it, here or in another release.
        node: Who reads; it becomes the only node of the events that name a user.
    """
    try:
        packet = _packet.decode(data)
    except msgspec.MsgspecError:
        log.warning("a packet of the bus cannot be read")
        return
    for one in packet:
        try:
            yield _read(_event.decode(one), node)
        except (msgspec.MsgspecError, tl.DecodeError):
            log.info("an event of another release was skipped")


def _written(event: Event) -> _Any:
    match event:
        case BoxEvent():
            return _Box(
                event.box_id,
                event.pts,
                event.pts_count,
                tl.encode(event.update),
                event.exclude_session,
                event.author_id,
                tuple(event.concerns),
            )
        case MembershipChanged():
            return _Membership(event.user_id, event.box_id, event.joined)
        case Notice():
            return _Notice(
                event.user_id, tl.encode(event.update), event.only_auth_key, event.exclude_session
            )
        case QueryAnswered():
            return _Answer(event.query_id, event.answer)
        case BotClaimed():
            return _Claim(event.bot_id, event.at, event.by)
        case AuthorizationChanged():
            return _Authorization(tuple(event.auth_key_ids), event.closed)


def _read(event: _Any, node: str) -> Event:
    match event:
        case _Box():
            return BoxEvent(
                BoxId(event.box_id),
                event.pts,
                event.pts_count,
                _update(event.update),
                (node,),
                event.exclude,
                None if event.author is None else UserId(event.author),
                tuple(UserId(one) for one in event.concerns),
            )
        case _Membership():
            return MembershipChanged(
                UserId(event.user_id), BoxId(event.box_id), event.joined, (node,)
            )
        case _Notice():
            return Notice(
                UserId(event.user_id),
                _update(event.update),
                (node,) if event.user_id else (),
                event.only_auth_key,
                event.exclude,
            )
        case _Answer():
            return QueryAnswered(event.query_id, event.answer, (node,))
        case _Claim():
            return BotClaimed(UserId(event.bot_id), event.at, event.by, (node,))
        case _Authorization():
            return AuthorizationChanged(event.auth_key_ids, event.closed)


def _update(data: bytes) -> tl.types.TypeUpdate:
    value = tl.decode(data)
    if value.tl_result != "Update":
        raise tl.DecodeError(f"{value.tl_name} is no update")
    return value  # type: ignore[return-value] # its type is named in the line above
