"""The names by which bots know files.

    file_id         base64url(kind u8 ‖ id i64 ‖ size u8 ‖ proof 12 bytes)    little-endian
    file_unique_id  base64url(kind u8 ‖ id i64 ‖ size u8)

The proof is keyed with the server's secret over the bot and the rest: nothing is stored, a name is
the same on every node and after every restart, it cannot be guessed, and it is no other bot's.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from enum import IntEnum, unique
from struct import Struct

from hodhod.domain.base64url import decoded, encoded
from hodhod.domain.ids import UserId

_NAMED = Struct("<BqB")
_OWNED = Struct("<q")
_PROOF_BYTES = 12
_PURPOSE = b"bot file id"

MAX_FILE_ID = 256
"""Characters; what is longer is no name of a file."""


@unique
class FileKind(IntEnum):
    """What a file is sent as. The numbers are part of names given out: they never change."""

    PHOTO = 1
    DOCUMENT = 2
    VIDEO = 3
    AUDIO = 4
    VOICE = 5
    VIDEO_NOTE = 6
    ANIMATION = 7
    STICKER = 8


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that is named.

    Attributes:
        kind: What it is sent as.
        id: Its number in the store.
        size: The letter of its size, empty for the file itself.
    """

    kind: FileKind
    id: int
    size: str = ""


def file_id(secret: bytes, bot_id: UserId, file: NamedFile) -> str:
    """Return a bot's name for a file."""
    body = _body(file)
    return encoded(body + _proof(secret, bot_id, body))


def file_unique_id(file: NamedFile) -> str:
    """Return the name of a file that is the same for all bots, and good for nothing else."""
    return encoded(_body(file))


def named_by(secret: bytes, bot_id: UserId, name: str) -> NamedFile | None:
    """Return the file that a bot names; None for what was never given to it."""
    try:
        data = decoded(name) if len(name) <= MAX_FILE_ID else b""
    except ValueError:
        return None
    body, proof = data[: _NAMED.size], data[_NAMED.size :]
    if len(body) != _NAMED.size or not hmac.compare_digest(proof, _proof(secret, bot_id, body)):
        return None
    kind, number, size = _NAMED.unpack(body)
    return NamedFile(FileKind(kind), number, chr(size) if size else "")


def _body(file: NamedFile) -> bytes:
    return _NAMED.pack(file.kind, file.id, ord(file.size) if file.size else 0)


def _proof(secret: bytes, bot_id: UserId, body: bytes) -> bytes:
    said = _PURPOSE + _OWNED.pack(bot_id) + body
    return hmac.digest(secret, said, hashlib.sha256)[:_PROOF_BYTES]
