"""Appointing the admins of supergroups and channels.

Source: https://core.telegram.org/method/channels.editAdmin
"""

from __future__ import annotations

from dataclasses import replace

from hodhod.actions.app import App
from hodhod.actions.chats.access import require_admin
from hodhod.actions.chats.admin_log import note
from hodhod.actions.chats.capacity import takes
from hodhod.actions.chats.create import has_room
from hodhod.actions.chats.entering import enter
from hodhod.actions.chats.members import hidden_until
from hodhod.actions.chats.participant import channel_participant
from hodhod.actions.chats.service import tell_in_chat
from hodhod.actions.chats.standing import again, member_in, put
from hodhod.actions.chats.watching import read_before, tell_bots
from hodhod.actions.people.privacy import letting
from hodhod.actions.people.strangers import bring_strangers
from hodhod.actions.updates.render import render
from hodhod.domain.account import Account
from hodhod.domain.caller import Caller
from hodhod.domain.chat import Member, Role, SeenChat
from hodhod.domain.errors import bad_request, forbidden
from hodhod.domain.ids import BoxId, UserId, bare_id
from hodhod.domain.moderation import ADMINS_LIMIT, BOTS_LIMIT, granted, may_edit, rank_of
from hodhod.domain.privacy import Key
from hodhod.domain.rights import FOREVER, Admin, Ban
from hodhod.store.boxes import Change
from hodhod.store.members import count_roles
from hodhod.store.participants import member_bots
from hodhod.tl import types


async def edit_admin(
    app: App, caller: Caller, seen: SeenChat, account: Account, *, rights: Admin, rank: str | None
) -> types.TypeUpdates:
    """Make somebody an admin, change what an admin may do, or with no rights end it.

    Nobody can give away more than they have, or change admins that others have appointed; the
    owner can do both. Somebody who is not in the chat is brought into it.

    Args:
        app: The working parts.
        caller: Who appoints.
        seen: The chat.
        account: Who is appointed.
        rights: What for.
        rank: What they are called; None leaves it as it is.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED, ADMIN_RANK_INVALID, ADMIN_RANK_EMOJI_NOT_ALLOWED,
            ADMINS_TOO_MUCH, BOTS_TOO_MUCH, USERS_TOO_MUCH, USER_CREATOR, USER_ID_INVALID,
            USER_NOT_PARTICIPANT, PEER_FLOOD; 403 RIGHT_FORBIDDEN, CHAT_ADMIN_INVITE_REQUIRED,
            USER_PRIVACY_RESTRICTED, USER_CHANNELS_TOO_MUCH.
    """
    require_admin(seen, Admin.ADD_ADMINS)
    called = None if rank is None else rank_of(rank)
    if account.deleted or account.support:
        raise bad_request("USER_ID_INVALID")
    chat, user_id, box_id = seen.chat, account.user_id, BoxId(seen.chat.peer_id)
    wanted = granted(chat, rights)
    before = await read_before(app, chat, [user_id])
    present = before.get(user_id)
    if present is None or not present.joined:
        await _require_reachable(app, seen, account, wanted)
        await bring_strangers(app, caller, [user_id])
    told: list[types.TypeUpdate] = [types.UpdateChannel(channel_id=bare_id(box_id))]
    boxes = [box_id, caller.box, BoxId(user_id)]
    async with app.store.boxes.change(boxes, now=app.now) as change:
        seen = await again(change, seen)
        require_admin(seen, Admin.ADD_ADMINS)
        member = await member_in(change, chat.peer_id, user_id)
        if member is not None and member.role is Role.CREATOR:
            new = _owner(seen, member, rights, called)
        else:
            _require_grant(seen, member, user_id, wanted)
            if member is None or not member.joined:
                member = await _bring(change, seen, account)
                brought = types.ChannelParticipant(user_id=user_id, date=app.now)
                came = types.ChannelAdminLogEventActionParticipantInvite(participant=brought)
                await note(change, chat, caller.me, came)
                if not chat.is_broadcast:
                    action = types.MessageActionChatAddUser(users=[user_id])
                    told.append(
                        (await tell_in_chat(app, change, caller, chat, [box_id], action)).update
                    )
            if wanted and member.role is not Role.ADMIN:
                await _require_room(change, seen)
            new = _appointed(seen, member, wanted, called)
        await put(change, caller, chat, new)
        deed = types.ChannelAdminLogEventActionParticipantToggleAdmin(
            prev_participant=channel_participant(seen, member, app.now),
            new_participant=channel_participant(seen, new, app.now),
        )
        await note(change, chat, caller.me, deed)
    await app.bus.publish(change.news)
    await tell_bots(app, chat, caller.me, [user_id], before)
    return await render(app, caller.me, told)


