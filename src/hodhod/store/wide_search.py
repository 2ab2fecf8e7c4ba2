"""Finding messages in many boxes at once: one's own, and those of supergroups and channels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hodhod.domain.ids import BoxId, UserId
from hodhod.domain.message import StoredMessage
from hodhod.store.database import Executor
from hodhod.store.history import LAST_ID, PAGE_LIMIT, Filter
from hodhod.store.message_rows import message_of

LAST_BOX = 0x7FFFFFFFFFFFFFFF
"""After every box."""


@dataclass(frozen=True, slots=True)
class WidePage:
    """Which of the messages found are wanted: those after one, in the order of their dates.

    Attributes:
        date: Unix time of the last one before.
        box_id: Its box.
        msg_id: Its id.
        limit: How many at most.
    """

    date: int = LAST_ID
    box_id: int = LAST_BOX
    msg_id: int = LAST_ID
    limit: int = PAGE_LIMIT

    def follows(self, message: StoredMessage) -> tuple[int, int, int]:
        """Return the place of a message in the order."""
        return (message.date, message.box_id, message.msg_id)


async def find_in_boxes(
    db: Executor,
    viewer_id: UserId,
    boxes: Sequence[BoxId],
    wanted: Filter,
    page: WidePage,
    *,
    people: bool = True,
    groups: bool = True,
    folder_id: int | None = None,
    author_id: UserId | None = None,
) -> list[StoredMessage]:
    """Return a page of what fits a filter in boxes of one shard, the newest first.

    Args:
        db: The shard.
        viewer_id: Who looks: what is hidden from them is not found.
        boxes: Their own box, and those of supergroups and channels that they are in.
        wanted: What the messages are about.
        page: Which of them.
        people: Whether chats with people in the own box are wanted.
        groups: Whether basic groups there are wanted.
        folder_id: In which folder the chats of the own box are.
        author_id: Who wrote them in a channel's box.

    Raises:
        StoreUnavailable: The database does not answer.
    """
    rows = await db.fetch(
        "find_in_boxes",
        viewer_id,
        list(boxes),
        wanted.words,
        None if wanted.kinds is None else [int(kind) for kind in wanted.kinds],
        wanted.since,
        wanted.until,
        author_id,
        people,
        groups,
        folder_id,
        page.date,
        page.box_id,
        page.msg_id,
        max(0, min(page.limit, PAGE_LIMIT)),
    )
    return [message_of(row) for row in rows]


async def find_public_posts(db: Executor, words: str, page: WidePage) -> list[StoredMessage]:
    """Return a page of the posts of a shard's public channels that have words, the newest first.

    Args:
        db: The shard.
        words: A tsquery of normalised words.
        page: Which of them.

    Raises:
        StoreUnavailable: The database does not answer.
    """
    limit = max(0, min(page.limit, PAGE_LIMIT))
    rows = await db.fetch("find_public_posts", words, page.date, page.box_id, page.msg_id, limit)
    return [message_of(row) for row in rows]
