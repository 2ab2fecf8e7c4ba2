"""The full transport: numbered frames with a checksum.

    ┌──────┬────────┬───────────────┬────────┐
    │ n: 4 │ seq: 4 │ payload n−12  │ crc: 4 │   n counts all of it; seq from 0 each way;
    └──────┴────────┴───────────────┴────────┘   CRC32 of all that stands before it

Source: https://core.telegram.org/mtproto/mtproto-transports#full
"""

from __future__ import annotations

import zlib
from typing import Final

from hodhod.mtproto.errors import FrameError
from hodhod.mtproto.transport.framing import Head, error_payload

_AROUND: Final = 12
"""Bytes of a frame that are not payload."""


class Full:
    """Frames of the full transport, counted both ways."""

    __slots__ = ("_received", "_sent")
    name = "full"

    def __init__(self) -> None:
        self._received = 0
        self._sent = 0

    def header(self, buffer: bytearray) -> Head | None:
        """Measures the frame that begins the buffer."""
        if len(buffer) < 8:
            return None
        size = int.from_bytes(buffer[:4], "little") - _AROUND
        if size <= 0 or size % 4:
            raise FrameError("no length of a full frame")
        if int.from_bytes(buffer[4:8], "little") != self._received:
            raise FrameError("a frame out of sequence")
        return Head(8, size, size + _AROUND)

    def payload(self, buffer: bytearray, head: Head) -> bytes:
        """The payload, once its checksum is right."""
        frame = bytes(buffer[: head.end])
        if zlib.crc32(frame[:-4]) != int.from_bytes(frame[-4:], "little"):
            raise FrameError("a wrong checksum")
        self._received = (self._received + 1) & 0xFFFFFFFF
        return frame[8:-4]

    def pack(self, payload: bytes, *, quick_ack: bool = False) -> bytes:  # noqa: ARG002 - has none
        """Frames a payload; this transport has no quick acknowledgements."""
        size = len(payload) + _AROUND
        frame = size.to_bytes(4, "little") + self._sent.to_bytes(4, "little") + payload
        self._sent = (self._sent + 1) & 0xFFFFFFFF
        return frame + zlib.crc32(frame).to_bytes(4, "little")

    def pack_quick_ack(self, token: int) -> bytes:  # noqa: ARG002 - has none
        """Nothing."""
        return b""

    def is_quick_ack(self, buffer: bytearray) -> bool:  # noqa: ARG002 - has none
        """Never."""
        return False

    def quick_ack_token(self, data: bytes) -> int:  # noqa: ARG002 - has none
        """Nothing."""
        return 0

    def pack_error(self, code: int) -> bytes:
        """A numbered frame of four bytes."""
        return self.pack(error_payload(code))
