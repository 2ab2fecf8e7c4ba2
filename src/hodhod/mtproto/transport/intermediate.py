"""The intermediate transport: four bytes of length.

    server ← client   eeeeeeee, once
    ┌──────┬─────────────┐
    │ n: 4 │ payload n   │   n plus 80000000 when the client asks for a quick acknowledgement,
    └──────┴─────────────┘   which is the token, in the place of a length

Source: https://core.telegram.org/mtproto/mtproto-transports#intermediate
"""

from __future__ import annotations

from typing import Final

from hodhod.mtproto.errors import FrameError
from hodhod.mtproto.transport.framing import Head, error_payload

OPENING: Final = b"\xee\xee\xee\xee"
QUICK_ACK: Final = 1 << 31


class Intermediate:
    """Frames of the intermediate transport; without state."""

    __slots__ = ()
    name = "intermediate"

    def header(self, buffer: bytearray) -> Head | None:
        """Measures the frame that begins the buffer."""
        if len(buffer) < 4:
            return None
        length = int.from_bytes(buffer[:4], "little")
        size = length & ~QUICK_ACK
        if not size:
            raise FrameError("an empty frame")
        return Head(4, size, 4 + size, length != size)

    def payload(self, buffer: bytearray, head: Head) -> bytes:
        """The payload as it is."""
        return bytes(buffer[head.start : head.end])

    def pack(self, payload: bytes, *, quick_ack: bool = False) -> bytes:
        """Frames a payload."""
        length = len(payload) | QUICK_ACK if quick_ack else len(payload)
        return length.to_bytes(4, "little") + payload

    def pack_quick_ack(self, token: int) -> bytes:
        """The token, lowest byte first."""
        return token.to_bytes(4, "little")

    def is_quick_ack(self, buffer: bytearray) -> bool:
        """No length from a server has its highest bit set."""
        return len(buffer) >= 4 and buffer[3] > 0x7F

    def quick_ack_token(self, data: bytes) -> int:
        """The token, lowest byte first."""
        return int.from_bytes(data, "little")

    def pack_error(self, code: int) -> bytes:
        """A frame of four bytes."""
        return Intermediate.pack(self, error_payload(code))
