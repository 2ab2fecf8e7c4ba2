"""Both ends of every transport, and ways to cut bytes between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hypothesis import strategies as st

from hodhod.mtproto.transport import (
    ClientEvent,
    ClientTransport,
    Packet,
    ServerEvent,
    ServerTransport,
    TransportName,
)
from tests.mtproto.seeded import Seeded

LIMIT = 4096
CEILING = 1 << 20


@dataclass(frozen=True)
class Wire:
    """A transport, bare or obfuscated."""

    name: TransportName
    obfuscated: bool = False

    def __str__(self) -> str:
        return f"obfuscated {self.name}" if self.obfuscated else self.name

    def client(self) -> ClientTransport:
        return ClientTransport(
            self.name, Seeded("client"), obfuscated=self.obfuscated, dc_id=2, host="example.org"
        )


WIRES = [
    Wire("abridged"),
    Wire("intermediate"),
    Wire("padded"),
    Wire("full"),
    Wire("http"),
    Wire("abridged", obfuscated=True),
    Wire("intermediate", obfuscated=True),
    Wire("padded", obfuscated=True),
]


def server(limit: int = LIMIT) -> ServerTransport:
    return ServerTransport(limit, CEILING, Seeded("server"))


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    """Cuts bytes into writes of a size."""
    for start in range(0, len(data), size):
        yield data[start : start + size]


def server_events(transport: ServerTransport, writes: Iterable[bytes]) -> list[ServerEvent]:
    """What a server sees; an empty answer follows every HTTP request."""
    events: list[ServerEvent] = []
    for write in writes:
        transport.receive(write)
        while (event := transport.next_event()) is not None:
            events.append(event)
            if transport.is_http and isinstance(event, Packet):
                transport.pack(b"")
    return events


def client_events(transport: ClientTransport, writes: Iterable[bytes]) -> list[ClientEvent]:
    """What a client sees."""
    events: list[ClientEvent] = []
    for write in writes:
        transport.receive(write)
        while (event := transport.next_event()) is not None:
            events.append(event)
    return events


def encrypted(blocks: int = 4, seed: str = "payload") -> bytes:
    """The outside of an encrypted message: a key, a msg_key and whole blocks."""
    return b"\1" + Seeded(seed)(23 + 16 * blocks)


def plain(words: int = 5) -> bytes:
    """A message without a key."""
    body = Seeded("body")(4 * words)
    return bytes(16) + len(body).to_bytes(4, "little") + body


payloads = st.one_of(
    st.builds(encrypted, st.integers(3, 200), st.text(max_size=3)),
    st.builds(plain, st.integers(1, 100)),
)


@st.composite
def splits(draw: st.DrawFn, data: bytes) -> list[bytes]:
    """Any way to cut bytes into writes."""
    cuts = sorted(draw(st.lists(st.integers(0, len(data)), max_size=20)))
    return [
        data[start:end]
        for start, end in zip([0, *cuts], [*cuts, len(data)], strict=True)
        if start < end
    ]
