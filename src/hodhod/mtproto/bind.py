"""The proof that binds a temporary key to a permanent one: a message of MTProto 1 in a request.

    ┌────────────────┬─────────────┬──────────────────────────────────────────────────────────┐
    │ auth_key_id: 8 │ msg_key: 16 │ AES-256-IGE of                                           │
    └────────────────┴─────────────┤                                                          │
       ┌────────────┬───────────┬──┴───────┬────────────┬─────────────────────┬───────────────┤
       │ random: 16 │ msg_id: 8 │ seqno: 4 │ length: 4  │ bind_auth_key_inner │ padding: 8    │
       │            │           │ 0        │ 40         │ 40                  │               │
       └────────────┴───────────┴──────────┴────────────┴─────────────────────┴───────────────┘
    msg_key = SHA1(all before the padding)[4:20], under the permanent key.

Source: https://core.telegram.org/method/auth.bindTempAuthKey
"""

from __future__ import annotations

from hashlib import sha1
from hmac import compare_digest
from struct import Struct
from typing import Final

from hodhod.mtproto.auth_key import AuthKey
from hodhod.mtproto.crypto import ige
from hodhod.mtproto.entropy import Entropy
from hodhod.mtproto.errors import BindError

_INNER: Final = Struct("<qiiIqqqqi")
"""msg_id, seqno, length, then bind_auth_key_inner#75a3f765 with its five fields."""
_CONSTRUCTOR: Final = 0x75A3F765
_LENGTH: Final = 40
_RANDOM: Final = 16
_HASHED: Final = _RANDOM + _INNER.size
_PADDING: Final = 8
_BLOB: Final = 8 + 16 + _HASHED + _PADDING


def verify(
    perm_key: AuthKey,
    blob: bytes,
    *,
    msg_id: int,
    nonce: int,
    temp_auth_key_id: int,
    temp_session_id: int,
    expires_at: int,
) -> None:
    """Checks the proof in a request.

    Args:
        perm_key: The key that the request names.
        blob: Its `encrypted_message`.
        msg_id: Of the message that carries the request; the inner one must be the same.
        nonce: Of the request.
        temp_auth_key_id: The key under which the request arrived.
        temp_session_id: The session in which it arrived.
        expires_at: Of the request, Unix time in seconds.

    Raises:
        BindError: In whatever way it is no proof.
    """
    if len(blob) != _BLOB:
        raise BindError("not the length of a proof")
    msg_key = blob[8:24]
    plain = ige.decrypt(blob[24:], *_aes(perm_key.value, msg_key))
    authentic = compare_digest(sha1(plain[:_HASHED]).digest()[4:], msg_key)
    said = _INNER.unpack_from(plain, _RANDOM)
    due = (
        msg_id,
        0,
        _LENGTH,
        _CONSTRUCTOR,
        nonce,
        temp_auth_key_id,
        perm_key.id,
        temp_session_id,
        expires_at,
    )
    if not authentic or blob[:8] != perm_key.id_bytes or said != due:
        raise BindError("not a proof of the permanent key")


def seal(
    perm_key: AuthKey,
    *,
    msg_id: int,
    nonce: int,
    temp_auth_key_id: int,
    temp_session_id: int,
    expires_at: int,
    entropy: Entropy,
) -> bytes:
    """Makes the proof, as a client; the arguments are those of `verify`."""
    inner = _INNER.pack(
        msg_id,
        0,
        _LENGTH,
        _CONSTRUCTOR,
        nonce,
        temp_auth_key_id,
        perm_key.id,
        temp_session_id,
        expires_at,
    )
    hashed = entropy(_RANDOM) + inner
    msg_key = sha1(hashed).digest()[4:]
    encrypted = ige.encrypt(hashed + entropy(_PADDING), *_aes(perm_key.value, msg_key))
    return perm_key.id_bytes + msg_key + encrypted


def _aes(auth_key: bytes, msg_key: bytes) -> tuple[bytes, bytes]:
    """Key and initialisation vector of MTProto 1, from the client.

    Source: https://core.telegram.org/mtproto/description_v1#defining-aes-key-and-initialization-vector
    """
    a = sha1(msg_key + auth_key[:32]).digest()
    b = sha1(auth_key[32:48] + msg_key + auth_key[48:64]).digest()
    c = sha1(auth_key[64:96] + msg_key).digest()
    d = sha1(msg_key + auth_key[96:128]).digest()
    return a[:8] + b[8:] + c[4:16], a[8:] + b[:8] + c[16:] + d[:8]
