"""What one side of a session says: waiting, or sent and not yet acknowledged.

    put ──► waiting ──take──► sent ──acknowledge──► gone
               ▲                │
               └── new connection, repeated request

A message gets its msg_id and seqno when it leaves, so that one that waited is as fresh as any; one
that is sent again gets new ones. The caller bounds what is kept, by the two counts of bytes.
"""

from __future__ import annotations

import enum
from collections import deque
from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from hodhod.mtproto import containers
from hodhod.mtproto.containers import Item
from hodhod.mtproto.seqno import seqno_of

MAX_PAYLOAD: Final = 256 * 1024
"""Bytes after which a container is closed; a single message may be larger."""

MAX_MESSAGES: Final = 100
"""In one container of ours; the smallest limit among clients is 1020, but none is helped by it."""

RESEND_ID_S: Final = 240
"""A message sent again on demand keeps its msg_id if it is younger: clients refuse 300 s."""


class Kind(enum.IntEnum):
    """Why a message was sent."""

    SERVICE = 0
    """About messages; wants no acknowledgement."""
    NOTICE = 1
    """About the session; wants an acknowledgement."""
    QUERY = 2
    ANSWER = 3
    UPDATE = 4


class Outgoing(msgspec.Struct, frozen=True, gc=False):
    """A message without its number.

    Attributes:
        kind: Why it is sent.
        body: A TL object.
        request: For an answer, the msg_id of its request; for a query, the caller's name for it.
        kept: What is kept in its place once it was sent, if it is too large to be kept itself.
    """

    kind: Kind
    body: bytes
    request: int = 0
    kept: bytes | None = None

    @property
    def content(self) -> bool:
        """Whether it wants an acknowledgement."""
        return self.kind is not Kind.SERVICE


class Sent(msgspec.Struct, frozen=True, gc=False):
    """A content message that was sent.

    Attributes:
        seqno: Its sequence number.
        message: What it was.
        container: The msg_id of the container it was in, or 0.
    """

    seqno: int
    message: Outgoing
    container: int = 0


