"""What both sides derive from the nonces: a passing cipher, proofs, the first salt.

Source: https://core.telegram.org/mtproto/auth_key#presenting-proof-of-work-server-authentication
"""

from __future__ import annotations

from hashlib import sha1
from hmac import compare_digest
from typing import TypeVar

import msgspec

from hodhod import tl
from hodhod.mtproto.auth_key import AuthKey
from hodhod.mtproto.crypto import ige
from hodhod.mtproto.entropy import Entropy

_Inner = TypeVar("_Inner", bound=tl.TLObject)

_DIGEST = 20
_PADDING_MAX = 15


class PassingCipher(msgspec.Struct, frozen=True, gc=False):
    """The cipher of the Diffie–Hellman part.

    ┌────────────────┬───────┬──────────────┐
    │ SHA1(data): 20 │ data  │ padding 0–15 │   AES-256-IGE
    └────────────────┴───────┴──────────────┘

    Attributes:
        key: 32 bytes.
        iv: 32 bytes.
    """

    key: bytes
    iv: bytes

    def seal(self, data: bytes, entropy: Entropy) -> bytes:
        """Encrypts a TL value."""
        hashed = sha1(data).digest() + data
        return ige.encrypt(hashed + entropy(-len(hashed) % 16), self.key, self.iv)

    def open(self, encrypted: bytes, kind: type[_Inner]) -> _Inner | None:
        """Decrypts a TL value of a kind and verifies it.

        Returns:
            None in whatever way it is none.
        """
        if len(encrypted) % 16 or len(encrypted) < _DIGEST:
            return None
        plain = ige.decrypt(encrypted, self.key, self.iv)
        try:
            value, end = tl.decode_prefix(plain, _DIGEST)
        except tl.DecodeError:
            return None
        authentic = compare_digest(sha1(plain[_DIGEST:end]).digest(), plain[:_DIGEST])
        if not authentic or len(plain) - end > _PADDING_MAX or not isinstance(value, kind):
            return None
        return value


def passing_cipher(new_nonce: bytes, server_nonce: bytes) -> PassingCipher:
    """The cipher that only those have who know new_nonce."""
    a = sha1(new_nonce + server_nonce).digest()
    b = sha1(server_nonce + new_nonce).digest()
    c = sha1(new_nonce + new_nonce).digest()
    return PassingCipher(a + b[:12], b[12:] + c + new_nonce[:4])


def new_nonce_hash(new_nonce: bytes, number: int, key: AuthKey) -> bytes:
    """The proof that the server has made the same key.

    Args:
        new_nonce: 32 bytes.
        number: 1 in dh_gen_ok, 2 in dh_gen_retry, 3 in dh_gen_fail.
        key: The one it is about.
    """
    return sha1(new_nonce + number.to_bytes(1, "little") + key.aux_hash).digest()[4:]


def first_salt(new_nonce: bytes, server_nonce: bytes) -> int:
    """The salt that a key begins with, signed."""
    mixed = bytes(a ^ b for a, b in zip(new_nonce[:8], server_nonce[:8], strict=True))
    return int.from_bytes(mixed, "little", signed=True)
