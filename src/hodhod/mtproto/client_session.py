"""The client's side of a session, for tests and the load generator.

    request(body) ─► outbox ─► take(now) ─► a message to encrypt
    receive(message, now) ─► answers to queries, updates, service messages

A query stays until its answer has come: over a new connection it leaves again under the same
msg_id, inside a container, so that a server that has it already does not run it twice. Only what
the server refused, or what an earlier life of the session took along, gets a new msg_id.

Source: https://core.telegram.org/mtproto/service_messages_about_messages
"""

from __future__ import annotations

from typing import Final

from hodhod import tl
from hodhod.mtproto import containers, packing
from hodhod.mtproto import msg_id as ids
from hodhod.mtproto.acks import Acks
from hodhod.mtproto.containers import Item
from hodhod.mtproto.events import (
    Answered,
    BadMessage,
    ClientEvent,
    Ponged,
    Pushed,
    Refused,
    Resalted,
    SessionMade,
    Told,
)
from hodhod.mtproto.judgement import Inbound
from hodhod.mtproto.outbox import Kind, Outbox, Outgoing
from hodhod.mtproto.received import Received
from hodhod.tl import TLObject, mtproto

_SERVICE: Final = frozenset(
    number
    for constructor in (
        mtproto.BadMsgNotification,
        mtproto.BadServerSalt,
        mtproto.DestroyAuthKeyFail,
        mtproto.DestroyAuthKeyNone,
        mtproto.DestroyAuthKeyOk,
        mtproto.DestroySessionNone,
        mtproto.DestroySessionOk,
        mtproto.FutureSalts,
        mtproto.MsgDetailedInfo,
        mtproto.MsgNewDetailedInfo,
        mtproto.MsgsAck,
        mtproto.MsgsStateInfo,
        mtproto.NewSessionCreated,
        mtproto.Pong,
    )
    for number, *_ in constructor.tl_versions
)
_RPC_RESULT: Final = b"\x01\x6d\x5c\xf3"
_RPC_ERROR: Final = b"\x19\xca\x44\x21"

_TIME_CODES: Final = (16, 17)
_AGAIN_CODES: Final = (16, 17, 20)
"""Refused for what a new msg_id puts right."""


