"""Messages that mention somebody, seen or not: flagged in their own box, marked in others."""

from __future__ import annotations

from hodhod.domain.ids import BoxId, UserId, is_channel
from hodhod.domain.message import StoredMessage
from hodhod.store.database import Executor
from hodhod.store.history import LAST_ID, Filter, Page
from hodhod.store.message_rows import message_of

MOST = 1_000
"""Mentions in one chat that are looked at; of more, the newest."""


async def find_mentions(
    db: Executor, box_id: BoxId, viewer_id: UserId, wanted: Filter, page: Page
) -> list[StoredMessage]:
    """Return the messages of a chat that mention somebody, newest first, within a page's bounds.

    Args:
        db: The shard that the box is in.
        box_id: Their own box, or that of a supergroup.
        viewer_id: Who is mentioned.
        wanted: The chat, and what else the messages are about.
        page: Between which ids.

    Raises:
        StoreUnavailable: The database does not answer.
    """
    arguments = (
        box_id,
        wanted.peer_id,
        wanted.words,
        wanted.from_id,
        wanted.since,
        wanted.until,
        wanted.topic_id,
        max(0, page.min_id),
        page.max_id if page.max_id > 0 else LAST_ID,
        MOST,
    )
    if is_channel(box_id):
        rows = await db.fetch("mentions_in_channel", *arguments, viewer_id)
    else:
        rows = await db.fetch("mentions_in_box", *arguments)
    return [message_of(row) for row in rows]
