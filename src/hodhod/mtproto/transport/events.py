"""What comes out of a transport.

server                                client
Packet      a payload                 Packet      a payload
LargeFrame  may it come in?           QuickAck    the server has accepted a message
HttpReply   bytes for the peer        ErrorFrame  the server gives up
"""

from __future__ import annotations

import msgspec

# Structs instead of dataclasses: one of these is made for every packet, and they cost a fifth.


class Packet(msgspec.Struct, frozen=True, gc=False):
    """The payload of one frame.

    Attributes:
        payload: `auth_key_id`, then the rest of a plain or an encrypted message.
        quick_ack: The sender asks for a quick acknowledgement.
    """

    payload: bytes
    quick_ack: bool = False


class LargeFrame(msgspec.Struct, frozen=True, gc=False):
    """A frame over the limit of now but under the ceiling has begun.

    Whoever reads it looks up the key and raises the limit, or lets the connection end: a client
    that comes back with a key may begin with the part of a file.

    Attributes:
        auth_key_id: Of the frame, signed.
        size: Of the payload, in bytes.
    """

    auth_key_id: int
    size: int


class HttpReply(msgspec.Struct, frozen=True, gc=False):
    """An HTTP request that carries no message, and the answer to write for it.

    Attributes:
        data: The whole response.
        close: Whether the connection ends after it.
    """

    data: bytes
    close: bool


class QuickAck(msgspec.Struct, frozen=True, gc=False):
    """The server has decrypted and accepted the message with this token (its high bit is set)."""

    token: int


class ErrorFrame(msgspec.Struct, frozen=True, gc=False):
    """The server answers with a transport error: −404, −429, −444."""

    code: int


ServerEvent = Packet | LargeFrame | HttpReply
ClientEvent = Packet | QuickAck | ErrorFrame
