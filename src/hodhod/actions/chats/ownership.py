"""Giving a chat to somebody else: at once with the two-step password, or by leaving it.

Source: https://core.telegram.org/method/channels.editCreator
"""

from __future__ import annotations

from dataclasses import replace

from hodhod.actions.app import App
from hodhod.actions.auth.password import check_proof
from hodhod.actions.chats.admin_log import note
from hodhod.actions.chats.capacity import require_public_room
from hodhod.actions.chats.group import participants_update
from hodhod.actions.chats.inheritance import heir_of
from hodhod.actions.chats.participant import channel_participant
from hodhod.actions.chats.service import tell_in_chat
from hodhod.actions.chats.standing import again, member_in, tell_member
from hodhod.actions.chats.watching import read_before, tell_bots
from hodhod.actions.messages.reach import boxes_of
from hodhod.actions.people.view import users_seen_by
from hodhod.actions.updates.render import render
from hodhod.domain.account import Account
from hodhod.domain.caller import Caller
from hodhod.domain.chat import Chat, Member, Role, SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, UserId, bare_id
from hodhod.domain.moderation import grantable
from hodhod.domain.rights import FOREVER, Admin, Ban
from hodhod.store.boxes import Change
from hodhod.store.chats import write_chat
from hodhod.store.ended_chats import Heir, drop_heir, due_heirs
from hodhod.store.members import write_member
from hodhod.tl import NEWEST_LAYER, types

PASSWORD_AGE_S = 7 * 86_400
"""How long a password has to be there before it gives a chat away."""

SESSION_AGE_S = 86_400
"""How long a login has to be there before it does."""

DUE_TOGETHER = 100


async def edit_creator(
    app: App,
    caller: Caller,
    seen: SeenChat,
    account: Account,
    proof: types.TypeInputCheckPasswordSRP,
) -> types.TypeUpdates:
    """Give a chat that the caller owns to one of its members.

    Clients ask first without a proof: whoever may do it is told that the password is wrong.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED, CHAT_NOT_MODIFIED, USER_ID_INVALID,
            USER_NOT_PARTICIPANT, PASSWORD_MISSING, PASSWORD_TOO_FRESH_N, SESSION_TOO_FRESH_N,
            PASSWORD_HASH_INVALID, SRP_ID_INVALID, CHANNELS_ADMIN_PUBLIC_TOO_MUCH; 420 FLOOD_WAIT_N.
    """
    if not seen.is_creator:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    await _require_settled(app, caller)
    if account.user_id == caller.me:
        raise bad_request("CHAT_NOT_MODIFIED")
    if account.is_bot or account.deleted or account.support:
        raise bad_request("USER_ID_INVALID")
    await check_proof(app, caller.me, proof)
    chat, heir_id = seen.chat, account.user_id
    if chat.public:
        await require_public_room(app, heir_id)
    before = await read_before(app, chat, [caller.me, heir_id])
    boxes = {*await boxes_of(app, caller, chat.peer_id), caller.box, BoxId(heir_id)}
    update: types.TypeUpdate = types.UpdateChannel(channel_id=bare_id(chat.peer_id))
    async with app.store.boxes.change([BoxId(chat.peer_id), *boxes], now=app.now) as change:
        seen = await again(change, seen)
        heir = await member_in(change, chat.peer_id, heir_id)
        if not seen.is_creator or seen.member is None:
            raise bad_request("CHAT_ADMIN_REQUIRED")
        if heir is None or not heir.joined:
            raise bad_request("USER_NOT_PARTICIPANT")
        new = await _crown(change, seen.chat, heir, caller.me)
        await write_member(change.tx, _abdicated(seen, heir_id))
        if chat.is_group:
            update = await participants_update(change.tx, new)
            for box_id in sorted(boxes):
                change.log(box_id, update, exclude_session=caller.session)
        else:
            for user_id in (caller.me, heir_id):
                tell_member(change, caller, chat, user_id)
    await app.bus.publish(change.news)
    await tell_bots(app, chat, caller.me, [caller.me, heir_id], before)
    return await render(app, caller.me, [update])


