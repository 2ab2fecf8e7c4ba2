"""Tags of saved messages: they stand among the words that a message is found by."""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.domain.ids import BoxId, MsgId
from hodhod.store.database import Executor


async def tag_message(tx: Executor, box_id: BoxId, msg_id: MsgId, tokens: Sequence[str]) -> None:
    """Let a saved message be found by these marks of tags and no others, in a change of the box."""
    await tx.execute("tag_message", box_id, msg_id, list(tokens))


async def count_tags(db: Executor, box_id: BoxId, query: str) -> list[tuple[str, int]]:
    """Return the marks of tags on saved messages, and how many have each; the most used first.

    Args:
        db: The shard that the box is in.
        box_id: Whose messages.
        query: A tsquery that they fit.
    """
    rows = await db.fetch("saved_tags", box_id, query)
    return [(row["token"], row["count"]) for row in rows]
