"""Reactions in supergroups and channels as one viewer sees them: the own ones, and the new ones.

    beside the message: counts and the last few     the same for all
    rows of the viewer: how they reacted, and what they have not seen of those to their messages

An updateMessageReactions of a channel is filed and pushed blank, and filled in here with what the
message has when it is read: so it is filed once, however many people react.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from hodhod import tl
from hodhod.actions.app import App
from hodhod.domain.ids import BoxId, MsgId, UserId, from_tl_peer, is_channel
from hodhod.domain.message import StoredMessage, decode_reactions
from hodhod.domain.reaction_tally import as_seen, for_many
from hodhod.store.members import Mark, marks_on
from hodhod.store.reactions import own_reactions
from hodhod.tl import TLObject, types

NONE = types.MessageReactions(results=())

Key = tuple[BoxId, MsgId]
Value = TypeVar("Value", bound=TLObject)


def blank_update(message: StoredMessage) -> types.UpdateMessageReactions:
    """Return the update that tells to look at the reactions of a message in a channel's box."""
    peer = types.PeerChannel(channel_id=-message.box_id - 10**12)
    return types.UpdateMessageReactions(
        peer=peer, msg_id=message.msg_id, top_msg_id=message.topic_id, reactions=NONE
    )


async def with_own_reactions(app: App, viewer_id: UserId, values: Sequence[Value]) -> list[Value]:
    """Fill in reactions in messages and updates of supergroups and channels.

    Args:
        app: The working parts.
        viewer_id: Who will receive them; 0 for many at once.
        values: Messages or updates; what is of no channel stays as it is.
    """
    told = [key for one in values if (key := _told(one)) is not None]
    known: dict[Key, types.MessageReactions] = {}
    for box_id, msg_ids in _by_box(told).items():
        for msg_id, message in (await app.store.messages.by_ids(box_id, msg_ids)).items():
            known[box_id, msg_id] = decode_reactions(message.reactions) or NONE
    for one in values:
        key = _key(_message(one))
        if key is not None:
            reactions = getattr(_message(one), "reactions", None)
            if isinstance(reactions, types.MessageReactions):
                known[key] = reactions
    if not known:
        return list(values)
    if not viewer_id:
        seen = {key: for_many(one) for key, one in known.items()}
    else:
        seen = await _seen(app, viewer_id, known)
    return [_filled(one, seen) for one in values]


async def _seen(
    app: App, viewer_id: UserId, known: dict[Key, types.MessageReactions]
) -> dict[Key, types.MessageReactions]:
    by_shard: dict[str, list[Key]] = defaultdict(list)
    for key in known:
        by_shard[app.store.shard(key[0]).schema].append(key)
    seen: dict[Key, types.MessageReactions] = {}
    for keys in by_shard.values():
        shard = app.store.shard(keys[0][0])
        mine = await own_reactions(shard, keys, viewer_id)
        recent = [key for key in keys if known[key].recent_reactions]
        marks = await marks_on(shard, [(box, viewer_id, msg_id) for box, msg_id in recent])
        for key in keys:
            seen[key] = as_seen(
                known[key],
                mine=_reaction(mine.get(key)),
                viewer_id=viewer_id,
                unread=marks.get((*key, Mark.REACTION)) is False,
            )
    return seen


def _reaction(data: bytes | None) -> types.TypeReaction | None:
    return None if data is None else tl.decode(data)  # type: ignore[return-value]


def _filled(value: Value, seen: dict[Key, types.MessageReactions]) -> Value:
    told = _told(value)
    if told is not None:
        return replace(value, reactions=seen.get(told, NONE))
    message = _message(value)
    key = _key(message)
    if key is None or key not in seen or message is None or message.reactions is None:
        return value
    new = replace(message, reactions=seen[key])
    return new if value is message else replace(value, message=new)  # type: ignore[return-value]


def _told(value: object) -> Key | None:
    """Return the message whose reactions an update tells of."""
    if isinstance(value, types.UpdateMessageReactions):
        peer = from_tl_peer(value.peer)
        if is_channel(peer):
            return BoxId(peer), MsgId(value.msg_id)
    return None


def _message(value: object) -> types.Message | types.MessageService | None:
    if isinstance(value, types.UpdateNewChannelMessage | types.UpdateEditChannelMessage):
        value = value.message
    return value if isinstance(value, types.Message | types.MessageService) else None


def _key(message: types.Message | types.MessageService | None) -> Key | None:
    if message is None or message.reactions is None:
        return None
    peer = from_tl_peer(message.peer_id)
    return (BoxId(peer), MsgId(message.id)) if is_channel(peer) else None


def _by_box(keys: Iterable[Key]) -> dict[BoxId, list[MsgId]]:
    found: dict[BoxId, list[MsgId]] = defaultdict(list)
    for box_id, msg_id in keys:
        found[box_id].append(msg_id)
    return found
