"""People who wait to be let into a chat, as rows. Changes are made under the chat's box."""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.domain.chat import Chat
from hodhod.domain.ids import PeerId, UserId
from hodhod.store.database import Executor
from hodhod.store.invites import LAST, Importer

RECENT = 3
"""Of those who wait, the faces that are shown."""

NO_LINK = ""
"""In the place of a link's hash: they came without one."""


async def ask_to_join(
    tx: Executor, peer_id: PeerId, user_id: UserId, hash_: str, now: int
) -> int | None:
    """Note that somebody asks; return how many wait now, or None if they asked before."""
    row = await tx.fetchrow("ask_to_join", peer_id, user_id, now, hash_)
    return None if row is None else int(row["requests"])


async def end_requests(
    tx: Executor, peer_id: PeerId, user_ids: Sequence[UserId]
) -> dict[UserId, Importer]:
    """Let some people wait no more; return those who did, in the order in which they came."""
    rows = await tx.fetch("end_requests", peer_id, list(user_ids))
    return {
        UserId(row["user_id"]): Importer(UserId(row["user_id"]), row["date"], row["hash"])
        for row in rows
    }


async def waiting(
    db: Executor,
    peer_id: PeerId,
    *,
    hash_: str | None = None,
    after: tuple[int, int] = LAST,
    limit: int,
) -> list[Importer]:
    """Return those who wait, by any link or by one, who came last first, after a (date, user)."""
    rows = await db.fetch("waiting_to_join", peer_id, hash_, *after, limit)
    return [Importer(UserId(row["user_id"]), row["date"], row["hash"]) for row in rows]


async def recent_requesters(db: Executor, chat: Chat) -> list[int]:
    """Return some of those who wait, who came last first."""
    if not chat.requests:
        return []
    return [one.user_id for one in await waiting(db, chat.peer_id, limit=RECENT)]
