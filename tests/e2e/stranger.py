"""A stranger with a pencil: writes any bytes to a running server, right ones and wrong ones.

Nothing here is a client: each message is put together by hand, field by field, so that each field
can be a lie.
"""

from __future__ import annotations

import asyncio
import os
import struct
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256

from hodhod import tl
from hodhod.mtproto import containers, envelope
from hodhod.mtproto import msg_id as ids
from hodhod.mtproto.auth_key import AuthKey
from hodhod.mtproto.containers import Item
from hodhod.mtproto.crypto import ige
from hodhod.tl import TLObject, mtproto
from tests.e2e.database import database_of, descendants, resident_bytes
from tests.e2e.server import Server
from tests.gateway.client import (
    WIRES,
    Client,
    Gone,
    TcpStream,
    WebSocketStream,
    client_over,
)

EVERY_WIRE = (*WIRES, "websocket")
ENDS_S = 20.0
_HEADER = struct.Struct("<qqqii")


@dataclass(slots=True)
class Target:
    """A running server, and a key that a stranger has made there."""

    server: Server
    key: AuthKey
    salt: int

    def resident_bytes(self) -> int:
        """What the server holds, with all of its workers and without its database."""
        server = self.server.pid()
        database = database_of(self.server.data).postmaster
        own = {server, *descendants(server)} - {database, *descendants(database)}
        return sum(map(resident_bytes, own))

    @asynccontextmanager
    async def wire(self, name: str) -> AsyncIterator[Client]:
        """Connect over a transport, and say nothing yet."""
        if name == "websocket":
            stream: TcpStream | WebSocketStream = await WebSocketStream.open(self.server.http.port)
            client = client_over(stream, "obfuscated intermediate")
        else:
            stream = await TcpStream.open(self.server.mtproto.port)
            client = client_over(stream, name)
        try:
            yield client
        finally:
            await stream.close()

    @asynccontextmanager
    async def pencil(self, wire: str = "intermediate") -> AsyncIterator[Pencil]:
        """A new session, over a connection of its own."""
        async with self.wire(wire) as client:
            yield Pencil(client, self.key, self.salt)

    async def bytes_until_the_end(self, data: bytes, *, web: bool = False) -> bytes:
        """Write bytes to a socket; return all that comes back until the server ends it."""
        address = self.server.http if web else self.server.mtproto
        stream = await TcpStream.open(address.port)
        answer = b""
        try:
            await stream.write(data)
            async with asyncio.timeout(ENDS_S):
                while piece := await stream.read():
                    answer += piece
        except ConnectionError:
            pass
        finally:
            await stream.close()
        return answer


