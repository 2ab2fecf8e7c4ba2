"""Lists of the members of a chat: those who are called so, bots, those who are kept out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from hodhod.domain.chat import Member, Role
from hodhod.domain.ids import BoxId, MsgId, PeerId, UserId
from hodhod.domain.search_text import index_tokens, query
from hodhod.store.database import Database, Executor, Row
from hodhod.store.members import member_of

AFTER_ALL = "\U0010ffff"
"""Behind every word that begins so."""

JUST_AFTER = "\x01"
"""Behind the word itself, and before all that begin with it."""

NAME_WORDS = 24
"""Words of a name that somebody is found by."""

TOPIC_MESSAGES = 200
"""Messages of a topic that are looked at for who takes part in it."""


@dataclass(frozen=True, slots=True)
class Found:
    """Some members, and how many there are in all."""

    members: Sequence[Member]
    total: int


@dataclass(frozen=True, slots=True)
class Left:
    """Some chats that somebody has left, and how many there are in all."""

    peers: Sequence[PeerId]
    total: int


async def file_names(
    tx: Executor, main: Executor, peer_id: PeerId, user_ids: Collection[int]
) -> None:
    """Note what members are found by, and which of them are bots.

    Args:
        tx: The shard of the chat, in a transaction that has locked it.
        main: Where accounts are.
        peer_id: The chat.
        user_ids: Who has come, or is held out.
    """
    if not user_ids:
        return
    rows = await main.fetch("users_by_ids", list(user_ids))
    named = [(int(row["user_id"]), word) for row in rows for word in _words(row)]
    await tx.execute(
        "file_member_names",
        peer_id,
        [user_id for user_id, _ in named],
        [word for _, word in named],
        [int(row["user_id"]) for row in rows],
        [int(row["user_id"]) for row in rows if row["is_bot"]],
    )


async def rename_member(
    shard: Executor, main: Executor, user_id: UserId, peers: Sequence[PeerId]
) -> None:
    """Note in chats of a shard what somebody is called now."""
    rows = await main.fetch("users_by_ids", [user_id])
    for row in rows:
        await shard.execute("rename_member", user_id, list(peers), _words(row))


async def members_called(
    db: Executor,
    peer_id: PeerId,
    text: str,
    *,
    roles: Collection[Role],
    joined: bool | None,
    now: int,
    offset: int,
    limit: int,
) -> Found:
    """Return the members whose names have all words of a text, the last perhaps begun only.

    Args:
        db: The shard of the chat.
        peer_id: The chat.
        text: What somebody has typed.
        roles: What they are.
        joined: Whether they are in it; None for both.
        now: Unix time, after which bans count that end.
        offset: How many to leave out.
        limit: How many at most.
    """
    words = query(text)
    if not words:
        return Found([], 0)
    ranges = [
        (place, start, start + behind)
        for place, word in enumerate(words)
        for starts, behind in ((word.tokens, JUST_AFTER), (word.beginnings, AFTER_ALL))
        for start in starts
    ]
    rows = await db.fetch(
        "members_called",
        peer_id,
        [int(role) for role in roles],
        joined,
        now,
        *(list(column) for column in zip(*ranges, strict=True)),
        len(words),
        offset,
        limit,
    )
    return _found(rows)


async def held_against(
    db: Executor, peer_id: PeerId, role: Role, *, now: int, offset: int, limit: int
) -> Found:
    """Return those who are banned or restricted, the latest first."""
    return _found(await db.fetch("members_held_against", peer_id, role, now, offset, limit))


async def member_bots(db: Executor, peer_id: PeerId, limit: int) -> list[Member]:
    """Return the bots that are in a chat, the latest first."""
    return [member_of(row) for row in await db.fetch("member_bots", peer_id, limit)]


async def members_among(db: Executor, peer_id: PeerId, user_ids: Collection[int]) -> list[Member]:
    """Return those of some people who are in a chat, the latest first."""
    return [member_of(row) for row in await db.fetch("members_among", peer_id, list(user_ids))]


async def authors_in_topic(db: Executor, box_id: BoxId, topic_id: int) -> list[UserId]:
    """Return who wrote in a topic, or under a post, under their own name: the latest first."""
    rows = await db.fetch("authors_in_topic", box_id, topic_id, TOPIC_MESSAGES)
    return [UserId(row["author_id"]) for row in rows]


async def written_as(db: Executor, box_id: BoxId, author: PeerId, limit: int) -> list[MsgId]:
    """Return the newest messages in a supergroup that were written as a person or channel."""
    rows = await db.fetch("written_as", box_id, author, limit)
    return [MsgId(row["msg_id"]) for row in rows]


async def chats_with(db: Database, user_id: UserId, peers: Sequence[PeerId]) -> list[PeerId]:
    """Return those of some chats of a shard that somebody is in."""
    return [
        PeerId(row["peer_id"]) for row in await db.fetch("members_of_both", user_id, list(peers))
    ]


def _words(row: Row) -> list[str]:
    names = (row["first_name"], row["last_name"], row["username"])
    return index_tokens(" ".join(one for one in names if one))[:NAME_WORDS]


def _found(rows: Sequence[Row]) -> Found:
    return Found([member_of(row) for row in rows], int(rows[0]["total"]) if rows else 0)


async def online_among(main: Executor, user_ids: Collection[int], now: int) -> int:
    """Return how many of some people are here now."""
    count = await main.fetchval("online_among", list(user_ids), now)
    return count if isinstance(count, int) else 0


async def keep_left(tx: Executor, user_id: UserId, peer_id: PeerId, now: int) -> None:
    """Note in somebody's shard that they have left a supergroup or channel."""
    await tx.execute("keep_left", user_id, peer_id, now)


async def forget_left(tx: Executor, user_id: UserId, peer_id: PeerId) -> None:
    """Note in somebody's shard that they are in a supergroup or channel again."""
    await tx.execute("forget_left", user_id, peer_id)


async def left_chats(db: Executor, user_id: UserId, offset: int, limit: int) -> Left:
    """Return supergroups and channels that somebody has left, the latest first."""
    rows = await db.fetch("left_chats", user_id, offset, limit)
    return Left([PeerId(row["peer_id"]) for row in rows], int(rows[0]["total"]) if rows else 0)
