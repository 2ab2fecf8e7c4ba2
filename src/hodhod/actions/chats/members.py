"""Who is in a chat: bringing people, joining what is public, leaving.

Source: https://core.telegram.org/api/channel
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hodhod.actions.app import App
from hodhod.actions.chats.access import require_joined, require_right
from hodhod.actions.chats.admin_log import note, note_all
from hodhod.actions.chats.capacity import require_bots_fit, takes
from hodhod.actions.chats.create import has_room, missing, require_room
from hodhod.actions.chats.entering import enter, leave
from hodhod.actions.chats.group import participants_update
from hodhod.actions.chats.inheritance import heir_of
from hodhod.actions.chats.service import tell_in_chat
from hodhod.actions.chats.watching import NONE, read_before, tell_bots
from hodhod.actions.messages.delete import clear_box
from hodhod.actions.messages.reach import boxes_of
from hodhod.actions.people.privacy import letting
from hodhod.actions.people.strangers import bring_strangers
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.chat import Chat, Member, Role, SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, MsgId, UserId, bare_id
from hodhod.domain.privacy import Key
from hodhod.domain.rights import Admin, Ban
from hodhod.store.boxes import Change, top_message
from hodhod.store.chats import lock_chat, write_chat
from hodhod.store.members import read_members
from hodhod.tl import types

OWNERS_LEAVE_LAYER = 222
"""From here on clients ask whose a chat will be before its owner leaves."""

INVITED_TOGETHER = 200
"""People that one request brings into a supergroup or channel."""


async def add_to_group(
    app: App, caller: Caller, seen: SeenChat, user_id: UserId
) -> types.messages.InvitedUsers:
    """Bring somebody into a basic group.

    Raises:
        RpcError: 400 USER_ALREADY_PARTICIPANT, USERS_TOO_MUCH, BOTS_TOO_MUCH, PEER_FLOOD,
            CHAT_ADMIN_REQUIRED; 403 CHAT_WRITE_FORBIDDEN.
    """
    require_right(seen, Admin.INVITE_USERS, Ban.INVITE_USERS, app.now)
    chat = seen.chat
    let = await letting(app, caller.me, [user_id], Key.INVITES)
    if user_id not in let or not await has_room(app, user_id):
        updates = await render(app, caller.me, [])
        return types.messages.InvitedUsers(updates=updates, missing_invitees=missing([user_id]))
    if not takes(chat):
        raise bad_request("USERS_TOO_MUCH")
    await require_bots_fit(app, chat, [user_id])
    await bring_strangers(app, caller, await _not_yet_in(app, chat, [user_id]))
    boxes = list(dict.fromkeys((*await boxes_of(app, caller, chat.peer_id), BoxId(user_id))))
    async with app.store.boxes.change([BoxId(chat.peer_id), *boxes], now=app.now) as change:
        if not await enter(change, chat, [user_id], inviter_id=caller.me):
            raise bad_request("USER_ALREADY_PARTICIPANT")
        participants = await tell_members(change, caller, chat, boxes)
        action = types.MessageActionChatAddUser(users=[user_id])
        told = await tell_in_chat(app, change, caller, chat, boxes, action)
    await app.bus.publish(change.news)
    await tell_bots(app, chat, caller.me, [user_id], NONE)
    updates = await render(app, caller.me, [participants, told.update])
    return types.messages.InvitedUsers(updates=updates, missing_invitees=[])


async def remove_from_group(
    app: App, caller: Caller, seen: SeenChat, user_id: UserId, *, with_history: bool = False
) -> types.TypeUpdates:
    """Let somebody go from a basic group: oneself, or as an admin another.

    Args:
        app: The working parts.
        caller: Who does it.
        seen: The group.
        user_id: Who goes.
        with_history: Whether they lose their copies of what was said, too.

    Raises:
        RpcError: 400 USER_NOT_PARTICIPANT, CHAT_ADMIN_REQUIRED.
    """
    require_joined(seen)
    chat = seen.chat
    boxes = list(await boxes_of(app, caller, chat.peer_id))
    async with app.store.boxes.change([BoxId(chat.peer_id), *boxes], now=app.now) as change:
        member = (await read_members(change.tx, chat.peer_id, [user_id])).get(user_id)
        if member is None or not member.joined:
            raise bad_request("USER_NOT_PARTICIPANT")
        if user_id != caller.me and not _may_remove(seen, member):
            raise bad_request("CHAT_ADMIN_REQUIRED")
        action = types.MessageActionChatDeleteUser(user_id=user_id)
        told = await tell_in_chat(app, change, caller, chat, boxes, action)
        await leave(change, chat, user_id)
        left = [box_id for box_id in boxes if box_id != BoxId(user_id)]
        participants = await tell_members(change, caller, chat, left)
    await app.bus.publish(change.news)
    if with_history:
        await clear_box(app, BoxId(user_id), chat.peer_id)
    await tell_bots(app, chat, caller.me, [user_id], {user_id: member})
    own = () if user_id == caller.me else (participants,)
    return await render(app, caller.me, [*own, told.update])


async def tell_members(
    change: Change, caller: Caller, chat: Chat, boxes: Sequence[BoxId]
) -> types.UpdateChatParticipants:
    """Count a change of a basic group's members, and tell all who are in it."""
    known = await lock_chat(change.tx, chat.peer_id)
    assert known is not None
    new = _next_version(known)
    await write_chat(change.tx, new)
    update = await participants_update(change.tx, new)
    for box_id in boxes:
        change.log(box_id, update, exclude_session=caller.session)
    return update


