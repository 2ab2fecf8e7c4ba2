"""A session as the gateway has it: the protocol's part, its connection and its requests."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

from hodhod.gateway.ports import Call
from hodhod.mtproto.session import ServerSession
from hodhod.tl import TLObject

if TYPE_CHECKING:
    from hodhod.gateway.inbox import Inbox
    from hodhod.gateway.keys import Key
    from hodhod.gateway.link import Link

Waiting = tuple[int, Call, TLObject]
"""A request that waits for its turn: its msg_id, what its wrappers say, and what is asked."""


class LiveSession:
    """A client's session.

    Attributes:
        core: Numbers, acknowledgements, what is sent.
        key: The key it is under.
        link: The connection that it speaks over; None in HTTP and when there is none.
        polls: HTTP requests that wait for something to be said, oldest first.
        ip: The address of its last connection.
        layer: The layer that its updates are written in, 0 before one was announced.
        inbox: Where its updates come from, None until it may have any.
        active: Requests that run.
        waiting: Requests that wait for their turn.
        answered: Resolved when a request arrives or is answered, for those that come after it.
        detached_at: Unix time at which it lost its connection, 0 while it has one.
    """

    __slots__ = (
        "active",
        "answered",
        "core",
        "detached_at",
        "inbox",
        "ip",
        "key",
        "layer",
        "link",
        "polls",
        "waiting",
    )

    def __init__(self, core: ServerSession, key: Key) -> None:
        self.core = core
        self.key = key
        self.link: Link | None = None
        # Made when needed: an idle session has none of them.
        self.polls: deque[Link] | None = None
        self.waiting: deque[Waiting] | None = None
        self.answered: asyncio.Future[None] | None = None
        self.inbox: Inbox | None = None
        self.ip = ""
        self.layer = 0
        self.active = 0
        self.detached_at = 0.0

    @property
    def connected(self) -> bool:
        """Whether there is a connection to speak over, or was one a moment ago."""
        return not self.detached_at

    @property
    def asks(self) -> bool:
        """Whether requests run, or wait to."""
        return bool(self.active or self.waiting)

    def speaks_over(self, link: Link) -> bool:
        """Tell whether what it has to say may leave over a connection."""
        return self.link is link or (self.polls is not None and link in self.polls)

    def something_happened(self) -> None:
        """Wake the requests that wait for others."""
        if self.answered is not None:
            if not self.answered.done():
                self.answered.set_result(None)
            self.answered = None
