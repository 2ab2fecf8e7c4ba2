"""Who is behind each permanent key."""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.domain.authorization import Authorization
from hodhod.domain.caller import DeviceInfo
from hodhod.domain.ids import UserId
from hodhod.store.database import Database, Row


class Authorizations:
    """The logins of this server."""

    def __init__(self, main: Database) -> None:
        self._main = main

    async def get(self, auth_key_id: int) -> Authorization | None:
        """Return who is behind a key; None when its client has said nothing yet."""
        row = await self._main.fetchrow("authorization", auth_key_id)
        return None if row is None else _authorization(row)

    async def put_client(
        self, auth_key_id: int, *, layer: int, device: DeviceInfo, ip: str, new_hash: int, now: int
    ) -> None:
        """Note what a key's client says of itself.

        Args:
            auth_key_id: The permanent key.
            layer: The layer it announced.
            device: What initConnection said.
            ip: Where it connects from.
            new_hash: Names the login if the key is new.
            now: Unix time in seconds.
        """
        await self._main.execute(
            "put_client",
            auth_key_id,
            new_hash,
            layer,
            device.api_id,
            device.device_model,
            device.system_version,
            device.app_version,
            device.system_lang_code,
            device.lang_pack,
            device.lang_code,
            ip,
            now,
        )

    async def authorize(
        self,
        auth_key_id: int,
        user_id: UserId,
        *,
        new_hash: int,
        ip: str,
        now: int,
        parent_key: int | None = None,
        is_bot: bool = False,
        confirmed: bool = True,
    ) -> None:
        """Log a key in."""
        await self._main.execute(
            "authorize", auth_key_id, user_id, parent_key, is_bot, new_hash, ip, now, confirmed
        )

    async def change(
        self,
        auth_key_id: int,
        *,
        confirmed: bool,
        secret_chats_off: bool | None,
        calls_off: bool | None,
    ) -> None:
        """Write what the owner of a login says of it; None leaves a thing as it is."""
        await self._main.execute(
            "set_authorization", auth_key_id, confirmed, secret_chats_off, calls_off
        )

    async def session_ttl_days(self, user_id: UserId) -> int | None:
        """Return after how many unused days an account's logins end; None: as the operator says."""
        days = await self._main.fetchval("session_ttl", user_id)
        return days if isinstance(days, int) else None

    async def set_session_ttl_days(self, user_id: UserId, days: int) -> None:
        """Write after how many unused days an account's logins end."""
        await self._main.execute("set_session_ttl", user_id, days)

    async def owe_password(
        self, auth_key_id: int, user_id: UserId, *, new_hash: int, ip: str, now: int
    ) -> None:
        """Note that a key gave a right code and owes the password."""
        await self._main.execute("owe_password", auth_key_id, user_id, new_hash, ip, now)

    async def deauthorize(self, auth_key_ids: Sequence[int]) -> tuple[int, ...]:
        """Log keys out with those carried over from them, and return all that were."""
        rows = await self._main.fetch("deauthorize", list(auth_key_ids))
        return tuple(row["auth_key_id"] for row in rows)

    async def of_user(self, user_id: UserId) -> list[Authorization]:
        """Return the keys that are logged in as somebody, the one used last first."""
        rows = await self._main.fetch("authorizations_of", user_id)
        return [_authorization(row) for row in rows]

    async def users_of(self, auth_key_ids: Sequence[int]) -> dict[int, UserId]:
        """Return who is logged in with some keys; keys without a login are left out."""
        rows = await self._main.fetch("users_of_keys", list(auth_key_ids))
        return {row["auth_key_id"]: row["user_id"] for row in rows}

    async def unused(self, now: int, default_days: int, limit: int) -> list[int]:
        """Return keys that are logged in and were not used for as many days as they may.

        Args:
            now: Unix time in seconds.
            default_days: Days where the account says nothing.
            limit: How many at most.
        """
        rows = await self._main.fetch("unused_authorizations", now, default_days, limit)
        return [row["auth_key_id"] for row in rows]

    async def touch(self, used: Sequence[tuple[int, int]]) -> None:
        """Note when keys were last used: pairs of key and Unix seconds."""
        await self._main.execute(
            "touch_authorizations", [one[0] for one in used], [one[1] for one in used]
        )


def _authorization(row: Row) -> Authorization:
    return Authorization(
        auth_key_id=row["auth_key_id"],
        user_id=row["user_id"],
        pending_user_id=row["pending_user_id"],
        parent_key=row["parent_key"],
        hash=row["hash"],
        layer=row["layer"],
        device=DeviceInfo(
            api_id=row["api_id"],
            device_model=row["device_model"],
            system_version=row["system_version"],
            app_version=row["app_version"],
            system_lang_code=row["system_lang_code"],
            lang_pack=row["lang_pack"],
            lang_code=row["lang_code"],
        ),
        ip=row["ip"],
        created_at=row["created_at"],
        active_at=row["active_at"],
        is_bot=row["is_bot"],
        confirmed=row["confirmed"],
        secret_chats_off=row["secret_chats_off"],
        calls_off=row["calls_off"],
    )
