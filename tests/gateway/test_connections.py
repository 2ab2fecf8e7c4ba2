from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from hodhod.domain.caller import Caller
from hodhod.domain.event import BoxEvent
from hodhod.domain.ids import BoxId
from hodhod.gateway import Gateway, Limits
from hodhod.gateway.stream import StreamLink
from hodhod.mtproto import envelope
from hodhod.mtproto.events import Ponged, SessionMade
from hodhod.tl import TLObject, functions, mtproto, types
from tests.gateway.client import Client, Gone, TcpStream, connected
from tests.gateway.product import RSA, Product, serving, until

NEAREST = functions.help.GetNearestDc()
STATE = functions.updates.GetState()


class Clock:
    """The real time, and what a test adds to it."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@pytest.fixture
async def product() -> Product:
    return Product()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def running(product: Product, clock: Clock) -> AsyncIterator[tuple[Gateway, int]]:
    async with serving(product, clock=clock) as both:
        yield both


@pytest.fixture
async def gateway(running: tuple[Gateway, int]) -> Gateway:
    return running[0]


@pytest.fixture
async def port(running: tuple[Gateway, int]) -> int:
    return running[1]


def pass_time(gateway: Gateway, clock: Clock, seconds: float) -> None:
    clock.ahead += seconds
    gateway.wheel.turn(clock())


def half_a_frame_waits(gateway: Gateway) -> bool:
    return any(isinstance(link, StreamLink) and link.half_since for link in gateway.links)


async def ends(stream: TcpStream) -> None:
    async with asyncio.timeout(5):
        while await stream.read():
            pass


# ── deadlines ────────────────────────────────────────────────────────────────────────────────────


async def test_half_a_frame_has_a_deadline(gateway: Gateway, port: int, clock: Clock) -> None:
    stream = await TcpStream.open(port)
    await stream.write(b"\xef\x7f")
    await until(lambda: half_a_frame_waits(gateway))
    pass_time(gateway, clock, 29)
    assert gateway.stats.connections == 1
    pass_time(gateway, clock, 3)
    await ends(stream)
    await stream.close()


async def test_half_a_frame_is_not_excused_by_more_bytes_of_it(
    gateway: Gateway, port: int, clock: Clock
) -> None:
    stream = await TcpStream.open(port)
    await stream.write(b"\xee\xee\xee\xee\x00\x01\x00\x00")
    await until(lambda: half_a_frame_waits(gateway))
    for _ in range(4):
        pass_time(gateway, clock, 8)
        await stream.write(b"x")
    await ends(stream)
    await stream.close()


async def test_a_stranger_who_says_nothing_is_let_go(
    gateway: Gateway, port: int, clock: Clock
) -> None:
    stream = await TcpStream.open(port)
    await until(lambda: gateway.stats.connections == 1)
    pass_time(gateway, clock, 61)
    await ends(stream)
    await stream.close()


async def test_a_client_may_be_silent_for_longer(gateway: Gateway, port: int, clock: Clock) -> None:
    async with connected(port) as client:
        await client.make_key(RSA)
        await client.ask(NEAREST)
        for _ in range(10):
            pass_time(gateway, clock, 80)
        assert gateway.stats.connections == 1
        pass_time(gateway, clock, 110)
        with pytest.raises(Gone):
            await client.receive()


async def test_ping_delay_disconnect_ends_a_connection_and_each_one_puts_that_off(
    gateway: Gateway, port: int, clock: Clock
) -> None:
    async with connected(port) as client:
        await client.make_key(RSA)
        for ping_id in (1, 2, 3):
            ping = mtproto.PingDelayDisconnect(ping_id=ping_id, disconnect_delay=75)
            assert client.session is not None
            client.session.time_offset_s = clock.ahead
            client.session.say(ping)
            await client.flush(at=time.time())
            await client.hear(lambda event, n=ping_id: event == Ponged(n))  # type: ignore[misc]
            pass_time(gateway, clock, 60)
        assert gateway.stats.connections == 1
        pass_time(gateway, clock, 17)
        with pytest.raises(Gone):
            await client.receive()


async def test_acknowledgements_leave_although_nothing_else_does(
    gateway: Gateway, port: int, product: Product, clock: Clock
) -> None:
    opened = asyncio.Event()

    async def slow(caller: Caller, query: TLObject) -> object:
        await opened.wait()
        return types.NearestDc(country="IR", this_dc=2, nearest_dc=2)

    async with connected(port) as client:
        await client.make_key(RSA)
        await client.ask(NEAREST)
        product.answers[functions.help.GetNearestDc] = slow
        name = client.post(NEAREST)
        await client.flush()
        await until(lambda: len(product.calls) == 2)
        pass_time(gateway, clock, 2)
        payload = await client.payload()
        assert client.key is not None
        message = envelope.open_message(client.key, payload, envelope.CLIENT)
        assert message.body[:4] == b"\x59\xb4\xd6\x62", "msgs_ack"
        opened.set()
        await client.answer(name)


# ── slow readers ─────────────────────────────────────────────────────────────────────────────────


async def fill(gateway: Gateway, product: Product, client: Client) -> None:
    """Write to a client until it is seen not to read, and then some more."""
    (live,) = [live for key in gateway.keys.all() for live in key.sessions]
    assert live.link is not None
    pts = 1
    more = 50
    async with asyncio.timeout(20):
        while more:
            more -= bool(live.link.held)
            pts += 1
            update = types.UpdateServiceNotification(
                type="",
                message=os.urandom(30_000).hex(),
                media=types.MessageMediaEmpty(),
                entities=(),
            )
            await product.bus.publish([BoxEvent(BoxId(5), pts, 1, update, ("n",))])
            await until(lambda: not gateway.stats.tasks)
    assert live.core.outbox.bytes_waiting < 300_000


async def test_a_client_that_does_not_read_has_its_updates_dropped_and_is_told(
    gateway: Gateway, port: int, product: Product, clock: Clock
) -> None:
    async with connected(port) as client:
        key = await client.make_key(RSA)
        await product.log_in(key.id, 5)
        await client.ask(STATE)
        await fill(gateway, product, client)
        async with asyncio.timeout(20):
            while await client.update() != types.UpdatesTooLong():
                pass


async def test_a_client_that_does_not_read_for_long_is_let_go(
    gateway: Gateway, port: int, product: Product, clock: Clock
) -> None:
    async with connected(port) as client:
        key = await client.make_key(RSA)
        await product.log_in(key.id, 5)
        await client.ask(STATE)
        await fill(gateway, product, client)
        assert gateway.stats.connections == 1
        pass_time(gateway, clock, 61)
        await until(lambda: gateway.stats.connections == 0)


# ── too many ─────────────────────────────────────────────────────────────────────────────────────


async def test_a_connection_too_many_is_429(product: Product) -> None:
    async with serving(product, Limits(connections=2, drain_s=1)) as (gateway, port):
        async with connected(port) as one, connected(port) as two:
            await one.make_key(RSA)
            await two.make_key(RSA)
            async with connected(port) as three:
                with pytest.raises(Gone) as gone:
                    await three.make_key(RSA)
                assert gone.value.code == -429
        await until(lambda: gateway.stats.connections == 0)
        async with connected(port) as four:
            await four.make_key(RSA)


async def test_connections_far_beyond_the_limit_are_ended_at_once(product: Product) -> None:
    async with (
        serving(product, Limits(connections=1, drain_s=1)) as (gateway, port),
        AsyncExitStack() as stack,
    ):
        for _ in range(11):
            await stack.enter_async_context(connected(port))
        await until(lambda: gateway.stats.connections == 11)
        stream = await TcpStream.open(port)
        await ends(stream)
        await stream.close()


async def test_an_address_makes_a_bounded_number_of_handshakes(product: Product) -> None:
    limits = Limits(handshakes_per_address_burst=4, handshakes_per_address_s=0.001, drain_s=1)
    async with serving(product, limits) as (_, port):
        async with connected(port) as one:
            await one.make_key(RSA)
            await one.ask(NEAREST)
        async with connected(port) as two:
            with pytest.raises(Gone) as gone:
                await two.make_key(RSA)
            assert gone.value.code == -429
        async with connected(port, key_of=one) as again:
            await again.ask(NEAREST)


async def test_a_key_has_a_bounded_number_of_sessions(product: Product) -> None:
    async with (
        serving(product, Limits(sessions_per_key=2, drain_s=1)) as (gateway, port),
        connected(port) as one,
    ):
        await one.make_key(RSA)
        await one.ask(NEAREST)
        async with connected(port, key_of=one) as two:
            await two.ask(NEAREST)
            async with connected(port, key_of=one) as three:
                with pytest.raises(Gone) as gone:
                    await three.ask(NEAREST)
                assert gone.value.code == -429
        (live,) = [
            live
            for key in gateway.keys.all()
            for live in key.sessions
            if two.session and live.core.session_id == two.session.session_id
        ]
        await until(lambda: not live.connected)
        async with connected(port, key_of=one) as four:
            await four.ask(NEAREST)
        assert gateway.sessions.count == 2, "the one without a connection has made room"


# ── recordings ───────────────────────────────────────────────────────────────────────────────────


async def test_a_recording_that_is_played_back_diverts_nothing(port: int) -> None:
    async with connected(port) as client:
        await client.make_key(RSA)
        await client.ask(NEAREST)
        recorded = client.sent[-1]
        async with connected(port) as thief:
            data = thief.opening + thief.transport.pack(recorded)
            await thief.stream.write(data)
            await client.ask(NEAREST)
            await client.say(mtproto.Ping(ping_id=1))
            await client.hear(lambda event: event == Ponged(1))


async def test_a_session_moves_to_its_newest_connection(port: int) -> None:
    async with connected(port) as client:
        await client.make_key(RSA)
        await client.ask(NEAREST)
        async with connected(port, key_of=client) as newer:
            newer.session = client.session
            newer.answers = client.answers
            await newer.ask(NEAREST)
            await newer.say(mtproto.Ping(ping_id=2))
            await newer.hear(lambda event: event == Ponged(2))
            assert not any(isinstance(event, SessionMade) for event in newer.events)


async def test_sessions_of_one_key_may_share_a_connection(
    gateway: Gateway, port: int, clock: Clock
) -> None:
    async with connected(port) as one:
        await one.make_key(RSA)
        await one.ask(NEAREST)
        first = one.session
        second = one.begin()
        await one.say(mtproto.Ping(ping_id=5))
        await one.hear(lambda event: event == Ponged(5))
        assert first is not None
        lives = [live for key in gateway.keys.all() for live in key.sessions]
        assert {live.core.session_id for live in lives} == {first.session_id, second.session_id}
        assert all(live.connected for live in lives)
        one.session = first
        await one.ask(NEAREST)
        await one.stream.close()
        await until(lambda: not any(live.connected for live in lives))


# ── stopping ─────────────────────────────────────────────────────────────────────────────────────


async def test_stopping_lets_running_requests_be_answered(product: Product) -> None:
    entered = asyncio.Event()
    opened = asyncio.Event()

    async def slow(caller: Caller, query: TLObject) -> object:
        entered.set()
        await opened.wait()
        return types.NearestDc(country="IR", this_dc=2, nearest_dc=2)

    product.answers[functions.help.GetNearestDc] = slow
    async with serving(product) as (gateway, port), connected(port) as client:
        await client.make_key(RSA)
        name = client.post(NEAREST)
        await client.flush()
        await entered.wait()
        stopping = asyncio.create_task(gateway.stop())
        await asyncio.sleep(0)
        with pytest.raises(OSError, match="Connect call failed"):
            await TcpStream.open(port)
        opened.set()
        await client.answer(name)
        await stopping
        with pytest.raises(Gone):
            await client.receive()


async def test_stopping_does_not_wait_for_ever(product: Product) -> None:
    entered = asyncio.Event()

    async def endless(caller: Caller, query: TLObject) -> object:
        entered.set()
        await asyncio.Event().wait()
        return None

    product.answers[functions.help.GetNearestDc] = endless
    limits = Limits(drain_s=0.05)
    async with serving(product, limits) as (gateway, port), connected(port) as client:
        await client.make_key(RSA)
        client.post(NEAREST)
        await client.flush()
        await entered.wait()
        async with asyncio.timeout(5):
            await gateway.stop()


async def test_the_use_of_keys_is_noted(
    gateway: Gateway, port: int, product: Product, clock: Clock
) -> None:
    async with connected(port) as client:
        key = await client.make_key(RSA)
        await client.ask(NEAREST)
        clock.ahead += 61
        await until(lambda: key.id in product.authorizations.used)
