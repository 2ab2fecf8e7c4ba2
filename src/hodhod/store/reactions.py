"""Who reacted to the messages of supergroups and channels, and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hodhod.domain.ids import BoxId, MsgId, PeerId, UserId
from hodhod.domain.message import StoredMessage
from hodhod.store.database import Executor
from hodhod.store.message_rows import message_of

Key = tuple[BoxId, MsgId]

NEWEST = (0x7FFFFFFF, 0x7FFFFFFFFFFFFFFF)
"""Before the first page."""


@dataclass(frozen=True, slots=True)
class Reacted:
    """A reaction.

    Attributes:
        user_id: Whose.
        peer_id: Who is shown to have reacted.
        date: Unix time in seconds.
        big: Whether it was sent with a big animation.
        reaction: TL Reaction.
    """

    user_id: UserId
    peer_id: PeerId
    date: int
    big: bool
    reaction: bytes


async def reaction_of(db: Executor, key: Key, user_id: UserId) -> bytes | None:
    """Return what somebody feels about a message, as TL."""
    value = await db.fetchval("reaction_of", *key, user_id)
    return value if isinstance(value, bytes) else None


async def put_reaction(tx: Executor, key: Key, one: Reacted) -> None:
    """Set what somebody feels about a message, in a change of its box."""
    await tx.execute(
        "put_reaction", *key, one.user_id, one.peer_id, one.date, one.big, one.reaction
    )


async def drop_reaction(tx: Executor, key: Key, user_id: UserId) -> None:
    """Take somebody's reaction away, in a change of its box."""
    await tx.execute("drop_reaction", *key, user_id)


async def reactions_page(
    db: Executor,
    key: Key,
    reaction: bytes | None,
    *,
    after: tuple[int, int] = NEWEST,
    limit: int,
) -> list[Reacted]:
    """Return who reacted to a message, the last first.

    Args:
        db: The shard that the box is in.
        key: Box and message.
        reaction: Those of one kind only.
        after: (date, user) of the last one of the page before.
        limit: How many at most.
    """
    rows = await db.fetch("reactions_page", *key, reaction, *after, limit)
    return [
        Reacted(row["user_id"], row["peer_id"], row["date"], row["big"], row["reaction"])
        for row in rows
    ]


async def own_reactions(db: Executor, keys: Sequence[Key], user_id: UserId) -> dict[Key, bytes]:
    """Return what somebody feels about some messages of one shard."""
    columns = [list(column) for column in zip(*keys, strict=True)]
    if not columns:
        return {}
    rows = await db.fetch("own_reactions", *columns, user_id)
    return {(row["box_id"], row["msg_id"]): row["reaction"] for row in rows}


async def reacted_to(db: Executor, box_id: BoxId, user_id: UserId, limit: int) -> list[MsgId]:
    """Return the newest messages that somebody reacted to in a supergroup or channel."""
    rows = await db.fetch("reacted_to", box_id, user_id, limit)
    return [MsgId(row["msg_id"]) for row in rows]


async def forget_reactions(tx: Executor, keys: Sequence[Key]) -> None:
    """Forget who reacted to messages that are gone, in a change of their boxes."""
    if keys:
        await tx.execute("forget_reactions", [box for box, _ in keys], [msg for _, msg in keys])


async def messages_reacted_to(
    db: Executor, box_id: BoxId, peer_id: PeerId, limit: int
) -> list[StoredMessage]:
    """Return the newest messages of a chat that anybody reacted to, in one member's box."""
    rows = await db.fetch("messages_reacted_to", box_id, peer_id, limit)
    return [message_of(row) for row in rows]
