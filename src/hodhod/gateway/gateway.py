"""The gateway: connections on one side, the product on the other, sessions in between.

    socket, WebSocket, HTTP ─► Link ─► reception ─► Sessions ─► Calls ─► Dispatcher
                                 ▲                     │
                                 └──── flush ◄─────────┴──── Delivery ◄─── Bus

One event loop, one thread (key exchanges have their own), one timer. What sessions have to say is
gathered and written once a turn of the loop.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from hodhod.bus import Bus
from hodhod.domain.event import AuthorizationChanged, Event, Notice
from hodhod.domain.line import Line
from hodhod.gateway.admission import Admission
from hodhod.gateway.calls import Calls
from hodhod.gateway.delivery import Delivery
from hodhod.gateway.handshakes import Handshakes
from hodhod.gateway.homes import Homes, NoHomes
from hodhod.gateway.keys import KeyRing
from hodhod.gateway.limits import Limits
from hodhod.gateway.link import STOPPING, UNREAD, Link
from hodhod.gateway.listener import Listener
from hodhod.gateway.live import LiveSession
from hodhod.gateway.ports import (
    AuthKeys,
    Authorizations,
    Broadcast,
    Compute,
    Dispatcher,
    Log,
    Memberships,
    NoLog,
    NoMemberships,
    NoPresence,
    Online,
    Presence,
    Render,
)
from hodhod.gateway.pressure import Pressure
from hodhod.gateway.sessions import Sessions
from hodhod.gateway.tasks import Tasks
from hodhod.gateway.tcp import TcpLink
from hodhod.gateway.wheel import SLOT_S, Wheel
from hodhod.mtproto import envelope
from hodhod.mtproto.containers import Item
from hodhod.mtproto.crypto.rsa import RsaKey
from hodhod.mtproto.entropy import Entropy
from hodhod.mtproto.handshake import HandshakeTable
from hodhod.store import StoreUnavailable

log = logging.getLogger(__name__)

FLUSH_BYTES: Final = 512 * 1024
"""Written to one connection in a turn of the loop before the others have theirs."""

TOUCH_S: Final = 60.0
"""Between two notes of when keys were used last."""

REMEMBER_S: Final = 5.0
"""How often it is looked whether the database still knows who is connected."""


@dataclass(frozen=True, slots=True)
class Ports:
    """What the gateway works with.

    Attributes:
        auth_keys: The keys of clients.
        authorizations: Who is behind them.
        online: Where users are connected.
        bus: Events between nodes; its node is this one.
        dispatcher: The RPC API.
        render: Puts updates into containers.
        broadcast: Puts updates into containers for all members of a channel.
        memberships: Who is in which groups and channels.
        log: Where events are found that the bus has lost.
        presence: Who is told of users that come and go.
        homes: The processes that share the port.
        compute: Where key exchanges are computed.
        line: Who waits to sign in or up; how many may do so is decided here.
        crowded: Tells whether too many strangers wait for the database.
        clock: Unix time in seconds.
        entropy: Cryptographically strong random bytes.
    """

    auth_keys: AuthKeys
    authorizations: Authorizations
    online: Online
    bus: Bus
    dispatcher: Dispatcher
    render: Render
    broadcast: Broadcast
    memberships: Memberships = field(default_factory=NoMemberships)
    log: Log = field(default_factory=NoLog)
    presence: Presence = field(default_factory=NoPresence)
    homes: Homes = field(default_factory=NoHomes)
    compute: Compute = asyncio.to_thread
    line: Line = field(default_factory=Line)
    crowded: Callable[[], bool] = lambda: False
    clock: Callable[[], float] = time.time
    entropy: Entropy = os.urandom


@dataclass(frozen=True, slots=True)
class Stats:
    """Figures of one moment, for metrics.

    Attributes:
        connections: Over any transport.
        sessions: With a connection or remembered.
        keys: In memory.
        users: Who receive updates here.
        tasks: Requests, deliveries and handshakes under way.
        keys_made: Since the start, by the RSA form the client used.
        late_s: The least of the last delays of the event loop, in seconds.
        strangers_a_second: How many may begin a key exchange.
        strangers_waiting: Who wait for that, with a connection.
        strangers_refused: Who were sent away since the start.
        put_off: Requests that were put off since the start, as others are worth more.
        line: Who were told when they may sign in or up.
        line_told: How often that was told since the start.
    """

    connections: int
    sessions: int
    keys: int
    users: int
    tasks: int
    keys_made: dict[str, int]
    late_s: float
    strangers_a_second: float
    strangers_waiting: int
    strangers_refused: int
    put_off: int
    line: int
    line_told: int


class Gateway:
    """All connections of one process.

    Args:
        ports: The rest of the product.
        rsa_keys: The server's keys, the preferred one first.
        limits: What clients may ask.
        old_rsa_padding: Whether the form that older libraries send is accepted.

    Attributes:
        links: The connections there are.
    """

    def __init__(
        self,
        ports: Ports,
        rsa_keys: Sequence[RsaKey],
        *,
        limits: Limits = Limits(),  # noqa: B008 (frozen)
        old_rsa_padding: bool = True,
    ) -> None:
        self.auth_keys = ports.auth_keys
        self.authorizations = ports.authorizations
        self.bus = ports.bus
        self.dispatcher = ports.dispatcher
        self.homes = ports.homes
        self.compute = ports.compute
        self.pressure = Pressure(self._feel)
        self._line = ports.line
        self._line_moved = 0
        self._crowded = ports.crowded
        self.clock = ports.clock
        self.entropy = ports.entropy
        self.limits = limits
        self.admission = Admission(limits)
        self.tasks = Tasks()
        self.wheel = Wheel(self.clock())
        self.keys = KeyRing(ports.auth_keys, limits.keys)
        self.delivery = Delivery(
            node=ports.bus.node,
            online=ports.online,
            render=ports.render,
            broadcast=ports.broadcast,
            memberships=ports.memberships,
            history=ports.log,
            presence=ports.presence,
            limits=limits,
            tasks=self.tasks,
            wheel=self.wheel,
            clock=self.clock,
            mark=self.mark,
        )
        self.sessions = Sessions(limits, self.entropy, self.clock, self.delivery)
        table = HandshakeTable(rsa_keys, self.entropy, old_rsa_padding=old_rsa_padding)
        self.handshakes = Handshakes(self, table, limits)
        self.calls = Calls(self)
        self._online = ports.online
        self.links: dict[Link, None] = {}
        self._marked: dict[LiveSession, None] = {}
        self._used: dict[int, int] = {}
        self._listeners: list[Listener] = []
        self._unsubscribe: Callable[[], None] = lambda: None
        self._timer: asyncio.TimerHandle | None = None
        self._flushing = False
        self._touched_at = self.clock()
        self._remembered_at = self.clock()
        self._recalling = False
        self._stopping = False

    # ── life ───────────────────────────────────────────────────────────────────────────────────

    async def start(self) -> None:
        """Begin to hear events and to turn the wheel.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        await self._online.forget_node(self.bus.node)
        await self._online.announce(self.bus.node)
        self._unsubscribe = self.bus.subscribe(self.take)
        self._turn()
        self.pressure.start()

    def listen(self, bound: socket.socket) -> tuple[str, int]:
        """Accept TCP connections: every transport, HTTP included.

        Args:
            bound: A socket that has its address; it is the gateway's from now on.

        Returns:
            The address and port.

        Raises:
            OSError: The address is somebody else's.
        """
        listener = Listener(bound, lambda: TcpLink(self))
        self._listeners.append(listener)
        return listener.address

    async def stop(self) -> None:
        """Drain: no new connections and requests; those that run are answered; then the end."""
        self._stopping = True
        self.pressure.stop()
        self.handshakes.close()
        for listener in self._listeners:
            listener.close()
        for link in list(self.links):
            link.hold(STOPPING)
        await self.tasks.finish(self.limits.drain_s)
        self._flush_marked()
        self._unsubscribe()
        if self._timer is not None:
            self._timer.cancel()
        for link in list(self.links):
            link.close()
        await self.tasks.finish(1.0)
        try:
            await self._touch()
            await self._online.forget_node(self.bus.node)
        except StoreUnavailable as error:
            log.warning("the store is unavailable: %s", error)

    @property
    def stats(self) -> Stats:
        """Figures of this moment."""
        return Stats(
            connections=len(self.links),
            sessions=self.sessions.count,
            keys=len(self.keys),
            users=len(self.delivery),
            tasks=len(self.tasks),
            keys_made=dict(self.handshakes.made),
            late_s=self.pressure.late_s,
            strangers_a_second=self.handshakes.door.rate,
            strangers_waiting=len(self.handshakes.door),
            strangers_refused=self.handshakes.door.refused,
            put_off=self.calls.put_off,
            line=len(self._line),
            line_told=self._line.moved,
        )

    def opened(self, link: Link) -> bool:
        """Note a connection; return False if it has to be ended at once."""
        # Those that are told −429 are bounded as well.
        if self._stopping or self.admission.total > self.limits.connections * 11 // 10 + 10:
            return False
        self.links[link] = None
        return True

    def closed(self, link: Link) -> None:
        """Note that a connection is gone."""
        self.links.pop(link, None)
        self.sessions.unlink(link)

    # ── events ─────────────────────────────────────────────────────────────────────────────────

    def take(self, event: Event) -> None:
        """Take an event off the bus."""
        match event:
            case AuthorizationChanged():
                for auth_key_id in event.auth_key_ids:
                    self._authorization_changed(auth_key_id, closed=event.closed)
            case Notice(user_id=0, only_auth_key=int(auth_key_id)):
                # A login token was accepted: its client waits for that, not logged in yet.
                identity = self.keys.identity(auth_key_id)
                if identity is not None:
                    self.delivery.tell(identity.sessions(), event)
            case _:
                self.delivery.take(event)

    def _authorization_changed(self, auth_key_id: int, *, closed: bool) -> None:
        identity = self.keys.identity(auth_key_id)
        if identity is not None:
            identity.changed()
        if not closed:
            return
        self.keys.stale(auth_key_id)
        for live in identity.sessions() if identity is not None else ():
            self.delivery.unsubscribe(live)
            # Whoever has logged itself out waits for the answer to that. One that was ended by
            # another device would go on waiting for updates: it has to ask to learn of it.
            if not live.active and live.link is not None:
                self.delivery.call_back(live)

    def used(self, auth_key_id: int, now: int) -> None:
        """Note when a permanent key was used; it is written down now and then."""
        self._used[auth_key_id] = now

    # ── what sessions say ──────────────────────────────────────────────────────────────────────

    def mark(self, live: LiveSession) -> None:
        """Have what a session has to say written soon, together with what is said until then."""
        self._marked[live] = None
        self.soon(None)

    def soon(self, work: Callable[[], None] | None) -> None:
        """Do something, and write what sessions have to say, in the next turn of the loop."""
        loop = asyncio.get_running_loop()
        if work is not None:
            loop.call_soon(work)
        if not self._flushing and self._marked:
            self._flushing = True
            loop.call_soon(self._flush_marked)

    def flush(self, live: LiveSession) -> None:
        """Write what a session has to say, if there is a connection that takes it."""
        if live.link is not None:
            self._flush_stream(live, live.link)
        elif live.polls is not None:
            self._flush_polls(live)

    def seal(self, live: LiveSession, item: Item) -> bytes:
        """Encrypt a message of a session."""
        now = self.clock()
        return envelope.seal_message(
            live.key.auth_key,
            item.body,
            salt=live.core.salts.current(now),
            session_id=live.core.session_id,
            msg_id=item.msg_id,
            seqno=item.seqno,
            entropy=self.entropy,
            role=envelope.SERVER,
        )

    def poll(self, live: LiveSession, link: Link) -> None:
        """Hold an HTTP request until its session has something to say."""
        if live.polls is None:
            live.polls = deque()
        live.polls.append(link)
        wait_s = self.limits.http_wait_s if link.wait is None else link.wait.max_wait_s
        link.polling(self.clock() + wait_s)

    def end_poll(self, link: Link) -> None:
        """Answer an HTTP request with what there is, perhaps nothing."""
        live = link.session
        if live is None or live.polls is None or link not in live.polls:
            link.write([])
            return
        live.polls.remove(link)
        live.polls = live.polls or None
        item = live.core.take(self.clock(), acks=True)
        link.write([] if item is None else [self.seal(live, item)])

    def _flush_marked(self) -> None:
        self._flushing = False
        marked, self._marked = self._marked, {}
        for live in marked:
            try:
                self.flush(live)
            except Exception:
                log.exception("a session could not be written to")
                if live.link is not None:
                    live.link.close()

    def _flush_stream(self, live: LiveSession, link: Link) -> None:
        if link.held & UNREAD or link.closed:
            return
        now = self.clock()
        payloads: list[bytes] = []
        size = 0
        while (item := live.core.take(now)) is not None:
            payloads.append(self.seal(live, item))
            size += len(payloads[-1])
            if size > FLUSH_BYTES:
                self.mark(live)
                break
        if payloads:
            link.write(payloads)
        due = live.core.due
        if due is not None:
            link.wake(due)

    def _flush_polls(self, live: LiveSession) -> None:
        while live.polls and live.core.outbox:
            # A client that knows nothing of http_wait would not ask again for an answer that is
            # not there yet: its last request is held until all that runs is answered.
            if live.core.running and len(live.polls) == 1 and live.polls[0].wait is None:
                break
            link = live.polls.popleft()
            item = live.core.take(self.clock(), acks=True)
            if item is None:
                break
            link.write([self.seal(live, item)])
        live.polls = live.polls or None

    # ── time ───────────────────────────────────────────────────────────────────────────────────

    def _feel(self) -> None:
        """Let in as many strangers as those who are in have room for."""
        door, line = self.handshakes.door, self._line
        strained = self.pressure.strained or self._crowded()
        now = asyncio.get_running_loop().time()
        for listener in self._listeners:
            listener.pulse(now, strained=self.pressure.strained)
        door.pulse(
            now,
            strained=strained,
            busy=self.handshakes.busy,
            wanted=line.moved > self._line_moved,
        )
        line.rate, self._line_moved = door.rate, line.moved

    def _turn(self) -> None:
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(SLOT_S, self._turn)
        now = self.clock()
        try:
            self.wheel.turn(now)
            self.sessions.sweep(now)
        except Exception:
            log.exception("a deadline failed")
        if now - self._touched_at >= TOUCH_S:
            self._touched_at = now
            self.tasks.spawn(self._touch(), "note the use of keys")
        if now - self._remembered_at >= REMEMBER_S:
            self._remembered_at = now
            self.tasks.spawn(self._remember(), "see who is remembered")

    async def _remember(self) -> None:
        """Tell the database again who is here, if it has crashed and forgotten it."""
        if self._recalling:
            return
        self._recalling = True
        node = self.bus.node
        try:
            if await self._online.remembers(node):
                return
            log.warning("the database has forgotten who is connected, and is told again")
            await self.delivery.recall()
            await self._online.announce(node)
        except StoreUnavailable as error:
            log.warning("the store is unavailable: %s", error)
        finally:
            self._recalling = False

    async def _touch(self) -> None:
        used, self._used = self._used, {}
        if not used:
            return
        try:
            await self.authorizations.touch(list(used.items()))
        except StoreUnavailable as error:
            log.warning("the use of keys could not be noted: %s", error)
