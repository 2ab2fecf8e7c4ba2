"""All sessions of this process: made by a first message, kept a while without a connection.

make ──► attached ⇄ detached ──► forgotten (new_session_created tells the client, if it returns)
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from hodhod.gateway.keys import Key
from hodhod.gateway.limits import Limits
from hodhod.gateway.link import Link
from hodhod.gateway.live import LiveSession
from hodhod.mtproto.entropy import Entropy
from hodhod.mtproto.errors import FLOOD, TransportError
from hodhod.mtproto.session import ServerSession

if TYPE_CHECKING:
    from hodhod.gateway.delivery import Delivery

HTTP_PAUSE_S: Final = 10.0
"""An HTTP client that was away for longer may not have got the last answer."""


class Sessions:
    """The sessions of a process.

    Args:
        limits: How many, and for how long.
        entropy: Of unique ids.
        clock: Unix time in seconds.
        delivery: Who has to know of sessions that come and go.
    """

    def __init__(
        self, limits: Limits, entropy: Entropy, clock: Callable[[], float], delivery: Delivery
    ) -> None:
        self._limits = limits
        self._entropy = entropy
        self._clock = clock
        self._delivery = delivery
        self._detached: dict[LiveSession, None] = {}
        self.count = 0

    def find(self, key: Key, session_id: int) -> LiveSession:
        """Return a session, a new one if need be; it is not kept before `keep` is called.

        Raises:
            TransportError: The key has too many sessions with a connection.
        """
        live = key.session(session_id)
        if live is not None:
            return live
        if len(key.sessions) >= self._limits.sessions_per_key:
            self._make_room(key)
        unique_id = int.from_bytes(self._entropy(8), "little", signed=True)
        return LiveSession(ServerSession(session_id, key.salts, unique_id), key)

    def attach(self, live: LiveSession, link: Link, *, fresh: bool) -> None:
        """Let a session speak over the connection that a message has come over.

        Args:
            live: The session.
            link: The connection.
            fresh: Whether the message has not been there before. A recording that is played back
                must not divert what the session has to say.
        """
        if live not in live.key.sessions:
            live.key.sessions += (live,)
            self.count += 1
        if not fresh and live.connected and (live.link or live.polls):
            return
        if link.session is not None and link.session.key is not live.key:
            self._detach_all(link)
        link.session = live
        live.ip = link.ip
        away_s = self._clock() - live.detached_at if live.detached_at else 0.0
        if live.detached_at:
            live.detached_at = 0.0
            self._detached.pop(live, None)
            self._delivery.reconnected(live)
        if link.one_shot:
            # Each request has a connection of its own here; only a pause hints at a lost answer.
            if live.link is not None or away_s > HTTP_PAUSE_S:
                live.link = None
                live.core.reconnect()
        elif live.link is not link:
            live.link = link
            live.core.reconnect()

    def unlink(self, link: Link) -> None:
        """A connection is gone."""
        self._detach_all(link)

    def forget(self, live: LiveSession) -> None:
        """Forget a session and what it still had to say."""
        if live in live.key.sessions:
            live.key.sessions = tuple(one for one in live.key.sessions if one is not live)
            self.count -= 1
        self._detached.pop(live, None)
        self._delivery.unsubscribe(live)
        live.waiting = None
        live.something_happened()
        if live.link is not None and live.link.session is live:
            live.link.session = None
        live.link = None

    def sweep(self, now: float) -> None:
        """Forget those without a connection whose time is over, or who are too many."""
        until = now - self._limits.detached_s
        while self._detached:
            oldest = next(iter(self._detached))
            if oldest.detached_at > until and len(self._detached) <= self._limits.detached:
                break
            self.forget(oldest)

    def _detach_all(self, link: Link) -> None:
        last = link.session
        for live in link.carried():
            self._detach_from(live, link)
        if last is not None and not last.link and not last.polls:
            self._detach_from(last, link)
        link.session = None

    def _detach_from(self, live: LiveSession, link: Link) -> None:
        if live.link is link:
            live.link = None
        if live.polls is not None:
            live.polls = deque(poll for poll in live.polls if poll is not link) or None
        if live.link is None and live.polls is None and live.connected:
            live.detached_at = self._clock()
            self._detached[live] = None
            self._delivery.disconnected(live)
            if len(self._detached) > self._limits.detached:
                self.sweep(live.detached_at)

    def _make_room(self, key: Key) -> None:
        for live in key.sessions:
            if not live.connected:
                self.forget(live)
                return
        raise TransportError(FLOOD)