@dataclass(slots=True)
class Pencil:
    """One session, written by hand."""

    client: Client
    key: AuthKey
    salt: int
    session_id: int = field(default_factory=lambda: int.from_bytes(os.urandom(7), "little"))
    last: int = 0
    count: int = 0

    def new_id(self, ahead_s: float = 0.0) -> int:
        if ahead_s:
            return ids.next_msg_id(time.time() + ahead_s, ids.CLIENT, 0)
        self.last = ids.next_msg_id(time.time(), ids.CLIENT, self.last)
        return self.last

    def new_seqno(self, *, content: bool = True) -> int:
        seqno = 2 * self.count + content
        self.count += content
        return seqno

    def item(self, body: bytes | TLObject, *, content: bool = True) -> Item:
        data = body if isinstance(body, bytes) else tl.encode(body)
        return Item(self.new_id(), self.new_seqno(content=content), data)

    def sealed(
        self,
        body: bytes,
        *,
        msg_id: int | None = None,
        seqno: int | None = None,
        salt: int | None = None,
        length: int | None = None,
        padding: int | None = None,
    ) -> bytes:
        """A message under the key. What is not given is right."""
        head = _HEADER.pack(
            self.salt if salt is None else salt,
            self.session_id,
            self.new_id() if msg_id is None else msg_id,
            self.new_seqno() if seqno is None else seqno,
            len(body) if length is None else length,
        )
        fill = -(len(head) + len(body) + 12) % 16 + 12 if padding is None else padding
        plain = head + body + os.urandom(fill)
        plain += bytes(-len(plain) % 16)
        msg_key = sha256(self.key.value[88:120] + plain).digest()[8:24]
        a = sha256(msg_key + self.key.value[:36]).digest()
        b = sha256(self.key.value[40:76] + msg_key).digest()
        aes = a[:8] + b[8:24] + a[24:], b[:8] + a[8:24] + b[24:]
        return self.key.id_bytes + msg_key + ige.encrypt(plain, *aes)

    async def write(self, payload: bytes) -> None:
        data = self.client.opening + self.client.transport.pack(payload)
        self.client.opening = b""
        await self.client.stream.write(data)

    async def send(self, body: bytes | TLObject, **lies: int) -> int:
        """Send a message; return its msg_id."""
        data = body if isinstance(body, bytes) else tl.encode(body)
        msg_id = lies.pop("msg_id", None) or self.new_id()
        await self.write(self.sealed(data, msg_id=msg_id, **lies))
        return msg_id

    async def send_container(self, *items: Item) -> int:
        return await self.send(containers.write(items), seqno=2 * self.count)

    async def heard(self) -> list[TLObject]:
        """What the next packet says; results of requests are left as bytes of RpcResult."""
        payload = await self.client.payload()
        if not payload:
            return []
        message = envelope.open_message(self.key, payload, envelope.CLIENT)
        items = [Item(message.msg_id, message.seqno, message.body)]
        if containers.is_container(message.body):
            items = containers.read(message.msg_id, message.body)
        return [_read(item.body) for item in items]

    async def pongs(self) -> list[int]:
        """The pings that the next packet answers."""
        return [value.ping_id for value in await self.heard() if isinstance(value, mtproto.Pong)]

    async def hear(self, kind: type[TLObject], about: int) -> TLObject:
        """Wait until the server says something of a kind about a message."""
        async with asyncio.timeout(ENDS_S):
            while True:
                for value in await self.heard():
                    if isinstance(value, kind) and about in _about(value):
                        return value

    async def refusal(self, about: int) -> tuple[int, str]:
        """The error that answers a request; (0, "") if it is an answer."""
        value = await self.hear(mtproto.RpcResult, about)
        assert isinstance(value, mtproto.RpcResult)
        error = value.result
        if isinstance(error, mtproto.RpcError):
            return error.error_code, error.error_message
        return 0, ""

    async def bad_message(self, about: int) -> int:
        """The code of bad_msg_notification, or 48 for bad_server_salt."""
        value = await self.hear(TLObject, about)
        if isinstance(value, mtproto.BadServerSalt):
            self.salt = value.new_server_salt
            return value.error_code
        assert isinstance(value, mtproto.BadMsgNotification), value
        return value.error_code

    async def end(self) -> int:
        """The transport error that ends the connection, 0 if there is none."""
        try:
            async with asyncio.timeout(ENDS_S):
                while True:
                    await self.client.payload()
        except Gone as gone:
            return gone.code


def _read(body: bytes) -> TLObject:
    if body[:4] == tl.encode(mtproto.RpcResult(req_msg_id=0, result=mtproto.Ping(ping_id=0)))[:4]:
        about = int.from_bytes(body[4:12], "little", signed=True)
        try:
            result = tl.decode(body[12:])
        except tl.DecodeError:
            result = mtproto.Ping(ping_id=0)
        return mtproto.RpcResult(req_msg_id=about, result=result)
    return tl.decode(body)


def _about(value: TLObject) -> set[int]:
    names = ("req_msg_id", "bad_msg_id", "msg_id")
    return {getattr(value, name) for name in names if hasattr(value, name)}
