"""Small settings of accounts, each a TL value under a name."""

from __future__ import annotations

from hodhod.domain.ids import UserId
from hodhod.store.database import Database, Executor


class Preferences:
    """The settings of all accounts."""

    def __init__(self, main: Database) -> None:
        self._main = main

    async def get(self, user_id: UserId, name: str) -> bytes | None:
        """Return a setting, or None when it was never set."""
        value = await self._main.fetchval("preference", user_id, name)
        return value if isinstance(value, bytes) else None

    async def put(self, user_id: UserId, name: str, value: bytes) -> None:
        """Write a setting."""
        await self._main.execute("put_preference", user_id, name, value)

    async def with_prefix(self, user_id: UserId, prefix: str) -> dict[str, bytes]:
        """Return the settings whose names begin so."""
        rows = await self._main.fetch("preferences_with_prefix", user_id, prefix)
        return {row["name"]: row["value"] for row in rows}

    async def forget(self, user_id: UserId, name: str) -> None:
        """Forget a setting; nothing happens when it was never set."""
        await self._main.execute("forget_preference", user_id, name)

    async def drop(self, user_id: UserId, prefix: str) -> None:
        """Forget the settings whose names begin so."""
        await self._main.execute("drop_preferences", user_id, prefix)


async def read_preference(main: Executor, user_id: UserId, name: str) -> bytes | None:
    """Return a setting within a change."""
    value = await main.fetchval("preference", user_id, name)
    return value if isinstance(value, bytes) else None


async def put_preference(main: Executor, user_id: UserId, name: str, value: bytes) -> None:
    """Write a setting within a change."""
    await main.execute("put_preference", user_id, name, value)


async def forget_preference(main: Executor, user_id: UserId, name: str) -> bool:
    """Forget a setting within a change; False when it was never set."""
    return await main.execute("forget_preference", user_id, name) > 0