def _owner(seen: SeenChat, member: Member, rights: Admin, rank: str | None) -> Member:
    """Return what the owner becomes, who can choose a rank and whether to be seen."""
    if member.user_id != seen.viewer_id:
        raise bad_request("USER_CREATOR")
    return replace(
        member, admin=rights & Admin.ANONYMOUS, rank=member.rank if rank is None else rank
    )


def _require_grant(seen: SeenChat, member: Member | None, user_id: UserId, wanted: Admin) -> None:
    """Raise unless the viewer may make somebody what is wanted."""
    if not seen.is_creator and wanted & ~Admin.OTHER & ~seen.admin:
        raise forbidden("RIGHT_FORBIDDEN")
    resigns = user_id == seen.viewer_id and not wanted
    if not resigns and not may_edit(seen, member):
        raise forbidden("RIGHT_FORBIDDEN")
    held = member is not None and member.role in (Role.RESTRICTED, Role.BANNED)
    if held and wanted and Admin.BAN_USERS not in seen.admin:
        raise bad_request("CHAT_ADMIN_REQUIRED")


async def _require_reachable(app: App, seen: SeenChat, account: Account, wanted: Admin) -> None:
    """Raise unless somebody who is not in the chat may be brought into it."""
    if not wanted:
        raise bad_request("USER_NOT_PARTICIPANT")
    if Admin.INVITE_USERS not in seen.admin:
        raise forbidden("CHAT_ADMIN_INVITE_REQUIRED")
    if account.user_id not in await letting(app, seen.viewer_id, [account.user_id], Key.INVITES):
        raise forbidden("USER_PRIVACY_RESTRICTED")
    if not await has_room(app, account.user_id):
        raise forbidden("USER_CHANNELS_TOO_MUCH")
    if not takes(seen.chat):
        raise bad_request("USERS_TOO_MUCH")


async def _require_room(change: Change, seen: SeenChat) -> None:
    roles = await count_roles(change.tx, seen.chat.peer_id)
    if roles.get(Role.ADMIN, 0) + roles.get(Role.CREATOR, 0) >= ADMINS_LIMIT:
        raise bad_request("ADMINS_TOO_MUCH")


async def _bring(change: Change, seen: SeenChat, account: Account) -> Member:
    """Let somebody in who becomes an admin."""
    chat = seen.chat
    if account.is_bot and not chat.is_broadcast:
        bots = await member_bots(change.tx, chat.peer_id, BOTS_LIMIT)
        if len(bots) >= BOTS_LIMIT:
            raise bad_request("BOTS_TOO_MUCH")
    await enter(
        change,
        chat,
        [account.user_id],
        inviter_id=seen.viewer_id,
        hidden_until=await hidden_until(change, chat),
    )
    member = await member_in(change, chat.peer_id, account.user_id)
    assert member is not None
    return member


def _appointed(seen: SeenChat, member: Member, wanted: Admin, rank: str | None) -> Member:
    """Return what somebody becomes with the rights that are wanted."""
    if not wanted:
        if member.role is not Role.ADMIN:
            return member if rank is None else replace(member, rank=rank)
        return replace(member, role=Role.MEMBER, admin=Admin.NONE, promoted_by=0, rank=rank or "")
    return replace(
        member,
        role=Role.ADMIN,
        admin=wanted,
        rank=member.rank if rank is None else rank,
        promoted_by=member.promoted_by if member.role is Role.ADMIN else seen.viewer_id,
        ban=Ban.NONE,
        until=FOREVER,
        banned_by=0,
    )
