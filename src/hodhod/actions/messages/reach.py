"""Which boxes hold a chat, and the only way to single messages in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hodhod.actions.app import App
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import (
    SERVICE_USER,
    BoxId,
    MsgId,
    PeerId,
    is_channel,
    is_chat,
    is_user,
    peer_of_user,
)
from hodhod.domain.message import StoredMessage
from hodhod.store.members import member_ids
from hodhod.tl import types

GROUP_LIMIT = 200
"""Members of a basic group: each has a copy of each message."""

IDS_LIMIT = 100
"""Messages named in one request; clients ask for no more."""


def box_of(caller: Caller, peer: PeerId) -> BoxId:
    """Return the box in which the caller reads a chat: a channel has one of its own for all."""
    return BoxId(peer) if is_channel(peer) else caller.box


async def boxes_of(
    app: App,
    caller: Caller,
    peer: PeerId,
) -> tuple[BoxId, ...]:
    """Return the boxes that have copies of a chat's messages, the one the caller reads first.

    The service account keeps no copies: everybody would wait for its one box.
    """
    own = box_of(caller, peer)
    if is_chat(peer):
        shard = app.store.shard(BoxId(peer))
        members = await member_ids(shard, peer, GROUP_LIMIT)
        return (own, *(BoxId(one) for one in members if one != caller.me))
    if is_channel(peer) or peer in (caller.own_peer, peer_of_user(SERVICE_USER)):
        return (own,)
    return (own, BoxId(peer))


def seen_from(box_id: BoxId, own: BoxId, peer_id: PeerId) -> PeerId:
    """Return how one of a chat's boxes calls the chat.

    Args:
        box_id: One of the chat's boxes, see boxes_of.
        own: The box that the chat was named from.
        peer_id: The chat as that one calls it.
    """
    return peer_id if box_id == own or not is_user(peer_id) else PeerId(own)


async def access_message(app: App, caller: Caller, peer: PeerId, msg_id: int) -> StoredMessage:
    """Return a message of a chat.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID.
    """
    found = await access_messages(app, caller, peer, [msg_id] if msg_id > 0 else [])
    if not found:
        raise bad_request("MESSAGE_ID_INVALID")
    return next(iter(found.values()))


async def access_messages(
    app: App, caller: Caller, peer: PeerId, msg_ids: Sequence[int]
) -> dict[MsgId, StoredMessage]:
    """Return those of some messages of a chat that the caller may read, by id.

    Whoever came to a supergroup after a message was written, or has cleared it, does not see it.
    """
    wanted = [MsgId(msg_id) for msg_id in msg_ids]
    if not wanted:
        return {}
    found = await app.store.messages.by_ids(box_of(caller, peer), wanted)
    hidden = 0
    if is_channel(peer):
        seen = await app.store.chats.seen_by(caller.me, peer)
        hidden = 0 if seen is None or seen.member is None else seen.member.min_id
    return {msg_id: one for msg_id, one in found.items() if one.peer_id == peer and msg_id > hidden}


def checked_ids(msg_ids: Iterable[int]) -> Sequence[MsgId]:
    """Return the ids of a request, each once.

    Raises:
        RpcError: 400 LIMIT_INVALID.
    """
    wanted = list(dict.fromkeys(MsgId(msg_id) for msg_id in msg_ids if 0 < msg_id < 2**31))
    if len(wanted) > IDS_LIMIT:
        raise bad_request("LIMIT_INVALID")
    return wanted


def affected(pts: int, pts_count: int) -> types.messages.AffectedMessages:
    """Return how far a change moved the caller's own box."""
    return types.messages.AffectedMessages(pts=pts, pts_count=pts_count)
