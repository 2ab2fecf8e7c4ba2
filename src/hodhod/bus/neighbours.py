"""The bus of a single machine: sockets in a folder between the processes that share its work.

    FOLDER/<node>.bus     each node listens at its own, and writes to the others'

    u32 length, little-endian │ packet (wire.py) │ u32 length │ packet │ …

Nothing stands between two nodes, so nothing has to be looked after but they themselves. A node that
is away loses what is meant for it, and its clients find the gap in `pts`.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from struct import Struct
from typing import Final, cast

from hodhod.bus.local import Handlers
from hodhod.bus.port import Handler, event_nodes, is_for, is_for_all
from hodhod.bus.wire import pack, unpack
from hodhod.domain.event import Event, Node

log = logging.getLogger(__name__)

LENGTH: Final = Struct("<I")

PENDING_BYTES: Final = 8 * 1024 * 1024
"""Kept for a node that reads slowly or is just starting; what is over it is lost like any hint."""


class NeighbourBus:
    """A bus that reaches the processes of one machine; made by `open`.

    Args:
        node: This node's name.
        folder: Where the sockets are; nobody else may look into it.
        nodes: All names, this one's too.
    """

    def __init__(self, node: Node, folder: Path, nodes: Sequence[Node]) -> None:
        self._node = node
        self._path = folder / f"{node}.bus"
        self._others = {one: _Wire(folder / f"{one}.bus") for one in nodes if one != node}
        self._handlers = Handlers()
        self._server: asyncio.Server | None = None
        self._readers: set[asyncio.BaseTransport] = set()

    @classmethod
    async def open(cls, node: Node, folder: Path, nodes: Sequence[Node]) -> NeighbourBus:
        """Begin to listen; arguments are the class's.

        Raises:
            OSError: The socket cannot be made.
        """
        bus = cls(node, folder, nodes)
        # One that was killed has left its socket behind.
        bus._path.unlink(missing_ok=True)
        loop = asyncio.get_running_loop()
        bus._server = await loop.create_unix_server(bus._reader, bus._path)
        return bus

    @property
    def node(self) -> Node:
        """This node's own name."""
        return self._node

    async def publish(self, events: Iterable[Event]) -> None:
        """Tell the handlers of this node, then the other nodes."""
        by_node: dict[Node, list[Event]] = {}
        for event in events:
            if is_for(event, self._node):
                self._handlers.tell(event)
            for node in self._others if is_for_all(event) else event_nodes(event):
                if node in self._others:
                    by_node.setdefault(node, []).append(event)
        for node, concerned in by_node.items():
            self._others[node].send(b"".join(map(_framed, pack(concerned))))

    def subscribe(self, handler: Handler) -> Callable[[], None]:
        """Let a handler see every event for this node; return what ends that."""
        return self._handlers.add(handler)

    async def close(self) -> None:
        """Hand over what is on its way, and listen no more."""
        for wire in self._others.values():
            await wire.close()
        if self._server is not None:
            self._server.close()
        for transport in self._readers:
            transport.close()
        self._path.unlink(missing_ok=True)

    def _reader(self) -> _Reader:
        return _Reader(self._receive, self._readers)

    def _receive(self, packet: bytes) -> None:
        for event in unpack(packet, self._node):
            self._handlers.tell(event)


class _Wire(asyncio.BaseProtocol):
    """The way to another node: connected when something is to be said, and again when it breaks."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._transport: asyncio.WriteTransport | None = None
        self._connecting: asyncio.Task[None] | None = None
        self._waiting = bytearray()

    def send(self, data: bytes) -> None:
        """Write, now or as soon as there is a connection."""
        if self._transport is None:
            if len(self._waiting) + len(data) > PENDING_BYTES:
                log.warning("events for %s are lost", self._path.stem)
                return
            self._waiting += data
            if self._connecting is None:
                self._connecting = asyncio.create_task(self._connect(), name="bus")
        elif self._transport.get_write_buffer_size() > PENDING_BYTES:
            log.warning("events for %s are lost", self._path.stem)
        else:
            self._transport.write(data)

    async def _connect(self) -> None:
        try:
            await asyncio.get_running_loop().create_unix_connection(lambda: self, str(self._path))
        except OSError as error:
            log.info("%s does not listen: %s", self._path.stem, error)
            self._waiting.clear()
        finally:
            self._connecting = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """What has waited goes out."""
        # Those of uvloop are what the annotation says without deriving from it.
        self._transport = cast("asyncio.WriteTransport", transport)
        self._transport.write(bytes(self._waiting))
        self._waiting.clear()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """The node is gone, or stops."""
        self._transport = None

    async def close(self) -> None:
        """End once what was written is out."""
        if self._connecting is not None:
            with contextlib.suppress(OSError):
                await self._connecting
        if self._transport is not None:
            self._transport.close()


class _Reader(asyncio.Protocol):
    """Packets out of the bytes of one node."""

    def __init__(
        self, receive: Callable[[bytes], None], readers: set[asyncio.BaseTransport]
    ) -> None:
        self._receive = receive
        self._readers = readers
        self._buffer = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A node has something to say."""
        self._transport = transport
        self._readers.add(transport)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """It has no more."""
        self._readers.discard(self._transport)

    def data_received(self, data: bytes) -> None:
        """Take whole packets."""
        buffer = self._buffer
        buffer += data
        start = 0
        while len(buffer) - start >= LENGTH.size:
            (length,) = LENGTH.unpack_from(buffer, start)
            end = start + LENGTH.size + length
            if len(buffer) < end:
                break
            self._receive(bytes(buffer[start + LENGTH.size : end]))
            start = end
        del buffer[:start]


def _framed(packet: bytes) -> bytes:
    return LENGTH.pack(len(packet)) + packet
