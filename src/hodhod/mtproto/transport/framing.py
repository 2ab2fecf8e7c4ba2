"""How a stream of bytes is cut into frames: what all the transports have in common.

┌────────┬──────────────────────┬──────┐
│ header │ payload (size bytes) │ tail │   Head.start = length of the header
└────────┴──────────────────────┴──────┘   Head.end = length of the frame
"""

from __future__ import annotations

from typing import Protocol

import msgspec

from hodhod.mtproto.transport.events import HttpReply


class Head(msgspec.Struct, frozen=True, gc=False):
    """The measures of the frame at the beginning of a buffer, in bytes.

    Attributes:
        start: Where the payload begins.
        size: Of the payload.
        end: Where the next frame begins.
        quick_ack: Whether the client asks for a quick acknowledgement.
    """

    start: int
    size: int
    end: int
    quick_ack: bool = False


class Framing(Protocol):
    """One way of framing, in one connection."""

    @property
    def name(self) -> str:
        """For logs and metrics."""
        ...

    def header(self, buffer: bytearray) -> Head | HttpReply | None:
        """Measures the frame that begins the buffer.

        A HttpReply stands for a request without a message, which has been taken off the buffer.

        Returns:
            None while bytes are missing.

        Raises:
            FrameError: This is no frame.
        """
        ...

    def payload(self, buffer: bytearray, head: Head) -> bytes:
        """Takes the payload out of a whole frame.

        Raises:
            FrameError: Its checksum or its number is wrong.
        """
        ...

    def pack(self, payload: bytes, *, quick_ack: bool = False) -> bytes:
        """Frames a payload."""
        ...

    def pack_quick_ack(self, token: int) -> bytes:
        """What the server writes to acknowledge quickly; nothing where that does not exist."""
        ...

    def pack_error(self, code: int) -> bytes:
        """What the server writes before it closes."""
        ...


class ClientFraming(Framing, Protocol):
    """What the client has to tell apart on top."""

    def is_quick_ack(self, buffer: bytearray) -> bool:
        """Whether the buffer begins with a quick acknowledgement, as far as can be seen yet."""
        ...

    def quick_ack_token(self, data: bytes) -> int:
        """The token in the four bytes of a quick acknowledgement."""
        ...


def error_payload(code: int) -> bytes:
    """The payload of an error: the negative number in four bytes."""
    return code.to_bytes(4, "little", signed=True)
