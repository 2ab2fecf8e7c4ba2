"""The arithmetic of a key exchange, apart from everything that it is for.

It takes milliseconds, needs nothing but its arguments, and can be done anywhere: in this thread, in
another one, or in another process, to which the calls can be pickled.
"""

from __future__ import annotations

from typing import TypeAlias

from hodhod.mtproto.crypto import dh, rsa_pad
from hodhod.mtproto.crypto.rsa import RsaKey
from hodhod.mtproto.entropy import Entropy

Pair: TypeAlias = tuple[int, int]
"""A secret of the server and its public value."""


def prove(key: RsaKey, block: bytes, entropy: Entropy) -> tuple[rsa_pad.Opened | None, Pair]:
    """Open what a client has hidden under the server's key, and make the server's values.

    Args:
        key: The server's.
        block: `encrypted_data` of a stranger, of any length.
        entropy: Of the blinding and the secret.
    """
    return rsa_pad.open_block(key, block, entropy), fresh_pair(entropy)


def fresh_pair(entropy: Entropy) -> Pair:
    """Make a secret and its public value, in range as clients check it to be."""
    while True:
        secret = dh.make_secret(entropy)
        public = dh.make_public(secret)
        if dh.is_acceptable(public):
            return secret, public


def agree(public: int, secret: int) -> bytes:
    """Compute the key of both sides, 256 bytes."""
    return dh.make_shared(public, secret)
