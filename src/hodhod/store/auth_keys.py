"""The keys that clients have agreed with the server, sealed with the server's own.

A copy of the database alone opens no session: each key is encrypted and authenticated with a key
that follows from the server's secret, which is kept in a file beside the database.

    nonce (12) ‖ AES-256-GCM(auth_key (256)) ‖ tag (16)

with auth_key_id, 8 bytes little-endian, as the associated data: no two rows can be exchanged.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hodhod.store.batcher import Batcher
from hodhod.store.database import Database, Row

NONCE_SIZE = 12
_PURPOSE = b"hodhod auth keys"

EXPIRED_AT_ONCE = 1000
"""Expired keys forgotten in one statement."""


class KeySealError(Exception):
    """A stored key does not open: it was sealed with another secret, or changed."""


@dataclass(frozen=True, slots=True)
class AuthKeyRecord:
    """A key and what belongs to it.

    Attributes:
        auth_key_id: Its id, signed as on the wire.
        value: The 256 bytes.
        first_salt: The salt that the key exchange made.
        made_at: Unix time in seconds of the key exchange.
        dc_id: The data centre that the client believed to be talking to, 0 if it did not say.
        expires_at: Unix time a temporary key ends at; None for a permanent one.
        perm_key_id: The permanent key that a temporary one stands for, if it was bound.
    """

    auth_key_id: int
    value: bytes
    first_salt: int
    made_at: int
    dc_id: int = 0
    expires_at: int | None = None
    perm_key_id: int | None = None

    def __repr__(self) -> str:
        """Name the key without telling it."""
        return f"AuthKeyRecord(auth_key_id={self.auth_key_id})"


class AuthKeys:
    """The keys of all clients.

    Args:
        main: The database.
        secret: 32 bytes that only this server knows.
        entropy: Cryptographically strong random bytes.
    """

    def __init__(
        self, main: Database, secret: bytes, entropy: Callable[[int], bytes] = os.urandom
    ) -> None:
        if len(secret) != 32:
            raise ValueError("the server's secret has 32 bytes")
        self._main = main
        self._entropy = entropy
        self._cipher = AESGCM(HKDF(SHA256(), 32, salt=None, info=_PURPOSE).derive(secret))
        self._reader: Batcher[int, AuthKeyRecord | None] = Batcher(self._read, at_once=2)

    async def insert(self, key: AuthKeyRecord) -> bool:
        """Keep a new key; it is on the disk when this returns.

        Returns:
            False when its id is taken: the client has to make another one.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        count = await self._main.execute(
            "insert_auth_key",
            key.auth_key_id,
            key.first_salt,
            key.made_at,
            key.expires_at,
            key.dc_id,
            self._seal(key.auth_key_id, key.value),
        )
        return count == 1

    async def get(self, auth_key_id: int) -> AuthKeyRecord | None:
        """Return a key, or None if there is none; temporary ones are returned past their time too.

        Raises:
            StoreUnavailable: The database does not answer.
            KeySealError: It is there, but does not open.
        """
        return await self._reader.submit(auth_key_id)

    async def bind(self, temp_key_id: int, perm_key_id: int, expires_at: int) -> bool:
        """Let a temporary key stand for a permanent one.

        Args:
            temp_key_id: The temporary key.
            perm_key_id: The permanent key.
            expires_at: Unix time; the temporary key ends then if not before.

        Returns:
            False when there is no such temporary key, or it stands for another permanent one.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        return await self._main.execute("bind_auth_key", temp_key_id, perm_key_id, expires_at) == 1

    async def temporary_of(self, perm_key_ids: Iterable[int]) -> list[int]:
        """Return the temporary keys that stand for these permanent ones.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        rows = await self._main.fetch("temporary_keys_of", list(perm_key_ids))
        return [row["auth_key_id"] for row in rows]

    async def delete(self, auth_key_ids: Iterable[int]) -> list[int]:
        """Forget keys and the temporary ones that stand for them; return all that are gone.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        rows = await self._main.fetch("delete_auth_keys", list(auth_key_ids))
        return [row["auth_key_id"] for row in rows]

    async def delete_expired(self, now: int) -> int:
        """Forget temporary keys that ended before a Unix time; return how many.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        total = 0
        while True:
            count = await self._main.execute("delete_expired_keys", now, EXPIRED_AT_ONCE)
            total += count
            if count < EXPIRED_AT_ONCE:
                return total

    async def close(self) -> None:
        """Finish what was submitted."""
        await self._reader.close()

    async def _read(self, ids: Sequence[int]) -> list[AuthKeyRecord | None]:
        rows = await self._main.fetch("auth_keys_by_ids", list(set(ids)))
        found = {row["auth_key_id"]: row for row in rows}
        return [self._record(found[one]) if one in found else None for one in ids]

    def _record(self, row: Row) -> AuthKeyRecord:
        return AuthKeyRecord(
            auth_key_id=row["auth_key_id"],
            value=self._open(row["auth_key_id"], row["sealed"]),
            first_salt=row["first_salt"],
            made_at=row["made_at"],
            dc_id=row["dc_id"],
            expires_at=row["expires_at"],
            perm_key_id=row["perm_key_id"],
        )

    def _seal(self, auth_key_id: int, value: bytes) -> bytes:
        nonce = self._entropy(NONCE_SIZE)
        return nonce + self._cipher.encrypt(nonce, value, _associated(auth_key_id))

    def _open(self, auth_key_id: int, sealed: bytes) -> bytes:
        nonce, rest = sealed[:NONCE_SIZE], sealed[NONCE_SIZE:]
        try:
            return self._cipher.decrypt(nonce, rest, _associated(auth_key_id))
        except InvalidTag:
            raise KeySealError(
                f"the key {auth_key_id} does not open: is the key file the one it was made with?"
            ) from None


def _associated(auth_key_id: int) -> bytes:
    return auth_key_id.to_bytes(8, "little", signed=True)
