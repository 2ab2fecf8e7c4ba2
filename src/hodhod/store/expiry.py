"""Messages that delete themselves, and the chats in which new ones do."""

from __future__ import annotations

from collections.abc import Iterable

from hodhod.domain.ids import BoxId, MsgId, UserId
from hodhod.store.database import Executor

DUE_LIMIT = 500
"""Messages of a shard that are deleted in one turn of the timer."""

Key = tuple[BoxId, MsgId]


async def expire_at(tx: Executor, messages: Iterable[tuple[BoxId, MsgId, int]]) -> None:
    """Note when messages delete themselves: box, id, Unix time."""
    columns = [list(column) for column in zip(*messages, strict=True)]
    if columns:
        await tx.execute("insert_expiring", *columns)


async def expired(db: Executor, now: int) -> list[Key]:
    """Return messages of a shard whose time is over."""
    rows = await db.fetch("due_expiring", now, DUE_LIMIT)
    return [(row["box_id"], row["msg_id"]) for row in rows]


async def forget_expired(tx: Executor, keys: Iterable[Key]) -> None:
    """Forget messages that are gone."""
    columns = [list(column) for column in zip(*keys, strict=True)]
    if columns:
        await tx.execute("drop_expiring", *columns)


async def set_history_ttl(main: Executor, one: UserId, other: UserId, period: int) -> None:
    """Set after how many seconds messages of two people delete themselves; 0: never."""
    if period:
        await main.execute("put_history_ttl", one, other, period)
    else:
        await main.execute("drop_history_ttl", one, other)


async def history_ttl(main: Executor, one: UserId, other: UserId) -> int | None:
    """Return after how many seconds messages of two people delete themselves; None: never."""
    period = await main.fetchval("history_ttl", one, other)
    return period if isinstance(period, int) else None
