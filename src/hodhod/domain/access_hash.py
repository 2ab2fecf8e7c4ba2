"""Access hashes and file references: proof that somebody was shown what they now ask for.

Nothing is stored. A hash is keyed with the server's secret over who looks and what they were shown:

    BLAKE2b-64(key = secret, kind ‖ viewer ‖ id)

          0       1              9              17
          ├ kind ─┼─ viewer i64 ─┼─── id i64 ───┤        little-endian

so it cannot be guessed, is another one for each viewer, and means nothing to others. Files are the
same to everybody: their viewer is 0.

A file reference is the same kind of proof, as eight bytes. It does not age: it is part of stored
messages, and what a message shows must stay fetchable for as long as the message can be read.

Source: https://core.telegram.org/api/peers#access-hash
Source: https://core.telegram.org/api/file-references
"""

from __future__ import annotations

import hmac
from enum import IntEnum, unique
from hashlib import blake2b
from struct import Struct

_SUBJECT = Struct("<Bqq")
_HASH = Struct("<q")


@unique
class Kind(IntEnum):
    """What a hash is for. The numbers are part of every hash given out: they never change."""

    USER = 1
    CHANNEL = 2
    PHOTO = 3
    DOCUMENT = 4
    STICKER_SET = 5
    SECRET_CHAT = 6
    CALL = 7
    GROUP_CALL = 8
    WALLPAPER = 9
    THEME = 10
    AUTHORIZATION = 11
    FILE_REFERENCE = 12
    ENCRYPTED_FILE = 13
    CHAT_INSTANCE = 14
    INLINE_MESSAGE = 15
    WEB_DOCUMENT = 16


# Personalised hashing keeps these values apart from all else that is keyed with the secret.
_PERSON = b"access hash"


def _mac(secret: bytes, kind: Kind, viewer: int, subject: int) -> bytes:
    message = _SUBJECT.pack(kind, viewer, subject)
    return blake2b(message, digest_size=8, key=secret, person=_PERSON).digest()


def access_hash(secret: bytes, kind: Kind, subject: int, viewer: int = 0) -> int:
    """Return the access hash under which a viewer is shown something.

    Args:
        secret: The server's 32 bytes.
        kind: What it is.
        subject: Its id.
        viewer: Whom it is shown to; 0 for files, which are the same to everybody.

    Returns:
        A signed 64-bit number.
    """
    hashed: int = _HASH.unpack(_mac(secret, kind, viewer, subject))[0]
    # Clients take 0 for "no access hash known".
    return hashed or 1


def holds(secret: bytes, kind: Kind, subject: int, given: int, viewer: int = 0) -> bool:
    """Tell, in constant time, whether an access hash is the right one."""
    right = _HASH.pack(access_hash(secret, kind, subject, viewer))
    return hmac.compare_digest(right, given.to_bytes(16, "little", signed=True)[:8])


def file_reference(secret: bytes, file_id: int) -> bytes:
    """Return the reference to a file: 8 bytes."""
    return _mac(secret, Kind.FILE_REFERENCE, 0, file_id)


def reference_holds(secret: bytes, file_id: int, given: bytes) -> bool:
    """Tell, in constant time, whether a reference is to this file."""
    return hmac.compare_digest(given, file_reference(secret, file_id))
