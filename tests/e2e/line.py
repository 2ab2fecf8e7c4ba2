"""A line between a client and the server that a test can cut.

Everything a client sends goes through a local port; cutting closes what is open and refuses what
comes, mending lets it through again. `cut_after` cuts by itself in the middle of a transfer.
"""

import asyncio
import contextlib
from asyncio import StreamReader, StreamWriter
from dataclasses import dataclass, field
from typing import Self

from tests.e2e.server import ANY_PORT, Address

CHUNK_BYTES = 64 * 1024


@dataclass(slots=True)
class Line:
    """A local port that leads to the server."""

    to: Address
    address: Address = ANY_PORT
    up_bytes: int = 0
    down_bytes: int = 0
    cuts: int = 0
    _whole: bool = True
    _up_left: int | None = None
    _down_left: int | None = None
    _open: set[StreamWriter] = field(default_factory=set)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _server: asyncio.Server | None = None
    _was_cut: asyncio.Event = field(default_factory=asyncio.Event)

    async def start(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        host, port = self._server.sockets[0].getsockname()[:2]
        self.address = Address(host, port)
        return self

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
        self._close_all()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def cut(self) -> None:
        self._whole = False
        self._up_left = self._down_left = None
        self.cuts += 1
        self._was_cut.set()
        self._close_all()

    def mend(self) -> None:
        self._whole = True

    def cut_after(self, *, up: int | None = None, down: int | None = None) -> None:
        """Cuts when so many more bytes went up to the server or down to the client."""
        self._up_left, self._down_left = up, down
        self._was_cut.clear()

    async def until_cut(self, timeout: float) -> None:
        async with asyncio.timeout(timeout):
            await self._was_cut.wait()

    async def greet(self, reader: StreamReader, writer: StreamWriter) -> None:
        """What is said before the client's own bytes: nothing on a plain line."""

    def _close_all(self) -> None:
        for writer in list(self._open):
            writer.transport.abort()
        self._open.clear()

    async def _accept(self, reader: StreamReader, writer: StreamWriter) -> None:
        if not self._whole:
            writer.transport.abort()
            return
        task = asyncio.ensure_future(self._carry(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        with contextlib.suppress(asyncio.CancelledError):
            await task

    async def _carry(self, reader: StreamReader, writer: StreamWriter) -> None:
        self._open.add(writer)
        try:
            await self.greet(reader, writer)
            far_reader, far_writer = await asyncio.open_connection(self.to.host, self.to.port)
        except (OSError, asyncio.IncompleteReadError):
            writer.transport.abort()
            return
        self._open.add(far_writer)
        try:
            await asyncio.gather(
                self._pump(reader, far_writer, up=True), self._pump(far_reader, writer, up=False)
            )
        finally:
            for end in (writer, far_writer):
                self._open.discard(end)
                end.transport.abort()

    async def _pump(self, source: StreamReader, sink: StreamWriter, *, up: bool) -> None:
        with contextlib.suppress(OSError):
            while chunk := await source.read(CHUNK_BYTES):
                if not self._count(len(chunk), up=up):
                    return
                sink.write(chunk)
                await sink.drain()
            sink.close()

    def _count(self, size: int, *, up: bool) -> bool:
        if up:
            self.up_bytes += size
            if self._up_left is not None:
                self._up_left -= size
        else:
            self.down_bytes += size
            if self._down_left is not None:
                self._down_left -= size
        over = (self._up_left or 0) < 0 or (self._down_left or 0) < 0
        if over:
            self.cut()
        return not over


class SocksLine(Line):
    """A SOCKS5 proxy that leads every destination to the server.

    TDLib has the addresses it connects to compiled in; through this proxy all of them are ours.
    """

    async def greet(self, reader: StreamReader, writer: StreamWriter) -> None:
        """SOCKS5 (RFC 1928), without authentication.

        version methods-count methods…            → 05 00
        05 01 00 type address port(2)             → 05 00 00 01 0.0.0.0 0
        type 1: 4 bytes; 3: a length byte and a name; 4: 16 bytes.
        """
        _version, methods = await reader.readexactly(2)
        await reader.readexactly(methods)
        writer.write(b"\x05\x00")
        _version, _command, _reserved, kind = await reader.readexactly(4)
        size = {1: 4, 4: 16}.get(kind) or (await reader.readexactly(1))[0]
        await reader.readexactly(size + 2)
        writer.write(b"\x05\x00\x00\x01" + bytes(6))
        await writer.drain()
