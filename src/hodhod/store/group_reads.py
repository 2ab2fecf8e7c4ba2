"""Who has read what in basic groups, by what the copies of a message share."""

from __future__ import annotations

from hodhod.domain.ids import BoxId, PeerId, UserId
from hodhod.store.database import Executor


async def note_group_read(
    tx: Executor, peer_id: PeerId, user_id: UserId, shared_id: int, date: int
) -> None:
    """Note that a member has read up to a message at a Unix time."""
    await tx.execute("insert_group_read", peer_id, user_id, shared_id, date)


async def group_readers(db: Executor, peer_id: PeerId, shared_id: int) -> dict[UserId, int]:
    """Return which members have read a message of a basic group, and when."""
    rows = await db.fetch("group_readers", peer_id, shared_id)
    return {UserId(row["user_id"]): row["date"] for row in rows}


async def channel_readers(
    db: Executor, box_id: BoxId, msg_id: int, limit: int
) -> dict[UserId, int]:
    """Return which members have read a message of a small supergroup, and when."""
    rows = await db.fetch("channel_readers", box_id, msg_id, limit)
    return {UserId(row["peer_id"]): row["date"] for row in rows}


async def clear_group_reads(db: Executor, before: int) -> int:
    """Forget who read what before a Unix time; return how many notes went."""
    return await db.execute("clear_group_reads", before)
