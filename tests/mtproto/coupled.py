"""A server session, a client session, and nothing between them but a list of messages.

Tests drive either side; `Raw` writes messages that no honest client would.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hodhod import tl
from hodhod.mtproto import containers
from hodhod.mtproto import msg_id as ids
from hodhod.mtproto.client_session import ClientSession
from hodhod.mtproto.containers import Item
from hodhod.mtproto.events import ClientEvent, Request, ServerEvent, Verdict
from hodhod.mtproto.salts import Salts
from hodhod.mtproto.session import ServerSession
from hodhod.tl import TLObject, functions, mtproto

NOW = 1_800_000_000.0
SESSION_ID = 0x1122334455667788
UNIQUE_ID = 77
AUTH_KEY = bytes(range(256))
FIRST_SALT = -5

QUERY = tl.encode(functions.help.GetNearestDc())


@dataclass(frozen=True, slots=True)
class Inbound:
    """A message as the envelope gives it."""

    salt: int
    msg_id: int
    seqno: int
    body: bytes


def server_session(now: float = NOW) -> ServerSession:
    return ServerSession(SESSION_ID, Salts(AUTH_KEY, FIRST_SALT, now), UNIQUE_ID)


@dataclass(slots=True)
class Raw:
    """A server session, and a hand that writes to it."""

    now: float = NOW
    session: ServerSession = field(default_factory=server_session)
    count: int = 0
    last: int = 0
    refusals: list[Item] = field(default_factory=list)

    def new_id(self, *, at: float | None = None) -> int:
        self.last = ids.next_msg_id(self.now if at is None else at, ids.CLIENT, self.last)
        return self.last

    def new_seqno(self, *, content: bool = True) -> int:
        seqno = 2 * self.count + content
        self.count += content
        return seqno

    def item(self, body: bytes | TLObject = QUERY, *, content: bool = True) -> Item:
        data = body if isinstance(body, bytes) else tl.encode(body)
        return Item(self.new_id(), self.new_seqno(content=content), data)

    def send(
        self,
        body: bytes | TLObject = QUERY,
        *,
        content: bool = True,
        msg_id: int | None = None,
        seqno: int | None = None,
        salt: int | None = None,
    ) -> Verdict:
        data = body if isinstance(body, bytes) else tl.encode(body)
        verdict = self.session.receive(
            Inbound(
                self.session.salts.current(self.now) if salt is None else salt,
                self.new_id() if msg_id is None else msg_id,
                self.new_seqno(content=content) if seqno is None else seqno,
                data,
            ),
            self.now,
        )
        if verdict.refusal is not None:
            self.refusals.append(verdict.refusal)
        return verdict

    def send_item(self, item: Item) -> Verdict:
        return self.send(item.body, msg_id=item.msg_id, seqno=item.seqno)

    def send_container(self, *items: Item, msg_id: int | None = None) -> Verdict:
        return self.send(containers.write(items), content=False, msg_id=msg_id)

    def items(self, *, acks: bool = False) -> list[Item]:
        """Everything that the server has to say now, containers taken apart."""
        items, self.refusals = self.refusals, []
        while (item := self.session.take(self.now, acks=acks)) is not None:
            if containers.is_container(item.body):
                items += containers.read(item.msg_id, item.body)
            else:
                items.append(item)
        return items

    def said(self, *, acks: bool = False) -> list[TLObject]:
        return [tl.decode(item.body) for item in self.items(acks=acks)]

    def settle(self) -> None:
        """Begin the session, and acknowledge whatever the server said."""
        self.send(mtproto.Ping(ping_id=0), content=False)
        self.acknowledge()

    def acknowledge(self) -> None:
        ids_ = tuple(item.msg_id for item in self.items(acks=True) if item.seqno & 1)
        self.send(mtproto.MsgsAck(msg_ids=ids_), content=False)


@dataclass(slots=True)
class Coupled:
    """Both ends, and what they have told their shells."""

    now: float = NOW
    server: ServerSession = field(default_factory=server_session)
    client: ClientSession = field(default_factory=lambda: ClientSession(SESSION_ID, FIRST_SALT))
    requests: list[Request] = field(default_factory=list)
    server_events: list[ServerEvent] = field(default_factory=list)
    client_events: list[ClientEvent] = field(default_factory=list)

    def to_server(self, *, lost: bool = False, acks: bool = False) -> int:
        """Carry what the client has to say; return how many messages there were."""
        count = 0
        while (item := self.client.take(self.now, acks=acks)) is not None:
            count += 1
            if lost:
                continue
            verdict = self.server.receive(
                Inbound(self.client.salt, item.msg_id, item.seqno, item.body), self.now
            )
            if verdict.refusal is not None:
                self._deliver(verdict.refusal)
            self.server_events += verdict.events
            self.requests += [e for e in verdict.events if isinstance(e, Request)]
        return count

    def to_client(self, *, lost: bool = False, acks: bool = False) -> int:
        """Carry what the server has to say; return how many messages there were."""
        count = 0
        while (item := self.server.take(self.now, acks=acks)) is not None:
            count += 1
            if lost:
                continue
            self._deliver(item)
        return count

    def _deliver(self, item: Item) -> None:
        salt = self.server.salts.current(self.now)
        self.client_events += self.client.receive(
            Inbound(salt, item.msg_id, item.seqno, item.body), self.now
        )

    def talk(self) -> None:
        while self.to_server() + self.to_client():
            pass

    def reconnect(self) -> None:
        self.server.reconnect()
        self.client.reconnect()
