"""What happened in a supergroup or channel while somebody did not look, and where its box is now.

Source: https://core.telegram.org/method/updates.getChannelDifference
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.messages.dialogs import described, filled_in
from hodhod.actions.messages.history import history
from hodhod.actions.messages.view import messages_seen_by, updates_seen_by
from hodhod.actions.peers.objects import objects_for
from hodhod.actions.updates.channel_log import told_to_all
from hodhod.actions.updates.difference import told_by
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.ids import BoxId
from hodhod.store.history import Page
from hodhod.store.update_log import read_log
from hodhod.tl import types

SLICE = 100
"""Log entries of one page; clients of users ask for 100."""

TOO_LONG_AFTER = 3_000
"""Changes after which a fresh start costs a client less than to be told of each."""

NEWEST = 20
"""Messages that come with a fresh start."""

NEVER = 2**31 - 1
"""Unix time that no entry of the log is as young as."""

TIMEOUT_S = 10
"""When to ask again for a channel that is looked at without being joined."""

JOINED_TIMEOUT_S = 15 * 60
"""When to ask again for one that tells by itself; Telethon asks whenever this is over."""


async def channel_difference(
    app: App, caller: Caller, seen: SeenChat, *, pts: int, limit: int
) -> types.updates.TypeChannelDifference:
    """Return what happened after a state of a supergroup's or channel's box.

    Args:
        app: The working parts.
        caller: Who asks.
        seen: The chat, which the caller may read.
        pts: The client's.
        limit: Entries the client wants at most.
    """
    box_id = BoxId(seen.chat.peer_id)
    state = await app.store.boxes.state(box_id)
    timeout = JOINED_TIMEOUT_S if seen.joined else TIMEOUT_S
    if pts >= state.pts:
        return types.updates.ChannelDifferenceEmpty(final=True, pts=state.pts, timeout=timeout)
    if state.pts - pts > TOO_LONG_AFTER:
        return await _too_long(app, caller, seen, timeout)
    shard, limit = app.store.shard(box_id), max(1, min(limit, SLICE))
    page = await read_log(shard, box_id, max(pts, 1), limit=limit)
    if page.too_long:
        # Perhaps a slice was full of what was filed at that very pts and only says what to look
        # at again, such as reactions: that must not keep a client from what comes after it.
        page = await read_log(shard, box_id, max(pts, 1), since=NEVER, limit=limit)
    if page.too_long:
        return await _too_long(app, caller, seen, timeout)
    hidden = 0 if seen.member is None else seen.member.min_id
    entries = [
        entry
        for entry in told_to_all(page.entries)
        # What was written before somebody came is not told by its edits either.
        if entry.msg_id is None or entry.msg_id > hidden
    ]
    stored, others = await told_by(app, caller.me, box_id, entries)
    messages = await messages_seen_by(app, caller.me, stored)
    others = await updates_seen_by(app, caller.me, others)
    objects = await objects_for(app, caller.me, [*messages, *others], extra=[seen.chat.peer_id])
    return types.updates.ChannelDifference(
        final=not page.more,
        pts=page.pts,
        timeout=None if page.more else timeout,
        new_messages=messages,
        other_updates=others,
        chats=objects.chats,
        users=objects.users,
    )


async def _too_long(
    app: App, caller: Caller, seen: SeenChat, timeout: int
) -> types.updates.ChannelDifferenceTooLong:
    """Return the chat as it is now: its dialog and its newest messages."""
    peer = seen.chat.peer_id
    stored = await app.store.dialogs.by_peers(caller.box, [peer])
    dialogs = await filled_in(app, caller, list(stored.values()))
    listed = await described(app, caller, dialogs)
    found = await history(app, caller, peer, Page(limit=NEWEST))
    messages = await messages_seen_by(app, caller.me, found.messages)
    objects = await objects_for(app, caller.me, messages, extra=[peer])
    return types.updates.ChannelDifferenceTooLong(
        final=True,
        timeout=timeout,
        dialog=listed.dialogs[0],
        messages=messages,
        chats=objects.chats,
        users=objects.users,
    )
