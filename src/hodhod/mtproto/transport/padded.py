"""The padded intermediate transport: the intermediate one, with lengths that tell less.

    server ← client   dddddddd, once
    ┌──────┬─────────────┬──────────────────┐
    │ n: 4 │ payload     │ 0–15 random bytes│   n counts both
    └──────┴─────────────┴──────────────────┘

Nothing says where the payload ends, except the payload: an encrypted message is 24 bytes and whole
blocks of 16; a plain one says its length; an error, alone shorter than both, is 4 bytes.

Source: https://core.telegram.org/mtproto/mtproto-transports#padded-intermediate
"""

from __future__ import annotations

from typing import Final

from hodhod.mtproto.entropy import Entropy
from hodhod.mtproto.transport.framing import Head
from hodhod.mtproto.transport.intermediate import Intermediate

OPENING: Final = b"\xdd\xdd\xdd\xdd"
_PLAIN: Final = bytes(8)


class Padded(Intermediate):
    """Frames of the padded intermediate transport."""

    __slots__ = ("_entropy",)
    name = "padded"

    def __init__(self, entropy: Entropy) -> None:
        self._entropy = entropy

    def payload(self, buffer: bytearray, head: Head) -> bytes:
        """The payload without its padding, as far as its own form tells."""
        padded = bytes(buffer[head.start : head.end])
        if head.size < 20:
            return padded[:4]
        if padded.startswith(_PLAIN):
            return padded[: 20 + int.from_bytes(padded[16:20], "little")]
        return padded[: 24 + (max(head.size - 24, 0) & ~15)]

    def pack(self, payload: bytes, *, quick_ack: bool = False) -> bytes:
        """Frames a payload."""
        noise = self._entropy(16)
        padding = noise[1 : 1 + (noise[0] & 15)]
        return super().pack(payload + padding, quick_ack=quick_ack)
