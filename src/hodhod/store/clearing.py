"""What a clearing of a chat takes away, a bounded number at a time."""

from __future__ import annotations

from hodhod.domain.ids import BoxId, MsgId, PeerId
from hodhod.store.database import Executor
from hodhod.store.history import LAST_ID


async def newest_ids(
    tx: Executor,
    box_id: BoxId,
    peer_id: PeerId,
    *,
    max_id: int,
    since: int | None,
    until: int | None,
    limit: int,
) -> list[tuple[MsgId, int]]:
    """Return the newest messages of a chat: (id, shared id).

    Args:
        tx: A change of the box.
        box_id: Whose.
        peer_id: Which chat.
        max_id: Up to which message; 0: all.
        since: Not before this Unix time.
        until: Not after this Unix time.
        limit: How many at most.
    """
    rows = await tx.fetch("history_ids", box_id, peer_id, max_id or LAST_ID, since, until, limit)
    return [(row["msg_id"], row["shared_id"]) for row in rows]


async def saved_tops(db: Executor, box_id: BoxId) -> list[tuple[PeerId, MsgId, int]]:
    """Return the chats that Saved Messages came from: (chat, newest message, its date)."""
    rows = await db.fetch("saved_tops", box_id)
    return [(row["peer_id"], row["msg_id"], row["date"]) for row in rows]
