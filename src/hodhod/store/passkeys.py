"""Passkeys, and what they are to sign."""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.domain.ids import UserId
from hodhod.store.database import Executor


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey of an account.

    Attributes:
        credential_id: What its authenticator names it by.
        user_id: Whose.
        public_key: COSE.
        sign_count: The authenticator's counter when it was last used.
        name: What its owner is shown.
        created_at: Unix seconds.
        used_at: When it was last used, or None.
    """

    credential_id: bytes
    user_id: UserId
    public_key: bytes
    sign_count: int
    name: str
    created_at: int
    used_at: int | None = None


@dataclass(frozen=True, slots=True)
class Challenge:
    """What was to be signed.

    Attributes:
        user_id: Who makes a key, or None at a login.
        expires_at: Unix seconds.
    """

    user_id: UserId | None
    expires_at: int


async def put_challenge(
    main: Executor, challenge: bytes, auth_key_id: int, user_id: UserId | None, expires_at: int
) -> None:
    """Keep what a passkey has to sign; a key has one at a time."""
    await main.execute("put_passkey_challenge", challenge, auth_key_id, user_id, expires_at)


async def take_challenge(main: Executor, challenge: bytes, auth_key_id: int) -> Challenge | None:
    """Return what was to be signed, once."""
    row = await main.fetchrow("take_passkey_challenge", challenge, auth_key_id)
    return None if row is None else Challenge(**row)


async def insert_passkey(main: Executor, passkey: Passkey) -> bool:
    """Keep a passkey; False when it is there already."""
    written = await main.execute(
        "insert_passkey",
        passkey.credential_id,
        passkey.user_id,
        passkey.public_key,
        passkey.sign_count,
        passkey.name,
        passkey.created_at,
    )
    return written > 0


async def passkeys_of(main: Executor, user_id: UserId) -> list[Passkey]:
    """Return somebody's passkeys, the oldest first."""
    return [Passkey(**row) for row in await main.fetch("passkeys_of", user_id)]


async def passkey(main: Executor, credential_id: bytes) -> Passkey | None:
    """Return a passkey by what its authenticator names it."""
    row = await main.fetchrow("passkey", credential_id)
    return None if row is None else Passkey(**row)


async def use_passkey(main: Executor, credential_id: bytes, sign_count: int, now: int) -> bool:
    """Note that a passkey was used; False when its counter did not grow."""
    return await main.execute("use_passkey", credential_id, sign_count, now) > 0


async def delete_passkey(main: Executor, credential_id: bytes, user_id: UserId) -> bool:
    """Forget a passkey; False when its owner has no such one."""
    return await main.execute("delete_passkey", credential_id, user_id) > 0
