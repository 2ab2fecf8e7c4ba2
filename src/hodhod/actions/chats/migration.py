"""A basic group becomes a supergroup: the same people, rights and face; the old history stays.

    group −n: deactivated, migrated_to ─► supergroup: migrated_from; both tell of it by a message

Source: https://core.telegram.org/api/channel#migration
"""

from __future__ import annotations

from dataclasses import replace

from hodhod.actions.app import App
from hodhod.actions.chats.entering import enter
from hodhod.actions.chats.service import tell_in_chat
from hodhod.actions.chats.standing import again, member_in
from hodhod.actions.messages.reach import GROUP_LIMIT, boxes_of
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.chat import Chat, ChatKind, Member, Role, SeenChat
from hodhod.domain.errors import bad_request, internal
from hodhod.domain.ids import BoxId, PeerId, UserId, bare_id
from hodhod.domain.rights import BASIC_ADMIN, Admin
from hodhod.store.boxes import Change
from hodhod.store.chats import count_members, insert_chat, write_chat
from hodhod.store.ended_chats import drop_members
from hodhod.store.members import drop_membership, recent_members, write_member
from hodhod.tl import types


async def migrate_group(app: App, caller: Caller, seen: SeenChat) -> types.TypeUpdates:
    """Turn a basic group that the caller owns into a supergroup.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED, CHAT_ID_INVALID.
    """
    if not seen.is_creator:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    old_peer, new_peer = seen.chat.peer_id, await app.store.chats.next_channel()
    boxes = list(await boxes_of(app, caller, old_peer))
    new_box = BoxId(new_peer)
    async with app.store.boxes.change([BoxId(old_peer), new_box, *boxes], now=app.now) as change:
        seen = await again(change, seen)
        if not seen.is_creator:
            raise bad_request("CHAT_ADMIN_REQUIRED")
        members = await recent_members(change.tx, old_peer, 0, GROUP_LIMIT)
        if not {BoxId(one.user_id) for one in members} <= set(boxes):
            raise internal("WORKER_BUSY_TOO_LONG_RETRY")  # somebody has come in this moment
        new = _supergroup(seen.chat, new_peer, app.now)
        await insert_chat(change.tx, new)
        await _carry(change, new, members)
        old = replace(seen.chat, deleted=True, migrated_to=new_peer, version=seen.chat.version + 1)
        await write_chat(change.tx, old)
        away = types.MessageActionChatMigrateTo(channel_id=bare_id(new_peer))
        left = await tell_in_chat(app, change, caller, old, boxes, away)
        here = types.MessageActionChannelMigrateFrom(title=old.title, chat_id=bare_id(old_peer))
        came = await tell_in_chat(app, change, caller, new, [new_box], here)
        await _leave_behind(change, old_peer)
    await app.bus.publish(change.news)
    joined = types.UpdateChannel(channel_id=bare_id(new_peer))
    return await render(app, caller.me, [joined, left.update, came.update])


def _supergroup(chat: Chat, peer: PeerId, now: int) -> Chat:
    """Return what a basic group becomes."""
    return replace(
        chat,
        peer_id=peer,
        kind=ChatKind.SUPERGROUP,
        created_at=now,
        members=0,
        version=1,
        migrated_from=chat.peer_id,
        deleted=False,
    )


async def _carry(change: Change, new: Chat, members: list[Member]) -> None:
    """Let the members of a group into its supergroup, as what they were."""
    ids: list[UserId] = [one.user_id for one in members]
    await enter(change, new, ids)
    for one in members:
        if one.role is Role.MEMBER and not one.rank:
            continue
        there = await member_in(change, new.peer_id, one.user_id)
        assert there is not None
        is_admin = one.role is Role.ADMIN
        await write_member(
            change.tx,
            replace(
                there,
                role=one.role,
                rank=one.rank,
                admin=BASIC_ADMIN | Admin.OTHER if is_admin else Admin.NONE,
                promoted_by=one.promoted_by or new.creator_id if is_admin else 0,
            ),
        )


async def _leave_behind(change: Change, old_peer: PeerId) -> None:
    """Nobody is in the old group any more; each still has their copies of what was said."""
    for user_id in await drop_members(change.tx, old_peer, GROUP_LIMIT):
        await drop_membership(change.tx, user_id, old_peer)
        await count_members(change.tx, old_peer, -1)
