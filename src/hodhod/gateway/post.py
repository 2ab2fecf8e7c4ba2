"""A connection that is one HTTP request to the web server: a packet, and the answer to it.

Source: https://core.telegram.org/mtproto/transports#http
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from hodhod.gateway.link import Link

if TYPE_CHECKING:
    from hodhod.gateway.gateway import Gateway

OK: Final = 200


class PostLink(Link):
    """One request.

    Args:
        gateway: The gateway it came in through.
        ip: The address it comes from, as text.

    Attributes:
        reply: Resolved with the status and the body of the response.
        slot: Where it lies in the wheel.
    """

    __slots__ = ("_until", "reply", "slot")

    def __init__(self, gateway: Gateway, ip: str) -> None:
        super().__init__(gateway, ip)
        self.reply: asyncio.Future[tuple[int, bytes]] = asyncio.get_running_loop().create_future()
        self.slot = 0
        self._until = 0.0

    @property
    def one_shot(self) -> bool:
        """It is."""
        return True

    def write(self, payloads: list[bytes]) -> None:
        """Answer the request."""
        self._resolve(OK, payloads[0] if payloads else b"")

    def fail(self, code: int) -> None:
        """Answer by a status."""
        self._resolve(-code, b"")

    def close(self) -> None:
        """Answer that there is no service."""
        self._resolve(503, b"")

    def polling(self, until: float) -> None:
        """It is held until a Unix time in seconds."""
        self._until = until
        self.gateway.wheel.put(self, until)

    def check(self, now: float) -> float | None:
        """Let it go if its time is over."""
        if self.closed or self.reply.done():
            return None
        if self._until > now:
            return self._until
        self.gateway.end_poll(self)
        return None

    def _resolve(self, status: int, body: bytes) -> None:
        self.closed = True
        if not self.reply.done():
            self.reply.set_result((status, body))
