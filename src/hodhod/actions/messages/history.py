"""Reading messages: a chat's pages, single messages, and what a search finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hodhod.actions.app import App
from hodhod.actions.messages.view import messages_seen_by
from hodhod.actions.peers.objects import objects_for
from hodhod.domain.caller import Caller
from hodhod.domain.ids import MsgId, PeerId
from hodhod.domain.message import StoredMessage
from hodhod.store.history import Filter, Page, count_messages, find_messages, read_history
from hodhod.tl import types

IDS_LIMIT = 200
"""Messages asked for by id in one request."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of messages.

    Attributes:
        messages: The page, newest first.
        count: How many there are in all.
    """

    messages: Sequence[StoredMessage]
    count: int


async def history(app: App, caller: Caller, peer: PeerId, page: Page) -> Found:
    """Return a page of a chat."""
    shard = app.store.shard(caller.box)
    messages = await read_history(shard, caller.box, peer, page)
    dialog = await app.store.dialogs.get(caller.box, peer)
    return Found(messages, max(dialog.messages, len(messages)))


async def search(app: App, caller: Caller, wanted: Filter, page: Page) -> Found:
    """Return a page of what fits a filter."""
    shard = app.store.shard(caller.box)
    messages = await find_messages(shard, caller.box, wanted, page)
    count = await count_messages(shard, caller.box, wanted, min_id=page.min_id, max_id=page.max_id)
    return Found(messages, max(count, len(messages)))


async def by_ids(app: App, caller: Caller, msg_ids: Sequence[int]) -> types.messages.TypeMessages:
    """Return messages in the order of their ids in the request; absent ones as empty."""
    wanted = [MsgId(msg_id) for msg_id in msg_ids[:IDS_LIMIT]]
    found = await app.store.messages.by_ids(caller.box, wanted)
    seen = await messages_seen_by(app, caller.me, list(found.values()))
    by_id = {message.id: message for message in seen}
    messages = [by_id.get(msg_id) or types.MessageEmpty(id=msg_id) for msg_id in wanted]
    return await _all(app, caller, messages)


async def found_messages(
    app: App, caller: Caller, found: Found, *, next_rate: int | None = None
) -> types.messages.TypeMessages:
    """Return a page as clients get it: whole when it is all there is, else a slice."""
    messages = await messages_seen_by(app, caller.me, found.messages)
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


async def _all(
    app: App, caller: Caller, messages: Sequence[types.TypeMessage]
) -> types.messages.Messages:
    objects = await objects_for(app, caller.me, messages)
    return types.messages.Messages(
        messages=messages, topics=[], chats=objects.chats, users=objects.users
    )
