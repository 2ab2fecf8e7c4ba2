"""Following a link into a chat: what is shown of it before, and going in.

A link that was never there, is over, is full, or leads to a chat that keeps the caller out is one
error.

Source: https://core.telegram.org/api/invites
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.chats.capacity import takes
from hodhod.actions.chats.create import require_room
from hodhod.actions.chats.full import photo
from hodhod.actions.chats.join_requests import ask
from hodhod.actions.chats.letting_in import let_in
from hodhod.actions.chats.view import chat_object
from hodhod.actions.messages.reach import boxes_of
from hodhod.actions.people.view import users_seen_by
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.chat import Chat, SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId
from hodhod.domain.invite import Invite, hash_in
from hodhod.store.chats import lock_chat
from hodhod.store.invites import peer_of_invite, read_invite
from hodhod.store.members import read_members
from hodhod.tl import types

PEEK_S = 3600
"""How long a client may show a public chat that it was led to before it looks again."""

FACES = 10
"""Members that a link shows."""

CONTACTS_LOOKED_AT = 1_000
"""Contacts of somebody who are looked for among the members."""


async def access_invite(app: App, caller: Caller, link: str) -> tuple[Invite, SeenChat]:
    """Return where a link leads, if it lets the caller in or the caller is there.

    Raises:
        RpcError: 400 INVITE_HASH_EMPTY, INVITE_HASH_INVALID, INVITE_HASH_EXPIRED.
    """
    if not link:
        raise bad_request("INVITE_HASH_EMPTY")
    hash_ = hash_in(link)
    if hash_ is None:
        raise bad_request("INVITE_HASH_INVALID")
    peer = await peer_of_invite(app.store.main, hash_)
    if peer is None:
        raise bad_request("INVITE_HASH_EXPIRED")
    seen = await app.store.chats.seen_by(caller.me, peer)
    invite = await read_invite(app.store.shard(BoxId(peer)), peer, hash_)
    if seen is None or invite is None or seen.chat.deleted or seen.banned(app.now):
        raise bad_request("INVITE_HASH_EXPIRED")
    if not invite.open(app.now) and not (seen.joined and not invite.revoked):
        raise bad_request("INVITE_HASH_EXPIRED")
    return invite, seen


async def check(app: App, caller: Caller, link: str) -> types.TypeChatInvite:
    """Show where a link leads.

    Raises:
        RpcError: 400 INVITE_HASH_EMPTY, INVITE_HASH_INVALID, INVITE_HASH_EXPIRED.
    """
    invite, seen = await access_invite(app, caller, link)
    chat = seen.chat
    if seen.joined:
        return types.ChatInviteAlready(chat=chat_object(app.secret, seen, app.now))
    if chat.public and not invite.request_needed and not chat.join_request:
        return types.ChatInvitePeek(
            chat=chat_object(app.secret, seen, app.now), expires=app.now + PEEK_S
        )
    return types.ChatInvite(
        channel=not chat.is_group,
        broadcast=chat.is_broadcast,
        public=chat.public,
        megagroup=not chat.is_group and not chat.is_broadcast,
        request_needed=invite.request_needed,
        title=chat.title,
        about=chat.about or None,
        photo=await photo(app, chat) or types.PhotoEmpty(id=0),
        participants_count=chat.members,
        participants=await _faces(app, caller, chat),
        color=chat.peer_id % 7,
    )


async def follow(app: App, caller: Caller, link: str) -> types.TypeUpdates:
    """Go into a chat by a link.

    Raises:
        RpcError: 400 INVITE_HASH_EMPTY, INVITE_HASH_INVALID, INVITE_HASH_EXPIRED,
            USER_ALREADY_PARTICIPANT, INVITE_REQUEST_SENT, CHANNELS_TOO_MUCH, USERS_TOO_MUCH.
    """
    invite, seen = await access_invite(app, caller, link)
    if seen.joined:
        raise bad_request("USER_ALREADY_PARTICIPANT")
    await require_room(app, caller.me)
    if invite.request_needed:
        await ask(app, caller, seen, invite)
    peer = seen.chat.peer_id
    boxes = await boxes_of(app, caller, peer)
    async with app.store.boxes.change([BoxId(peer), caller.box, *boxes], now=app.now) as change:
        chat = await lock_chat(change.tx, peer)
        # Again under the lock: others came meanwhile, or an admin has changed it.
        now = await read_invite(change.tx, peer, invite.hash)
        if chat is None or chat.deleted or now is None or now.request_needed:
            raise bad_request("INVITE_HASH_EXPIRED")
        if not now.open(app.now):
            raise bad_request("INVITE_HASH_EXPIRED")
        if not takes(chat):
            raise bad_request("USERS_TOO_MUCH")
        updates = await let_in(app, change, caller, caller.me, chat, boxes, invite=now)
    await app.bus.publish(change.news)
    return await render(app, caller.me, updates)


async def _faces(app: App, caller: Caller, chat: Chat) -> list[types.TypeUser] | None:
    """Return members whom the caller knows; strangers are nobody's business before one is in."""
    if chat.is_broadcast or chat.members_hidden:
        return None
    contacts = await app.store.contacts.of_user(caller.me)
    known = [one.contact_id for one in contacts[:CONTACTS_LOOKED_AT]]
    members = await read_members(app.store.shard(BoxId(chat.peer_id)), chat.peer_id, known)
    there = sorted(one.user_id for one in members.values() if one.joined)
    return await users_seen_by(app, caller.me, there[:FACES]) or None
