"""People who wait to be let in: asking, and what admins decide.

    ask ──► waiting, counted ──► hide(approved)  ──► in the chat
                             └─► hide(declined), or brought by a member, or gone

Source: https://core.telegram.org/api/invites#join-requests
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from hodhod.actions.app import App
from hodhod.actions.auth.limit import use
from hodhod.actions.chats.capacity import takes
from hodhod.actions.chats.create import has_room
from hodhod.actions.chats.invites import exported, require_inviter
from hodhod.actions.chats.letting_in import let_in
from hodhod.actions.messages.reach import boxes_of
from hodhod.actions.people.tell import tell_online
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.chat import Chat, Member, Role, SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, UserId, to_tl_peer
from hodhod.domain.invite import Invite
from hodhod.domain.rights import Admin
from hodhod.store.boxes import Change
from hodhod.store.chats import lock_chat
from hodhod.store.database import Executor
from hodhod.store.invites import Importer, read_invites
from hodhod.store.join_requests import NO_LINK, RECENT, ask_to_join, end_requests, waiting
from hodhod.store.members import members_of_roles, read_members
from hodhod.tl import types

ADMINS_LIMIT = 100
"""Admins of a chat who learn of requests; there are fewer."""

FILED = 10
"""Up to so many waiting people each one is filed for the admins who are away. In a rush those who
are here are told, and the others see the number when they open the chat."""

ASKED_PER_HOUR = 100
"""Chats that somebody asks to be let into; nobody means more."""

TOGETHER = 50
"""People who are let in by one transaction: each brings the lock of their box along."""

DECIDED_LIMIT = 2_000
"""People whom one request decides on; the rest still waits, and admins are told how many."""


async def ask(app: App, caller: Caller, seen: SeenChat, invite: Invite | None) -> NoReturn:
    """Ask to be let into a chat, by a link or without one.

    Raises:
        RpcError: 400 INVITE_REQUEST_SENT: what clients take for a success.
    """
    peer = seen.chat.peer_id
    await use(app, f"join_requests:{caller.me}", ASKED_PER_HOUR)
    admins = await inviters(app.store.shard(BoxId(peer)), seen.chat)
    bots = await _bots(app, admins)
    filed = [one for one in admins if one in bots or seen.chat.requests < FILED]
    account = await app.store.users.get(caller.me)
    boxes = [BoxId(peer), *(BoxId(one) for one in filed)]
    hash_ = NO_LINK if invite is None else invite.hash
    update: types.UpdatePendingJoinRequests | None = None
    async with app.store.boxes.change(boxes, now=app.now) as change:
        count = await ask_to_join(change.tx, peer, caller.me, hash_, app.now)
        if count is not None:
            update = await _pending(change.tx, seen.chat, count)
            for admin in filed:
                if admin not in bots:
                    change.log(BoxId(admin), update)
                    continue
                told = types.UpdateBotChatInviteRequester(
                    peer=to_tl_peer(peer),
                    date=app.now,
                    user_id=caller.me,
                    about="" if account is None else account.about,
                    invite=shown_invite(app, invite),
                    qts=await change.next_qts(BoxId(admin)),
                )
                change.log(BoxId(admin), told)
    await app.bus.publish(change.news)
    if update is not None:
        await tell_online(app, [one for one in admins if one not in filed], update)
    raise bad_request("INVITE_REQUEST_SENT")


async def hide(
    app: App, caller: Caller, seen: SeenChat, user_id: UserId, *, approved: bool
) -> types.TypeUpdates:
    """Let somebody in who waits, or not.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED, HIDE_REQUESTER_MISSING, USER_CHANNELS_TOO_MUCH,
            USERS_TOO_MUCH, USER_KICKED.
    """
    require_inviter(seen)
    if approved and not await has_room(app, user_id):
        raise bad_request("USER_CHANNELS_TOO_MUCH")
    updates = await _decide(app, caller, seen, [user_id], approved=approved)
    return await render(app, caller.me, updates)


async def hide_all(
    app: App, caller: Caller, seen: SeenChat, hash_: str | None, *, approved: bool
) -> types.TypeUpdates:
    """Let all in who wait, or those who came by a link, or none of them.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED, HIDE_REQUESTER_MISSING.
    """
    require_inviter(seen)
    peer = seen.chat.peer_id
    shard = app.store.shard(BoxId(peer))
    asked = await waiting(shard, peer, hash_=hash_, limit=DECIDED_LIMIT)
    if not asked:
        raise bad_request("HIDE_REQUESTER_MISSING")
    updates: list[types.TypeUpdate] = []
    people = [one.user_id for one in reversed(asked)]
    if approved:
        people = [one for one in people if await has_room(app, one)]
    for start in range(0, len(people), TOGETHER):
        some = people[start : start + TOGETHER]
        told = await _decide(app, caller, seen, some, approved=approved, strict=False)
        # Last comes the number of those who wait; only the newest one is of interest.
        if told:
            updates = [*updates[:-1], *told]
    return await render(app, caller.me, updates)


async def inviters(db: Executor, chat: Chat) -> list[UserId]:
    """Return the admins of a chat who decide whom it lets in."""
    admins = await members_of_roles(
        db, chat.peer_id, [Role.ADMIN, Role.CREATOR], joined=True, offset=0, limit=ADMINS_LIMIT
    )
    return [
        one.user_id
        for one in admins
        if Admin.INVITE_USERS in SeenChat(one.user_id, chat, one).admin
    ]


def shown_invite(app: App, invite: Invite | None) -> types.TypeExportedChatInvite:
    """Return the link that somebody asked by."""
    return types.ChatInvitePublicJoinRequests() if invite is None else exported(app, invite)


async def _decide(
    app: App,
    caller: Caller,
    seen: SeenChat,
    user_ids: Sequence[UserId],
    *,
    approved: bool,
    strict: bool = True,
) -> list[types.TypeUpdate]:
    """Decide on people who wait; return what the caller is told.

    Args:
        app: The working parts.
        caller: Who decides.
        seen: The chat.
        user_ids: On whom.
        approved: Whether they are let in.
        strict: Whether it is an error if one of them cannot be let in.
    """
    peer = seen.chat.peer_id
    admins = await inviters(app.store.shard(BoxId(peer)), seen.chat)
    bots = await _bots(app, admins)
    told_admins = [one for one in admins if one not in bots]
    group = await boxes_of(app, caller, peer) if seen.chat.is_group else ()
    coming = [BoxId(one) for one in user_ids] if approved else []
    boxes = [BoxId(peer), *group, *coming, *(BoxId(one) for one in told_admins)]
    updates: list[types.TypeUpdate] = []
    async with app.store.boxes.change(boxes, now=app.now) as change:
        gone = await end_requests(change.tx, peer, user_ids)
        if not gone:
            if strict:
                raise bad_request("HIDE_REQUESTER_MISSING")
            return []
        if approved:
            updates += await _let_in(app, change, caller, seen, gone, group, strict=strict)
        chat = await lock_chat(change.tx, peer)
        assert chat is not None
        update = await _pending(change.tx, chat, chat.requests)
        for admin in told_admins:
            change.log(BoxId(admin), update, exclude_session=caller.session)
    await app.bus.publish(change.news)
    return [*updates, update]


async def _let_in(  # noqa: PLR0917 - all of them belong to one change
    app: App,
    change: Change,
    caller: Caller,
    seen: SeenChat,
    gone: dict[UserId, Importer],
    group: Sequence[BoxId],
    *,
    strict: bool,
) -> list[types.TypeUpdate]:
    peer = seen.chat.peer_id
    known = await read_members(change.tx, peer, list(gone))
    invites = await read_invites(change.tx, peer, [one.hash for one in gone.values()])
    updates: list[types.TypeUpdate] = []
    boxes = list(group)
    for user_id, asked in gone.items():
        chat = await lock_chat(change.tx, peer)
        assert chat is not None
        problem = _obstacle(chat, user_id, known.get(user_id), app.now)
        if problem and strict:
            raise bad_request(problem)
        if problem:
            continue
        if chat.is_group and BoxId(user_id) not in boxes:
            boxes.append(BoxId(user_id))
        told = await let_in(
            app,
            change,
            caller,
            user_id,
            chat,
            boxes or [BoxId(peer)],
            invite=invites.get(asked.hash),
            approved_by=caller.me,
        )
        updates = told if chat.is_group else [*updates, *told]
    return updates


def _obstacle(chat: Chat, user_id: UserId, member: Member | None, now: int) -> str:
    """Return the error that says why somebody cannot be let in, or ""."""
    if SeenChat(user_id, chat, member).banned(now):
        return "USER_KICKED"
    return "" if takes(chat) else "USERS_TOO_MUCH"


async def _pending(db: Executor, chat: Chat, count: int) -> types.UpdatePendingJoinRequests:
    recent = tuple(one.user_id for one in await waiting(db, chat.peer_id, limit=RECENT))
    return types.UpdatePendingJoinRequests(
        peer=to_tl_peer(chat.peer_id), requests_pending=count, recent_requesters=recent
    )


async def _bots(app: App, user_ids: Sequence[UserId]) -> set[UserId]:
    accounts = await app.store.users.by_ids(user_ids)
    return {one for one, account in accounts.items() if account.is_bot}
