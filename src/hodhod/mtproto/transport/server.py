"""The server's end of a transport: it finds out by itself which one the client speaks."""

from __future__ import annotations

from hodhod.mtproto.crypto.aes_ctr import AesCtr
from hodhod.mtproto.entropy import Entropy
from hodhod.mtproto.errors import FrameError
from hodhod.mtproto.transport.detect import detect
from hodhod.mtproto.transport.events import HttpReply, LargeFrame, Packet, ServerEvent
from hodhod.mtproto.transport.framing import Framing, Head
from hodhod.mtproto.transport.http import HttpServer, refuse


class ServerTransport:
    """The bytes of one connection, as packets.

        receive(data) → buffer → next_event() → Packet | LargeFrame | HttpReply | None
        pack(payload) → data

    Any split of the bytes gives the same events. A frame is measured before it is kept: one over
    `limit` becomes a LargeFrame, after which the limit has risen or the connection is over; one
    over `ceiling` ends it at once. So the buffer holds at most a frame and what was read with it.

    Args:
        limit: Of a payload now, in bytes; may be set at any time.
        ceiling: Of a payload ever, in bytes.
        entropy: Of the padding.

    Attributes:
        limit: As above.
        ceiling: As above.
        dc_id: The data centre that an obfuscated client means (mostly noise), or None.
    """

    __slots__ = (
        "_asked",
        "_buffer",
        "_entropy",
        "_framing",
        "_head",
        "_inbound",
        "_outbound",
        "_over",
        "ceiling",
        "dc_id",
        "limit",
    )

    def __init__(self, limit: int, ceiling: int, entropy: Entropy) -> None:
        self.limit = limit
        self.ceiling = ceiling
        self.dc_id: int | None = None
        self._entropy = entropy
        # Only while there is something in it.
        self._buffer: bytearray | None = None
        self._framing: Framing | None = None
        self._inbound: AesCtr | None = None
        self._outbound: AesCtr | None = None
        self._head: Head | None = None
        self._asked = False
        self._over = False

    @property
    def name(self) -> str:
        """The transport, for logs and metrics; empty until it is known."""
        if self._framing is None:
            return ""
        return f"obfuscated {self._framing.name}" if self._inbound else self._framing.name

    @property
    def is_http(self) -> bool:
        """Whether each packet gets exactly one answer, and none speaks first."""
        return isinstance(self._framing, HttpServer)

    @property
    def can_write(self) -> bool:
        """Whether `pack` is possible: not before the transport is known, in HTTP when asked."""
        framing = self._framing
        return framing.answering if isinstance(framing, HttpServer) else framing is not None

    @property
    def mid_frame(self) -> bool:
        """Whether half a frame, or half the first bytes, wait for the rest."""
        return bool(self._buffer)

    def receive(self, data: bytes) -> None:
        """Takes what was read from the connection; nothing after a reply that closes it."""
        if self._over:
            return
        data = self._inbound.apply(data) if self._inbound else data
        if self._buffer is None:
            self._buffer = bytearray(data)
        else:
            self._buffer += data

    def next_event(self) -> ServerEvent | None:
        """Takes the next event off the buffer.

        Returns:
            None while bytes are missing or, in HTTP, while an answer is due.

        Raises:
            FrameError: The connection has to end, without an answer.
        """
        if not self._buffer:
            self._buffer = None
            return None
        framing = self._framing or self._detect(self._buffer)
        if framing is None:
            return None
        buffer = self._buffer
        if self._head is None:
            head = framing.header(buffer)
            if head is None:
                return None
            if isinstance(head, HttpReply):
                return self._reply(head)
            self._head = head
        head = self._head
        if head.size > self.limit:
            return self._large(head, buffer)
        if len(buffer) < head.end:
            return None
        payload = framing.payload(buffer, head)
        del buffer[: head.end]
        self._head = None
        self._asked = False
        return Packet(payload, head.quick_ack)

    def pack(self, payload: bytes) -> bytes:
        """Frames a payload; in HTTP, answers the request that waits, perhaps with nothing.

        Raises:
            ValueError: Nobody is there to read it: see `can_write`.
        """
        return self._wrap(self._known().pack(payload))

    def pack_quick_ack(self, token: int) -> bytes:
        """What acknowledges a message at once; nothing where the transport has no such thing."""
        return self._wrap(self._known().pack_quick_ack(token))

    def pack_error(self, code: int) -> bytes:
        """The last thing to write: a negative number, in HTTP a bare status."""
        return self._wrap(self._known().pack_error(code))

    def rest(self) -> None:
        """Holds less memory until something happens again; for connections that fell silent."""
        if self._inbound and self._outbound:
            self._inbound.rest()
            self._outbound.rest()

    def _known(self) -> Framing:
        if self._framing is None:
            raise ValueError("the client has not said yet which transport it speaks")
        return self._framing

    def _wrap(self, data: bytes) -> bytes:
        return self._outbound.apply(data) if self._outbound else data

    def _detect(self, buffer: bytearray) -> Framing | None:
        detected = detect(buffer, self._entropy)
        if detected is None:
            return None
        self._framing = detected.framing
        del buffer[: detected.opening]
        if detected.obfuscation:
            self.dc_id = detected.obfuscation.dc_id
            self._inbound = detected.obfuscation.inbound
            self._outbound = detected.obfuscation.outbound
            buffer[:] = self._inbound.apply(buffer)
        return self._framing

    def _reply(self, reply: HttpReply) -> HttpReply:
        if reply.close:
            self._over = True
            self._buffer = None
        return reply

    def _large(self, head: Head, buffer: bytearray) -> LargeFrame | HttpReply | None:
        if head.size > self.ceiling or self._asked:
            if self.is_http:
                return self._reply(refuse(413))
            raise FrameError("a frame over its limit")
        if len(buffer) < head.start + 8:
            return None
        self._asked = True
        key = bytes(buffer[head.start : head.start + 8])
        return LargeFrame(int.from_bytes(key, "little", signed=True), head.size)
