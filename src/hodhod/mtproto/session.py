"""The server's side of a session: every message judged, done once, answered, acknowledged.

    receive(message, now) ─► judge: 16–20, 32–35, 48, 64 ─► record ─► service │ Request event
    answer(request, …), push(updates), say(…) ─► outbox ─► take(now) ─► a message to encrypt

A session has no clock and no connection: the shell calls `take` when there is a connection, after
anything was called and when `due` has come, and `reconnect` when the connection is another one.

Source: https://core.telegram.org/mtproto/service_messages_about_messages
"""

from __future__ import annotations

import enum
from typing import Final

import msgspec

from hodhod import tl
from hodhod.mtproto import msg_id as ids
from hodhod.mtproto import packing
from hodhod.mtproto.acks import Acks
from hodhod.mtproto.containers import Item
from hodhod.mtproto.events import Request, ServerEvent, Verdict
from hodhod.mtproto.judgement import BAD_SALT, Inbound, Refusal, judge
from hodhod.mtproto.outbox import RESEND_ID_S, Kind, Outbox, Outgoing
from hodhod.mtproto.received import RECEIVED, Received
from hodhod.mtproto.salts import Salts
from hodhod.mtproto.service import SERVICES, decode_service
from hodhod.tl import TLObject, mtproto, types

MAX_UNACKNOWLEDGED: Final = 512
"""Messages kept for a client that acknowledges nothing."""

MAX_HELD: Final = 256 * 1024
"""Bytes of sent messages kept for such a client, and of updates for one that does not read."""

KEPT_ANSWER: Final = 16 * 1024
"""A larger answer is not kept once it was sent: file parts are cheaper asked for again."""

AT_ONCE: Final = 512
"""A stored answer of so many bytes is simply repeated; a larger one is announced first."""

MAX_FAILED: Final = 64
"""Failed requests remembered for invokeAfterMsg."""

_RPC_RESULT: Final = b"\x01\x6d\x5c\xf3"
_TOO_LONG: Final = tl.encode(types.UpdatesTooLong())
_LOST: Final = tl.encode(mtproto.RpcError(error_code=500, error_message="ANSWER_LOST"))
_UNREADABLE: Final = tl.encode(mtproto.RpcError(error_code=400, error_message="INPUT_FETCH_FAIL"))

PROCESSED: Final = 32
ANSWER_MADE: Final = 64
ACKNOWLEDGED: Final = 8
"""Added to RECEIVED in a status byte."""


class RequestState(enum.Enum):
    """How far a request has come, for those that have to wait for it."""

    ABSENT = enum.auto()
    """It has not arrived, and may still."""
    RUNNING = enum.auto()
    DONE = enum.auto()
    """Answered, or so long ago that nobody knows."""
    FAILED = enum.auto()


