"""Exports of one's own data that are under way."""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.domain.ids import UserId
from hodhod.store.database import Executor


@dataclass(frozen=True, slots=True)
class Takeout:
    """An export under way.

    Attributes:
        takeout_id: What its requests name it by.
        auth_key_id: The key that began it.
        started_at: Unix seconds.
    """

    takeout_id: int
    auth_key_id: int
    started_at: int


async def put_takeout(main: Executor, user_id: UserId, takeout: Takeout) -> None:
    """Begin an export; an earlier one is over."""
    await main.execute(
        "put_takeout", user_id, takeout.takeout_id, takeout.auth_key_id, takeout.started_at
    )


async def takeout_of(main: Executor, user_id: UserId) -> Takeout | None:
    """Return the export that somebody has under way."""
    row = await main.fetchrow("takeout", user_id)
    return None if row is None else Takeout(**row)


async def drop_takeout(main: Executor, user_id: UserId) -> None:
    """End an export."""
    await main.execute("drop_takeout", user_id)
