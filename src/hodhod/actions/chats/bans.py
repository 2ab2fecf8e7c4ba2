"""What members of a chat may not do: one of them, or all.

Source: https://core.telegram.org/method/channels.editBanned
"""

from __future__ import annotations

from dataclasses import replace

from hodhod.actions.app import App
from hodhod.actions.chats.access import require_admin
from hodhod.actions.chats.admin_log import note
from hodhod.actions.chats.capacity import BANS_LIMIT
from hodhod.actions.chats.entering import leave
from hodhod.actions.chats.participant import channel_participant
from hodhod.actions.chats.service import tell_in_chat
from hodhod.actions.chats.standing import again, member_in, put
from hodhod.actions.chats.watching import read_before, tell_bots
from hodhod.actions.messages.reach import boxes_of
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.chat import Chat, Member, Role, SeenChat
from hodhod.domain.errors import bad_request, not_acceptable
from hodhod.domain.ids import BoxId, PeerId, UserId, bare_id, is_chat, is_user, to_tl_peer
from hodhod.domain.moderation import may_edit, until_of
from hodhod.domain.rights import EVERYTHING, FOREVER, Admin, Ban, ban_of, to_tl_ban
from hodhod.store.boxes import Change
from hodhod.store.chats import write_chat
from hodhod.store.members import count_roles, drop_member
from hodhod.store.participants import file_names
from hodhod.tl import types

HELD = (Role.RESTRICTED, Role.BANNED)


async def edit_banned(
    app: App,
    caller: Caller,
    seen: SeenChat,
    participant: PeerId,
    rights: types.TypeChatBannedRights,
) -> types.TypeUpdates:
    """Ban somebody from a supergroup or channel, restrict them, or with no flags take it back.

    Args:
        app: The working parts.
        caller: Who does it.
        seen: The chat.
        participant: A person, or a channel as which people write.
        rights: What is forbidden and until when.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED, USER_ADMIN_INVALID, PARTICIPANT_ID_INVALID,
            UNTIL_DATE_INVALID, USERS_TOO_MUCH; 406 BANNED_RIGHTS_INVALID.
    """
    require_admin(seen, Admin.BAN_USERS)
    chat, box_id, user_id = seen.chat, BoxId(seen.chat.peer_id), UserId(participant)
    if is_chat(participant) or participant == chat.peer_id:
        raise bad_request("PARTICIPANT_ID_INVALID")
    ban, until = ban_of(rights), until_of(rights.until_date, app.now)
    out = Ban.VIEW_MESSAGES in ban
    if ban and not out and (chat.is_broadcast or not is_user(participant)):
        raise not_acceptable("BANNED_RIGHTS_INVALID")
    told: list[types.TypeUpdate] = [types.UpdateChannel(channel_id=bare_id(box_id))]
    before = await read_before(app, chat, [user_id])
    boxes = [box_id, caller.box, *([BoxId(participant)] if is_user(participant) else ())]
    async with app.store.boxes.change(boxes, now=app.now) as change:
        seen = await again(change, seen)
        require_admin(seen, Admin.BAN_USERS)
        member = await member_in(change, chat.peer_id, user_id)
        if user_id == caller.me or not may_edit(seen, member):
            raise bad_request("USER_ADMIN_INVALID")
        if ban and member is None:
            await _require_room(change, chat)
        known = member or Member(chat.peer_id, user_id, Role.MEMBER, joined=False, date=app.now)
        after = _held(known, caller.me, ban, until)
        if out:
            if known.joined and not chat.is_broadcast:
                action = types.MessageActionChatDeleteUser(user_id=user_id)
                service = await tell_in_chat(app, change, caller, chat, [box_id], action)
                told.append(service.update)
            await leave(change, chat, user_id, replace(after, joined=False, date=app.now))
        elif ban:
            await put(change, caller, chat, after)
        elif member is not None:
            await _lift(change, caller, seen, member)
        if ban and member is None and is_user(participant):
            await file_names(change.tx, change.main, chat.peer_id, [user_id])
        if is_user(participant) and (ban or member is not None):
            lifted = replace(known, role=Role.MEMBER, ban=Ban.NONE)
            now = replace(after, joined=known.joined and not out) if ban else lifted
            deed = types.ChannelAdminLogEventActionParticipantToggleBan(
                prev_participant=channel_participant(seen, known, app.now),
                new_participant=channel_participant(seen, now, app.now),
            )
            await note(change, chat, caller.me, deed)
    await app.bus.publish(change.news)
    if is_user(participant):
        await tell_bots(app, chat, caller.me, [user_id], before)
    return await render(app, caller.me, told)


