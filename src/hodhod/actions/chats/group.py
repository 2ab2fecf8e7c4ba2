"""Basic groups as their members see them: the list of all who are in one."""

from __future__ import annotations

from collections.abc import Iterable

from hodhod.domain.chat import Chat, Member, Role
from hodhod.domain.ids import bare_id
from hodhod.store.database import Executor
from hodhod.store.members import recent_members
from hodhod.tl import types

MOST = 1_000
"""More than a basic group can have."""


async def participants_update(db: Executor, chat: Chat) -> types.UpdateChatParticipants:
    """Return the update that tells who is in a basic group."""
    return types.UpdateChatParticipants(participants=await participants_of(db, chat))


async def participants_of(db: Executor, chat: Chat) -> types.ChatParticipants:
    """Return who is in a basic group."""
    members = await recent_members(db, chat.peer_id, 0, MOST)
    return types.ChatParticipants(
        chat_id=bare_id(chat.peer_id),
        participants=[participant(chat, one) for one in _in_order(members)],
        version=chat.version,
    )


def participant(chat: Chat, member: Member) -> types.TypeChatParticipant:
    """Return a member of a basic group."""
    if member.role is Role.CREATOR:
        return types.ChatParticipantCreator(user_id=member.user_id, rank=member.rank or None)
    inviter = member.inviter_id or chat.creator_id
    if member.role is Role.ADMIN:
        return types.ChatParticipantAdmin(
            user_id=member.user_id,
            inviter_id=inviter,
            date=member.date,
            rank=member.rank or None,
        )
    return types.ChatParticipant(
        user_id=member.user_id, inviter_id=inviter, date=member.date, rank=member.rank or None
    )


def _in_order(members: Iterable[Member]) -> list[Member]:
    return sorted(members, key=lambda one: (one.role is not Role.CREATOR, one.date, one.user_id))
