"""Accounts that go: what is taken away, what stays, and what waits for its day."""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.domain.ids import BoxId, UserId
from hodhod.store.database import Database, Executor

MESSAGES_AT_ONCE = 5_000
"""Messages taken out of a box in one statement."""

ERASED = (
    "erase_phones",
    "erase_usernames",
    "forget_contact_everywhere",
    "erase_contacts",
    "erase_phonebook",
    "erase_blocks",
    "erase_privacy",
    "erase_preferences",
    "erase_chatlists",
    "erase_presence",
    "erase_password",
    "erase_passkeys",
    "erase_profile_photos",
    "erase_ratings",
    "erase_stories",
    "erase_story_viewers",
    "erase_story_reads",
)
"""The statements that take what an account leaves behind outside of its box."""

ACCOUNT, PASSWORD, BOX = "account", "password", "box"
"""What waits: an account to be deleted, a password to be taken away, a box to be emptied."""


@dataclass(frozen=True, slots=True)
class PendingReset:
    """Something that will happen to an account unless somebody objects.

    Attributes:
        user_id: The account.
        kind: ACCOUNT, PASSWORD or BOX.
        due_at: Unix time in seconds.
        hash: Names it in the link by which it is stopped.
    """

    user_id: UserId
    kind: str
    due_at: int
    hash: str


async def erase_account(main: Database, user_id: UserId, now: int) -> list[int]:
    """Take an account's data away, all or nothing; its box is noted to be emptied.

    Returns:
        The keys that owed its password.
    """
    async with main.transaction() as change:
        await change.fetchrow("lock_user", user_id)
        for statement in ERASED:
            await change.execute(statement, user_id)
        await change.execute("erase_account", user_id)
        await change.execute("drop_reset", user_id, ACCOUNT)
        await change.execute("drop_reset", user_id, PASSWORD)
        await change.execute("put_reset", user_id, BOX, now, "")
        rows = await change.fetch("forget_owed_password", user_id)
    return [row["auth_key_id"] for row in rows]


async def erase_box(shard: Database, box_id: BoxId) -> None:
    """Take everything out of a box; doing it again finds nothing."""
    while await shard.execute("erase_messages", box_id, MESSAGES_AT_ONCE):
        pass
    await shard.execute("erase_box", box_id)


async def silent_users(main: Executor, now: int, limit: int) -> list[UserId]:
    """Return accounts without a sign of life for as long as their owners said."""
    return [UserId(row["user_id"]) for row in await main.fetch("silent_users", now, limit)]


async def put_reset(main: Executor, reset: PendingReset) -> None:
    """Let something happen at a time; what is set already stays as it is."""
    await main.execute("put_reset", reset.user_id, reset.kind, reset.due_at, reset.hash)


async def pending_reset(main: Executor, user_id: UserId, kind: str) -> PendingReset | None:
    """Return what will happen to an account."""
    row = await main.fetchrow("pending_reset", user_id, kind)
    return None if row is None else PendingReset(**row)


async def reset_by_hash(main: Executor, named: str) -> PendingReset | None:
    """Return what a link stops."""
    row = await main.fetchrow("reset_by_hash", named)
    return None if row is None else PendingReset(**row)


async def drop_reset(main: Executor, user_id: UserId, kind: str) -> bool:
    """Let something not happen; False when nothing was to happen."""
    return await main.execute("drop_reset", user_id, kind) > 0


async def due_resets(main: Executor, kind: str, now: int, limit: int) -> list[PendingReset]:
    """Return what has waited long enough."""
    return [PendingReset(**row) for row in await main.fetch("due_resets", kind, now, limit)]