async def edit_default_ban(
    app: App, caller: Caller, seen: SeenChat, rights: types.TypeChatBannedRights
) -> types.TypeUpdates:
    """Say what the members of a group may not do who are no admins.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED, CHAT_NOT_MODIFIED, CHAT_ID_INVALID,
            BANNED_RIGHTS_INVALID, UNTIL_DATE_INVALID.
    """
    if seen.chat.is_broadcast:
        raise bad_request("CHAT_ID_INVALID")
    require_admin(seen, Admin.BAN_USERS)
    ban = ban_of(rights)
    if Ban.VIEW_MESSAGES in ban:
        raise bad_request("BANNED_RIGHTS_INVALID")
    if rights.until_date not in (0, FOREVER):
        raise bad_request("UNTIL_DATE_INVALID")
    peer = seen.chat.peer_id
    boxes = await boxes_of(app, caller, peer)
    async with app.store.boxes.change([BoxId(peer), *boxes], now=app.now) as change:
        seen = await again(change, seen)
        require_admin(seen, Admin.BAN_USERS)
        if seen.chat.default_ban == ban:
            raise bad_request("CHAT_NOT_MODIFIED")
        new = replace(seen.chat, default_ban=ban, version=seen.chat.version + 1)
        await write_chat(change.tx, new)
        update = types.UpdateChatDefaultBannedRights(
            peer=to_tl_peer(peer),
            default_banned_rights=to_tl_ban(ban),
            version=new.version if new.is_group else 0,
        )
        for box_id in boxes:
            change.log(box_id, update, exclude_session=caller.session)
        deed = types.ChannelAdminLogEventActionDefaultBannedRights(
            prev_banned_rights=to_tl_ban(seen.chat.default_ban), new_banned_rights=to_tl_ban(ban)
        )
        await note(change, new, caller.me, deed)
    await app.bus.publish(change.news)
    return await render(app, caller.me, [update])


async def _require_room(change: Change, chat: Chat) -> None:
    """Raise when a chat holds something against so many that no stranger is added to them."""
    roles = await count_roles(change.tx, chat.peer_id)
    if sum(roles.get(one, 0) for one in HELD) >= BANS_LIMIT:
        raise bad_request("USERS_TOO_MUCH")


def _held(member: Member, banned_by: UserId, ban: Ban, until: int) -> Member:
    """Return somebody with what they may not do; whoever was an admin is none any more."""
    out = Ban.VIEW_MESSAGES in ban
    return replace(
        member,
        role=Role.BANNED if out else Role.RESTRICTED,
        ban=EVERYTHING if out else ban,
        until=until,
        banned_by=banned_by,
        admin=Admin.NONE,
        promoted_by=0,
        rank="",
    )


async def _lift(change: Change, caller: Caller, seen: SeenChat, member: Member) -> None:
    """Hold nothing against somebody any more; whoever was banned stays out until they come back."""
    if member.role not in (Role.RESTRICTED, Role.BANNED):
        return
    if not member.joined:
        await drop_member(change.tx, seen.chat.peer_id, member.user_id)
        return
    await put(
        change,
        caller,
        seen.chat,
        replace(member, role=Role.MEMBER, ban=Ban.NONE, until=FOREVER, banned_by=0),
    )
