"""The admin log of a supergroup or channel: who did what there in the last two days.

    note(change, chat, actor, action)   in the transaction of the deed itself
    admin_log(seen, …)                  for admins

Source: https://core.telegram.org/api/recent-actions
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import cast

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.peers.objects import objects_for
from hodhod.domain.admin_deed import (
    COMING,
    RULING,
    WRITING,
    DeedKind,
    kind_of_deed,
    words_of_deed,
)
from hodhod.domain.caller import Caller
from hodhod.domain.chat import Chat, SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, UserId, peer_of_channel
from hodhod.domain.message import CONTENT_LAYER
from hodhod.domain.search_text import index_tokens, tsquery
from hodhod.store.admin_log import (
    NO_LIMIT,
    Entry,
    NewDeed,
    Wanted,
    deeds,
    forget_deeds,
    note_deeds,
    trim_deeds,
)
from hodhod.store.boxes import Change
from hodhod.tl import types

KEPT_S = 48 * 3600
"""How long a deed is shown."""

KEPT_DEEDS = 10_000
"""Deeds of one sort that a chat keeps: in a rush of members the log is no way to fill the disk."""

PAGE_LIMIT = 100
"""Deeds of a page; clients ask for at most 100."""

FORGOTTEN_TOGETHER = 5_000
"""Deeds that one statement forgets."""


async def note(
    change: Change, chat: Chat, actor: int, action: types.TypeChannelAdminLogEventAction
) -> None:
    """Write a deed into the log of a supergroup or channel; a basic group has none.

    Args:
        change: The change that the deed is; the chat's box is one of its boxes.
        chat: The chat.
        actor: Who did it.
        action: What they did.
    """
    await note_all(change, chat, actor, [action])


async def note_all(
    change: Change,
    chat: Chat,
    actor: int,
    actions: Sequence[types.TypeChannelAdminLogEventAction],
) -> None:
    """Write several deeds of one person, in their order."""
    if chat.is_group or not actions:
        return
    new = [
        NewDeed(
            kind_of_deed(action),
            index_tokens(" ".join(words_of_deed(action))),
            tl.encode(action, CONTENT_LAYER),
        )
        for action in actions
    ]
    if await note_deeds(change.tx, chat.peer_id, UserId(actor), change.now, new):
        for together in (COMING, WRITING, RULING):
            await trim_deeds(change.tx, chat.peer_id, together, KEPT_DEEDS)


async def admin_log(
    app: App,
    caller: Caller,
    seen: SeenChat,
    *,
    words: str,
    kinds: Sequence[DeedKind],
    by: Collection[int] | None,
    max_id: int,
    min_id: int,
    limit: int,
) -> types.channels.AdminLogResults:
    """Return a page of a chat's log, newest first.

    Args:
        app: The working parts.
        caller: Who asks.
        seen: The supergroup or channel.
        words: Texts in it that are looked for; "" for all.
        kinds: What kinds of deeds.
        by: Whose; None for anybody's.
        max_id: Deeds before this one only, 0 for all.
        min_id: Deeds after this one only.
        limit: How many at most.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED.
    """
    if not seen.is_admin:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    query = tsquery(words)
    found: list[Entry] = []
    if query or not words.strip():
        wanted = Wanted(
            kinds=kinds,
            by=by,
            words=query,
            below=max_id if 0 < max_id < NO_LIMIT else 0,
            above=max(min_id, 0),
            since=app.now - KEPT_S,
            limit=max(1, min(limit or PAGE_LIMIT, PAGE_LIMIT)),
        )
        shard = app.store.shard(BoxId(seen.chat.peer_id))
        found = await deeds(shard, seen.chat.peer_id, wanted)
    events = [_event(one) for one in found]
    actions = [one.action for one in events]
    linked = [
        peer_of_channel(one)
        for action in actions
        if isinstance(action, types.ChannelAdminLogEventActionChangeLinkedChat)
        for one in (action.prev_value, action.new_value)
        if one
    ]
    objects = await objects_for(
        app,
        caller.me,
        events,
        extra=[seen.chat.peer_id, *linked],
    )
    return types.channels.AdminLogResults(events=events, chats=objects.chats, users=objects.users)


async def forget_old_deeds(app: App) -> None:
    """Forget what is shown no more."""
    for shard in app.store.shards:
        while await forget_deeds(shard, app.now - KEPT_S, FORGOTTEN_TOGETHER) == FORGOTTEN_TOGETHER:
            pass


def _event(entry: Entry) -> types.ChannelAdminLogEvent:
    return types.ChannelAdminLogEvent(
        id=entry.event_id,
        date=entry.date,
        user_id=entry.user_id,
        action=_action(entry.content),
    )


def _action(content: bytes) -> types.TypeChannelAdminLogEventAction:
    return cast("types.TypeChannelAdminLogEventAction", tl.decode(content))