class ServerSession(msgspec.Struct, gc=False, eq=False):
    """One client's session.

    Args:
        session_id: Chosen by the client.
        salts: Of its key.
        unique_id: An unpredictable number: this life of the session.

    Attributes:
        session_id: As above.
        salts: As above.
        unique_id: As above.
        outbox: What is said.
        acks: What is to be acknowledged.
        resumed: Whether the client goes on with a session that it had before this life of it: with
            another process, or before a restart. What was pushed to it there may be lost.
    """

    session_id: int
    salts: Salts
    unique_id: int
    outbox: Outbox = msgspec.field(default_factory=Outbox)
    acks: Acks = msgspec.field(default_factory=Acks)
    resumed: bool = False
    _received: Received = msgspec.field(default_factory=Received)
    _running: dict[int, bool] | None = None
    _failed: dict[int, None] | None = None
    _first_msg_id: int = 0
    _last_msg_id: int = 0
    _behind: bool = False
    _lossy: bool = False

    # ── in ─────────────────────────────────────────────────────────────────────────────────────

    def receive(self, message: Inbound, now: float) -> Verdict:
        """Judge a message and do what it says.

        Args:
            message: Decrypted and authentic.
            now: Unix time in seconds.

        Returns:
            Whether it was accepted, and what the shell has to do.

        Raises:
            TransportError: Limits of containers or lists are exceeded.
        """
        self._received.forget_before(ids.lowest_msg_id(now - ids.PAST_S))
        try:
            items, repeated, fresh = judge(message, self._received, self.salts, now)
        except Refusal as refusal:
            return Verdict([], self._refusal(message, refusal.code, now), fresh=False)
        if not self._first_msg_id:
            # The first message of a session has the number 0, or 1 if it wants an answer.
            self.resumed = min((item.seqno for item in items), default=message.seqno) > 1
        self._begin(min(item.msg_id for item in items) if items else message.msg_id, now)
        events: list[ServerEvent] = []
        for item in items:
            if item.msg_id in repeated:
                self._repeat(item, now)
            else:
                self._accept(item, now, events)
        return Verdict(events, fresh=fresh)

    def _refusal(self, message: Inbound, code: int, now: float) -> Item:
        value: TLObject
        if code == BAD_SALT:
            value = mtproto.BadServerSalt(
                bad_msg_id=message.msg_id,
                bad_msg_seqno=message.seqno,
                error_code=code,
                new_server_salt=self.salts.current(now),
            )
        else:
            value = mtproto.BadMsgNotification(
                bad_msg_id=message.msg_id, bad_msg_seqno=message.seqno, error_code=code
            )
        return self.outbox.number(self._new_id(now, answer=True), tl.encode(value))

    def _begin(self, first: int, now: float) -> None:
        """Tell the client where the session begins for us, and again if it begins earlier."""
        if self._first_msg_id and first >= self._first_msg_id:
            return
        self._first_msg_id = first
        created = mtproto.NewSessionCreated(
            first_msg_id=first,
            unique_id=self.unique_id,
            server_salt=self.salts.current(now),
        )
        self.outbox.put(Outgoing(Kind.NOTICE, tl.encode(created)), first=True)

    def _accept(self, item: Item, now: float, events: list[ServerEvent]) -> None:
        service = SERVICES.get(int.from_bytes(item.body[:4], "little"))
        if service is not None:
            value = decode_service(item.body)
            if value is not None:
                event = service.handle(self, item.msg_id, value, now)
                if event is not None:
                    events.append(event)
                return
        self.acks.owe(item.msg_id, now)
        if packing.is_packed(item.body):
            # `unpacked` has left it as it was: broken, a bomb, or packed twice.
            self.answer_at_once(item.msg_id, _UNREADABLE)
            return
        if self._running is None:
            self._running = {}
        self._running[item.msg_id] = False
        events.append(Request(item.msg_id, item.body))

    def _repeat(self, item: Item, now: float) -> None:
        """Do nothing again, but let the client know what became of it."""
        if int.from_bytes(item.body[:4], "little") not in SERVICES:
            self.acks.owe(item.msg_id, now)
        answer = self.outbox.answer_to(item.msg_id)
        if answer is None:
            return
        answer_id, sent = answer
        size = len(sent.message.body)
        if size <= AT_ONCE:
            self.outbox.send_again(answer_id)
        else:
            self.say(
                mtproto.MsgDetailedInfo(
                    msg_id=item.msg_id,
                    answer_msg_id=answer_id,
                    bytes=size,
                    status=self.status(item.msg_id),
                )
            )

    # ── out ────────────────────────────────────────────────────────────────────────────────────

    def answer(
        self, request: int, result: bytes, *, failed: bool = False, compress: bool = True
    ) -> None:
        """Answer a request.

        Args:
            request: Its msg_id.
            result: The result, or rpc_error, as TL.
            failed: Whether requests that wait for this one fail as well.
            compress: False for what does not get smaller, such as parts of files.
        """
        dropped = self._running.pop(request, None) if self._running else None
        if dropped is None:
            return
        if not self._running:
            self._running = None
        if failed:
            self._remember_failed(request)
        if dropped:
            result = tl.encode(mtproto.RpcAnswerDroppedRunning())
        self.answer_at_once(request, packing.packed(result) if compress else result)

    def answer_at_once(self, request: int, result: bytes) -> None:
        """Answer a message that never was a request to run."""
        self.acks.settle(request)
        self.outbox.put(_answer(request, result))

    def push(self, updates: bytes) -> None:
        """Send updates; too many at once become updatesTooLong.

        Args:
            updates: TL in the layer of the client.
        """
        if self._behind:
            return
        if self.outbox.bytes_waiting + len(updates) > MAX_HELD:
            self._fall_behind()
        else:
            self.outbox.put(Outgoing(Kind.UPDATE, updates))

    def drop_updates(self) -> None:
        """Forget all updates: this session may receive none any more."""
        self.outbox.drop(_is_update)
        self._behind = self._lossy = False

    def say(self, value: TLObject) -> None:
        """Send a message about messages."""
        self.outbox.put(Outgoing(Kind.SERVICE, tl.encode(value)))

    def session_destroyed(self, session_id: int, *, existed: bool) -> None:
        """Answer a DestroySession event."""
        if existed:
            self.say(mtproto.DestroySessionOk(session_id=session_id))
        else:
            self.say(mtproto.DestroySessionNone(session_id=session_id))

    def auth_key_destroyed(self, *, existed: bool) -> None:
        """Answer a DestroyAuthKey event."""
        self.say(mtproto.DestroyAuthKeyOk() if existed else mtproto.DestroyAuthKeyNone())

    @property
    def due(self) -> float | None:
        """When `take` has to be called although nothing else happened; Unix time in seconds."""
        return self.acks.due

    def take(self, now: float, *, acks: bool = False) -> Item | None:
        """Return the next message to encrypt.

        Args:
            now: Unix time in seconds.
            acks: Whether acknowledgements leave now, though they could wait.

        Returns:
            A message or a container, or None if there is nothing to say.
        """
        due = self.acks.due
        if not self.outbox and (due is None or not (acks or due <= now)):
            return None
        owed = self.acks.take()
        written = tl.encode(mtproto.MsgsAck(msg_ids=owed)) if owed else b""

        item = self.outbox.take(lambda answer: self._new_id(now, answer=answer), written)
        if self._behind and not self.outbox:
            self._behind = False
        if self.outbox.unacknowledged:
            self._lossy |= self.outbox.trim(MAX_UNACKNOWLEDGED, MAX_HELD)
        return item

    def reconnect(self) -> None:
        """Send again what the client has not acknowledged: it may have gone with the connection."""
        self.outbox.reconnect()
        if self._lossy:
            self._lossy = False
            self._fall_behind()

    def send_again(self, answer_id: int, now: float) -> bool:
        """Send one of our messages again because the client asks for it.

        Returns:
            False if there is no such message any more.
        """
        fresh = now - ids.time_of(answer_id) < RESEND_ID_S
        return self.outbox.send_again(answer_id, keep_id=fresh)

    def rest(self, now: float) -> None:
        """Hold less memory until something happens again; for sessions that fell silent."""
        self._received.forget_before(ids.lowest_msg_id(now - ids.PAST_S))

    def _new_id(self, now: float, *, answer: bool) -> int:
        remainder = ids.ANSWER if answer else ids.NOTICE
        self._last_msg_id = ids.next_msg_id(now, remainder, self._last_msg_id)
        return self._last_msg_id

    def _fall_behind(self) -> None:
        """Tell the client to fetch the difference instead of updates."""
        self.outbox.drop(_is_update)
        self.outbox.put(Outgoing(Kind.UPDATE, _TOO_LONG))
        self._behind = True

    # ── what is known of a message ─────────────────────────────────────────────────────────────

    def status(self, msg_id: int) -> int:
        """Return the status byte of a client's message, as msgs_state_info has it."""
        status = self._received.status(msg_id)
        if status & 7 != RECEIVED:
            return status
        if self._running and msg_id in self._running:
            return status | PROCESSED
        if self.outbox.answer_to(msg_id) is not None:
            return status | PROCESSED | ANSWER_MADE
        return status | ACKNOWLEDGED

    def state_of(self, request: int) -> RequestState:
        """Return how far a request has come."""
        if self._running and request in self._running:
            return RequestState.RUNNING
        if self._failed and request in self._failed:
            return RequestState.FAILED
        return RequestState.ABSENT if self._received.may_come(request) else RequestState.DONE

    @property
    def running(self) -> int:
        """How many requests wait for their answer."""
        return len(self._running) if self._running else 0

    def drop_answer(self, request: int) -> bytes:
        """Forget the answer to a request; return what rpc_drop_answer is answered with."""
        if self._running and request in self._running:
            self._running[request] = True
            return tl.encode(mtproto.RpcAnswerDroppedRunning())
        answer = self.outbox.answer_to(request)
        if answer is not None:
            answer_id, sent = answer
            self.outbox.acknowledge(answer_id)
            return tl.encode(
                mtproto.RpcAnswerDropped(
                    msg_id=answer_id, seq_no=sent.seqno, bytes=len(sent.message.body)
                )
            )
        # An answer that never left has no number yet.
        waiting = self.outbox.drop(lambda m: m.kind is Kind.ANSWER and m.request == request)
        if waiting:
            return tl.encode(mtproto.RpcAnswerDropped(msg_id=0, seq_no=0, bytes=0))
        return tl.encode(mtproto.RpcAnswerUnknown())

    def _remember_failed(self, request: int) -> None:
        if self._failed is None:
            self._failed = {}
        self._failed[request] = None
        if len(self._failed) > MAX_FAILED:
            del self._failed[next(iter(self._failed))]


def _is_update(message: Outgoing) -> bool:
    return message.kind is Kind.UPDATE


def _answer(request: int, result: bytes) -> Outgoing:
    body = _RPC_RESULT + request.to_bytes(8, "little", signed=True) + result
    kept = body[:12] + _LOST if len(body) > KEPT_ANSWER else None
    return Outgoing(Kind.ANSWER, body, request, kept)
