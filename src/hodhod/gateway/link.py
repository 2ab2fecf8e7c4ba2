"""A connection as the sessions see it, whatever it is made of.

Link
├── StreamLink         bytes in any pieces, cut into packets by a ServerTransport
│   ├── TcpLink        a socket
│   └── WebSocketLink  a WebSocket of the web server
└── PostLink           one HTTP request to the web server
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hodhod.gateway.gateway import Gateway
    from hodhod.gateway.keys import Key
    from hodhod.gateway.live import LiveSession
    from hodhod.mtproto.events import HttpWait

WORKING: Final = 1
"""A packet is being worked on (a key looked up, a key made): the next has to wait."""

CROWDED: Final = 2
"""Too many requests of its session wait."""

UNREAD: Final = 4
"""The client does not read what is written to it, so it may not ask for more."""

STOPPING: Final = 8
"""The server takes no more requests."""


class Link:
    """What connections have in common.

    Args:
        gateway: The gateway it came in through.
        ip: The address it comes from, as text.

    Attributes:
        gateway: As above.
        ip: As above.
        key: The key of its last message.
        session: The session of its last message; others of the same key may share it.
        held: Why nothing is read from it now: WORKING, CROWDED, UNREAD, STOPPING, or 0.
        closed: Whether it is over.
        wait: What the client said about how long answers may be kept, in HTTP.
        disconnect_at: Unix time at which it ends unless the client puts it off, 0 for never.
    """

    __slots__ = (
        "closed",
        "disconnect_at",
        "gateway",
        "held",
        "ip",
        "key",
        "session",
        "wait",
    )

    def __init__(self, gateway: Gateway, ip: str) -> None:
        self.gateway = gateway
        self.ip = ip
        self.key: Key | None = None
        self.session: LiveSession | None = None
        self.held = 0
        self.closed = False
        self.wait: HttpWait | None = None
        self.disconnect_at = 0.0

    @property
    def one_shot(self) -> bool:
        """Whether each packet gets exactly one answer, as in HTTP."""
        return False

    def carried(self) -> list[LiveSession]:
        """Return the sessions that speak over it."""
        if self.session is None:
            return []
        return [live for live in self.session.key.sessions if live.speaks_over(self)]

    def hold(self, reason: int) -> None:
        """Read nothing from it until `release`."""
        before, self.held = self.held, self.held | reason
        if not before:
            self.pause_reading()

    def release(self, reason: int) -> None:
        """Read again, unless there is another reason not to."""
        before, self.held = self.held, self.held & ~reason
        if before and not self.held and not self.closed:
            self.resume_reading()

    def accepted(self) -> None:
        """The peer has proven to hold a key."""

    def write(self, payloads: list[bytes]) -> None:
        """Send sealed messages; in HTTP, one as the answer."""
        raise AssertionError(payloads)

    def write_quick_ack(self, token: int) -> None:
        """Acknowledge a packet at once, where the transport can."""

    def fail(self, code: int) -> None:
        """Send a transport error and end."""
        raise AssertionError(code)

    def close(self) -> None:
        """End; what was written still goes out."""
        raise AssertionError

    def polling(self, until: float) -> None:
        """It is held until a Unix time in seconds, unless something is to be said; in HTTP."""

    def pause_reading(self) -> None:
        """Let the client's bytes stay where they are."""

    def resume_reading(self) -> None:
        """Go on where `pause_reading` stopped."""

    def wake(self, at: float) -> None:
        """Have the deadlines looked at, at a Unix time in seconds."""

    def ended(self) -> None:
        """Tell the gateway that the connection is gone. Called once."""
        self.closed = True
        self.gateway.closed(self)
