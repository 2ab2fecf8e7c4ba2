"""Topics of forums as rows, and what people set for each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hodhod.domain.ids import BoxId, MsgId, PeerId, UserId
from hodhod.domain.topic import Topic
from hodhod.store.database import Executor, Row
from hodhod.store.history import LAST_ID


@dataclass(frozen=True, slots=True)
class TopicSettings:
    """What somebody set for a topic.

    Attributes:
        peer_id: The forum.
        topic_id: The topic.
        draft: TL draftMessage, or None.
        notify: TL peerNotifySettings, or None.
    """

    peer_id: PeerId
    topic_id: MsgId
    draft: bytes | None = None
    notify: bytes | None = None


async def insert_topic(tx: Executor, topic: Topic) -> None:
    """Let a topic begin, in a change of the forum's box; one that is there stays as it is."""
    await tx.execute(
        "insert_topic",
        topic.box_id,
        topic.topic_id,
        topic.title,
        topic.color,
        topic.emoji_id,
        topic.creator_id,
        topic.from_id,
        topic.date,
    )


async def write_topic(tx: Executor, topic: Topic) -> None:
    """Write what people change of a topic, in a change of the forum's box."""
    await tx.execute(
        "write_topic",
        topic.box_id,
        topic.topic_id,
        topic.title,
        topic.emoji_id,
        topic.closed,
        topic.hidden,
    )


async def topics_by_ids(db: Executor, box_id: BoxId, ids: Sequence[int]) -> dict[MsgId, Topic]:
    """Return topics of a forum by their numbers."""
    rows = await db.fetch("topics_by_ids", box_id, list(ids))
    return {topic.topic_id: topic for topic in map(_topic, rows)}


async def pinned_topics(db: Executor, box_id: BoxId) -> list[Topic]:
    """Return the pinned topics of a forum in their order."""
    return [_topic(row) for row in await db.fetch("topics_of", box_id, True, LAST_ID, LAST_ID)]


async def topics_of(
    db: Executor, box_id: BoxId, *, below: int = LAST_ID, limit: int
) -> list[Topic]:
    """Return topics of a forum that are not pinned, by their newest message.

    Args:
        db: The shard.
        box_id: The forum's box.
        below: Only those whose newest message is before this one.
        limit: How many at most.
    """
    return [_topic(row) for row in await db.fetch("topics_of", box_id, False, below, limit)]


async def count_topics(db: Executor, box_id: BoxId) -> int:
    """Return how many topics a forum has."""
    count = await db.fetchval("count_topics", box_id)
    assert isinstance(count, int)
    return count


async def pin_topics(tx: Executor, box_id: BoxId, ids: Sequence[int]) -> None:
    """Pin these topics in this order and no others, in a change of the forum's box."""
    await tx.execute("pin_topics", box_id, list(ids))


async def drop_topic(tx: Executor, box_id: BoxId, topic_id: int) -> None:
    """Forget a topic, in a change of the forum's box."""
    await tx.execute("drop_topic", box_id, topic_id)


async def find_general(tx: Executor, box_id: BoxId) -> None:
    """Find out what was said last in General, in a change of the forum's box."""
    await tx.execute("newest_of_general", box_id)


async def newest_in_topic(db: Executor, box_id: BoxId, topic_id: int, limit: int) -> list[MsgId]:
    """Return the newest messages of a topic."""
    rows = await db.fetch("newest_in_topic", box_id, topic_id, limit)
    return [MsgId(row["msg_id"]) for row in rows]


async def any_unread(db: Executor, box_id: BoxId, user_id: UserId) -> bool:
    """Tell whether anything in the topics of a forum is unread by a member."""
    return await db.fetchrow("unread_topic", box_id, user_id) is not None


async def settings_of(
    db: Executor, box_id: BoxId, peer_id: PeerId, ids: Sequence[int]
) -> dict[MsgId, TopicSettings]:
    """Return what somebody set for topics of a forum."""
    rows = await db.fetch("topic_settings_of", box_id, peer_id, list(ids))
    return {MsgId(row["topic_id"]): _settings(row) for row in rows}


async def drafts_in_topics(db: Executor, box_id: BoxId) -> list[TopicSettings]:
    """Return where somebody has drafts in topics."""
    rows = await db.fetch("topic_settings_of", box_id, None, None)
    return [_settings(row) for row in rows]


async def set_topic_draft(
    tx: Executor, box_id: BoxId, topic: tuple[PeerId, int], draft: bytes | None, date: int | None
) -> None:
    """Keep a TL draftMessage in a topic, or forget it (None), in a change of the owner's box."""
    await tx.execute("set_topic_draft", box_id, *topic, draft, date)


async def set_topic_notify(
    tx: Executor, box_id: BoxId, topic: tuple[PeerId, int], notify: bytes | None
) -> None:
    """Keep settings of a topic as TL, or forget them (None), in a change of the owner's box."""
    await tx.execute("set_topic_notify", box_id, *topic, notify)


async def clear_topic_drafts(tx: Executor, box_id: BoxId) -> list[tuple[PeerId, MsgId]]:
    """Forget all drafts in topics; return where there were any."""
    rows = await tx.fetch("clear_topic_drafts", box_id)
    return [(row["peer_id"], row["topic_id"]) for row in rows]


async def clear_topic_notify(tx: Executor, box_id: BoxId) -> list[tuple[PeerId, MsgId]]:
    """Forget all settings of topics; return where there were any."""
    rows = await tx.fetch("clear_topic_notify", box_id)
    return [(row["peer_id"], row["topic_id"]) for row in rows]


def _topic(row: Row) -> Topic:
    return Topic(**row)


def _settings(row: Row) -> TopicSettings:
    return TopicSettings(row["peer_id"], row["topic_id"], row["draft"], row["notify"])
