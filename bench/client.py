"""A light client for load: thousands in one process, over the client side of our own core."""

import asyncio
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

from hodhod import tl
from hodhod.mtproto import envelope
from hodhod.mtproto.auth_key import AuthKey
from hodhod.mtproto.client_session import ClientSession
from hodhod.mtproto.crypto.rsa import RsaPublicKey
from hodhod.mtproto.events import Answered, Pushed, Refused
from hodhod.mtproto.handshake.client import HandshakeClient, KeyMade
from hodhod.mtproto.transport import ClientTransport, ErrorFrame, Packet
from hodhod.tl import TLFunction, functions, types
from hodhod.tl.answers import Result

LAYER = tl.NEWEST_LAYER
API_ID = 1
TEXT_BYTES = 100


class RefusedError(Exception):
    """The server refused a request."""


@dataclass(frozen=True, slots=True)
class Known:
    """A key and its salt: enough to come back without a handshake."""

    auth_key: AuthKey
    salt: int


class Client(asyncio.Protocol):
    """One connection with one session."""

    __slots__ = (
        "_key",
        "_pushed",
        "_session",
        "_steps",
        "_transport",
        "_waiting",
        "_wire",
        "known",
    )

    def __init__(self, pushed: Callable[[bytes], None] | None = None) -> None:
        self._wire = ClientTransport("abridged", os.urandom)
        self._transport: asyncio.Transport | None = None
        self._steps: asyncio.Queue[bytes | Exception] = asyncio.Queue()
        self._waiting: dict[int, tuple[type[TLFunction], asyncio.Future[Result]]] = {}
        self._pushed = pushed
        self._session: ClientSession | None = None
        self._key: AuthKey | None = None
        self.known: Known | None = None

    async def connect(self, host: str, port: int, key: RsaPublicKey | Known) -> None:
        """Connects, makes a key unless one is known, and opens a session."""
        await asyncio.get_running_loop().create_connection(lambda: self, host, port)
        self.known = key if isinstance(key, Known) else await self._make_key(key)
        self._key = self.known.auth_key
        session_id = int.from_bytes(os.urandom(8), "little", signed=True)
        self._session = ClientSession(session_id, self.known.salt)
        await self.ask(begin(functions.help.GetConfig()))

    async def ask(self, request: TLFunction) -> Result:
        """A request and its result."""
        if self._session is None:
            raise ConnectionError("not connected")
        function = type(request)
        if isinstance(request, functions.InvokeWithLayer):
            function = functions.help.GetConfig
        answer: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting[self._session.request(tl.encode(request))] = (function, answer)
        self._flush()
        return await answer

    def acknowledge(self) -> None:
        """Acknowledges what has come, as clients do when they have been silent for a while."""
        self._flush(acks=True)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports do what asyncio.Transport does without descending from it.
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._wire.opening())

    def data_received(self, data: bytes) -> None:
        self._wire.receive(data)
        while (event := self._wire.next_event()) is not None:
            if isinstance(event, ErrorFrame):
                self._fail(ConnectionError(f"transport error {event.code}"))
            elif isinstance(event, Packet):
                self._packet(event.payload)

    def connection_lost(self, exc: Exception | None) -> None:
        self._fail(exc or ConnectionError("the server closed the connection"))

    def _packet(self, payload: bytes) -> None:
        if self._key is None or self._session is None:
            self._steps.put_nowait(envelope.open_plain(payload).body)
            return
        message = envelope.open_message(self._key, payload, envelope.CLIENT)
        for event in self._session.receive(message, time.time()):
            match event:
                case Answered():
                    function, answer = self._waiting.pop(event.query)
                    if answer.done():
                        continue  # nobody waits any more
                    answer.set_result(tl.decode_result(event.result, function, LAYER))
                case Refused():
                    _, answer = self._waiting.pop(event.query)
                    if answer.done():
                        continue
                    answer.set_exception(RefusedError(f"{event.code} {event.message}"))
                case Pushed() if self._pushed is not None:
                    self._pushed(event.body)
                case _:
                    continue
        self._flush()

    def _flush(self, *, acks: bool = False) -> None:
        if self._session is None or self._key is None or self._transport is None:
            return
        while (item := self._session.take(time.time(), acks=acks)) is not None:
            sealed = envelope.seal_message(
                self._key,
                item.body,
                salt=self._session.salt,
                session_id=self._session.session_id,
                msg_id=item.msg_id,
                seqno=item.seqno,
                entropy=os.urandom,
                role=envelope.CLIENT,
            )
            self._transport.write(self._wire.pack(sealed))

    async def _make_key(self, rsa: RsaPublicKey) -> Known:
        handshake = HandshakeClient([rsa], os.urandom, dc_id=2)
        step: bytes | KeyMade = handshake.start()
        msg_id = 0
        while not isinstance(step, KeyMade):
            msg_id = max(msg_id + 4, int(time.time()) << 32)
            if self._transport is None:
                raise ConnectionError("not connected")
            self._transport.write(self._wire.pack(envelope.seal_plain(msg_id, step)))
            answer = await self._steps.get()
            if isinstance(answer, Exception):
                raise answer
            step = handshake.receive(answer, time.time())
        return Known(step.auth_key, step.salt)

    def _fail(self, reason: Exception) -> None:
        self._steps.put_nowait(reason)
        for _, answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(reason)
        self._waiting.clear()


def message(peer: types.TypeInputPeer, text: str) -> functions.messages.SendMessage:
    """A message of 100 bytes that begins with a text."""
    return functions.messages.SendMessage(
        peer=peer,
        message=text.ljust(TEXT_BYTES, "x"),
        random_id=int.from_bytes(os.urandom(8), "little", signed=True),
    )


def texts_in(body: bytes) -> Iterator[str]:
    """The texts of the messages that were pushed."""
    value = tl.decode(body)
    if isinstance(value, types.UpdateShortMessage):
        yield value.message
    elif isinstance(value, types.Updates):
        for update in value.updates:
            if isinstance(update, types.UpdateNewMessage):
                assert isinstance(update.message, types.Message)
                yield update.message.message


def begin(query: TLFunction) -> functions.InvokeWithLayer:
    """What the first request of a connection is wrapped in."""
    return functions.InvokeWithLayer(
        layer=LAYER,
        query=functions.InitConnection(
            api_id=API_ID,
            device_model="bench",
            system_version="1",
            app_version="1",
            system_lang_code="fa",
            lang_pack="",
            lang_code="fa",
            query=query,
        ),
    )
