"""What happened in supergroups and channels day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hodhod.domain.ids import BoxId, MsgId, PeerId, UserId
from hodhod.store.database import Executor


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a supergroup or channel (UTC).

    Attributes:
        day: Days since 1970.
        views: Views of posts.
        shares: Forwards of posts.
        came: People who joined.
        gone: People who left.
    """

    day: int
    views: int = 0
    shares: int = 0
    came: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """What was written on one day.

    Attributes:
        day: Days since 1970.
        messages: How many messages.
        posters: By how many.
    """

    day: int
    messages: int = 0
    posters: int = 0


async def count_days(db: Executor, seen: Sequence[tuple[BoxId, MsgId, int, int]], day: int) -> None:
    """Add views and forwards of posts to a day of their channels."""
    if seen:
        boxes, _, views, shares = (list(column) for column in zip(*seen, strict=True))
        await db.execute("count_day_views", boxes, views, shares, day)


async def count_day_members(
    tx: Executor, peer_id: PeerId, day: int, *, came: int = 0, gone: int = 0
) -> None:
    """Count those who came and went on a day."""
    await tx.execute("count_day_members", peer_id, day, came, gone)


async def days_of(db: Executor, box_id: BoxId, since: int) -> dict[int, Day]:
    """Return the days of a supergroup or channel since one of them; empty ones are left out."""
    rows = await db.fetch("days_of", box_id, since)
    return {row["day"]: Day(**row) for row in rows}


async def message_days(db: Executor, box_id: BoxId, first_id: int) -> dict[int, Written]:
    """Return what was written on each day from a message on."""
    rows = await db.fetch("message_days", box_id, first_id)
    return {row["day"]: Written(**row) for row in rows}


async def top_posters(db: Executor, box_id: BoxId, first_id: int) -> list[tuple[UserId, int, int]]:
    """Return who wrote most from a message on: (who, messages, bytes)."""
    rows = await db.fetch("top_posters", box_id, first_id)
    return [(UserId(row["author_id"]), row["messages"], row["size"]) for row in rows]
