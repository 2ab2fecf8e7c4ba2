"""Who is in a supergroup or channel: lists of them, and single ones.

Source: https://core.telegram.org/method/channels.getParticipants
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hodhod.actions.app import App
from hodhod.actions.chats.participant import channel_participant
from hodhod.actions.peers.objects import objects_for
from hodhod.domain.caller import Caller
from hodhod.domain.chat import Member, Role, SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, PeerId, UserId, is_user
from hodhod.domain.moderation import BOTS_LIMIT
from hodhod.domain.result_hash import result_hash
from hodhod.domain.rights import Admin
from hodhod.domain.search_text import fold, index_tokens, query
from hodhod.store.database import Database
from hodhod.store.members import count_roles, members_of_roles, read_members, recent_members
from hodhod.store.participants import (
    Found,
    authors_in_topic,
    held_against,
    member_bots,
    members_among,
    members_called,
)
from hodhod.tl import types

PAGE_LIMIT = 200
"""Members of one page."""

OFFSET_LIMIT = 10_000
"""How far a list leads: skipping is work, and whoever looks for somebody further down searches."""

ADMIN_ROLES = (Role.CREATOR, Role.ADMIN)
EVERY_ROLE = tuple(Role)
BOTS_KNOWN = 500
"""Bots of a channel, whose number has no limit."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page of a list.

    Attributes:
        kind: Who is listed.
        offset: How many to leave out.
        limit: How many at most.
        hash: Of the page that the client has, 0 for none.
    """

    kind: types.TypeChannelParticipantsFilter
    offset: int
    limit: int
    hash: int


async def list_participants(
    app: App, caller: Caller, seen: SeenChat, wanted: Wanted
) -> types.channels.TypeChannelParticipants:
    """Return a page of the members of a supergroup or channel.

    Of a channel only its admins learn who reads it. Where members are hidden, others see the
    admins and the bots alone.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED.
    """
    if not seen.is_admin and seen.chat.is_broadcast:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    offset = max(0, wanted.offset)
    limit = max(0, min(wanted.limit, PAGE_LIMIT))
    if limit == 0 or offset > OFFSET_LIMIT:
        found = Found([], await _size(app, seen, wanted.kind))
    elif seen.chat.members_hidden and not seen.is_admin:
        found = _cut(await _shown_anyway(app, seen, wanted.kind), offset, limit)
    else:
        found = await _found(app, seen, wanted.kind, offset, limit)
    if wanted.hash and wanted.hash == result_hash(one.user_id for one in found.members):
        return types.channels.ChannelParticipantsNotModified()
    participants = [channel_participant(seen, one, app.now) for one in found.members]
    objects = await objects_for(app, caller.me, participants, extra=[seen.chat.peer_id])
    return types.channels.ChannelParticipants(
        count=found.total,
        participants=participants,
        chats=objects.chats,
        users=objects.users,
    )


async def one_participant(
    app: App, caller: Caller, seen: SeenChat, peer: PeerId
) -> types.channels.ChannelParticipant:
    """Return what somebody is in a supergroup or channel.

    Raises:
        RpcError: 400 USER_NOT_PARTICIPANT, CHAT_ADMIN_REQUIRED, PARTICIPANT_ID_INVALID.
    """
    chat = seen.chat
    if not is_user(peer) and peer == chat.peer_id:
        raise bad_request("PARTICIPANT_ID_INVALID")
    members = await read_members(app.store.shard(BoxId(chat.peer_id)), chat.peer_id, [peer])
    member = members.get(UserId(peer))
    if not seen.is_admin and peer != caller.own_peer:
        shown = member is not None and member.role in ADMIN_ROLES and not chat.is_broadcast
        if chat.is_broadcast or (chat.members_hidden and not shown):
            raise bad_request("CHAT_ADMIN_REQUIRED")
    if member is None:
        raise bad_request("USER_NOT_PARTICIPANT")
    participant = channel_participant(seen, member, app.now)
    if isinstance(participant, types.ChannelParticipantLeft):
        raise bad_request("USER_NOT_PARTICIPANT")
    objects = await objects_for(app, caller.me, [participant], extra=[chat.peer_id])
    return types.channels.ChannelParticipant(
        participant=participant, chats=objects.chats, users=objects.users
    )


async def _found(
    app: App, seen: SeenChat, kind: types.TypeChannelParticipantsFilter, offset: int, limit: int
) -> Found:
    shard, peer_id = app.store.shard(BoxId(seen.chat.peer_id)), seen.chat.peer_id
    match kind:
        case types.ChannelParticipantsAdmins():
            return await _admins(shard, peer_id, offset, limit)
        case types.ChannelParticipantsBots():
            return _cut(await member_bots(shard, peer_id, BOTS_KNOWN), offset, limit)
        case types.ChannelParticipantsContacts(q=text):
            return _cut(await _contacts(app, seen, text), offset, limit)
        case types.ChannelParticipantsKicked(q=text):
            return await _held(app, seen, Role.BANNED, text, offset=offset, limit=limit)
        case types.ChannelParticipantsBanned(q=text):
            return await _held(app, seen, Role.RESTRICTED, text, offset=offset, limit=limit)
        case types.ChannelParticipantsMentions(top_msg_id=int(topic_id)):
            return _cut(await _in_topic(app, seen, topic_id, kind.q or ""), offset, limit)
        case types.ChannelParticipantsMentions(q=text):
            found = await _called(app, seen, text or "", offset, limit)
            return Found([one for one in found.members if not _unseen(one)], found.total)
        case types.ChannelParticipantsSearch(q=text):
            return await _called(app, seen, text, offset, limit)
        case _:
            recent = await recent_members(shard, peer_id, offset, limit)
            return Found(recent, seen.chat.members)


async def _size(app: App, seen: SeenChat, kind: types.TypeChannelParticipantsFilter) -> int:
    """Return how many a list has of which nothing is wanted."""
    if seen.chat.members_hidden and not seen.is_admin:
        return len(await _shown_anyway(app, seen, kind))
    return (await _found(app, seen, kind, 0, 1)).total


async def _admins(shard: Database, peer_id: PeerId, offset: int, limit: int) -> Found:
    roles = await count_roles(shard, peer_id)
    members = await members_of_roles(
        shard, peer_id, ADMIN_ROLES, joined=None, offset=offset, limit=limit
    )
    return Found(members, sum(roles.get(role, 0) for role in ADMIN_ROLES))


async def _called(app: App, seen: SeenChat, text: str, offset: int, limit: int) -> Found:
    """Return members who are called so; all of them, if nothing can be searched for."""
    shard, peer_id = app.store.shard(BoxId(seen.chat.peer_id)), seen.chat.peer_id
    if not fold(text):
        if text.strip():
            return Found([], 0)
        return Found(await recent_members(shard, peer_id, offset, limit), seen.chat.members)
    return await members_called(
        shard,
        peer_id,
        text,
        roles=EVERY_ROLE,
        joined=True,
        now=app.now,
        offset=offset,
        limit=limit,
    )


async def _held(
    app: App, seen: SeenChat, role: Role, text: str, *, offset: int, limit: int
) -> Found:
    """Return those against whom something is held: for admins who may do so themselves.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED.
    """
    if not seen.is_admin:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    shard, peer_id = app.store.shard(BoxId(seen.chat.peer_id)), seen.chat.peer_id
    if not text.strip():
        return await held_against(shard, peer_id, role, now=app.now, offset=offset, limit=limit)
    return await members_called(
        shard,
        peer_id,
        text,
        roles=(role,),
        joined=None,
        now=app.now,
        offset=offset,
        limit=limit,
    )


async def _contacts(app: App, seen: SeenChat, text: str) -> list[Member]:
    """Return the viewer's contacts among the members, by the names that the viewer gave them."""
    contacts = await app.store.contacts.of_user(seen.viewer_id)
    wanted = [
        one.contact_id
        for one in contacts
        if not text.strip() or _fits(f"{one.first_name} {one.last_name}", text)
    ]
    shard = app.store.shard(BoxId(seen.chat.peer_id))
    return await members_among(shard, seen.chat.peer_id, wanted) if wanted else []


