"""Views and forwards of a channel's posts, wherever the posts are shown.

Source: https://core.telegram.org/method/messages.getMessagesViews
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.actions.messages.reach import access_messages, box_of
from hodhod.actions.peers.objects import objects_for
from hodhod.actions.threads.view import replies_of, threads_of
from hodhod.domain.caller import Caller
from hodhod.domain.event import Notice
from hodhod.domain.ids import BoxId, MsgId, PeerId, UserId, bare_id, is_channel, peer_of_channel
from hodhod.domain.message import StoredMessage, decode_content
from hodhod.domain.outgoing import Outgoing
from hodhod.domain.seen_posts import Post
from hodhod.store.days import count_days
from hodhod.store.message_changes import count_seen
from hodhod.store.message_rows import read_messages
from hodhod.tl import types

IDS_LIMIT = 100
"""Messages named in one request; clients ask for no more."""

TOLD = 500
"""Posts whose new counters are told of in one turn: the rest is read with the post."""

DAY_S = 86_400

_Value = TypeVar("_Value", types.TypeMessage, types.TypeUpdate)


async def message_views(
    app: App, caller: Caller, peer: PeerId, msg_ids: Sequence[int], *, increment: bool
) -> types.messages.MessageViews:
    """Return how often messages were seen and forwarded, and what was answered.

    Args:
        app: The working parts.
        caller: Who looks.
        peer: The chat, as access_peer returned it.
        msg_ids: Which of its messages.
        increment: Whether the caller sees them now.
    """
    box_id = box_of(caller, peer)
    wanted = [MsgId(one) for one in msg_ids[:IDS_LIMIT]]
    found = await access_messages(app, caller, peer, [one for one in wanted if one > 0])
    posts = {one: post for one, message in found.items() if (post := _post_of(message))}
    if increment:
        own = {one for one, message in found.items() if message.author_id == caller.me}
        for one, post in posts.items():
            if one not in own:
                app.seen_posts.view(caller.me, post, app.now // DAY_S)
    counts = await _counts(app, posts.values())
    keys = [(box_id, one) for one in found] if is_channel(peer) else []
    threads = await threads_of(app, caller.me, keys)
    views = []
    for one in wanted:
        post = posts.get(one)
        seen, forwards = counts.get(post, (None, None)) if post is not None else (None, None)
        thread = threads.get((box_id, one))
        views.append(
            types.MessageViews(
                views=seen,
                forwards=forwards,
                replies=None if thread is None else replies_of(thread),
            )
        )
    objects = await objects_for(app, caller.me, views)
    return types.messages.MessageViews(views=views, chats=objects.chats, users=objects.users)


async def with_views(app: App, values: Sequence[_Value]) -> list[_Value]:
    """Return messages, or updates with messages, with the views of the posts they forward."""
    posts = {post for one in values if (post := _forwarded(one)) is not None}
    if not posts:
        return list(values)
    counts = await _counts(app, posts)
    return [_filled(one, counts) for one in values]


def count_forwards(app: App, messages: Iterable[Outgoing]) -> None:
    """Count that posts were forwarded: by what was sent."""
    for one in messages:
        match one.fwd_from:
            case types.MessageFwdHeader(
                from_id=types.PeerChannel(channel_id=channel_id), channel_post=int(msg_id)
            ):
                app.seen_posts.forward((BoxId(peer_of_channel(channel_id)), MsgId(msg_id)))
            case _:
                pass


async def write_views(app: App) -> int:
    """Write what was counted, and tell those who look at it; return how many posts there were.

    Raises:
        StoreUnavailable: The database does not answer; what was counted is lost.
    """
    taken = app.seen_posts.take()
    by_shard: dict[str, list[tuple[BoxId, MsgId, int, int]]] = defaultdict(list)
    for one in taken:
        by_shard[app.store.shard(one[0]).schema].append(one)
    for some in by_shard.values():
        shard = app.store.shard(some[0][0])
        await count_seen(shard, some)
        await count_days(shard, some, app.now // DAY_S)
    await _tell(app, taken[:TOLD])
    return len(taken)


async def _tell(app: App, taken: Sequence[tuple[BoxId, MsgId, int, int]]) -> None:
    counts = await _counts(app, [(box_id, msg_id) for box_id, msg_id, _, _ in taken])
    nodes = {
        box_id: (await app.store.boxes.state(box_id)).nodes for box_id in {one[0] for one in taken}
    }
    for box_id, msg_id, views, forwards in taken:
        if not nodes[box_id] or (box_id, msg_id) not in counts:
            continue
        seen, sent = counts[box_id, msg_id]
        channel_id = bare_id(box_id)
        updates: list[types.TypeUpdate] = []
        if views:
            updates.append(
                types.UpdateChannelMessageViews(channel_id=channel_id, id=msg_id, views=seen)
            )
        if forwards:
            updates.append(
                types.UpdateChannelMessageForwards(channel_id=channel_id, id=msg_id, forwards=sent)
            )
        for update in updates:
            await app.bus.publish([Notice(UserId(box_id), update, nodes[box_id])])


async def _counts(app: App, posts: Iterable[Post]) -> dict[Post, tuple[int, int]]:
    """Return the views and forwards of posts; messages that are no posts are left out."""
    by_shard: dict[str, list[Post]] = defaultdict(list)
    for post in dict.fromkeys(posts):
        by_shard[app.store.shard(post[0]).schema].append(post)
    found: dict[Post, tuple[int, int]] = {}
    for some in by_shard.values():
        for row in await read_messages(app.store.shard(some[0][0]), some):
            if decode_content(row.content).post:
                views, forwards = app.seen_posts.waiting((row.box_id, row.msg_id))
                found[row.box_id, row.msg_id] = (
                    1 + (row.views or 0) + views,
                    (row.forwards or 0) + forwards,
                )
    return found


def _post_of(message: StoredMessage) -> Post | None:
    content = decode_content(message.content)
    return (message.box_id, message.msg_id) if content.post else _forwarded(content)


def _forwarded(value: object) -> Post | None:
    """Return the post that a message forwards."""
    match value:
        case types.Message(
            post=False,
            fwd_from=types.MessageFwdHeader(
                from_id=types.PeerChannel(channel_id=channel_id), channel_post=int(msg_id)
            ),
        ):
            return BoxId(peer_of_channel(channel_id)), MsgId(msg_id)
        case (
            types.UpdateNewMessage()
            | types.UpdateNewChannelMessage()
            | types.UpdateEditMessage()
            | types.UpdateEditChannelMessage()
        ):
            return _forwarded(value.message)
        case _:
            return None


def _filled(value: _Value, counts: dict[Post, tuple[int, int]]) -> _Value:
    post = _forwarded(value)
    if post is None or post not in counts:
        return value
    match value:
        case types.Message():
            views, forwards = counts[post]
            return replace(value, views=views, forwards=forwards)
        case (
            types.UpdateNewMessage()
            | types.UpdateNewChannelMessage()
            | types.UpdateEditMessage()
            | types.UpdateEditChannelMessage()
        ):
            return replace(value, message=_filled(value.message, counts))
        case _:
            return value