class Outbox(msgspec.Struct, gc=False, eq=False):
    """Messages to a peer.

    Attributes:
        bytes_waiting: Of the bodies that wait.
        bytes_sent: Of the bodies that were sent and are not acknowledged.
    """

    # Everything but the numbers is made when it is needed: an idle session has none of it.
    _waiting: deque[Outgoing] | None = None
    _sent: dict[int, Sent] | None = None
    _answers: dict[int, int] | None = None
    _again: dict[int, Item] | None = None
    _count: int = 0
    bytes_waiting: int = 0
    bytes_sent: int = 0

    def __bool__(self) -> bool:
        """Whether something wants to leave."""
        return bool(self._waiting or self._again)

    @property
    def unacknowledged(self) -> int:
        """How many content messages were sent and not acknowledged."""
        return len(self._sent) if self._sent else 0

    def put(self, message: Outgoing, *, first: bool = False) -> None:
        """Let a message wait for its turn.

        Args:
            message: The message.
            first: Whether it goes before all that wait.
        """
        if self._waiting is None:
            self._waiting = deque()
        if first:
            self._waiting.appendleft(message)
        else:
            self._waiting.append(message)
        self.bytes_waiting += len(message.body)

    def number(self, msg_id: int, body: bytes) -> Item:
        """Return a service message that waits for nothing and belongs to no other."""
        return Item(msg_id, seqno_of(self._count, content=False), body)

    def take(self, new_id: Callable[[bool], int], acks: bytes) -> Item | None:
        """Return what leaves next, one message or a container of several.

        Args:
            new_id: Makes a msg_id; told whether the message answers something.
            acks: A msgs_ack to send along, or nothing.
        """
        items: list[Item] = self._take_again()
        # What keeps an old number travels inside of a container: its age is not looked at there.
        wrapped = bool(items)
        contents: list[tuple[int, Sent]] = []
        if acks:
            items.append(self.number(new_id(False), acks))
        size = sum(len(item.body) for item in items)
        waiting = self._waiting
        while waiting and len(items) < MAX_MESSAGES:
            message = waiting[0]
            if items and size + len(message.body) > MAX_PAYLOAD:
                break
            waiting.popleft()
            msg_id = new_id(message.kind is not Kind.UPDATE)
            seqno = seqno_of(self._count, content=message.content)
            items.append(Item(msg_id, seqno, message.body))
            size += len(message.body)
            self.bytes_waiting -= len(message.body)
            if message.content:
                self._count += 1
                contents.append((msg_id, Sent(seqno, _what_is_kept(message))))
        if not waiting:
            self._waiting = None
        if not items:
            return None
        container = 0
        if len(items) > 1 or wrapped:
            container = new_id(True)
            outer = self.number(container, containers.write(items))
        else:
            outer = items[0]
        self._keep(contents, container)
        return outer

    def acknowledge(self, msg_id: int) -> Outgoing | None:
        """Forget a message that the peer has; return it if it was still known."""
        sent = self._sent.pop(msg_id, None) if self._sent else None
        if sent is None:
            return None
        self._forget(sent.message)
        if not self._sent:
            self._sent = None
        return sent.message

    def answer_to(self, request: int) -> tuple[int, Sent] | None:
        """Return the unacknowledged answer to a request, with its msg_id."""
        if self._answers is None or self._sent is None:
            return None
        msg_id = self._answers.get(request)
        return None if msg_id is None else (msg_id, self._sent[msg_id])

    def find(self, msg_id: int) -> Sent | None:
        """Return an unacknowledged message."""
        return self._sent.get(msg_id) if self._sent else None

    def sent_ids(self) -> list[int]:
        """Return the msg_ids of all unacknowledged messages, oldest first."""
        return list(self._sent) if self._sent else []

    def find_request(self, request: int) -> int | None:
        """Return the msg_id of the unacknowledged message about a request."""
        for msg_id, sent in self._sent_items():
            if sent.message.request == request:
                return msg_id
        return None

    def sent_in(self, container: int) -> list[int]:
        """Return the unacknowledged messages that a container of ours held."""
        if not self._sent:
            return []
        return [msg_id for msg_id, sent in self._sent.items() if sent.container == container]

    def send_again(self, msg_id: int, *, keep_id: bool = False) -> bool:
        """Let an unacknowledged message leave once more.

        Args:
            msg_id: Which.
            keep_id: Whether the peer asked for it by this number.

        Returns:
            False if it is not known.
        """
        if not self._sent or msg_id not in self._sent:
            return False
        if keep_id:
            sent = self._sent[msg_id]
            if self._again is None:
                self._again = {}
            self._again[msg_id] = Item(msg_id, sent.seqno, sent.message.body)
            return True
        message = self._sent.pop(msg_id).message
        self._forget(message)
        self.put(message)
        return True

    def reconnect(self) -> None:
        """Let everything that was not acknowledged leave again, before what waits already."""
        self._again = None
        if not self._sent:
            return
        messages = [sent.message for sent in self._sent.values()]
        if self._waiting is None:
            self._waiting = deque()
        self._waiting.extendleft(reversed(messages))
        self.bytes_waiting += self.bytes_sent
        self.bytes_sent = 0
        self._sent = None
        self._answers = None

    def drop(self, unwanted: Callable[[Outgoing], bool]) -> int:
        """Forget messages, waiting or sent; return how many there were."""
        waiting = [message for message in self._waiting or () if unwanted(message)]
        if waiting:
            kept = deque(message for message in self._waiting or () if not unwanted(message))
            self._waiting = kept or None
            self.bytes_waiting -= sum(len(message.body) for message in waiting)
        sent = [msg_id for msg_id, sent in self._sent_items() if unwanted(sent.message)]
        for msg_id in sent:
            self.acknowledge(msg_id)
        return len(waiting) + len(sent)

    def trim(self, messages: int, size: int) -> bool:
        """Forget the oldest sent messages that are too many.

        Args:
            messages: How many may be unacknowledged.
            size: How many bytes they may have.

        Returns:
            Whether an update was among them.
        """
        updates = False
        while self._sent and (len(self._sent) > messages or self.bytes_sent > size):
            message = self.acknowledge(next(iter(self._sent)))
            updates |= message is not None and message.kind is Kind.UPDATE
        return updates

    def _sent_items(self) -> Iterator[tuple[int, Sent]]:
        return iter(list(self._sent.items()) if self._sent else ())

    def _take_again(self) -> list[Item]:
        taken: list[Item] = []
        size = 0
        while self._again and len(taken) < MAX_MESSAGES and size < MAX_PAYLOAD:
            msg_id = next(iter(self._again))
            item = self._again.pop(msg_id)
            if self._sent and msg_id in self._sent:
                taken.append(item)
                size += len(item.body)
        self._again = self._again or None
        return taken

    def _keep(self, contents: list[tuple[int, Sent]], container: int) -> None:
        for msg_id, sent in contents:
            if self._sent is None:
                self._sent = {}
            self._sent[msg_id] = Sent(sent.seqno, sent.message, container) if container else sent
            self.bytes_sent += len(sent.message.body)
            if sent.message.kind is Kind.ANSWER:
                if self._answers is None:
                    self._answers = {}
                self._answers[sent.message.request] = msg_id

    def _forget(self, message: Outgoing) -> None:
        self.bytes_sent -= len(message.body)
        if message.kind is Kind.ANSWER and self._answers:
            self._answers.pop(message.request, None)
            if not self._answers:
                self._answers = None


def _what_is_kept(message: Outgoing) -> Outgoing:
    if message.kept is None:
        return message
    return Outgoing(message.kind, message.kept, message.request)
