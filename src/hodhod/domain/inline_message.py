"""Names of messages for the bot whose result they are, which is not in the chat.

    dc_id i32 ‖ owner_id i64 ‖ id i32 ‖ access_hash i64

The box and the number in it, with a proof that this bot was told of them. Over HTTP it is the
base64 of these 24 bytes, little-endian.

Source: https://core.telegram.org/type/InputBotInlineMessageID
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from struct import Struct

from hodhod.domain.access_hash import Kind, access_hash, holds
from hodhod.domain.ids import BoxId, MsgId, UserId
from hodhod.tl import types

_WIRE = Struct("<iqiq")
_TEXT_CHARS = 32

Named = types.InputBotInlineMessageID64


def inline_name(
    secret: bytes, dc_id: int, bot_id: UserId, box_id: BoxId, msg_id: MsgId
) -> types.InputBotInlineMessageID64:
    """Return the name of a message for a bot."""
    proof = access_hash(secret, Kind.INLINE_MESSAGE, _subject(secret, box_id, msg_id), bot_id)
    return Named(dc_id=dc_id, owner_id=box_id, id=msg_id, access_hash=proof)


def named_inline(
    secret: bytes, bot_id: UserId, name: types.TypeInputBotInlineMessageID
) -> tuple[BoxId, MsgId] | None:
    """Return the box and the number that a bot names; None if it was not told of them."""
    if not isinstance(name, Named):
        return None
    box_id, msg_id = BoxId(name.owner_id), MsgId(name.id)
    subject = _subject(secret, box_id, msg_id)
    good = holds(secret, Kind.INLINE_MESSAGE, subject, name.access_hash, viewer=bot_id)
    return (box_id, msg_id) if good else None


def written(name: types.InputBotInlineMessageID64) -> str:
    """Return a name as it is written over HTTP."""
    return urlsafe_b64encode(
        _WIRE.pack(name.dc_id, name.owner_id, name.id, name.access_hash)
    ).decode()


def read(text: str) -> types.InputBotInlineMessageID64 | None:
    """Return the name that a text is; None if it is none."""
    if len(text) != _TEXT_CHARS or not text.isascii():
        return None
    try:
        wire = urlsafe_b64decode(text)
    except ValueError:
        return None
    if len(wire) != _WIRE.size:
        return None
    dc_id, owner_id, msg_id, proof = _WIRE.unpack(wire)
    return Named(dc_id=dc_id, owner_id=owner_id, id=msg_id, access_hash=proof)


def _subject(secret: bytes, box_id: BoxId, msg_id: MsgId) -> int:
    """Return one number for both."""
    return access_hash(secret, Kind.INLINE_MESSAGE, msg_id, box_id)
