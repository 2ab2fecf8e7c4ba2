"""What a viewer sees of the threads that messages began: how many answers, whose, and what is new.

Source: https://core.telegram.org/constructor/messageReplies
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.domain.ids import BoxId, MsgId, UserId, bare_id, from_tl_peer, is_channel, to_tl_peer
from hodhod.store.threads import Key, ThreadOn, threads_on
from hodhod.tl import types

_Value = TypeVar("_Value", types.TypeMessage, types.TypeUpdate)


async def with_replies(app: App, viewer_id: UserId, values: Sequence[_Value]) -> list[_Value]:
    """Return messages, or updates with messages, with what was answered, in their order.

    Args:
        app: The working parts.
        viewer_id: Who will receive them.
        values: What is to be sent.
    """
    keys = [key for one in values if (key := _key(one)) is not None]
    if not keys:
        return list(values)
    threads = await threads_of(app, viewer_id, keys)
    return [_filled(one, threads) for one in values]


async def threads_of(app: App, viewer_id: UserId, keys: Iterable[Key]) -> dict[Key, ThreadOn]:
    """Return what messages of supergroups and channels began, as a viewer has read it."""
    by_shard: dict[str, list[Key]] = defaultdict(list)
    for key in dict.fromkeys(keys):
        by_shard[app.store.shard(key[0]).schema].append(key)
    found: dict[Key, ThreadOn] = {}
    for some in by_shard.values():
        found |= await threads_on(app.store.shard(some[0][0]), viewer_id, some)
    return found


def replies_of(thread: ThreadOn) -> types.MessageReplies:
    """Return what a message shows of its thread."""
    return types.MessageReplies(
        comments=thread.comments,
        replies=thread.replies,
        replies_pts=thread.pts,
        recent_repliers=[to_tl_peer(peer) for peer in thread.recent] or None
        if thread.comments
        else None,
        channel_id=bare_id(thread.box_id) if thread.comments else None,
        max_id=thread.last_id or None,
        read_max_id=thread.read_max or None,
    )


def _key(value: object) -> Key | None:
    match value:
        case types.Message() | types.MessageService():
            box_id = from_tl_peer(value.peer_id)
            return (BoxId(box_id), MsgId(value.id)) if is_channel(box_id) else None
        case types.UpdateNewChannelMessage(message=types.Message(post=True) as message):
            return _key(message)
        case types.UpdateEditChannelMessage():
            return _key(value.message)
        case _:
            return None  # what is new in a supergroup has no answers yet


def _filled(value: _Value, threads: dict[Key, ThreadOn]) -> _Value:
    key = _key(value)
    thread = None if key is None else threads.get(key)
    if thread is None:
        return value
    match value:
        case types.Message():
            return replace(value, replies=replies_of(thread))
        case types.UpdateNewChannelMessage() | types.UpdateEditChannelMessage():
            return replace(value, message=_filled(value.message, threads))
        case _:
            return value  # a service message shows no answers
