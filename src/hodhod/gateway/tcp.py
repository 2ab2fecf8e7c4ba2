"""A connection that is a socket."""

from __future__ import annotations

import asyncio
from sys import intern
from typing import TYPE_CHECKING, cast

from hodhod.gateway.stream import StreamLink

if TYPE_CHECKING:
    from hodhod.gateway.gateway import Gateway


class TcpLink(StreamLink, asyncio.Protocol):
    """A socket of the gateway's own listener.

    Args:
        gateway: The gateway it came in through.
    """

    __slots__ = ("_transport",)

    def __init__(self, gateway: Gateway) -> None:
        super().__init__(gateway, "", welcome=True)
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client has connected."""
        self._transport = cast("asyncio.Transport", transport)
        peer = transport.get_extra_info("peername")
        # One string for all connections of an address.
        self.ip = intern(str(peer[0])) if isinstance(peer, tuple) else ""
        self._welcome = self.gateway.admission.connect(self.ip)
        self._transport.set_write_buffer_limits(high=self.gateway.limits.write_buffer)
        if not self.gateway.opened(self):
            self.abort()

    def data_received(self, data: bytes) -> None:
        """Bytes have come."""
        if not self.closed:
            self.feed(data)

    def pause_writing(self) -> None:
        """The client does not read."""
        self.writing_paused()

    def resume_writing(self) -> None:
        """The client has read."""
        self.writing_resumed()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """The socket is gone, for whatever reason."""
        self.gateway.admission.disconnect(self.ip)
        self._transport = None
        self.ended()

    def close(self) -> None:
        """End; what was written still goes out."""
        self.closed = True
        if self._transport is not None:
            self._transport.close()

    def abort(self) -> None:
        """End at once."""
        self.closed = True
        if self._transport is not None:
            self._transport.abort()

    def pause_reading(self) -> None:
        """Let the client's bytes stay in the kernel."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.pause_reading()

    def resume_reading(self) -> None:
        """Read on."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.resume_reading()

    def _write(self, data: bytes) -> None:
        if self._transport is not None:
            self._transport.write(data)
