"""How far chats are read, on both sides. Statements of a change: the boxes are locked."""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.domain.ids import BoxId, MsgId, PeerId
from hodhod.store.database import Executor


@dataclass(frozen=True, slots=True)
class InboxRead:
    """What came of reading a chat.

    Attributes:
        max_id: Up to where it is read now; None if that was so before.
        still_unread: Messages that remain unread.
        last_shared: The newest message of others among what was read now, by its shared id: what
            their outbox is read up to.
    """

    max_id: MsgId | None
    still_unread: int
    last_shared: int | None


async def read_inbox(tx: Executor, box_id: BoxId, peer_id: PeerId, max_id: int = 0) -> InboxRead:
    """Read a chat up to a message.

    Args:
        tx: A change of the box.
        box_id: Who reads.
        peer_id: Which chat.
        max_id: Up to where; 0 means all of it.
    """
    row = await tx.fetchrow("read_inbox", box_id, peer_id, max_id or 0x7FFFFFFF)
    if row is None:
        return InboxRead(None, 0, None)
    return InboxRead(row["read_max"], row["unread"], row["last_shared"])


async def read_outbox(tx: Executor, box_id: BoxId, peer_id: PeerId, shared_id: int) -> MsgId | None:
    """The other side has read a chat up to a message of the box's owner.

    Args:
        tx: A change of the box.
        box_id: Whose messages were read.
        peer_id: Which chat.
        shared_id: The newest message read.

    Returns:
        Its id in this box, or None if it was known to be read.
    """
    row = await tx.fetchrow("read_outbox", box_id, peer_id, shared_id)
    return None if row is None or row[0] is None else MsgId(row[0])
