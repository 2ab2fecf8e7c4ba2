"""Deleting chats: at once for everybody, and what they had step by step.

    delete ─► marked, the name is free, who is here is told ─► clear_ended: members, messages

Source: https://core.telegram.org/method/channels.deleteChannel
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from hodhod.actions.app import App
from hodhod.actions.chats.admin_log import note
from hodhod.actions.chats.discussion import linked_otherwise
from hodhod.actions.chats.entering import leave
from hodhod.actions.chats.standing import again
from hodhod.actions.messages.delete import delete_keys
from hodhod.actions.messages.reach import boxes_of
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.chat import Chat, SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, PeerId, UserId, bare_id, is_chat
from hodhod.store.boxes import Change
from hodhod.store.chats import lock_chat, write_chat
from hodhod.store.clearing import newest_ids
from hodhod.store.ended_chats import (
    chat_is_cleared,
    drop_heir,
    drop_members,
    drop_memberships,
    end_chat,
    ended_chats,
)
from hodhod.store.members import member_ids
from hodhod.tl import types

CLEARED_TOGETHER = 500
"""Messages, or members, that one step takes away."""

STEPS = 20
"""Steps for one chat before others have their turn."""

CHATS_TOGETHER = 100

LEARNED_S = 7 * 86_400
"""How long members of a deleted channel are remembered: their devices ask what became of it."""


async def delete_channel(app: App, caller: Caller, seen: SeenChat) -> types.TypeUpdates:
    """Delete a supergroup or channel that the caller owns.

    What it costs does not depend on how many members it has: those who are here are told, the
    others learn of it when they ask for what they have missed.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED.
    """
    if not seen.is_creator:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    chat, box_id = seen.chat, BoxId(seen.chat.peer_id)
    told = types.UpdateChannel(channel_id=bare_id(box_id))
    boxes = [box_id, caller.box, *([] if chat.linked_id is None else [BoxId(chat.linked_id)])]
    async with app.store.boxes.change(boxes, now=app.now) as change:
        seen = await again(change, seen)
        if not seen.is_creator:
            raise bad_request("CHAT_ADMIN_REQUIRED")
        await change.main.execute("release_usernames", chat.peer_id, "")
        if chat.linked_id is not None:
            await _let_go(change, caller, chat.linked_id, chat.peer_id)
        ended = await _end(change, seen.chat)
        change.log(box_id, told, exclude_session=caller.session)
        # Where many listen they all get the same objects, which do not say that it is gone.
        change.log(box_id, types.UpdateChannelTooLong(channel_id=bare_id(box_id)))
        await leave(change, ended, caller.me)
    await app.bus.publish(change.news)
    return await render(app, caller.me, [told])


async def delete_group(app: App, caller: Caller, seen: SeenChat) -> None:
    """Delete a basic group that the caller owns, with all that was said in it.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED.
    """
    if not seen.is_creator:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    peer = seen.chat.peer_id
    boxes = await boxes_of(app, caller, peer)
    update = types.UpdateChatParticipants(
        participants=types.ChatParticipantsForbidden(chat_id=bare_id(peer))
    )
    async with app.store.boxes.change([BoxId(peer), *boxes], now=app.now) as change:
        seen = await again(change, seen)
        if not seen.is_creator:
            raise bad_request("CHAT_ADMIN_REQUIRED")
        await _end(change, seen.chat)
        for box_id in boxes:
            change.log(box_id, update)
    await app.bus.publish(change.news)
    await _clear_group(app, peer)


async def clear_ended(app: App) -> None:
    """Take away what deleted chats had, some of it at a time."""
    for shard in app.store.shards:
        for peer, ended_at in await ended_chats(shard, CHATS_TOGETHER):
            if is_chat(peer):
                await _clear_group(app, peer)
            else:
                await _clear_channel(app, peer, learned=ended_at + LEARNED_S <= app.now)


async def _end(change: Change, chat: Chat) -> Chat:
    ended = replace(
        chat, deleted=True, username=None, photo=None, photo_id=None, linked_id=None, about=""
    )
    await write_chat(change.tx, ended)
    await drop_heir(change.tx, chat.peer_id)
    await end_chat(change.tx, chat.peer_id, change.now)
    return ended


async def _let_go(change: Change, caller: Caller, linked_id: PeerId, peer: PeerId) -> None:
    """Let a channel have no discussion any more, or a group no channel."""
    linked = await lock_chat(change.tx, linked_id)
    if linked is not None and linked.linked_id == peer:
        alone = replace(linked, linked_id=None, join_to_send=False)
        await write_chat(change.tx, alone)
        await note(change, alone, caller.me, linked_otherwise(linked, alone))
        change.log(BoxId(linked_id), types.UpdateChannel(channel_id=bare_id(linked_id)))


async def _clear_group(app: App, peer: PeerId) -> None:
    """Take copies of a basic group's messages out of its members' boxes, and then the members."""
    for _ in range(STEPS):
        boxes = [BoxId(one) for one in await _everybody(app, peer)]
        async with app.store.boxes.change([BoxId(peer), *boxes], now=app.now) as change:
            taken = 0
            for box_id in boxes:
                step = max(1, CLEARED_TOGETHER // len(boxes))
                taken += await _forget(change, box_id, peer, step)
            if taken == 0:
                await _part(app, change, peer)
                await chat_is_cleared(change.tx, peer)
        await app.bus.publish(change.news)
        if taken == 0:
            return


async def _clear_channel(app: App, peer: PeerId, *, learned: bool) -> None:
    """Take away a supergroup's or channel's messages, and once all have learned, its members."""
    box_id = BoxId(peer)
    for _ in range(STEPS):
        async with app.store.boxes.change([box_id], now=app.now) as change:
            taken = await _forget(change, box_id, peer, CLEARED_TOGETHER)
            if taken == 0:
                left = await _part(app, change, peer) if learned else 0
                if learned and left == 0:
                    await chat_is_cleared(change.tx, peer)
                if left == 0:
                    return


async def _everybody(app: App, peer: PeerId) -> list[UserId]:
    return await member_ids(app.store.shard(BoxId(peer)), peer, CLEARED_TOGETHER)


async def _forget(change: Change, box_id: BoxId, peer: PeerId, limit: int) -> int:
    found = await newest_ids(change.tx, box_id, peer, max_id=0, since=None, until=None, limit=limit)
    if found:
        await delete_keys(change, None, [(box_id, msg_id) for msg_id, _ in found])
    return len(found)


async def _part(app: App, change: Change, peer: PeerId) -> int:
    """Forget members of a chat that is gone; return how many."""
    gone = await drop_members(change.tx, peer, CLEARED_TOGETHER)
    by_shard: dict[int, list[UserId]] = defaultdict(list)
    for user_id in gone:
        by_shard[app.store.shard_number(BoxId(user_id))].append(user_id)
    for number, some in by_shard.items():
        await drop_memberships(app.store.shards[number], some, peer)
    return len(gone)
