"""Admins of basic groups, and what members are called.

Source: https://core.telegram.org/method/messages.editChatAdmin
"""

from __future__ import annotations

from dataclasses import replace

from hodhod.actions.app import App
from hodhod.actions.chats.access import require_joined
from hodhod.actions.chats.admin_log import note
from hodhod.actions.chats.standing import again, member_in, put
from hodhod.actions.chats.watching import read_before, tell_bots
from hodhod.actions.messages.reach import boxes_of
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.chat import Chat, Member, Role, SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, UserId, bare_id
from hodhod.domain.moderation import ADMINS_LIMIT, may_edit, rank_of
from hodhod.domain.rights import Admin, Ban
from hodhod.store.boxes import Change
from hodhod.store.chats import write_chat
from hodhod.store.members import count_roles, write_member
from hodhod.tl import types


async def edit_group_admin(
    app: App, caller: Caller, seen: SeenChat, user_id: UserId, *, is_admin: bool
) -> None:
    """Make a member of a basic group an admin, or end it: its owner alone can.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED, USER_NOT_PARTICIPANT, USER_ID_INVALID, ADMINS_TOO_MUCH.
    """
    chat = seen.chat
    boxes = await boxes_of(app, caller, chat.peer_id)
    before = await read_before(app, chat, [user_id])
    async with app.store.boxes.change([BoxId(chat.peer_id), *boxes], now=app.now) as change:
        seen = await again(change, seen)
        if not seen.is_creator:
            raise bad_request("CHAT_ADMIN_REQUIRED")
        member = await member_in(change, chat.peer_id, user_id)
        if member is None or not member.joined:
            raise bad_request("USER_NOT_PARTICIPANT")
        if member.role is Role.CREATOR:
            raise bad_request("USER_ID_INVALID")
        if is_admin is (member.role is Role.ADMIN):
            return
        roles = await count_roles(change.tx, chat.peer_id)
        if is_admin and roles.get(Role.ADMIN, 0) + 1 >= ADMINS_LIMIT:
            raise bad_request("ADMINS_TOO_MUCH")
        role = Role.ADMIN if is_admin else Role.MEMBER
        await write_member(
            change.tx, replace(member, role=role, promoted_by=caller.me if is_admin else 0)
        )
        new = await _next_version(change, seen)
        update = types.UpdateChatParticipantAdmin(
            chat_id=bare_id(chat.peer_id), user_id=user_id, is_admin=is_admin, version=new.version
        )
        for box_id in boxes:
            change.log(box_id, update, exclude_session=caller.session)
    await app.bus.publish(change.news)
    await tell_bots(app, chat, caller.me, [user_id], before)


async def edit_rank(
    app: App, caller: Caller, seen: SeenChat, user_id: UserId, rank: str
) -> types.TypeUpdates:
    """Call a member of a group something: oneself where members may, others as an admin.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED, USER_NOT_PARTICIPANT, ADMIN_RANK_INVALID,
            ADMIN_RANK_EMOJI_NOT_ALLOWED, CHAT_ID_INVALID.
    """
    chat = seen.chat
    if chat.is_broadcast:
        raise bad_request("CHAT_ID_INVALID")
    called = rank_of(rank)
    require_joined(seen)
    update: types.TypeUpdate = types.UpdateChannel(channel_id=bare_id(chat.peer_id))
    boxes = [*await boxes_of(app, caller, chat.peer_id), BoxId(user_id)]
    before = await read_before(app, chat, [user_id])
    async with app.store.boxes.change([BoxId(chat.peer_id), *boxes], now=app.now) as change:
        seen = await again(change, seen)
        member = await member_in(change, chat.peer_id, user_id)
        if member is None or not member.joined:
            raise bad_request("USER_NOT_PARTICIPANT")
        _require_naming(seen, member, app.now)
        if member.rank == called:
            return await render(app, caller.me, [])
        changed = replace(member, rank=called)
        if chat.is_group:
            await write_member(change.tx, changed)
            new = await _next_version(change, seen)
            update = types.UpdateChatParticipantRank(
                chat_id=bare_id(chat.peer_id), user_id=user_id, rank=called, version=new.version
            )
            for box_id in dict.fromkeys(boxes):
                change.log(box_id, update, exclude_session=caller.session)
        else:
            await put(change, caller, chat, changed)
            deed = types.ChannelAdminLogEventActionParticipantEditRank(
                user_id=user_id, prev_rank=member.rank, new_rank=called
            )
            await note(change, chat, caller.me, deed)
    await app.bus.publish(change.news)
    await tell_bots(app, chat, caller.me, [user_id], before)
    return await render(app, caller.me, [update])


def _require_naming(seen: SeenChat, member: Member, now: int) -> None:
    if seen.is_creator:
        return
    if member.user_id == seen.viewer_id:
        if seen.is_admin or Ban.EDIT_RANK not in seen.ban(now):
            return
    elif Admin.MANAGE_RANKS in seen.admin and may_edit(seen, member):
        return
    raise bad_request("CHAT_ADMIN_REQUIRED")


async def _next_version(change: Change, seen: SeenChat) -> Chat:
    new = replace(seen.chat, version=seen.chat.version + 1)
    await write_chat(change.tx, new)
    return new
