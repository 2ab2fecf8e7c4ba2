"""Threads as rows: answers to a message, comments of a post, topics; and who has read how far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hodhod.domain.ids import BoxId, MsgId, PeerId, UserId
from hodhod.store.database import Executor

Key = tuple[BoxId, MsgId]


@dataclass(frozen=True, slots=True)
class PostCopy:
    """Where a post of a channel is in its discussion group.

    Attributes:
        post_box: The channel's box.
        post_id: The post.
        box_id: The group's box.
        msg_id: The post's copy there.
        top_id: The message that comments answer: of an album the first.
    """

    post_box: BoxId
    post_id: MsgId
    box_id: BoxId
    msg_id: MsgId
    top_id: MsgId


@dataclass(frozen=True, slots=True)
class ThreadOn:
    """What a message began, as a viewer has read it.

    Attributes:
        box_id: The supergroup that it is in.
        top_id: What began it there.
        replies: Messages in it.
        last_id: The newest of them, 0 if there is none.
        pts: Where the supergroup's box is.
        read_max: Up to where the viewer has read.
        comments: Whether it is below a channel's post.
        recent: Who wrote last, below a post.
    """

    box_id: BoxId
    top_id: MsgId
    replies: int
    last_id: MsgId
    pts: int
    read_max: MsgId
    comments: bool
    recent: tuple[PeerId, ...]


@dataclass(frozen=True, slots=True)
class ThreadSeen:
    """A thread as somebody sees it.

    Attributes:
        top_id: What began it.
        replies: Messages in it.
        last_id: The newest of them, 0 if there is none.
        read_max: Up to where the viewer has read.
        read_others: Up to where anybody else has.
        unread: Messages of others after that.
        mentions: Mentions of the viewer not seen yet.
        reactions: Reactions to the viewer's messages not seen yet.
    """

    top_id: MsgId
    replies: int = 0
    last_id: MsgId = MsgId(0)  # noqa: RUF009 - a number by another name
    read_max: MsgId = MsgId(0)  # noqa: RUF009 - likewise
    read_others: MsgId = MsgId(0)  # noqa: RUF009 - likewise
    unread: int = 0
    mentions: int = 0
    reactions: int = 0


async def begin_threads(tx: Executor, box_id: BoxId, top_ids: Sequence[int]) -> None:
    """Let messages of a supergroup begin threads, in a change of its box."""
    await tx.execute("begin_threads", box_id, list(top_ids))


async def write_post_copies(
    tx: Executor, post_box: BoxId, box_id: BoxId, copies: Sequence[tuple[int, int, int]]
) -> None:
    """Note where posts are in a discussion group: (post, copy, what comments answer)."""
    columns = [list(column) for column in zip(*copies, strict=True)]
    if columns:
        await tx.execute("write_post_copies", post_box, box_id, *columns)


async def copies_of_posts(db: Executor, keys: Sequence[Key]) -> list[PostCopy]:
    """Return where posts are in discussion groups; those that are nowhere are left out."""
    if not keys:
        return []
    rows = await db.fetch("copies_of_posts", [box for box, _ in keys], [msg for _, msg in keys])
    return [PostCopy(**row) for row in rows]


async def post_of_copy(db: Executor, box_id: BoxId, msg_id: int) -> PostCopy | None:
    """Return the post that a message of a discussion group is a copy of."""
    row = await db.fetchrow("post_of_copy", box_id, msg_id)
    return None if row is None else PostCopy(**row)


async def threads_on(db: Executor, viewer_id: UserId, keys: Sequence[Key]) -> dict[Key, ThreadOn]:
    """Return what messages of supergroups and channels began, by message."""
    if not keys:
        return {}
    rows = await db.fetch(
        "threads_on", [box for box, _ in keys], [msg for _, msg in keys], viewer_id
    )
    return {
        (BoxId(row["box_id"]), MsgId(row["msg_id"])): ThreadOn(
            BoxId(row["thread_box"]),
            MsgId(row["top_id"]),
            row["replies"],
            MsgId(row["last_id"]),
            row["pts"],
            MsgId(row["read_max"]),
            row["comments"],
            tuple(row["recent"]),
        )
        for row in rows
    }


async def threads_seen(
    db: Executor, box_id: BoxId, user_id: UserId, top_ids: Sequence[int], *, forum: bool
) -> dict[MsgId, ThreadSeen]:
    """Return threads of a supergroup as somebody sees them, by what began them.

    Args:
        db: The shard of the supergroup.
        box_id: Its box.
        user_id: Who looks.
        top_ids: Which threads.
        forum: Whether they are topics: whoever has read the whole chat has read them.
    """
    rows = await db.fetch("threads_seen", box_id, user_id, list(top_ids), forum)
    return {
        MsgId(row["top_id"]): ThreadSeen(
            MsgId(row["top_id"]),
            row["replies"],
            MsgId(row["last_id"]),
            MsgId(row["read_max"]),
            MsgId(row["read_second"] if row["read_by"] == user_id else row["others_max"]),
            row["unread"],
            row["mentions"],
            row["reactions"],
        )
        for row in rows
    }


async def read_thread(
    tx: Executor, box_id: BoxId, user_id: UserId, top_id: int, max_id: int
) -> bool:
    """Note up to where somebody has read a thread; return whether that is new."""
    return await tx.fetchrow("read_thread", box_id, user_id, top_id, max_id) is not None


async def note_thread_read(
    tx: Executor, box_id: BoxId, top_id: int, user_id: UserId, max_id: int
) -> tuple[MsgId, MsgId] | None:
    """Note that somebody has read a thread; return what others had read before, if that is new."""
    row = await tx.fetchrow("note_thread_read", box_id, top_id, user_id, max_id)
    return None if row is None else (row["read_max"], row["read_second"])


async def thread_authors_between(
    db: Executor, thread: Key, after: int, until: int, limit: int
) -> list[UserId]:
    """Return who wrote in a thread between two messages."""
    rows = await db.fetch("thread_authors_between", *thread, after, until, limit)
    return [UserId(row["author_id"]) for row in rows]
