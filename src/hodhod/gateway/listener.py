"""A port: connections are accepted as they come, or a few at a time when there is too much to do.

Those that are not accepted wait in the kernel, where they cost nothing.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable
from typing import Final

log = logging.getLogger(__name__)

BACKLOG: Final = 4096
"""Connections that wait to be accepted: after a restart everybody comes at once."""

MOST: Final = 64
"""Accepted between two pulses while the server is at ease: some three thousand in a second …"""

LEAST: Final = 4
"""… and while it has too much to do."""

GROWTH_S: Final = 0.5
"""How long it has to be at ease before twice as many are accepted."""


class Listener:
    """A listening socket.

    Args:
        bound: The socket; it is the listener's from now on.
        make: Makes the protocol of a connection.
    """

    def __init__(self, bound: socket.socket, make: Callable[[], asyncio.Protocol]) -> None:
        self._socket = bound
        self._make = make
        self._at_once = self._room = MOST
        self._eased_at = 0.0
        self._reading = False
        self._opening: set[asyncio.Task[object]] = set()
        bound.setblocking(False)
        bound.listen(BACKLOG)
        self._read()

    @property
    def address(self) -> tuple[str, int]:
        """Where it listens."""
        host, port, *_ = self._socket.getsockname()
        return str(host), int(port)

    def pulse(self, now: float, *, strained: bool) -> None:
        """Say how the server is doing; called some fifty times a second.

        Args:
            now: A monotonic time in seconds.
            strained: Whether it has more to do than it can.
        """
        if strained:
            self._at_once, self._eased_at = LEAST, now
        elif self._at_once < MOST and now - self._eased_at >= GROWTH_S:
            self._at_once, self._eased_at = 2 * self._at_once, now
        self._room = self._at_once
        self._read()

    def close(self) -> None:
        """Accept nothing more."""
        self._rest()
        self._socket.close()

    def _read(self) -> None:
        if not self._reading and self._socket.fileno() >= 0:
            self._reading = True
            asyncio.get_running_loop().add_reader(self._socket.fileno(), self._accept)

    def _rest(self) -> None:
        if self._reading:
            self._reading = False
            asyncio.get_running_loop().remove_reader(self._socket.fileno())

    def _accept(self) -> None:
        loop = asyncio.get_running_loop()
        while self._room:
            try:
                connection, _address = self._socket.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError as error:
                log.warning("no connection can be accepted: %s", error)
                self._room = 0
                break
            self._room -= 1
            connection.setblocking(False)
            task = loop.create_task(self._open(connection), name="a connection")
            self._opening.add(task)
            task.add_done_callback(self._opening.discard)
        self._rest()  # until the next pulse

    async def _open(self, connection: socket.socket) -> None:
        try:
            await asyncio.get_running_loop().connect_accepted_socket(self._make, connection)
        except OSError as error:
            connection.close()
            log.debug("a connection is gone before it began: %s", error)
