"""A connection that is a WebSocket of the web server.

Source: https://core.telegram.org/mtproto/transports#websocket
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from hodhod.gateway.stream import StreamLink

if TYPE_CHECKING:
    from hodhod.gateway.gateway import Gateway


class WebSocketLink(StreamLink):
    """A WebSocket whose messages are pieces of a stream.

    Args:
        gateway: The gateway it came in through.
        ip: The address it comes from, as text.
        request: Of the upgrade.
        socket: Prepared.
        welcome: False if there are too many.
    """

    __slots__ = ("_out", "_out_bytes", "_readable", "_request", "_socket", "_writing")

    def __init__(
        self,
        gateway: Gateway,
        ip: str,
        request: web.Request,
        socket: web.WebSocketResponse,
        *,
        welcome: bool,
    ) -> None:
        super().__init__(gateway, ip, welcome=welcome)
        self._request = request
        self._socket = socket
        self._out: list[bytes] = []
        self._out_bytes = 0
        self._writing = False
        self._readable: asyncio.Future[None] | None = None

    async def run(self) -> None:
        """Read until either side ends it."""
        async for message in self._socket:
            if message.type is not WSMsgType.BINARY or self.closed:
                break
            self.feed(message.data)
            if self._readable is not None:
                await self._readable

    def pause_reading(self) -> None:
        """Take no message from the socket."""
        if self._readable is None:
            self._readable = asyncio.get_running_loop().create_future()

    def resume_reading(self) -> None:
        """Take messages again."""
        readable, self._readable = self._readable, None
        if readable is not None and not readable.done():
            readable.set_result(None)

    def close(self) -> None:
        """End; what was written still goes out."""
        self.closed = True
        self.resume_reading()
        self._start_writing()

    def abort(self) -> None:
        """End at once."""
        self.closed = True
        self.resume_reading()
        if self._request.transport is not None:
            self._request.transport.abort()

    def _write(self, data: bytes) -> None:
        self._out.append(data)
        self._out_bytes += len(data)
        if self._out_bytes > self.gateway.limits.write_buffer and not self._unread_since:
            self.writing_paused()
        self._start_writing()

    def _start_writing(self) -> None:
        if not self._writing:
            self._writing = True
            self.gateway.tasks.spawn(self._send(), "write to a WebSocket")

    async def _send(self) -> None:
        """Send what there is; only while there is something does this run."""
        try:
            while self._out:
                data, self._out = b"".join(self._out), []
                await self._socket.send_bytes(data)
                self._out_bytes -= len(data)
                if self._unread_since and self._out_bytes <= self.gateway.limits.write_buffer // 2:
                    self.writing_resumed()
            if self.closed:
                await self._socket.close()
        except (ConnectionError, RuntimeError):
            # aiohttp's two ways to say that the socket is gone.
            self.closed = True
            self.resume_reading()
        finally:
            self._writing = False
