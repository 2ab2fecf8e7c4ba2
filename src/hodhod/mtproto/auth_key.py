"""The key that a client and the server share: 2048 bits that never travel.

    SHA1(auth_key):  ┌─────────────┬───────┬────────────────┐
                     │ aux_hash: 8 │ 4     │ auth_key_id: 8 │
                     └─────────────┴───────┴────────────────┘

Source: https://core.telegram.org/mtproto/description#authorization-key
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Final

AUTH_KEY_SIZE: Final = 256
"""Bytes of a key."""


@dataclass(frozen=True, slots=True)
class AuthKey:
    """A key and its names.

    Attributes:
        value: 256 bytes, big-endian; in no log.
        id: Its name as TL has it: signed.
    """

    value: bytes = field(repr=False)
    id: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.value) != AUTH_KEY_SIZE:
            raise ValueError("an authorization key has 256 bytes")
        digest = hashlib.sha1(self.value).digest()
        object.__setattr__(self, "id", int.from_bytes(digest[12:], "little", signed=True))

    @property
    def id_bytes(self) -> bytes:
        """What every message under this key begins with, 8 bytes."""
        return self.id.to_bytes(8, "little", signed=True)

    @property
    def aux_hash(self) -> bytes:
        """8 bytes, part of the proof that both sides made the same key."""
        return hashlib.sha1(self.value).digest()[:8]
