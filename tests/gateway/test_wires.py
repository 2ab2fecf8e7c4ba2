"""A key, a query, a ping, an update: over every transport, in any pieces, on real sockets."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from hodhod import tl
from hodhod.domain.event import Notice
from hodhod.domain.ids import UserId
from hodhod.gateway import Gateway, Limits
from hodhod.gateway.web import routes
from hodhod.mtproto import envelope
from hodhod.mtproto.events import Ponged
from hodhod.mtproto.transport import ErrorFrame, Packet
from hodhod.tl import functions, mtproto, types
from tests.gateway.client import (
    WIRES,
    Client,
    Gone,
    TcpStream,
    WebSocketStream,
    client_over,
    connected,
    in_layer,
)
from tests.gateway.product import RSA, Product, serving, until

NEAREST = in_layer(functions.help.GetNearestDc())


@pytest.fixture
async def product() -> Product:
    return Product()


@pytest.fixture
async def port(product: Product) -> AsyncIterator[int]:
    async with serving(product) as (_, port):
        yield port


async def sign_in_and_talk(client: Client, product: Product) -> None:
    key = await client.make_key(RSA)
    answer = await client.ask(NEAREST)
    assert isinstance(answer, types.NearestDc)
    assert answer.this_dc == 2
    caller, _ = product.calls[-1]
    assert (caller.auth_key_id, caller.layer, caller.user_id) == (key.id, 200, None)
    assert caller.device.device_model == "test"
    await client.say(mtproto.Ping(ping_id=7))
    await client.hear(lambda event: event == Ponged(7))


@pytest.mark.parametrize("wire", WIRES)
@pytest.mark.parametrize("piece", [0, 1], ids=["whole", "byte by byte"])
async def test_every_transport_in_any_pieces(
    product: Product, port: int, wire: str, piece: int
) -> None:
    async with connected(port, wire, piece=piece) as client:
        await sign_in_and_talk(client, product)


@pytest.mark.parametrize("piece", [0, 1], ids=["whole", "byte by byte"])
@pytest.mark.parametrize("path", ["/apiws", "/apiws_premium", "/apiws_test"])
async def test_a_websocket(product: Product, piece: int, path: str) -> None:
    async with serving_web(product) as (_, port):
        stream = await WebSocketStream.open(port, piece, path)
        assert stream.socket.protocol == "binary"
        client = client_over(stream, "obfuscated intermediate")
        await sign_in_and_talk(client, product)
        await stream.close()


@asynccontextmanager
async def serving_web(
    product: Product, limits: Limits | None = None
) -> AsyncIterator[tuple[Gateway, int]]:
    """Run the gateway's routes in a web server; yield the gateway and the server's port."""
    async with serving(product, limits) as (gateway, _):
        app = web.Application()
        app.add_routes(routes(gateway))
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        try:
            yield gateway, runner.addresses[0][1]
        finally:
            await gateway.stop()
            await runner.cleanup()


class PostStream:
    """Each packet a POST of its own to the web server."""

    def __init__(self, url: str) -> None:
        self._http = aiohttp.ClientSession()
        self._url = url
        self._replies: asyncio.Queue[bytes] = asyncio.Queue()

    async def read(self) -> bytes:
        return await self._replies.get()

    async def write(self, data: bytes) -> None:
        async with self._http.post(self._url, data=data) as response:
            assert response.headers["Access-Control-Allow-Origin"] == "*"
            body = await response.read()
            await self._replies.put(body if response.ok else -response.status)  # type: ignore[arg-type]

    async def close(self) -> None:
        await self._http.close()


class PostTransport:
    """Payloads as they are."""

    def __init__(self) -> None:
        self._payloads: list[bytes | int] = []

    def pack(self, payload: bytes, *, quick_ack: bool = False) -> bytes:
        assert not quick_ack
        return payload

    def receive(self, data: bytes | int) -> None:
        self._payloads.append(data)

    def next_event(self) -> Packet | ErrorFrame | None:
        if not self._payloads:
            return None
        first = self._payloads.pop(0)
        return ErrorFrame(first) if isinstance(first, int) else Packet(first)


def poster(port: int) -> Client:
    stream = PostStream(f"http://127.0.0.1:{port}/api")
    return Client(stream, PostTransport())  # type: ignore[arg-type]


async def test_http_to_the_web_server(product: Product) -> None:
    async with serving_web(product) as (_, port):
        client = poster(port)
        await sign_in_and_talk(client, product)
        part = functions.upload.SaveFilePart(file_id=1, file_part=0, bytes=bytes(100_000))
        await client.ask_bytes(part)
        await client.stream.close()


async def test_http_to_the_web_server_with_an_unknown_key_is_a_status(product: Product) -> None:
    async with serving_web(product) as (_, port):
        client = poster(port)
        for size in (120, 100_008):
            with pytest.raises(Gone) as gone:
                await send_raw(client, os.urandom(size))
            assert gone.value.code == -404
        await client.stream.close()


async def test_half_a_body_has_a_deadline(product: Product) -> None:
    async with serving_web(product, Limits(half_frame_s=0.1)) as (_, port):
        stream = await TcpStream.open(port)
        await stream.write(b"POST /api HTTP/1.1\r\nHost: h\r\nContent-Length: 99\r\n\r\nhalf")
        async with asyncio.timeout(10):
            assert b" 408 " in await stream.read()
        await stream.close()


async def test_http_wait_brings_an_update_when_it_comes(product: Product) -> None:
    async with serving_web(product) as (gateway, port):
        client = poster(port)
        key = await client.make_key(RSA)
        await product.log_in(key.id, 5)
        await client.ask(functions.updates.GetState())
        assert client.session is not None
        client.session.say(mtproto.HttpWait(max_delay=0, wait_after=0, max_wait=25_000))
        waiting = asyncio.create_task(client.flush(acks=True))
        typing = types.UpdateUserTyping(user_id=6, action=types.SendMessageTypingAction())
        (live,) = [live for one in gateway.keys.all() for live in one.sessions]
        await until(lambda: bool(live.polls))
        await product.bus.publish([Notice(UserId(5), typing, ("n",))])
        await waiting
        update = await client.update()
        assert isinstance(update, types.Updates)
        assert update.updates == (typing,)
        await client.stream.close()


class Together:
    """A stream that keeps what is written, to be sent in one piece."""

    def __init__(self) -> None:
        self.written = b""

    async def write(self, data: bytes) -> None:
        self.written += data

    async def read(self) -> bytes:
        return b""

    async def close(self) -> None:
        """Nothing is open."""


async def test_http_requests_that_come_in_one_piece_do_not_wait_for_each_other(port: int) -> None:
    async with connected(port, "http") as client:
        await client.make_key(RSA)
        await client.ask(NEAREST)
        assert client.session is not None
        stream, together = client.stream, Together()
        client.stream = together
        client.session.say(mtproto.MsgsAck(msg_ids=(5,)))
        await client.flush()
        name = client.post(NEAREST)
        await client.flush()
        client.stream = stream
        await stream.write(together.written)
        async with asyncio.timeout(5):
            await client.answer(name)


@pytest.mark.parametrize("wire", ["abridged", "intermediate", "padded", "obfuscated padded"])
async def test_quick_acks(port: int, wire: str) -> None:
    async with connected(port, wire) as client:
        key = await client.make_key(RSA)
        await client.ask(NEAREST, quick_ack=True)
        assert client.quick_acks == [envelope.quick_ack_token(key, client.sent[-1])]


async def test_two_clients_of_one_address(product: Product, port: int) -> None:
    async with connected(port) as one, connected(port, "full") as two:
        await sign_in_and_talk(one, product)
        await sign_in_and_talk(two, product)


# ── strangers ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("wire", [w for w in WIRES if w != "http"])
async def test_an_unknown_key_is_404(port: int, wire: str) -> None:
    async with connected(port, wire) as client:
        with pytest.raises(Gone) as gone:
            await send_raw(client, os.urandom(8 + 16 + 96))
        assert gone.value.code == -404


async def send_raw(client: Client, payload: bytes) -> bytes:
    data = client.opening + client.transport.pack(payload)
    client.opening = b""
    await client.stream.write(data)
    return await client.payload()


async def test_a_message_that_does_not_decrypt_is_404(port: int) -> None:
    async with connected(port) as one:
        key = await one.make_key(RSA)
        async with connected(port) as client:
            with pytest.raises(Gone) as gone:
                await send_raw(client, key.id_bytes + os.urandom(16 + 96))
            assert gone.value.code == -404


async def test_a_bad_handshake_is_404(port: int) -> None:
    async with connected(port) as client:
        with pytest.raises(Gone) as gone:
            await send_raw(client, envelope.seal_plain(4, tl.encode(mtproto.Ping(ping_id=1))))
        assert gone.value.code == -404


async def test_a_large_packet_of_a_stranger_ends_the_connection(port: int) -> None:
    async with connected(port, "intermediate") as client:
        with pytest.raises(Gone):
            await send_raw(client, os.urandom(8) + bytes(100_000))


@pytest.mark.parametrize("piece", [0, 1000], ids=["one message", "many messages"])
async def test_a_large_packet_of_a_stranger_ends_a_websocket(product: Product, piece: int) -> None:
    async with serving_web(product) as (gateway, port):
        stream = await WebSocketStream.open(port, piece)
        client = client_over(stream, "obfuscated intermediate")
        packet = client.opening + client.transport.pack(os.urandom(8) + bytes(100_000))
        # It is not waited for the rest.
        await stream.write(packet[: gateway.limits.stranger_packet + 100])
        with pytest.raises((Gone, ConnectionError)):
            async with asyncio.timeout(gateway.limits.half_frame_s / 2):
                await client.payload()
        await stream.close()
        assert not product.calls


async def test_a_key_of_an_earlier_connection_may_begin_with_a_large_packet(
    product: Product, port: int
) -> None:
    async with connected(port) as one:
        await one.make_key(RSA)
        await one.ask(NEAREST)
    part = functions.upload.SaveFilePart(file_id=1, file_part=0, bytes=os.urandom(512 * 1024))
    async with connected(port, "intermediate", key_of=one) as two:
        assert await two.ask_bytes(part) == bytes.fromhex("b5757299")
    assert product.calls[-1][1] == part


@pytest.mark.parametrize("seed", range(20))
async def test_noise_leaves_no_trace_in_the_log(
    port: int, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    stream = await TcpStream.open(port)
    heads = [
        b"",
        b"\xef",
        b"\xee" * 4,
        b"\xdd" * 4,
        b"POST /api HTTP/1.1\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
    ]
    await stream.write(heads[seed % len(heads)] + os.urandom(3000))
    stream.writer.write_eof()
    while await stream.read():
        pass
    await stream.close()
    assert [record for record in caplog.records if record.exc_info] == []


async def test_an_outage_closes_the_connection_and_says_nothing(
    product: Product, port: int
) -> None:
    async with connected(port) as one:
        await one.make_key(RSA)
    async with serving(product) as (_, other_port):
        product.auth_keys.down = True
        async with connected(other_port, key_of=one) as two:
            with pytest.raises(Gone) as gone:
                await two.ask(NEAREST)
            assert gone.value.code == 0


async def test_a_key_that_could_not_be_stored_is_not_answered(product: Product, port: int) -> None:
    product.auth_keys.down = True
    async with connected(port) as client:
        with pytest.raises(Gone) as gone:
            await client.make_key(RSA)
        assert gone.value.code == 0
    assert product.auth_keys.kept == {}
