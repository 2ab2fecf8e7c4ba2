"""Logins under way: codes, passwords, QR codes, and how often things were tried."""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.domain.authorization import LoginCode, Password
from hodhod.domain.ids import UserId
from hodhod.store.database import Database, Row


@dataclass(frozen=True, slots=True)
class LoginToken:
    """A QR code as it stands.

    Attributes:
        auth_key_id: The key that shows it.
        expires_at: Unix seconds.
        user_id: Who accepted it, or None.
    """

    auth_key_id: int
    expires_at: int
    user_id: UserId | None


@dataclass(frozen=True, slots=True)
class Used:
    """How often something was done in its window.

    Attributes:
        count: This time included.
        window_end: Unix seconds when counting begins anew.
    """

    count: int
    window_end: int


@dataclass(frozen=True, slots=True)
class StoredChallenge:
    """Our half of a password exchange.

    Attributes:
        secret: The exponent b.
        public: B, 256 bytes.
        created_at: Unix seconds.
    """

    secret: bytes
    public: bytes
    created_at: int


class SignIn:
    """What a login needs to remember."""

    def __init__(self, main: Database) -> None:
        self._main = main

    async def put_code(
        self, phone: str, code: str, code_hash: str, *, purpose: str, auth_key_id: int, now: int
    ) -> None:
        """Begin a login with a number, or begin it anew."""
        await self._main.execute(
            "put_login_code", phone, code, code_hash, purpose, auth_key_id, now
        )

    async def code(self, phone: str) -> LoginCode | None:
        """Return the code that a number waits for."""
        return _code(await self._main.fetchrow("login_code", phone))

    async def attempt_code(self, phone: str, code_hash: str) -> LoginCode | None:
        """Count an attempt at a code and return it; None when there is no such login."""
        return _code(await self._main.fetchrow("count_code_attempt", phone, code_hash))

    async def count_send(self, phone: str, code_hash: str) -> None:
        """Count one more way that a code was sent."""
        await self._main.execute("count_code_send", phone, code_hash)

    async def verify_code(self, phone: str, code_hash: str, auth_key_id: int) -> None:
        """Note which key entered a code rightly."""
        await self._main.execute("verify_login_code", phone, code_hash, auth_key_id)

    async def drop_code(self, phone: str, code_hash: str) -> bool:
        """End a login; False when there was none."""
        return await self._main.execute("drop_login_code", phone, code_hash) > 0

    async def password(self, user_id: UserId) -> Password | None:
        """Return somebody's two-step password."""
        row = await self._main.fetchrow("password", user_id)
        return None if row is None else Password(**row)

    async def put_password(self, password: Password) -> None:
        """Set or change a two-step password."""
        await self._main.execute(
            "put_password",
            password.user_id,
            password.salt1,
            password.salt2,
            password.verifier,
            password.hint,
            password.changed_at,
            password.email,
        )

    async def drop_password(self, user_id: UserId) -> None:
        """Remove a two-step password."""
        await self._main.execute("drop_password", user_id)

    async def put_challenge(
        self, srp_id: int, user_id: UserId, secret: bytes, public: bytes, *, now: int, void: int
    ) -> None:
        """Keep our half of an exchange; the account's halves from before `void` are dropped."""
        await self._main.execute("put_srp_challenge", srp_id, user_id, secret, public, now, void)

    async def take_challenge(self, srp_id: int, user_id: UserId) -> StoredChallenge | None:
        """Return our half of an exchange, once."""
        row = await self._main.fetchrow("take_srp_challenge", srp_id, user_id)
        return None if row is None else StoredChallenge(**row)

    async def put_token(self, token: bytes, auth_key_id: int, expires_at: int) -> None:
        """Keep the QR code that a key shows; its earlier one is void."""
        await self._main.execute("put_login_token", token, auth_key_id, expires_at)

    async def token(self, token: bytes) -> LoginToken | None:
        """Return a QR code as it stands."""
        row = await self._main.fetchrow("login_token", token)
        return None if row is None else LoginToken(**row)

    async def accept_token(self, token: bytes, user_id: UserId, now: int) -> int | None:
        """Let the key behind a QR code in; returns that key, None for an unknown or used code."""
        key = await self._main.fetchval("accept_login_token", token, user_id, now)
        return key if isinstance(key, int) else None

    async def take_accepted(self, auth_key_id: int) -> UserId | None:
        """Return who accepted a key's QR code, once."""
        user_id = await self._main.fetchval("take_accepted_token", auth_key_id)
        return UserId(user_id) if isinstance(user_id, int) else None

    async def use(self, key: str, *, window_s: int, now: int, count: int = 1) -> Used:
        """Count something against its window, and return how often it was done in it."""
        row = await self._main.fetchrow("take_limit", key, now, window_s, count)
        assert row is not None
        return Used(row["used"], row["window_end"])

    async def forget(self, key: str) -> None:
        """Begin counting something anew."""
        await self._main.execute("clear_limit", key)

    async def sweep(self, now: int) -> None:
        """Remove what has expired."""
        await self._main.execute("sweep_limits", now)


def _code(row: Row | None) -> LoginCode | None:
    return None if row is None else LoginCode(**row)
