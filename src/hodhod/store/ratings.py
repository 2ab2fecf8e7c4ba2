"""Whom people write to most, reckoned from what they wrote."""

from __future__ import annotations

from collections.abc import Mapping

from hodhod.domain.ids import BoxId, PeerId, UserId
from hodhod.store.database import Executor

DECAY_S = 2_419_200
"""After so long a message counts for 1/e; help.getConfig names the same."""

READ_LIMIT = 3_000
"""Newest messages of a box that are reckoned."""


async def writing_rates(
    shard: Executor, box_id: BoxId, now: int, resets: Mapping[PeerId, int]
) -> dict[PeerId, float]:
    """Return the ratings of a box's chats, the highest first.

    Args:
        shard: The box's shard.
        box_id: Whose.
        now: Unix time in seconds.
        resets: Chats whose older messages do not count: chat and Unix time.
    """
    rows = await shard.fetch(
        "writing_rates",
        box_id,
        now,
        float(DECAY_S),
        READ_LIMIT,
        list(resets),
        list(resets.values()),
    )
    return {PeerId(row["peer_id"]): row["rating"] for row in rows}


async def rating_resets(main: Executor, user_id: UserId, category: str) -> dict[PeerId, int]:
    """Return since when ratings of a category count anew: chat and Unix time."""
    rows = await main.fetch("rating_resets", user_id, category)
    return {PeerId(row["peer_id"]): row["date"] for row in rows}


async def reset_rating(
    main: Executor, user_id: UserId, category: str, peer: PeerId, now: int
) -> None:
    """Count a partner's rating anew."""
    await main.execute("put_rating_reset", user_id, category, peer, now)
