"""Whose a chat becomes when its owner leaves: after a week, unless the owner comes back.

Source: https://core.telegram.org/constructor/messageActionNewCreatorPending
"""

from __future__ import annotations

from hodhod.domain.chat import Chat, Role
from hodhod.domain.ids import UserId
from hodhod.store.boxes import Change
from hodhod.store.database import Executor
from hodhod.store.ended_chats import Heir, drop_heir, first_members, write_heir

WAIT_S = 7 * 86_400
"""How long an owner who has left may come back."""


async def heir_of(db: Executor, chat: Chat, owner_id: UserId) -> UserId | None:
    """Return who gets a chat when its owner leaves: the first admin, or else the first member."""
    for role in (Role.ADMIN, Role.MEMBER):
        for member in await first_members(db, chat.peer_id, role, but=owner_id, limit=1):
            return member.user_id
    return None


async def entrust(change: Change, chat: Chat, owner_id: UserId) -> UserId | None:
    """Note who gets a chat whose owner is about to leave; return who that is."""
    heir_id = await heir_of(change.tx, chat, owner_id)
    if heir_id is not None:
        heir = Heir(chat.peer_id, owner_id, heir_id)
        await write_heir(change.tx, heir, change.now + WAIT_S)
    return heir_id


async def reclaim(change: Change, chat: Chat, user_id: UserId) -> bool:
    """Let an owner have a chat again who comes back in time; return whether that is so.

    Where there was nobody else it is waiting for its owner still.
    """
    heir_owner = await drop_heir(change.tx, chat.peer_id)
    return heir_owner == user_id or chat.members == 0
