"""Messages that wait for their time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hodhod.domain.ids import BoxId, MsgId, PeerId
from hodhod.store.database import Executor, Row

LIST_LIMIT = 100
"""Scheduled messages of a chat: more are not taken."""

DUE_LIMIT = 500
"""Scheduled messages of a shard that are sent in one turn of the timer."""


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A message that waits.

    Attributes:
        box_id: Whose.
        msg_id: Its id among the box's scheduled messages.
        peer_id: To whom.
        random_id: The sender's own number for it.
        date: When it is due, Unix seconds.
        content: The TL message as its owner is shown it.
    """

    box_id: BoxId
    msg_id: MsgId
    peer_id: PeerId
    random_id: int
    date: int
    content: bytes


async def next_ids(tx: Executor, box_id: BoxId, count: int) -> list[MsgId]:
    """Give out ids for scheduled messages, in a change of the box."""
    last = await tx.fetchval("next_scheduled_ids", box_id, count)
    assert isinstance(last, int)
    return [MsgId(last - count + 1 + place) for place in range(count)]


async def insert(tx: Executor, messages: Sequence[Scheduled]) -> None:
    """Keep messages of one chat for later, in a change of the box."""
    await tx.execute(
        "insert_scheduled",
        messages[0].box_id,
        messages[0].peer_id,
        [one.msg_id for one in messages],
        [one.random_id for one in messages],
        [one.date for one in messages],
        [one.content for one in messages],
    )


async def update(tx: Executor, message: Scheduled) -> bool:
    """Write a scheduled message anew, in a change of the box; False when it is gone."""
    row = await tx.fetchrow(
        "update_scheduled", message.box_id, message.msg_id, message.content, message.date
    )
    return row is not None


async def take(
    tx: Executor, box_id: BoxId, peer_id: PeerId, msg_ids: Sequence[int]
) -> list[Scheduled]:
    """Take scheduled messages away, in a change of the box; return those that were there."""
    rows = await tx.fetch("delete_scheduled", box_id, peer_id, list(msg_ids))
    return sorted((_scheduled(row) for row in rows), key=lambda one: (one.date, one.msg_id))


async def by_random(db: Executor, box_id: BoxId, random_ids: Sequence[int]) -> list[Scheduled]:
    """Return scheduled messages by their sender's numbers."""
    rows = await db.fetch("scheduled_by_random", box_id, list(random_ids))
    return [_scheduled(row) for row in rows]


async def of_peer(db: Executor, box_id: BoxId, peer_id: PeerId) -> list[Scheduled]:
    """Return the scheduled messages of a chat, the last one first."""
    rows = await db.fetch("scheduled_of_peer", box_id, peer_id, LIST_LIMIT)
    return [_scheduled(row) for row in rows]


async def by_ids(
    db: Executor, box_id: BoxId, peer_id: PeerId, msg_ids: Sequence[int]
) -> list[Scheduled]:
    """Return scheduled messages of a chat by their ids."""
    rows = await db.fetch("scheduled_by_ids", box_id, peer_id, list(msg_ids))
    return [_scheduled(row) for row in rows]


async def due(db: Executor, now: int) -> list[Scheduled]:
    """Return scheduled messages of a shard whose time has come, the earliest first."""
    return [_scheduled(row) for row in await db.fetch("due_scheduled", now, DUE_LIMIT)]


def _scheduled(row: Row) -> Scheduled:
    return Scheduled(
        row["box_id"],
        row["msg_id"],
        row["peer_id"],
        row["random_id"],
        row["date"],
        row["content"],
    )