async def invite(
    app: App, caller: Caller, seen: SeenChat, user_ids: Sequence[UserId]
) -> types.messages.InvitedUsers:
    """Bring people into a supergroup or channel.

    Those who cannot be brought are named in the answer: their privacy rules say so, or they were
    banned, or are in too many chats.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED, USERS_TOO_MUCH, USER_KICKED, USER_BOT, BOTS_TOO_MUCH,
            PEER_FLOOD; 403 CHAT_WRITE_FORBIDDEN.
    """
    require_right(seen, Admin.INVITE_USERS, Ban.INVITE_USERS, app.now)
    wanted = list(dict.fromkeys(user_ids))
    if len(wanted) > INVITED_TOGETHER:
        raise bad_request("USERS_TOO_MUCH")
    allowed = await letting(app, caller.me, wanted, Key.INVITES)
    box_id = BoxId(seen.chat.peer_id)
    coming = [one for one in wanted if one in allowed and await has_room(app, one)]
    if not takes(seen.chat, len(coming)):
        raise bad_request("USERS_TOO_MUCH")
    await require_bots_fit(app, seen.chat, coming)
    await bring_strangers(app, caller, await _not_yet_in(app, seen.chat, coming))
    boxes = [box_id, caller.box, *(BoxId(one) for one in coming)]
    updates: list[types.TypeUpdate] = []
    async with app.store.boxes.change(boxes, now=app.now) as change:
        known = await read_members(change.tx, seen.chat.peer_id, coming)
        banned = {
            one for one, member in known.items() if SeenChat(one, seen.chat, member).banned(app.now)
        }
        if wanted and not set(wanted) - banned:
            raise bad_request("USER_KICKED")
        came = await enter(
            change,
            seen.chat,
            [one for one in coming if one not in banned],
            inviter_id=caller.me,
            hidden_until=await hidden_until(change, seen.chat),
        )
        brought = [
            types.ChannelAdminLogEventActionParticipantInvite(
                participant=types.ChannelParticipant(user_id=one, date=app.now)
            )
            for one in came
        ]
        await note_all(change, seen.chat, caller.me, brought)
        if came and not seen.chat.is_broadcast:
            action = types.MessageActionChatAddUser(users=came)
            told = await tell_in_chat(app, change, caller, seen.chat, [box_id], action)
            updates.append(told.update)
    await app.bus.publish(change.news)
    await tell_bots(app, seen.chat, caller.me, came, known)
    there = {one for one, member in known.items() if member.joined} | set(came)
    rendered = await render(
        app, caller.me, [*updates, types.UpdateChannel(channel_id=bare_id(box_id))]
    )
    return types.messages.InvitedUsers(
        updates=rendered, missing_invitees=missing(one for one in wanted if one not in there)
    )


async def _not_yet_in(app: App, chat: Chat, user_ids: Sequence[UserId]) -> list[UserId]:
    """Return those of some people whom bringing them would bring."""
    known = await read_before(app, chat, user_ids)
    return [
        one
        for one in user_ids
        if (member := known.get(one)) is None
        or not (member.joined or SeenChat(one, chat, member).banned(app.now))
    ]


