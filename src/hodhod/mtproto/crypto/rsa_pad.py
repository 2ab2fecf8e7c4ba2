"""How a client hides p_q_inner_data under the server's RSA key: two forms, both still in use.

    RSA_PAD    ┌──────────────────────────────┬─────────────────────────────────────────────┐
               │ temp_key xor SHA256(rest): 32│ AES-256-IGE with temp_key, zero iv, of      │
               └──────────────────────────────┤  ┌──────────────────┬───────────────────────┤
                                              │  │ data, padded to  │ SHA256(temp_key ‖     │
                                              │  │ 192, backwards   │   data, padded): 32   │
                                              └──┴──────────────────┴───────────────────────┘
    the older  ┌──────┬────────────────┬──────┬────────────────────┐
               │ 0: 1 │ SHA1(data): 20 │ data │ random, to 256     │
               └──────┴────────────────┴──────┴────────────────────┘

The older one says nowhere how long its data is; it is one of the few lengths that p_q_inner_data
can have, each of which is tried. An answer that told in which way a block is wrong would help to
decrypt blocks of others, so every block takes the same steps, and fails in one way only.

Source: https://core.telegram.org/mtproto/auth_key#presenting-proof-of-work-server-authentication
"""

from __future__ import annotations

from enum import Enum
from hashlib import sha1, sha256
from hmac import compare_digest
from typing import Final

import msgspec

from hodhod.mtproto.crypto import ige
from hodhod.mtproto.crypto.rsa import RSA_SIZE, RsaKey, RsaPublicKey
from hodhod.mtproto.entropy import Entropy

DATA_MAX: Final = 144
"""Bytes that RSA_PAD takes."""

OLDER_SIZES: Final = (96, 100, 104)
"""Bytes of p_q_inner_data; with a dc or an expires_in; with both."""

_PADDED: Final = 192
_ZERO_IV: Final = bytes(32)
_STAND_IN: Final = bytes(RSA_SIZE - 1) + b"\x02"
"""Decrypted instead of what is no number under n; not 0, whose powers are cheaper."""


class RsaForm(Enum):
    """Which form a client used; counted, to know when the older one can go."""

    RSA_PAD = "rsa_pad"
    OLDER = "older"


class Opened(msgspec.Struct, frozen=True, gc=False):
    """What was inside.

    Attributes:
        data: The data, perhaps with padding behind it.
        form: How it was hidden.
    """

    data: bytes
    form: RsaForm


def open_block(key: RsaKey, block: bytes, entropy: Entropy) -> Opened | None:
    """Decrypts a block and verifies it, in the same time whatever is wrong.

    Args:
        key: The server's.
        block: `encrypted_data` of a stranger, of any length.
        entropy: Of the blinding.

    Returns:
        None when it is in neither form.
    """
    fits = len(block) == RSA_SIZE and int.from_bytes(block, "big") < key.public.n
    plain = key.decrypt(block if fits else _STAND_IN, entropy)
    padded = _open_rsa_pad(plain)
    older = _open_older(plain)
    if not fits:
        return None
    return padded or older


def _open_rsa_pad(plain: bytes) -> Opened | None:
    temp_key = _xor(plain[:32], sha256(plain[32:]).digest())
    hidden = ige.decrypt(plain[32:], temp_key, _ZERO_IV)
    data = hidden[:_PADDED][::-1]
    authentic = compare_digest(sha256(temp_key + data).digest(), hidden[_PADDED:])
    return Opened(data, RsaForm.RSA_PAD) if authentic else None


def _open_older(plain: bytes) -> Opened | None:
    found = None
    for size in OLDER_SIZES:
        data = plain[21 : 21 + size]
        if compare_digest(b"\0" + sha1(data).digest(), plain[:21]):
            found = Opened(data, RsaForm.OLDER)
    return found


def seal(key: RsaPublicKey, data: bytes, entropy: Entropy) -> bytes:
    """Hides up to 144 bytes with RSA_PAD, as a client."""
    if len(data) > DATA_MAX:
        raise ValueError("too long for RSA_PAD")
    padded = data + entropy(_PADDED - len(data))
    while True:
        temp_key = entropy(32)
        hidden = padded[::-1] + sha256(temp_key + padded).digest()
        encrypted = ige.encrypt(hidden, temp_key, _ZERO_IV)
        block = _xor(temp_key, sha256(encrypted).digest()) + encrypted
        if int.from_bytes(block, "big") < key.n:
            return key.encrypt(block)


def seal_older(key: RsaPublicKey, data: bytes, entropy: Entropy) -> bytes:
    """Hides data in the older form, as a client."""
    hashed = b"\0" + sha1(data).digest() + data
    return key.encrypt(hashed + entropy(RSA_SIZE - len(hashed)))


def _xor(left: bytes, right: bytes) -> bytes:
    size = len(left)
    return (int.from_bytes(left, "big") ^ int.from_bytes(right, "big")).to_bytes(size, "big")