async def future_creator(app: App, caller: Caller, seen: SeenChat) -> types.TypeUser:
    """Return who gets a chat if the caller, who owns it, leaves.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED, FUTURE_CREATOR_NONE.
    """
    if not seen.is_creator:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    heir_id = await heir_of(app.store.shard(BoxId(seen.chat.peer_id)), seen.chat, caller.me)
    if heir_id is None:
        raise bad_request("FUTURE_CREATOR_NONE")
    (user,) = await users_seen_by(app, caller.me, [heir_id])
    return user


async def inherit_due(app: App) -> None:
    """Give chats away whose owners have left and not come back in time."""
    for shard in app.store.shards:
        for heir in await due_heirs(shard, app.now, DUE_TOGETHER):
            await _inherit(app, heir)


async def _inherit(app: App, due: Heir) -> None:
    """Give one chat away: to whom it was promised, or if they are gone to who is next."""
    gone = Caller(auth_key_id=0, session_id=0, layer=NEWEST_LAYER, user_id=due.owner_id)
    box_id = BoxId(due.peer_id)
    chat = await app.store.chats.get(due.peer_id)
    assert chat is not None
    shard = app.store.shard(box_id)
    promised = (await read_before(app, chat, [due.heir_id])).get(due.heir_id)
    there = promised is not None and promised.joined
    heir_id = due.heir_id if there else await heir_of(shard, chat, due.owner_id)
    told = [box for box in await boxes_of(app, gone, due.peer_id) if box != gone.box]
    boxes = [box_id, *told, *([] if heir_id is None else [BoxId(heir_id)])]
    async with app.store.boxes.change(boxes, now=app.now) as change:
        if await drop_heir(change.tx, due.peer_id) is None or chat.deleted or heir_id is None:
            return  # the owner came back meanwhile, or nobody is left
        member = await member_in(change, due.peer_id, heir_id)
        if member is None or not member.joined:
            return
        new = await _crown(change, chat, member, due.owner_id)
        if chat.is_group:
            update = await participants_update(change.tx, new)
            for box in told:
                change.log(box, update)
        else:
            tell_member(change, gone, chat, heir_id)
            if not chat.is_broadcast:
                action = types.MessageActionChangeCreator(new_creator_id=heir_id)
                await tell_in_chat(app, change, gone, new, [box_id], action)
    await app.bus.publish(change.news)


async def _require_settled(app: App, caller: Caller) -> None:
    """Raise unless both the caller's password and login have been there for a while."""
    password = await app.store.sign_in.password(caller.me)
    if password is None:
        raise bad_request("PASSWORD_MISSING")
    left = password.changed_at + PASSWORD_AGE_S - app.now
    if left > 0:
        raise bad_request(f"PASSWORD_TOO_FRESH_{left}")
    login = await app.store.authorizations.get(caller.auth_key_id)
    left = 0 if login is None else login.created_at + SESSION_AGE_S - app.now
    if left > 0:
        raise bad_request(f"SESSION_TOO_FRESH_{left}")


async def _crown(change: Change, chat: Chat, heir: Member, before_id: UserId) -> Chat:
    """Make a member the owner, who somebody else was before; return the chat as it becomes."""
    owner = replace(
        heir,
        role=Role.CREATOR,
        admin=heir.admin & Admin.ANONYMOUS,
        promoted_by=0,
        ban=Ban.NONE,
        until=FOREVER,
        banned_by=0,
    )
    await write_member(change.tx, owner)
    new = replace(chat, creator_id=heir.user_id, version=chat.version + 1)
    await write_chat(change.tx, new)
    seen = SeenChat(heir.user_id, new, owner)
    deed = types.ChannelAdminLogEventActionParticipantToggleAdmin(
        prev_participant=channel_participant(seen, heir, change.now),
        new_participant=channel_participant(seen, owner, change.now),
    )
    await note(change, new, before_id, deed)
    return new


def _abdicated(seen: SeenChat, heir_id: UserId) -> Member:
    """Return what the owner was, as an admin whom the new owner has appointed."""
    member = seen.member
    assert member is not None
    rights = grantable(seen.chat) & ~Admin.ANONYMOUS | (member.admin & Admin.ANONYMOUS)
    return replace(
        member,
        role=Role.ADMIN,
        admin=Admin.NONE if seen.chat.is_group else rights,
        promoted_by=heir_id,
    )
