"""The queues of bots that ask over HTTP, and how far the logs were read into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hodhod.domain.ids import BoxId, UserId
from hodhod.domain.log_entry import LogEntry
from hodhod.store.database import Database, Executor
from hodhod.store.update_log import entry_of

BEGINNING = (0, 0)
"""The place before the first entry of a log."""

Place = tuple[int, int]
"""(pts, n) of an entry of a log."""


@dataclass(frozen=True, slots=True)
class Queue:
    """A bot's queue.

    Attributes:
        next_id: The number of the next update.
        allowed: The kinds that the bot wants; None for the usual ones.
    """

    next_id: int
    allowed: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Read:
    """How far a log was read.

    Attributes:
        box_id: Whose log.
        before: Where it had been read to; None if never.
        after: Where it is read to now.
    """

    box_id: BoxId
    before: Place | None
    after: Place


async def queue_of(shard: Executor, bot_id: UserId) -> Queue:
    """Return a bot's queue; that of a bot that never asked is empty."""
    row = await shard.fetchrow("bot_queue", bot_id)
    if row is None:
        return Queue(1, None)
    allowed = row["allowed"]
    return Queue(row["next_id"], None if allowed is None else frozenset(allowed))


async def set_allowed(shard: Executor, bot_id: UserId, allowed: Sequence[str] | None) -> None:
    """Write what a bot wants to hear of from now on."""
    await shard.execute("set_allowed_updates", bot_id, None if allowed is None else list(allowed))


async def cursors_of(shard: Executor, bot_id: UserId) -> Mapping[BoxId, Place]:
    """Return how far the logs of a bot's boxes were read."""
    rows = await shard.fetch("bot_cursors", bot_id)
    return {BoxId(row["box_id"]): (row["pts"], row["n"]) for row in rows}


async def drop_cursors(shard: Executor, bot_id: UserId, boxes: Sequence[BoxId]) -> None:
    """Forget the chats that a bot is not in any more."""
    await shard.execute("drop_bot_cursors", bot_id, list(boxes))


async def read_on(
    shard: Database, bot_id: UserId, read: Read, bodies: Sequence[bytes], now: int
) -> bool:
    """Note how far a log was read, and put behind the queue what came of it: both or neither.

    Returns:
        False when somebody else has read it meanwhile, and nothing was done.
    """
    async with shard.transaction() as tx:
        first = await tx.fetchval("lock_bot_queue", bot_id)
        if read.before is None:
            moved = await tx.fetchval("insert_bot_cursor", bot_id, read.box_id, *read.after)
        else:
            moved = await tx.fetchval(
                "move_bot_cursor", bot_id, read.box_id, *read.after, *read.before
            )
        if moved is None:
            return False
        if bodies:
            await tx.execute("add_bot_updates", bot_id, first, now, list(bodies))
    return True


async def put(shard: Database, bot_id: UserId, bodies: Sequence[bytes], now: int) -> None:
    """Put updates behind the queue that are in no log: what is asked of a bot, and not kept."""
    async with shard.transaction() as tx:
        first = await tx.fetchval("lock_bot_queue", bot_id)
        await tx.execute("add_bot_updates", bot_id, first, now, list(bodies))


async def waiting(
    shard: Executor, bot_id: UserId, *, start: int, since: int, limit: int
) -> list[tuple[int, bytes]]:
    """Return the oldest updates that wait, with their numbers.

    Args:
        shard: The bot's.
        bot_id: The bot.
        start: The first number wanted.
        since: Unix time; older ones are not told any more.
        limit: How many at most.
    """
    rows = await shard.fetch("read_bot_updates", bot_id, start, since, limit)
    return [(row["update_id"], row["body"]) for row in rows]


async def newest(shard: Executor, bot_id: UserId, count: int) -> int | None:
    """Return the number of the update that is so many before the end, None if there is none."""
    number = await shard.fetchval("newest_bot_update", bot_id, count)
    return number if isinstance(number, int) else None


async def drop_before(shard: Executor, bot_id: UserId, number: int) -> None:
    """Forget what a bot has got."""
    await shard.execute("drop_bot_updates", bot_id, number)


async def count_waiting(shard: Executor, bot_id: UserId, since: int) -> int:
    """Return how many updates wait that are not older than a Unix time."""
    count = await shard.fetchval("count_bot_updates", bot_id, since)
    assert isinstance(count, int)
    return count


async def forget_old(shard: Executor, before: int) -> None:
    """Forget what nobody has asked for since a Unix time."""
    await shard.execute("forget_bot_updates", before)


async def read_box_log(shard: Executor, box_id: BoxId, after: Place, limit: int) -> list[LogEntry]:
    """Return entries of a box's log after a place in it, in order."""
    rows = await shard.fetch("bot_log", box_id, *after, limit)
    return [entry_of(row) for row in rows]


async def place_since(shard: Executor, box_id: BoxId, since: int) -> Place:
    """Return a place in a box's log such that what is after it is not older than a Unix time."""
    row = await shard.fetchrow("log_place_since", box_id, since)
    return BEGINNING if row is None else (row["pts"], row["n"])