class ClientSession:
    """A session that this side has opened.

    Args:
        session_id: An unpredictable number.
        salt: From the key exchange, or the last one known.

    Attributes:
        session_id: As above.
        salt: The one to encrypt with.
        time_offset_s: How far the server's clock is ahead of ours.
    """

    __slots__ = (
        "_acks",
        "_last_msg_id",
        "_outbox",
        "_queries",
        "_received",
        "salt",
        "session_id",
        "time_offset_s",
    )

    def __init__(self, session_id: int, salt: int, time_offset_s: float = 0.0) -> None:
        self.session_id = session_id
        self.salt = salt
        self.time_offset_s = time_offset_s
        self._acks = Acks()
        self._outbox = Outbox()
        self._received = Received()
        self._queries = 0
        self._last_msg_id = 0

    def request(self, body: bytes) -> int:
        """Ask a query; return the name that its answer will bear."""
        self._queries += 1
        self._outbox.put(Outgoing(Kind.QUERY, body, self._queries))
        return self._queries

    def say(self, value: TLObject) -> None:
        """Send a service message, such as a ping."""
        self._outbox.put(Outgoing(Kind.SERVICE, tl.encode(value)))

    @property
    def due(self) -> float | None:
        """When `take` has to be called although nothing else happened; Unix time in seconds."""
        return self._acks.due

    @property
    def unanswered(self) -> int:
        """How many queries were sent and have no answer yet."""
        return self._outbox.unacknowledged

    def take(self, now: float, *, acks: bool = False) -> Item | None:
        """Return the next message to encrypt, or None if there is nothing to say."""
        due = self._acks.due
        if not self._outbox and (due is None or not (acks or due <= now)):
            return None
        owed = self._acks.take()
        written = tl.encode(mtproto.MsgsAck(msg_ids=owed)) if owed else b""
        return self._outbox.take(lambda _: self._new_id(now), written)

    def msg_id_of(self, query: int) -> int | None:
        """Return the msg_id under which a query was sent last, if it waits for its answer."""
        return self._outbox.find_request(query)

    def reconnect(self) -> None:
        """Ask again, over a new connection, whatever has no answer."""
        for msg_id in self._outbox.sent_ids():
            self._outbox.send_again(msg_id, keep_id=True)

    def receive(self, message: Inbound, now: float) -> list[ClientEvent]:
        """Take a decrypted message of the server.

        Raises:
            ContainerError: A container is broken.
            DecodeError: A service message is broken.
        """
        items = [Item(message.msg_id, message.seqno, message.body)]
        if containers.is_container(message.body):
            items = containers.read(message.msg_id, message.body)
        events: list[ClientEvent] = []
        for item in packing.unpacked(items):
            if item.seqno & 1:
                self._acks.owe(item.msg_id, now)
            if item.msg_id not in self._received:
                self._received.add(item.msg_id, item.seqno)
                self._take_in(item, now, events)
        return events

    def _take_in(self, item: Item, now: float, events: list[ClientEvent]) -> None:
        if item.body[:4] == _RPC_RESULT:
            self._result(item.body, events)
        elif int.from_bytes(item.body[:4], "little") in _SERVICE:
            self._service(item.msg_id, tl.decode(item.body), now, events)
        else:
            events.append(Pushed(item.body))

    def _result(self, body: bytes, events: list[ClientEvent]) -> None:
        msg_id = int.from_bytes(body[4:12], "little", signed=True)
        query = self._outbox.acknowledge(msg_id)
        if query is None:
            return
        result = body[12:]
        if packing.is_packed(result):
            result = packing.inflated(result, packing.MAX_UNPACKED)
        if result[:4] == _RPC_ERROR:
            error = tl.decode(result)
            assert isinstance(error, mtproto.RpcError)
            events.append(Refused(query.request, error.error_code, error.error_message))
        else:
            events.append(Answered(query.request, result))

    def _service(self, msg_id: int, value: TLObject, now: float, events: list[ClientEvent]) -> None:
        match value:
            case mtproto.MsgsAck():
                # The answer itself is what we wait for.
                pass
            case mtproto.Pong():
                events.append(Ponged(value.ping_id))
            case mtproto.NewSessionCreated():
                self.salt = value.server_salt
                for sent in self._outbox.sent_ids():
                    if sent < value.first_msg_id:
                        self._outbox.send_again(sent)
                events.append(SessionMade(value.first_msg_id, value.unique_id))
            case mtproto.BadServerSalt():
                self.salt = value.new_server_salt
                self._ask_again(value.bad_msg_id)
                events.append(Resalted(value.new_server_salt))
            case mtproto.BadMsgNotification():
                if value.error_code in _TIME_CODES:
                    self.time_offset_s = ids.time_of(msg_id) - now
                    self._last_msg_id = 0
                if value.error_code in _AGAIN_CODES:
                    self._ask_again(value.bad_msg_id)
                events.append(BadMessage(value.bad_msg_id, value.error_code))
            case mtproto.MsgDetailedInfo() | mtproto.MsgNewDetailedInfo():
                self.say(mtproto.MsgResendReq(msg_ids=(value.answer_msg_id,)))
            case _:
                events.append(Told(value))

    def _ask_again(self, msg_id: int) -> None:
        """Send a refused message, or those of a refused container, under new numbers."""
        for sent in (msg_id, *self._outbox.sent_in(msg_id)):
            self._outbox.send_again(sent)

    def _new_id(self, now: float) -> int:
        now += self.time_offset_s
        self._last_msg_id = ids.next_msg_id(now, ids.CLIENT, self._last_msg_id)
        return self._last_msg_id
