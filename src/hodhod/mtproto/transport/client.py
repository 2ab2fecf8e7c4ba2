"""The client's end of a transport, for the load generator and the tests."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from hodhod.mtproto.crypto.aes_ctr import AesCtr
from hodhod.mtproto.entropy import Entropy
from hodhod.mtproto.errors import FrameError
from hodhod.mtproto.transport import abridged, intermediate, obfuscated, padded
from hodhod.mtproto.transport.abridged import Abridged
from hodhod.mtproto.transport.events import ClientEvent, ErrorFrame, Packet, QuickAck
from hodhod.mtproto.transport.framing import ClientFraming, Head
from hodhod.mtproto.transport.full import Full
from hodhod.mtproto.transport.http import HttpClient
from hodhod.mtproto.transport.intermediate import Intermediate
from hodhod.mtproto.transport.padded import Padded

TransportName: TypeAlias = Literal["abridged", "intermediate", "padded", "full", "http"]

INBOUND_MAX: Final = (4 << 20) + 1024
"""Bytes of a payload that clients still accept."""

_OPENINGS: Final = {
    "abridged": abridged.OPENING,
    "intermediate": intermediate.OPENING,
    "padded": padded.OPENING,
}


class ClientTransport:
    """The bytes of one connection, as packets.

    Args:
        name: Which transport to speak.
        entropy: Of padding and obfuscation.
        obfuscated: Whether it is wrapped in noise; not possible for full and HTTP.
        dc_id: The data centre to name in the obfuscated init.
        host: For HTTP.
    """

    __slots__ = ("_buffer", "_framing", "_inbound", "_opening", "_outbound")

    def __init__(
        self,
        name: TransportName,
        entropy: Entropy,
        *,
        obfuscated: bool = False,
        dc_id: int = 2,
        host: str = "localhost",
    ) -> None:
        self._framing = _framing(name, entropy, host)
        self._buffer = bytearray()
        self._inbound: AesCtr | None = None
        self._outbound: AesCtr | None = None
        self._opening = _OPENINGS.get(name, b"")
        if obfuscated:
            self._obfuscate(dc_id, entropy)

    def opening(self) -> bytes:
        """What is written first, once."""
        return self._opening

    def pack(self, payload: bytes, *, quick_ack: bool = False) -> bytes:
        """Frames a payload, perhaps asking for a quick acknowledgement."""
        data = self._framing.pack(payload, quick_ack=quick_ack)
        return self._outbound.apply(data) if self._outbound else data

    def receive(self, data: bytes) -> None:
        """Takes what was read from the connection."""
        self._buffer += self._inbound.apply(data) if self._inbound else data

    def next_event(self) -> ClientEvent | None:
        """Takes the next event off the buffer, None while bytes are missing.

        Raises:
            FrameError: The server's bytes are no frame.
        """
        if self._framing.is_quick_ack(self._buffer):
            if len(self._buffer) < 4:
                return None
            token = self._framing.quick_ack_token(bytes(self._buffer[:4]))
            del self._buffer[:4]
            return QuickAck(token)
        head = self._framing.header(self._buffer)
        if not isinstance(head, Head):
            return None
        if head.size > INBOUND_MAX:
            raise FrameError("a frame over its limit")
        if len(self._buffer) < head.end:
            return None
        payload = self._framing.payload(self._buffer, head)
        del self._buffer[: head.end]
        if len(payload) == 4:
            return ErrorFrame(int.from_bytes(payload, "little", signed=True))
        return Packet(payload)

    def _obfuscate(self, dc_id: int, entropy: Entropy) -> None:
        if not self._opening:
            raise ValueError(f"no tag stands for {self._framing.name} inside obfuscation")
        tag = (self._opening * 4)[:4]
        self._opening, streams = obfuscated.begin(tag, dc_id, entropy)
        self._inbound = streams.inbound
        self._outbound = streams.outbound


def _framing(name: TransportName, entropy: Entropy, host: str) -> ClientFraming:
    match name:
        case "abridged":
            return Abridged()
        case "intermediate":
            return Intermediate()
        case "padded":
            return Padded(entropy)
        case "full":
            return Full()
        case "http":
            return HttpClient(host)
