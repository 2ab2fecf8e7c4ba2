"""Rows of messages as values, and reading them by box and id."""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.domain.ids import BoxId, MsgId, UserId
from hodhod.domain.message import MediaKind, StoredMessage
from hodhod.store.database import Executor, Row


def message_of(row: Row) -> StoredMessage:
    """Return a message's row as a value."""
    kind = row["media_kind"]
    return StoredMessage(
        box_id=row["box_id"],
        msg_id=row["msg_id"],
        peer_id=row["peer_id"],
        from_id=row["from_id"] or None,
        shared_id=row["shared_id"],
        pts=row["pts"],
        date=row["date"],
        content=row["content"],
        out=row["out"],
        random_id=row["random_id"],
        edit_date=row["edit_date"],
        reply_to=row["reply_to"],
        topic_id=row["topic_id"],
        grouped_id=row["grouped_id"],
        media_kind=None if kind is None else MediaKind(kind),
        pinned=row["pinned"],
        mentioned=row["mentioned"],
        media_unread=row["media_unread"],
        silent=row["silent"],
        views=row["views"],
        forwards=row["forwards"],
        reactions=row["reactions"],
        author_id=row["author_id"],
    )


async def read_messages(db: Executor, keys: Sequence[tuple[BoxId, MsgId]]) -> list[StoredMessage]:
    """Return those of the messages that exist, in no order.

    Args:
        db: The shard that the boxes are in.
        keys: Box and message id of each.

    Raises:
        StoreUnavailable: The database does not answer.
    """
    if not keys:
        return []
    rows = await db.fetch(
        "messages_by_ids", [box for box, _ in keys], [msg_id for _, msg_id in keys]
    )
    return [message_of(row) for row in rows]


async def authors_between(
    db: Executor, box_id: BoxId, after: int, until: int, limit: int
) -> list[UserId]:
    """Return who wrote in the box of a supergroup or channel between two messages.

    Args:
        db: The shard that the box is in.
        box_id: The box.
        after: The message before the first.
        until: The last message.
        limit: Writers at most.

    Raises:
        StoreUnavailable: The database does not answer.
    """
    rows = await db.fetch("authors_between", box_id, after, until, limit)
    return [UserId(row["author_id"]) for row in rows]