async def join(
    app: App,
    caller: Caller,
    seen: SeenChat,
    action: types.TypeMessageAction | None = None,
    *,
    inviter_id: int = 0,
    via_request: bool = False,
    deed: types.TypeChannelAdminLogEventAction | None = None,
) -> types.TypeUpdates:
    """Go into a supergroup or channel.

    Args:
        app: The working parts.
        caller: Who joins.
        seen: The chat; that the caller may join was checked.
        action: What the group is told; that the caller has come, if nothing is given.
        inviter_id: Whose link brought them, 0 if nobody's.
        via_request: Whether an admin let them in.
        deed: What the admin log says; that they have joined, if nothing is given.

    Raises:
        RpcError: 400 USER_ALREADY_PARTICIPANT, USER_BANNED_IN_CHANNEL, CHANNELS_TOO_MUCH,
            USERS_TOO_MUCH.
    """
    if seen.banned(app.now):
        raise bad_request("USER_BANNED_IN_CHANNEL")
    if not seen.joined and not takes(seen.chat):
        raise bad_request("USERS_TOO_MUCH")
    await require_room(app, caller.me)
    chat, box_id = seen.chat, BoxId(seen.chat.peer_id)
    before = await read_before(app, chat, [caller.me])
    updates: list[types.TypeUpdate] = [types.UpdateChannel(channel_id=bare_id(box_id))]
    async with app.store.boxes.change([box_id, caller.box], now=app.now) as change:
        came = await enter(
            change,
            chat,
            [caller.me],
            inviter_id=inviter_id,
            hidden_until=await hidden_until(change, chat),
            via_request=via_request,
        )
        if not came:
            raise bad_request("USER_ALREADY_PARTICIPANT")
        came_by = deed or types.ChannelAdminLogEventActionParticipantJoin()
        await note(change, chat, caller.me, came_by)
        if not chat.is_broadcast:
            told = await tell_in_chat(
                app,
                change,
                caller,
                chat,
                [box_id],
                action or types.MessageActionChatAddUser(users=[caller.me]),
            )
            updates.append(told.update)
    await app.bus.publish(change.news)
    await tell_bots(app, chat, caller.me, [caller.me], before)
    return await render(app, caller.me, updates)


async def go(app: App, caller: Caller, seen: SeenChat) -> types.TypeUpdates:
    """Leave a supergroup or channel. What its owner leaves is somebody else's after a week.

    Raises:
        RpcError: 400 USER_NOT_PARTICIPANT, USER_CREATOR.
    """
    require_joined(seen)
    chat, box_id = seen.chat, BoxId(seen.chat.peer_id)
    heir_id = await _heir(app, caller, chat) if seen.is_creator else None
    before = await read_before(app, chat, [caller.me])
    async with app.store.boxes.change([box_id, caller.box], now=app.now) as change:
        if heir_id is not None and not chat.is_broadcast:
            action = types.MessageActionNewCreatorPending(new_creator_id=heir_id)
            await tell_in_chat(app, change, caller, chat, [box_id], action)
        restricted = seen.member if seen.ban(app.now) & ~chat.default_ban else None
        await leave(change, chat, caller.me, None if restricted is None else _away(restricted))
        await note(change, chat, caller.me, types.ChannelAdminLogEventActionParticipantLeave())
    await app.bus.publish(change.news)
    await tell_bots(app, chat, caller.me, [caller.me], before)
    return await render(app, caller.me, [types.UpdateChannel(channel_id=bare_id(box_id))])


async def _heir(app: App, caller: Caller, chat: Chat) -> UserId:
    """Return who gets a chat that its owner leaves.

    Raises:
        RpcError: 400 USER_CREATOR: there is nobody, or the client cannot say who it will be.
    """
    heir_id = await heir_of(app.store.shard(BoxId(chat.peer_id)), chat, caller.me)
    if heir_id is None or caller.layer < OWNERS_LEAVE_LAYER:
        raise bad_request("USER_CREATOR")
    return heir_id


async def hidden_until(change: Change, chat: Chat) -> MsgId:
    """Return the message up to which a newcomer sees nothing, in a change of the chat's box."""
    if not chat.prehistory_hidden:
        return MsgId(0)
    return await top_message(change.tx, BoxId(chat.peer_id))


def _away(member: Member) -> Member:
    return replace(member, joined=False)


def _next_version(chat: Chat) -> Chat:
    return replace(chat, version=chat.version + 1)


def _may_remove(seen: SeenChat, member: Member) -> bool:
    """Whether somebody may throw another out of a basic group.

    Admins may, and whoever brought them; admins are thrown out by the owner alone, and nobody
    throws the owner out.
    """
    brought = member.inviter_id == seen.viewer_id
    if member.role in (Role.ADMIN, Role.CREATOR):
        return seen.is_creator and member.role is Role.ADMIN
    return brought or Admin.BAN_USERS in seen.admin
