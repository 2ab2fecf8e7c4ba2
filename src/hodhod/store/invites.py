"""Links that lead into chats, and who came by them, as rows.

Changes are made while the chat's box is locked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hodhod.domain.ids import PeerId, UserId
from hodhod.domain.invite import Invite
from hodhod.store.boxes import Change
from hodhod.store.database import Executor, Row

LAST = (0x7FFFFFFF, (1 << 63) - 1)
"""After every (date, user)."""

LAST_LINK = (0x7FFFFFFF, "~")
"""After every (date, hash)."""


@dataclass(frozen=True, slots=True)
class Importer:
    """Somebody who came by a link, or waits.

    Attributes:
        user_id: Who.
        date: Unix time at which they came or asked.
        hash: The link, "" for none.
        approved_by: Who let them in, 0 if nobody had to.
    """

    user_id: UserId
    date: int
    hash: str
    approved_by: int = 0


async def peer_of_invite(main: Executor, hash_: str) -> PeerId | None:
    """Return the chat that a link leads to, or None."""
    row = await main.fetchrow("peer_of_invite", hash_)
    return None if row is None else PeerId(row["peer_id"])


async def read_invite(db: Executor, peer_id: PeerId, hash_: str) -> Invite | None:
    """Return a link of a chat, or None."""
    return (await read_invites(db, peer_id, [hash_])).get(hash_)


async def read_invites(db: Executor, peer_id: PeerId, hashes: Sequence[str]) -> dict[str, Invite]:
    """Return those of some links that a chat has."""
    rows = await db.fetch("invites_by_hash", peer_id, list(hashes))
    return {row["hash"]: _invite_of(row) for row in rows}


async def permanent_invite(db: Executor, peer_id: PeerId, admin_id: UserId) -> Invite | None:
    """Return the link that an admin always has, or None as long as there is none."""
    row = await db.fetchrow("permanent_invite", peer_id, admin_id)
    return None if row is None else _invite_of(row)


async def listed_invites(
    db: Executor,
    peer_id: PeerId,
    admin_id: UserId,
    *,
    revoked: bool,
    after: tuple[int, str],
    limit: int,
) -> list[Invite]:
    """Return links of an admin, the newest first, after a (date, hash)."""
    rows = await db.fetch("listed_invites", peer_id, admin_id, revoked, *after, limit)
    return [_invite_of(row) for row in rows]


async def count_invites(
    db: Executor, peer_id: PeerId, admin_id: UserId | None = None
) -> dict[UserId, tuple[int, int]]:
    """Return how many links admins have: (valid, revoked)."""
    rows = await db.fetch("count_invites", peer_id, admin_id)
    return {UserId(row["admin_id"]): (row["valid"], row["revoked"]) for row in rows}


async def insert_invite(change: Change, invite: Invite) -> None:
    """Make a link."""
    await change.main.execute("claim_invite_hash", invite.hash, invite.peer_id)
    await change.tx.execute(
        "insert_invite",
        invite.peer_id,
        invite.admin_id,
        invite.date,
        invite.expire_date,
        invite.usage_limit,
        invite.permanent,
        invite.request_needed,
        invite.hash,
        invite.title,
    )


async def write_invite(tx: Executor, invite: Invite) -> None:
    """Write what an admin changes of a link."""
    await tx.execute(
        "write_invite",
        invite.peer_id,
        invite.hash,
        invite.expire_date,
        invite.usage_limit,
        invite.request_needed,
        invite.title,
        invite.revoked,
        invite.start_date,
    )


async def delete_invite(change: Change, peer_id: PeerId, hash_: str) -> Invite | None:
    """Delete a revoked link; return it if there was one."""
    row = await change.tx.fetchrow("delete_invite", peer_id, hash_)
    if row is None:
        return None
    await change.main.execute("release_invite_hashes", [hash_])
    return _invite_of(row)


async def delete_revoked(
    change: Change, peer_id: PeerId, admin_id: UserId, *, kept: int = 0
) -> list[Invite]:
    """Delete the revoked links of an admin but the newest few; return those that went."""
    rows = await change.tx.fetch("delete_revoked_invites", peer_id, admin_id, kept)
    if rows:
        await change.main.execute("release_invite_hashes", [row["hash"] for row in rows])
    return [_invite_of(row) for row in rows]


async def note_use(
    tx: Executor, invite: Invite, user_id: UserId, now: int, *, approved_by: int = 0
) -> None:
    """Note that somebody has come by a link."""
    await tx.execute("note_invite_use", invite.peer_id, invite.hash, user_id, approved_by, now)


async def drop_use(tx: Executor, peer_id: PeerId, user_id: UserId) -> None:
    """Note that somebody has left: their place in a link is free again."""
    await tx.execute("drop_invite_use", peer_id, user_id)


async def joined_by(
    db: Executor, peer_id: PeerId, hash_: str, *, after: tuple[int, int], limit: int
) -> list[Importer]:
    """Return members who came by a link, who came last first, after a (date, user)."""
    rows = await db.fetch("joined_by_invite", peer_id, hash_, *after, limit)
    return [
        Importer(UserId(row["user_id"]), row["date"], hash_, row["approved_by"]) for row in rows
    ]


async def came_by_link(db: Executor, peer_id: PeerId, user_id: UserId) -> bool:
    """Tell whether a member has come by a link, and was not brought."""
    return await db.fetchval("came_by_invite", peer_id, user_id) is not None


async def move_invites(change: Change, old: PeerId, new: PeerId) -> None:
    """Let the links of a basic group lead to the supergroup that it has become."""
    rows = await change.tx.fetch("invite_hashes_of", old)
    await change.tx.execute("move_invites", old, new)
    await change.main.execute("move_invite_hashes", [row["hash"] for row in rows], new)


def _invite_of(row: Row) -> Invite:
    return Invite(
        peer_id=PeerId(row["peer_id"]),
        hash=row["hash"],
        admin_id=UserId(row["admin_id"]),
        date=row["date"],
        start_date=row["start_date"],
        expire_date=row["expire_date"],
        usage_limit=row["usage_limit"],
        usage=row["usage"],
        requested=row["requested"],
        permanent=row["permanent"],
        request_needed=row["request_needed"],
        revoked=row["revoked"],
        title=row["title"],
    )
