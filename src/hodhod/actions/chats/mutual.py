"""Lists of chats: those that two people share, that somebody has left, or does not look at.

Source: https://core.telegram.org/method/messages.getCommonChats
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from hodhod.actions.app import App
from hodhod.actions.chats.access import require_joined
from hodhod.actions.chats.capacity import public_chats_of
from hodhod.actions.chats.view import chat_object, chats_seen_by
from hodhod.actions.messages.dialogs import filled_in
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.errors import forbidden
from hodhod.domain.ids import BoxId, PeerId, UserId, bare_id, is_channel
from hodhod.store.members import recent_members
from hodhod.store.participants import chats_with, left_chats, online_among
from hodhod.tl import types

PAGE_LIMIT = 100
"""Chats of one page."""

OFFSET_LIMIT = 10_000
"""Where lists of chats end."""

ONLINE_ASKED = 1_000
"""Members that are asked for when it is counted who is here."""

INACTIVE_S = 30 * 86_400
"""After which silence a chat is proposed to be left."""


async def common_chats(app: App, caller: Caller, user_id: UserId) -> list[SeenChat]:
    """Return the groups that both the caller and somebody else are in, the highest id first.

    Channels are not among them: who reads a channel is for its admins to know.
    """
    if user_id == caller.me:
        return []
    by_shard: dict[int, list[PeerId]] = defaultdict(list)
    for peer in await app.store.chats.of_user(caller.me):
        by_shard[app.store.shard_number(BoxId(peer))].append(peer)
    shared: list[PeerId] = []
    for number, peers in by_shard.items():
        shared += await chats_with(app.store.shards[number], user_id, peers)
    seen = await app.store.chats.seen([(caller.me, peer) for peer in shared])
    groups = [one for one in seen if not one.chat.is_broadcast and not one.chat.deleted]
    return sorted(groups, key=lambda one: bare_id(one.chat.peer_id), reverse=True)


async def common_page(
    app: App, caller: Caller, user_id: UserId, *, max_id: int, limit: int
) -> types.messages.TypeChats:
    """Return a page of the groups that the caller and somebody else are in.

    Args:
        app: The working parts.
        caller: Who asks.
        user_id: The other.
        max_id: Only groups whose bare ids are below this; 0 for all.
        limit: How many at most.
    """
    shared = await common_chats(app, caller, user_id)
    after = [one for one in shared if max_id <= 0 or bare_id(one.chat.peer_id) < max_id]
    page = after[: max(0, min(limit, PAGE_LIMIT))]
    chats = [chat_object(app.secret, one, app.now) for one in page]
    if len(page) == len(shared):
        return types.messages.Chats(chats=chats)
    return types.messages.ChatsSlice(count=len(shared), chats=chats)


async def all_chats(app: App, caller: Caller, but: Collection[int]) -> list[types.TypeChat]:
    """Return every chat that the caller is in, but some, by bare ids."""
    peers = [peer for peer in await app.store.chats.of_user(caller.me) if bare_id(peer) not in but]
    seen = await app.store.chats.seen([(caller.me, peer) for peer in peers])
    return [chat_object(app.secret, one, app.now) for one in seen if not one.chat.deleted]


async def own_public_chats(app: App, caller: Caller, *, broadcast: bool) -> list[types.TypeChat]:
    """Return the caller's own supergroups and channels with public names; or channels alone."""
    return [
        chat_object(app.secret, one, app.now)
        for one in await public_chats_of(app, caller.me)
        if one.chat.is_broadcast or not broadcast
    ]


async def left_channels(app: App, caller: Caller, offset: int) -> types.messages.TypeChats:
    """Return a page of the supergroups and channels that the caller has left.

    Those that nobody else may look into any more are named without more.

    Raises:
        RpcError: 403 TAKEOUT_REQUIRED outside of an export.
    """
    if caller.takeout_id is None:
        raise forbidden("TAKEOUT_REQUIRED")
    start = max(0, min(offset, OFFSET_LIMIT))
    left = await left_chats(app.store.shard(caller.box), caller.me, start, PAGE_LIMIT)
    chats = await chats_seen_by(app, caller.me, left.peers)
    if start == 0 and left.total <= PAGE_LIMIT:
        return types.messages.Chats(chats=chats)
    return types.messages.ChatsSlice(count=left.total, chats=chats)


async def online_members(app: App, seen: SeenChat) -> int:
    """Return how many members of a chat are here; of a large one it is reckoned from some.

    Raises:
        RpcError: 400 USER_NOT_PARTICIPANT.
    """
    require_joined(seen)
    peer = seen.chat.peer_id
    asked = await recent_members(app.store.shard(BoxId(peer)), peer, 0, ONLINE_ASKED)
    here = await online_among(app.store.main, [one.user_id for one in asked], app.now)
    if len(asked) == ONLINE_ASKED:
        here = here * max(seen.chat.members, ONLINE_ASKED) // ONLINE_ASKED
    return max(1, here)


async def inactive_chats(app: App, caller: Caller) -> types.messages.InactiveChats:
    """Return the supergroups and channels in which nothing was said for long, the oldest first."""
    peers = [peer for peer in await app.store.chats.of_user(caller.me) if is_channel(peer)]
    stored = await app.store.dialogs.by_peers(caller.box, peers)
    last = {
        one.peer_id: one.top_date for one in await filled_in(app, caller, list(stored.values()))
    }
    seen = {
        one.chat.peer_id: one
        for one in await app.store.chats.seen([(caller.me, peer) for peer in peers])
        if not one.chat.deleted and not one.is_creator
    }
    silent = sorted(
        (last.get(peer) or one.chat.created_at, peer)
        for peer, one in seen.items()
        if (last.get(peer) or one.chat.created_at) <= app.now - INACTIVE_S
    )[:PAGE_LIMIT]
    return types.messages.InactiveChats(
        dates=[date for date, _ in silent],
        chats=[chat_object(app.secret, seen[peer], app.now) for _, peer in silent],
        users=[],
    )
