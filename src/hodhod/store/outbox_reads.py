"""When one's messages were read by the other side of a private chat."""

from __future__ import annotations

from hodhod.domain.ids import BoxId, MsgId, PeerId
from hodhod.store.database import Executor


async def note_read(tx: Executor, box_id: BoxId, peer_id: PeerId, max_id: MsgId, date: int) -> None:
    """Note that messages up to one were read at a Unix time, in a change of the box."""
    await tx.execute("insert_outbox_read", box_id, peer_id, max_id, date)


async def read_date(db: Executor, box_id: BoxId, peer_id: PeerId, msg_id: int) -> int | None:
    """Return when a message was read, or None when that is not known."""
    date = await db.fetchval("outbox_read_date", box_id, peer_id, msg_id)
    return date if isinstance(date, int) else None


async def clear_reads(db: Executor, before: int) -> int:
    """Forget when messages were read before a Unix time; return how many notes went."""
    return await db.execute("clear_outbox_reads", before)
