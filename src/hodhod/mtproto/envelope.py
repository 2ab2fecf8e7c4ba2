"""From payloads to messages and back, in both roles.

    plain      ┌──────┬───────────┬───────────┬──────┐
               │ 0: 8 │ msg_id: 8 │ length: 4 │ body │
               └──────┴───────────┴───────────┴──────┘
    encrypted  ┌────────────────┬─────────────┬────────────────────────────────────────────┐
               │ auth_key_id: 8 │ msg_key: 16 │ AES-256-IGE of                             │
               └────────────────┴─────────────┤                                            │
       ┌─────────┬───────────────┬───────────┬┴─────────┬───────────┬──────┬───────────────┤
       │ salt: 8 │ session_id: 8 │ msg_id: 8 │ seqno: 4 │ length: 4 │ body │ padding       │
       └─────────┴───────────────┴───────────┴──────────┴───────────┴──────┴───────────────┘
    msg_key_large = SHA256(auth_key[88+x : 120+x] ‖ all that is encrypted), x = 0 from the client,
    8 from the server; msg_key is its middle, bytes 8 to 24. The padding is 12 to 1024 bytes.

Whatever is wrong with a message, the answer is the same TransportError(NOT_FOUND), and the digest
has been computed before anything that was decrypted is looked at: who cannot make a msg_key learns
nothing about what is behind it.

Source: https://core.telegram.org/mtproto/description
"""

from __future__ import annotations

from hashlib import sha256
from hmac import compare_digest
from struct import Struct
from typing import Final, NewType

import msgspec

from hodhod.mtproto.auth_key import AuthKey
from hodhod.mtproto.crypto import ige
from hodhod.mtproto.entropy import Entropy
from hodhod.mtproto.errors import NOT_FOUND, TransportError

Role = NewType("Role", int)
"""Who runs this code: the value is x of what it reads, 8 less it is x of what it writes."""

SERVER: Final = Role(0)
CLIENT: Final = Role(8)

PADDING_MIN: Final = 12
PADDING_MAX: Final = 1024

_HEADER: Final = Struct("<qqqii")
_PLAIN: Final = Struct("<qqi")
_OUTSIDE: Final = 24
"""Bytes of an encrypted message before what is encrypted."""
_TRANSPORT_PADDING_MAX: Final = 15
"""Bytes that a transport may have left behind a plain message."""


class PlainMessage(msgspec.Struct, frozen=True, gc=False):
    """A message without a key: a step of a handshake."""

    msg_id: int
    body: bytes


class Message(msgspec.Struct, frozen=True, gc=False):
    """A message under a key, authentic but not yet judged (salt, msg_id, seqno).

    Attributes:
        salt: Signed, as all of these.
        session_id: Chosen by the client.
        msg_id: Of the outer message.
        seqno: Of the outer message.
        body: TL, a multiple of 4 bytes.
        quick_ack: The token that acknowledges it quickly, once it is accepted.
    """

    salt: int
    session_id: int
    msg_id: int
    seqno: int
    body: bytes
    quick_ack: int


def auth_key_id(payload: bytes) -> int:
    """The key that a payload is for; 0 for a plain message.

    Raises:
        TransportError: The payload is too short to name one.
    """
    if len(payload) < 8:
        raise TransportError(NOT_FOUND)
    return int.from_bytes(payload[:8], "little", signed=True)


def open_plain(payload: bytes) -> PlainMessage:
    """Reads a message without a key.

    Raises:
        TransportError: It is none, or its length is not that of the payload.
    """
    if len(payload) < _PLAIN.size:
        raise TransportError(NOT_FOUND)
    key, msg_id, length = _PLAIN.unpack_from(payload)
    tail = len(payload) - _PLAIN.size - length
    if key or length < 0 or length % 4 or not 0 <= tail <= _TRANSPORT_PADDING_MAX:
        raise TransportError(NOT_FOUND)
    return PlainMessage(msg_id, payload[_PLAIN.size : _PLAIN.size + length])


def seal_plain(msg_id: int, body: bytes) -> bytes:
    """Writes a message without a key."""
    return _PLAIN.pack(0, msg_id, len(body)) + body


def open_message(key: AuthKey, payload: bytes, role: Role) -> Message:
    """Decrypts a message and verifies it.

    Args:
        key: The one that `auth_key_id(payload)` names.
        payload: Of one frame.
        role: Of the reader.

    Raises:
        TransportError: In whatever way it is no message under this key.
    """
    size = len(payload) - _OUTSIDE
    if size < _HEADER.size + PADDING_MIN or size % 16 or payload[:8] != key.id_bytes:
        raise TransportError(NOT_FOUND)
    msg_key = payload[8:_OUTSIDE]
    plain = ige.decrypt(payload[_OUTSIDE:], *_aes(key.value, msg_key, role))
    digest = sha256(key.value[88 + role : 120 + role] + plain).digest()
    authentic = compare_digest(digest[8:24], msg_key)
    salt, session_id, msg_id, seqno, length = _HEADER.unpack_from(plain)
    padding = size - _HEADER.size - length
    if not authentic or length < 0 or length % 4 or not PADDING_MIN <= padding <= PADDING_MAX:
        raise TransportError(NOT_FOUND)
    return Message(
        salt,
        session_id,
        msg_id,
        seqno,
        plain[_HEADER.size : size - padding],
        int.from_bytes(digest[:4], "little") | 1 << 31,
    )


def seal_message(
    key: AuthKey,
    body: bytes,
    *,
    salt: int,
    session_id: int,
    msg_id: int,
    seqno: int,
    entropy: Entropy,
    role: Role,
) -> bytes:
    """Encrypts a message.

    Args:
        key: To encrypt under.
        body: TL, a multiple of 4 bytes.
        salt: Signed, as all of these.
        session_id: Of the session it belongs to.
        msg_id: Of this message.
        seqno: Of this message.
        entropy: Of the padding.
        role: Of the writer.

    Returns:
        A payload for a transport.
    """
    side = 8 - role
    padding = entropy(PADDING_MIN + -(_HEADER.size + len(body) + PADDING_MIN) % 16)
    plain = _HEADER.pack(salt, session_id, msg_id, seqno, len(body)) + body + padding
    msg_key = sha256(key.value[88 + side : 120 + side] + plain).digest()[8:24]
    return key.id_bytes + msg_key + ige.encrypt(plain, *_aes(key.value, msg_key, side))


def quick_ack_token(key: AuthKey, payload: bytes) -> int:
    """What a server will answer quickly to a payload that this client has sealed."""
    plain = ige.decrypt(payload[_OUTSIDE:], *_aes(key.value, payload[8:_OUTSIDE], 0))
    digest = sha256(key.value[88:120] + plain).digest()
    return int.from_bytes(digest[:4], "little") | 1 << 31


def _aes(auth_key: bytes, msg_key: bytes, x: int) -> tuple[bytes, bytes]:
    a = sha256(msg_key + auth_key[x : x + 36]).digest()
    b = sha256(auth_key[40 + x : 76 + x] + msg_key).digest()
    return a[:8] + b[8:24] + a[24:], b[:8] + a[8:24] + b[24:]
