"""The log of what admins did in supergroups and channels, as rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from hodhod.domain.ids import PeerId, UserId
from hodhod.store.append import token_text
from hodhod.store.database import Executor

TRIM_EVERY = 64
"""After about so many deeds a chat's log is cut to its bound."""

NO_LIMIT = (1 << 63) - 1
"""After every deed."""


@dataclass(frozen=True, slots=True)
class NewDeed:
    """A deed that is to be written down.

    Attributes:
        kind: Bit of channelAdminLogEventsFilter.
        tokens: Words it is found by.
        content: TL ChannelAdminLogEventAction.
    """

    kind: int
    tokens: Sequence[str]
    content: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """A deed as it was written down.

    Attributes:
        event_id: Its number; newer ones are higher.
        user_id: Who did it.
        date: Unix time in seconds.
        content: TL ChannelAdminLogEventAction.
    """

    event_id: int
    user_id: UserId
    date: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which deeds somebody wants to see.

    Attributes:
        kinds: Bits of channelAdminLogEventsFilter.
        by: Whose; None for anybody's.
        words: A tsquery, or "".
        below: Numbers below this one; 0 for all.
        above: Numbers above this one.
        since: Not before this Unix time.
        limit: How many at most.
    """

    kinds: Sequence[int]
    by: Collection[int] | None
    words: str
    below: int
    above: int
    since: int
    limit: int


async def note_deeds(
    tx: Executor, peer_id: PeerId, user_id: UserId, date: int, deeds: Sequence[NewDeed]
) -> bool:
    """Write down deeds of one person in a change of the chat's box.

    Args:
        tx: The chat's shard.
        peer_id: The chat.
        user_id: Who did it.
        date: Unix time in seconds.
        deeds: What was done.

    Returns:
        Whether it is time to trim the log.
    """
    rows = await tx.fetch(
        "note_deeds",
        peer_id,
        user_id,
        date,
        [one.kind for one in deeds],
        [token_text(one.tokens) for one in deeds],
        [one.content for one in deeds],
    )
    return any(row["event_id"] % TRIM_EVERY == 0 for row in rows)


async def trim_deeds(tx: Executor, peer_id: PeerId, kinds: Sequence[int], kept: int) -> None:
    """Forget the oldest deeds of some kinds beyond a number."""
    await tx.execute("trim_deeds", peer_id, list(kinds), kept)


async def deeds(db: Executor, peer_id: PeerId, wanted: Wanted) -> list[Entry]:
    """Return what was done in a chat, newest first."""
    rows = await db.fetch(
        "deeds",
        peer_id,
        list(wanted.kinds),
        None if wanted.by is None else list(wanted.by),
        wanted.words,
        wanted.below or NO_LIMIT,
        wanted.above,
        wanted.since,
        wanted.limit,
    )
    return [
        Entry(row["event_id"], UserId(row["user_id"]), row["date"], row["content"]) for row in rows
    ]


async def forget_deeds(db: Executor, before: int, limit: int) -> int:
    """Forget some of what was done before a moment; return how many there were."""
    return await db.execute("forget_deeds", before, limit)
