"""Reading messages: a chat's pages, single messages, and what a search finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hodhod.actions.app import App
from hodhod.actions.messages.named import named_ids
from hodhod.actions.messages.reach import box_of
from hodhod.actions.messages.view import messages_seen_by
from hodhod.actions.peers.objects import objects_for
from hodhod.actions.threads.topics import topics_of_messages
from hodhod.domain.caller import Caller
from hodhod.domain.ids import BoxId, MsgId, PeerId, is_channel
from hodhod.domain.message import StoredMessage
from hodhod.store.history import Filter, Page, count_messages, find_messages, read_history
from hodhod.store.members import channel_views
from hodhod.tl import types


@dataclass(frozen=True, slots=True)
class Found:
    """A page of messages.

    Attributes:
        messages: The page, newest first.
        count: How many there are in all.
        pts: Where the box of the supergroup or channel is that they are from, or None.
    """

    messages: Sequence[StoredMessage]
    count: int
    pts: int | None = None


async def history(app: App, caller: Caller, peer: PeerId, page: Page) -> Found:
    """Return a page of a chat."""
    box_id = box_of(caller, peer)
    shard = app.store.shard(box_id)
    if is_channel(peer):
        (view,) = await channel_views(shard, caller.me, [peer])
        page = replace(page, min_id=max(page.min_id, view.min_id))
        messages = await read_history(shard, box_id, peer, page)
        # Ids follow each other there: so many at most are left of those that are hidden.
        count = min(view.messages, max(0, (view.top_message or 0) - view.min_id))
        return Found(messages, max(count, len(messages)), view.pts)
    messages = await read_history(shard, box_id, peer, page)
    dialog = await app.store.dialogs.get(box_id, peer)
    return Found(messages, max(dialog.messages, len(messages)))


async def search(app: App, caller: Caller, wanted: Filter, page: Page) -> Found:
    """Return a page of what fits a filter."""
    if wanted.peer_id is None or not is_channel(wanted.peer_id):
        return await _search(app, caller.box, wanted, page)
    box_id = BoxId(wanted.peer_id)
    (view,) = await channel_views(app.store.shard(box_id), caller.me, [wanted.peer_id])
    page = replace(page, min_id=max(page.min_id, view.min_id))
    return replace(await _search(app, box_id, wanted, page), pts=view.pts)


async def _search(app: App, box_id: BoxId, wanted: Filter, page: Page) -> Found:
    shard = app.store.shard(box_id)
    messages = await find_messages(shard, box_id, wanted, page)
    count = await count_messages(shard, box_id, wanted, min_id=page.min_id, max_id=page.max_id)
    return Found(messages, max(count, len(messages)))


async def messages_named(
    app: App, caller: Caller, named: Sequence[types.TypeInputMessage]
) -> types.messages.TypeMessages:
    """Return messages of the caller's own box in the order of the request; absent ones as empty.

    Raises:
        RpcError: 400 LIMIT_INVALID.
    """
    wanted = await named_ids(app, caller.box, named)
    found = await app.store.messages.by_ids(caller.box, [MsgId(one) for one in wanted if one > 0])
    return await _all(app, caller, await _in_order(app, caller, wanted, list(found.values())))


async def channel_messages_named(
    app: App, caller: Caller, peer: PeerId, named: Sequence[types.TypeInputMessage]
) -> types.messages.TypeMessages:
    """Return messages of a channel's box in the order of the request; absent ones as empty.

    Raises:
        RpcError: 400 LIMIT_INVALID.
    """
    box_id = BoxId(peer)
    (view,) = await channel_views(app.store.shard(box_id), caller.me, [peer])
    wanted = await named_ids(app, box_id, named, peer=peer, hidden=view.min_id)
    shown = [MsgId(one) for one in wanted if one > view.min_id]
    found = await app.store.messages.by_ids(box_id, shown)
    messages = await _in_order(app, caller, wanted, list(found.values()))
    objects = await objects_for(app, caller.me, messages)
    return types.messages.ChannelMessages(
        pts=view.pts,
        count=len(messages),
        messages=messages,
        topics=[],
        chats=objects.chats,
        users=objects.users,
    )


async def found_messages(
    app: App, caller: Caller, found: Found, *, next_rate: int | None = None
) -> types.messages.TypeMessages:
    """Return a page as clients get it: whole when it is all there is, else a slice."""
    messages = await messages_seen_by(app, caller.me, found.messages)
    if found.pts is not None:
        topics = await topics_of_messages(app, caller, found.messages)
        objects = await objects_for(app, caller.me, [*messages, *topics])
        return types.messages.ChannelMessages(
            pts=found.pts,
            count=found.count,
            messages=messages,
            topics=topics,
            chats=objects.chats,
            users=objects.users,
        )
    if found.count <= len(messages) and next_rate is None:
        return await _all(app, caller, messages)
    objects = await objects_for(app, caller.me, messages)
    return types.messages.MessagesSlice(
        count=found.count,
        next_rate=next_rate,
        messages=messages,
        topics=[],
        chats=objects.chats,
        users=objects.users,
    )


async def _in_order(
    app: App, caller: Caller, wanted: Sequence[int], found: Sequence[StoredMessage]
) -> list[types.TypeMessage]:
    seen = {message.id: message for message in await messages_seen_by(app, caller.me, found)}
    return [seen.get(one) or types.MessageEmpty(id=one) for one in wanted]


async def _all(
    app: App, caller: Caller, messages: Sequence[types.TypeMessage]
) -> types.messages.Messages:
    objects = await objects_for(app, caller.me, messages)
    return types.messages.Messages(
        messages=messages, topics=[], chats=objects.chats, users=objects.users
    )
