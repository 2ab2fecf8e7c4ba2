"""On which days there are messages of a kind."""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.domain.ids import BoxId, MsgId
from hodhod.store.database import Executor
from hodhod.store.history import LAST_ID, Filter

DAY_S = 86_400

DAYS_LIMIT = 100
"""Days of one answer: clients ask for those before."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day (UTC) with messages.

    Attributes:
        date: The Unix time that it begins at.
        messages: How many it has.
        first: The first of them.
        last: The last of them.
    """

    date: int
    messages: int
    first: MsgId
    last: MsgId


async def find_days(
    db: Executor, box_id: BoxId, wanted: Filter, *, above: int, below: int
) -> list[Day]:
    """Return the days that have messages of a chat, the newest first.

    Args:
        db: The shard that the box is in.
        box_id: Whose box.
        wanted: The chat, and words, kinds or pins of the messages.
        above: Ids above this only.
        below: Ids below this only, 0 for all.

    Raises:
        StoreUnavailable: The database does not answer.
    """
    rows = await db.fetch(
        "find_days",
        box_id,
        wanted.peer_id,
        wanted.words,
        None if wanted.kinds is None else [int(kind) for kind in wanted.kinds],
        wanted.pinned or None,
        above,
        below if 0 < below < LAST_ID else LAST_ID,
        DAYS_LIMIT,
    )
    return [Day(row["day"] * DAY_S, row["messages"], row["first"], row["last"]) for row in rows]
