"""A client of the wire: the client roles of transport, handshake and session, connected."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol, cast

import aiohttp

from hodhod import tl
from hodhod.mtproto import envelope
from hodhod.mtproto import msg_id as ids
from hodhod.mtproto.auth_key import AuthKey
from hodhod.mtproto.client_session import ClientSession
from hodhod.mtproto.crypto.rsa import RsaKey, RsaPublicKey
from hodhod.mtproto.events import Answered, ClientEvent, Pushed, Refused
from hodhod.mtproto.handshake import HandshakeClient, KeyMade
from hodhod.mtproto.transport import ClientTransport, ErrorFrame, Packet, QuickAck
from hodhod.mtproto.transport.client import TransportName
from hodhod.tl import TLFunction, TLObject, functions


class Stream(Protocol):
    """What carries bytes."""

    async def read(self) -> bytes: ...

    async def write(self, data: bytes) -> None: ...

    async def close(self) -> None: ...


@dataclass(slots=True)
class TcpStream:
    """A socket; perhaps writing one byte at a time."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    piece: int = 0

    @classmethod
    async def open(cls, port: int, piece: int = 0) -> TcpStream:
        return cls(*await asyncio.open_connection("127.0.0.1", port), piece)

    async def read(self) -> bytes:
        try:
            return await self.reader.read(1 << 16)
        except ConnectionError:
            return b""

    async def write(self, data: bytes) -> None:
        step = self.piece or len(data) or 1
        for at in range(0, len(data), step):
            self.writer.write(data[at : at + step])
            if self.piece:
                # Enough turns of the loop that the server reads what is there.
                await asyncio.sleep(0)
        await self.writer.drain()

    async def close(self) -> None:
        self.writer.close()


@dataclass(slots=True)
class WebSocketStream:
    """A WebSocket; perhaps sending one byte a message."""

    http: aiohttp.ClientSession
    socket: aiohttp.ClientWebSocketResponse
    piece: int = 0

    @classmethod
    async def open(cls, port: int, piece: int = 0, path: str = "/apiws") -> WebSocketStream:
        http = aiohttp.ClientSession()
        socket = await http.ws_connect(f"ws://127.0.0.1:{port}{path}", protocols=("binary",))
        return cls(http, socket, piece)

    async def read(self) -> bytes:
        message = await self.socket.receive()
        return message.data if message.type is aiohttp.WSMsgType.BINARY else b""

    async def write(self, data: bytes) -> None:
        step = self.piece or len(data) or 1
        for at in range(0, len(data), step):
            await self.socket.send_bytes(data[at : at + step])

    async def close(self) -> None:
        await self.socket.close()
        await self.http.close()


@dataclass(slots=True)
class FreshStreams:
    """A socket for each piece that is written: what is HTTP needs no connection that stays."""

    port: int
    last: TcpStream | None = None

    async def read(self) -> bytes:
        assert self.last is not None
        return await self.last.read()

    async def write(self, data: bytes) -> None:
        await self.close()
        self.last = await TcpStream.open(self.port)
        await self.last.write(data)

    async def close(self) -> None:
        if self.last is not None:
            await self.last.close()


class Gone(Exception):  # noqa: N818 (it is what becomes of connections, no error)
    """The connection is over.

    Attributes:
        code: The transport error, 0 if there was none.
    """

    def __init__(self, code: int = 0) -> None:
        super().__init__(f"the connection is over ({code})")
        self.code = code


class Refusal(Exception):  # noqa: N818 (an answer, no error of ours)
    """An rpc_error.

    Attributes:
        code: Its code.
        message: Its name.
    """

    def __init__(self, code: int, message: str) -> None:
        super().__init__(f"{code} {message}")
        self.code = code
        self.message = message


