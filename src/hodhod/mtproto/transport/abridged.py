"""The abridged transport: one byte of length for most messages.

    server ← client   ef, once
    ┌──────┬───────────────┐       ┌──────────┬──────────┬───────────────┐
    │ l: 1 │ payload 4·l   │  or   │ 7f: 1    │ l: 3     │ payload 4·l   │
    └──────┴───────────────┘       └──────────┴──────────┴───────────────┘
    l < 7f, plus 80 when the client asks for a quick acknowledgement, which is the token with its
    bytes swapped, so that its highest bit comes first.

Source: https://core.telegram.org/mtproto/mtproto-transports#abridged
"""

from __future__ import annotations

from typing import Final

from hodhod.mtproto.errors import FrameError
from hodhod.mtproto.transport.framing import Head, error_payload

OPENING: Final = b"\xef"
_LONG: Final = 0x7F


class Abridged:
    """Frames of the abridged transport; without state."""

    __slots__ = ()
    name = "abridged"

    def header(self, buffer: bytearray) -> Head | None:
        """Measures the frame that begins the buffer."""
        if not buffer:
            return None
        words = buffer[0] & 0x7F
        start = 1
        if words == _LONG:
            if len(buffer) < 4:
                return None
            words = int.from_bytes(buffer[1:4], "little")
            start = 4
        if not words:
            raise FrameError("an empty frame")
        size = 4 * words
        return Head(start, size, start + size, buffer[0] > _LONG)

    def payload(self, buffer: bytearray, head: Head) -> bytes:
        """The payload as it is."""
        return bytes(buffer[head.start : head.end])

    def pack(self, payload: bytes, *, quick_ack: bool = False) -> bytes:
        """Frames a payload, whose length is a multiple of 4."""
        words, odd = divmod(len(payload), 4)
        if odd:
            raise ValueError("an abridged payload is a whole number of words")
        asks = 0x80 if quick_ack else 0
        if words < _LONG:
            return (words | asks).to_bytes(1, "little") + payload
        return (_LONG | asks | words << 8).to_bytes(4, "little") + payload

    def pack_quick_ack(self, token: int) -> bytes:
        """The token, highest byte first."""
        return token.to_bytes(4, "big")

    def is_quick_ack(self, buffer: bytearray) -> bool:
        """No length from a server has its highest bit set."""
        return bool(buffer) and buffer[0] > _LONG

    def quick_ack_token(self, data: bytes) -> int:
        """The token, highest byte first."""
        return int.from_bytes(data, "big")

    def pack_error(self, code: int) -> bytes:
        """A frame of one word."""
        return self.pack(error_payload(code))
