"""What a peer can do wrong, and what becomes of its connection.

    ProtocolError
    ├── TransportError(code)   answered by the framed negative number, then closed
    ├── FrameError             the bytes are no frame: closed without an answer
    ├── ContainerError         a container that is not valid as a whole: bad_msg_notification 64
    ├── GzipError              a gzip_packed that does not inflate within its bound
    └── BindError              the blob of auth.bindTempAuthKey proves nothing

A stranger learns no more than the code: every failure before a message is proven to come from the
holder of its key is the same TransportError(NOT_FOUND).

Source: https://core.telegram.org/mtproto/mtproto-transports#transport-errors
"""

from __future__ import annotations

from typing import Final

NOT_FOUND: Final = -404
"""Unknown key, wrong handshake query, or anything that does not decrypt to a whole message."""

FLOOD: Final = -429
"""Too many connections, or the limits of containers and service messages were exceeded."""

WRONG_DC: Final = -444
"""The key belongs to another data centre."""


class ProtocolError(Exception):
    """The peer broke MTProto."""


class TransportError(ProtocolError):
    """The peer is told a number and the connection ends.

    Attributes:
        code: Negative: NOT_FOUND, FLOOD or WRONG_DC.
    """

    def __init__(self, code: int) -> None:
        super().__init__(f"transport error {code}")
        self.code = code


class FrameError(ProtocolError):
    """The stream of bytes cannot be cut into frames any more; the connection ends in silence."""


class ContainerError(ProtocolError):
    """A container that cannot be taken apart; none of its messages is accepted."""


class GzipError(ProtocolError):
    """Compressed data that is broken, has a tail, or grows over its bound."""


class BindError(ProtocolError):
    """The holder of a temporary key did not prove that it holds the permanent one as well."""