@dataclass(eq=False)
class Client:
    """One connection and its session."""

    stream: Stream
    transport: ClientTransport
    key: AuthKey | None = None
    salt: int = 0
    session: ClientSession | None = None
    opening: bytes = b""
    answers: dict[int, Answered | Refused] = field(default_factory=dict)
    events: list[ClientEvent] = field(default_factory=list)
    quick_acks: list[int] = field(default_factory=list)
    sent: list[bytes] = field(default_factory=list)
    read_on: bool = True

    # ── bytes ──────────────────────────────────────────────────────────────────────────────────

    async def _send_payload(self, payload: bytes, *, quick_ack: bool = False) -> None:
        self.sent.append(payload)
        data = self.opening + self.transport.pack(payload, quick_ack=quick_ack)
        self.opening = b""
        await self.stream.write(data)

    async def payload(self) -> bytes:
        async with asyncio.timeout(20):
            while True:
                event = self.transport.next_event()
                match event:
                    case Packet():
                        return event.payload
                    case QuickAck():
                        self.quick_acks.append(event.token)
                    case ErrorFrame():
                        raise Gone(event.code)
                    case None:
                        data = await self.stream.read()
                        if not data:
                            raise Gone
                        self.transport.receive(data)

    # ── keys ───────────────────────────────────────────────────────────────────────────────────

    async def make_key(
        self, rsa: RsaKey | RsaPublicKey, *, expires_in: int | None = None, dc_id: int | None = 2
    ) -> AuthKey:
        public = rsa.public if isinstance(rsa, RsaKey) else rsa
        handshake = HandshakeClient([public], os.urandom, dc_id=dc_id, expires_in=expires_in)
        question: bytes = handshake.start()
        last = 0
        while True:
            last = ids.next_msg_id(time.time(), ids.CLIENT, last)
            await self._send_payload(envelope.seal_plain(last, question))
            answer = envelope.open_plain(await self.payload())
            step = handshake.receive(answer.body, time.time())
            if isinstance(step, KeyMade):
                self.key, self.salt = step.auth_key, step.salt
                self.begin()
                return step.auth_key
            question = step

    def begin(self, session_id: int | None = None) -> ClientSession:
        if session_id is None:
            session_id = int.from_bytes(os.urandom(8), "little", signed=True)
        self.session = ClientSession(session_id, self.salt)
        return self.session

    # ── messages ───────────────────────────────────────────────────────────────────────────────

    async def flush(
        self, *, quick_ack: bool = False, acks: bool = False, at: float | None = None
    ) -> None:
        assert self.session is not None
        assert self.key is not None
        while (item := self.session.take(at or time.time(), acks=acks)) is not None:
            await self._send_payload(
                envelope.seal_message(
                    self.key,
                    item.body,
                    salt=self.session.salt,
                    session_id=self.session.session_id,
                    msg_id=item.msg_id,
                    seqno=item.seqno,
                    entropy=os.urandom,
                    role=envelope.CLIENT,
                ),
                quick_ack=quick_ack,
            )

    async def receive(self) -> None:
        """Take one packet of the server."""
        assert self.session is not None
        assert self.key is not None
        payload = await self.payload()
        if not payload:
            return
        message = envelope.open_message(self.key, payload, envelope.CLIENT)
        for event in self.session.receive(message, time.time()):
            if isinstance(event, Answered | Refused):
                self.answers[event.query] = event
            else:
                self.events.append(event)

    async def ask(self, query: TLObject | bytes, *, quick_ack: bool = False) -> TLObject:
        """Ask, and wait for the answer.

        Raises:
            Refusal: It is an error.
        """
        return tl.decode(await self.ask_bytes(query, quick_ack=quick_ack))

    async def ask_bytes(self, query: TLObject | bytes, *, quick_ack: bool = False) -> bytes:
        """As `ask`, for results that are no objects."""
        name = self.post(query)
        await self.flush(quick_ack=quick_ack)
        return await self.answer(name)

    def post(self, query: TLObject | bytes) -> int:
        assert self.session is not None
        return self.session.request(query if isinstance(query, bytes) else tl.encode(query))

    async def answer(self, name: int) -> bytes:
        while name not in self.answers:
            await self.receive()
            await self.flush()
        event = self.answers.pop(name)
        if isinstance(event, Refused):
            raise Refusal(event.code, event.message)
        return event.result

    async def hear(self, wanted: Callable[[ClientEvent], bool]) -> ClientEvent:
        """Wait for an event."""
        while True:
            for event in self.events:
                if wanted(event):
                    self.events.remove(event)
                    return event
            await self.receive()
            await self.flush()

    async def update(self) -> TLObject:
        event = await self.hear(lambda e: isinstance(e, Pushed))
        assert isinstance(event, Pushed)
        return tl.decode(event.body)

    async def say(self, value: TLObject) -> None:
        assert self.session is not None
        self.session.say(value)
        await self.flush()


WIRES = (
    "abridged",
    "intermediate",
    "padded",
    "full",
    "http",
    "obfuscated abridged",
    "obfuscated intermediate",
    "obfuscated padded",
)


def in_layer(query: TLFunction) -> functions.InvokeWithLayer:
    """What the first request of a connection is wrapped in."""
    return functions.InvokeWithLayer(
        layer=200,
        query=functions.InitConnection(
            api_id=1,
            device_model="test",
            system_version="1",
            app_version="1",
            system_lang_code="en",
            lang_pack="",
            lang_code="fa",
            query=query,
        ),
    )


def client_over(stream: Stream, wire: str) -> Client:
    obfuscated = wire.startswith("obfuscated ")
    name = cast("TransportName", wire.removeprefix("obfuscated "))
    transport = ClientTransport(name, entropy=os.urandom, obfuscated=obfuscated)
    return Client(stream, transport, opening=transport.opening())


@asynccontextmanager
async def connected(
    port: int,
    wire: str = "abridged",
    *,
    piece: int = 0,
    key_of: Client | None = None,
    session_id: int | None = None,
) -> AsyncIterator[Client]:
    """Connect over TCP, perhaps with the key of another client."""
    stream = await TcpStream.open(port, piece)
    client = client_over(stream, wire)
    if key_of is not None:
        client.key, client.salt = key_of.key, key_of.session.salt if key_of.session else 0
        client.begin(session_id)
    try:
        yield client
    finally:
        await stream.close()
