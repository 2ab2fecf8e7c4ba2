"""Chats that end, or go to somebody else: what is due later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hodhod.domain.chat import Member, Role
from hodhod.domain.ids import PeerId, UserId
from hodhod.store.database import Executor
from hodhod.store.members import member_of


@dataclass(frozen=True, slots=True)
class Heir:
    """A chat that goes to somebody else.

    Attributes:
        peer_id: The chat.
        owner_id: Who has left it.
        heir_id: Who gets it.
    """

    peer_id: PeerId
    owner_id: UserId
    heir_id: UserId


async def write_heir(tx: Executor, heir: Heir, due_at: int) -> None:
    """Note who owns a chat from a Unix time on."""
    await tx.execute("write_heir", heir.peer_id, heir.owner_id, heir.heir_id, due_at)


async def drop_heir(tx: Executor, peer_id: PeerId) -> UserId | None:
    """Forget that a chat goes to somebody else; return who had left it."""
    owner_id = await tx.fetchval("drop_heir", peer_id)
    return UserId(owner_id) if isinstance(owner_id, int) else None


async def due_heirs(db: Executor, now: int, limit: int) -> list[Heir]:
    """Return chats that go to somebody else by a Unix time."""
    rows = await db.fetch("due_heirs", now, limit)
    return [Heir(PeerId(row[0]), UserId(row[1]), UserId(row[2])) for row in rows]


async def end_chat(tx: Executor, peer_id: PeerId, now: int) -> None:
    """Note that a chat was deleted, and has yet to be cleared away."""
    await tx.execute("end_chat", peer_id, now)


async def ended_chats(db: Executor, limit: int) -> list[tuple[PeerId, int]]:
    """Return deleted chats that are not cleared away yet, and since when they are deleted."""
    rows = await db.fetch("ended_chats", limit)
    return [(PeerId(row["peer_id"]), row["ended_at"]) for row in rows]


async def drop_members(tx: Executor, peer_id: PeerId, limit: int) -> list[UserId]:
    """Forget some members of a deleted chat, and return who that was."""
    return [UserId(row["user_id"]) for row in await tx.fetch("drop_members", peer_id, limit)]


async def drop_memberships(db: Executor, user_ids: Sequence[UserId], peer_id: PeerId) -> None:
    """Note in a shard that some people are not in a chat any more."""
    await db.execute("drop_memberships", list(user_ids), peer_id)


async def chat_is_cleared(db: Executor, peer_id: PeerId) -> None:
    """Nothing of a deleted chat is left."""
    await db.execute("chat_is_cleared", peer_id)


async def first_members(
    db: Executor, peer_id: PeerId, role: Role, *, but: UserId, limit: int
) -> list[Member]:
    """Return the people of a role who came to a chat first; one is left out, and so are bots."""
    return [member_of(row) for row in await db.fetch("first_members", peer_id, role, but, limit)]