async def _in_topic(app: App, seen: SeenChat, topic_id: int, text: str) -> list[Member]:
    """Return who takes part in a topic or in the comments on a post, members or not."""
    chat, box_id = seen.chat, BoxId(seen.chat.peer_id)
    shard = app.store.shard(box_id)
    authors = await authors_in_topic(shard, box_id, topic_id)
    known = await read_members(shard, chat.peer_id, authors)
    if text.strip():
        accounts = await app.store.users.by_ids(authors)
        authors = [
            one
            for one, account in ((one, accounts.get(one)) for one in authors)
            if account is not None
            and _fits(f"{account.first_name} {account.last_name} {account.username or ''}", text)
        ]
    guests = [
        known.get(one) or Member(chat.peer_id, one, Role.MEMBER, joined=True, date=chat.created_at)
        for one in authors
    ]
    return [one for one in guests if one.role is not Role.BANNED and not _unseen(one)]


async def _shown_anyway(
    app: App, seen: SeenChat, kind: types.TypeChannelParticipantsFilter
) -> list[Member]:
    """Return those who are seen where members are hidden: admins and bots."""
    shard, peer_id = app.store.shard(BoxId(seen.chat.peer_id)), seen.chat.peer_id
    text = getattr(kind, "q", None) or ""
    if isinstance(kind, types.ChannelParticipantsKicked | types.ChannelParticipantsBanned):
        raise bad_request("CHAT_ADMIN_REQUIRED")
    admins: Sequence[Member] = ()
    if not isinstance(kind, types.ChannelParticipantsBots):
        admins = await members_of_roles(
            shard, peer_id, ADMIN_ROLES, joined=None, offset=0, limit=PAGE_LIMIT
        )
    bots: Sequence[Member] = ()
    if not isinstance(kind, types.ChannelParticipantsAdmins):
        bots = await member_bots(shard, peer_id, BOTS_LIMIT)
    members = {one.user_id: one for one in (*admins, *bots)}
    if isinstance(kind, types.ChannelParticipantsContacts):
        contacts = {one.contact_id for one in await app.store.contacts.of_user(seen.viewer_id)}
        members = {one: member for one, member in members.items() if one in contacts}
    if not text.strip():
        return list(members.values())
    accounts = await app.store.users.by_ids(members)
    return [
        members[one]
        for one, account in accounts.items()
        if _fits(f"{account.first_name} {account.last_name} {account.username or ''}", text)
    ]


def _fits(name: str, text: str) -> bool:
    """Whether a name has all words of a text, the last perhaps begun only."""
    filed = index_tokens(name)
    words = query(text)
    return bool(words) and all(
        any(token in filed for token in word.tokens)
        or any(one.startswith(start) for start in word.beginnings for one in filed)
        for word in words
    )


def _unseen(member: Member) -> bool:
    """Whether somebody writes as the group, and is not named to others."""
    return Admin.ANONYMOUS in member.admin


def _cut(members: Iterable[Member], offset: int, limit: int) -> Found:
    every = list(members)
    return Found(every[offset : offset + limit], len(every))
