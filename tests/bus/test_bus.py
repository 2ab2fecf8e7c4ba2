"""One contract for every bus: each test runs against the local one, against NATS over a stand-in,
and against a real nats-server where there is one."""

from __future__ import annotations

import asyncio
import shutil
import socket
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from hodhod.bus import Bus, LocalBus
from hodhod.bus.nats import NatsBus
from hodhod.bus.neighbours import NeighbourBus
from hodhod.bus.wire import MAX_PACKET, pack, unpack
from hodhod.domain.event import AuthorizationChanged, BotClaimed, BoxEvent, Event, Notice
from hodhod.domain.ids import BoxId, UserId
from hodhod.tl import types
from tests.bus.broker import broker

READ = types.UpdateReadHistoryInbox(
    peer=types.PeerUser(user_id=5), max_id=7, still_unread_count=0, pts=12, pts_count=1
)
TYPING = types.UpdateUserTyping(user_id=5, action=types.SendMessageTypingAction())


def box_event(*nodes: str, pts: int = 12) -> BoxEvent:
    return BoxEvent(BoxId(9), pts, 1, READ, nodes, (-3, 4))


def notice(*nodes: str) -> Notice:
    return Notice(UserId(9), TYPING, nodes, only_auth_key=-8 if nodes else None)


TO_A_KEY = Notice(UserId(0), types.UpdateLoginToken(), only_auth_key=-8)


@asynccontextmanager
async def local_pair() -> AsyncIterator[tuple[Bus, Bus | None]]:
    bus = LocalBus("a")
    yield bus, None
    await bus.close()


@asynccontextmanager
async def nats_pair() -> AsyncIterator[tuple[Bus, Bus | None]]:
    async with broker() as address, nats_buses(address) as buses:
        yield buses


@asynccontextmanager
async def real_nats_pair() -> AsyncIterator[tuple[Bus, Bus | None]]:
    binary = shutil.which("nats-server")
    if binary is None:
        pytest.skip("no nats-server here")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = await asyncio.create_subprocess_exec(binary, "-a", "127.0.0.1", "-p", str(port))
    try:
        async with nats_buses(f"nats://127.0.0.1:{port}") as buses:
            yield buses
    finally:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def nats_buses(address: str) -> AsyncIterator[tuple[Bus, Bus | None]]:
    a = await NatsBus.connect("a", [address])
    b = await NatsBus.connect("b", [address])
    yield a, b
    await a.close()
    await b.close()


@asynccontextmanager
async def neighbour_pair() -> AsyncIterator[tuple[Bus, Bus | None]]:
    with tempfile.TemporaryDirectory() as name:
        a = await NeighbourBus.open("a", Path(name), ["a", "b"])
        b = await NeighbourBus.open("b", Path(name), ["a", "b"])
        yield a, b
        await a.close()
        await b.close()


class Ear:
    """A handler that remembers, and that can be waited for."""

    def __init__(self) -> None:
        self.heard: list[Event] = []
        self._more = asyncio.Event()

    def __call__(self, event: Event) -> None:
        self.heard.append(event)
        self._more.set()

    async def hears(self, count: int) -> list[Event]:
        async with asyncio.timeout(5):
            while len(self.heard) < count:
                self._more.clear()
                await self._more.wait()
        return self.heard


@pytest.fixture(
    params=[local_pair, neighbour_pair, nats_pair, real_nats_pair],
    ids=["local", "neighbours", "nats", "real"],
)
async def buses(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Bus, Bus | None]]:
    async with request.param() as pair:
        yield pair


async def test_own_handlers_have_run_when_publish_returns(
    buses: tuple[Bus, Bus | None],
) -> None:
    bus, _ = buses
    ear = Ear()
    bus.subscribe(ear)
    events: list[Event] = [box_event("a"), notice("a"), TO_A_KEY, AuthorizationChanged((1, -2))]
    await bus.publish(events)
    assert ear.heard == events


async def test_a_node_does_not_hear_what_is_for_others(buses: tuple[Bus, Bus | None]) -> None:
    bus, _ = buses
    ear = Ear()
    bus.subscribe(ear)
    await bus.publish([box_event("b"), notice(), box_event("a")])
    assert ear.heard == [box_event("a")]


async def test_other_nodes_hear_in_order_what_is_for_them(buses: tuple[Bus, Bus | None]) -> None:
    a, b = buses
    if b is None:
        pytest.skip("a local bus has one node")
    ear_a, ear_b = Ear(), Ear()
    a.subscribe(ear_a)
    b.subscribe(ear_b)
    events = [box_event("a", "b", pts=n) for n in range(50)]
    await a.publish([*events, notice("b"), TO_A_KEY, AuthorizationChanged((4,), closed=False)])
    await a.publish([BotClaimed(UserId(9), 1.5, "a", ("b",))])
    heard = await ear_b.hears(54)
    assert BotClaimed(UserId(9), 1.5, "a", ("b",)) in heard
    heard.remove(BotClaimed(UserId(9), 1.5, "a", ("b",)))
    assert TO_A_KEY in heard
    heard.remove(TO_A_KEY)
    assert sorted(map(repr, heard[:51])) == sorted(
        map(repr, [*(box_event("b", pts=n) for n in range(50)), notice("b")])
    )
    assert [e.pts for e in heard if isinstance(e, BoxEvent)] == list(range(50))
    assert AuthorizationChanged((4,), closed=False) in heard
    assert len(ear_a.heard) == 52, "each event once, although this node published it"


async def test_a_handler_that_fails_does_not_silence_the_others(
    buses: tuple[Bus, Bus | None], caplog: pytest.LogCaptureFixture
) -> None:
    bus, _ = buses

    def broken(event: Event) -> None:
        raise RuntimeError(event)

    ear = Ear()
    bus.subscribe(broken)
    bus.subscribe(ear)
    await bus.publish([box_event("a")])
    assert ear.heard == [box_event("a")]
    assert "a handler of events failed" in caplog.text


async def test_a_handler_can_leave(buses: tuple[Bus, Bus | None]) -> None:
    bus, _ = buses
    ear = Ear()
    leave = bus.subscribe(ear)
    leave()
    await bus.publish([box_event("a")])
    assert ear.heard == []


async def test_publishing_outlives_the_cluster() -> None:
    async with broker() as address:
        bus = await NatsBus.connect("a", [address])
    ear = Ear()
    bus.subscribe(ear)
    await bus.publish([box_event("a", "b")])
    assert ear.heard == [box_event("a", "b")]
    await bus.close()


def test_events_survive_the_wire() -> None:
    events: list[Event] = [box_event("x"), notice("x"), TO_A_KEY, AuthorizationChanged((-1, 2))]
    assert [e for packet in pack(events) for e in unpack(packet, "x")] == events


def test_many_events_take_several_packets_and_a_huge_one_is_left_out(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def big(size: int) -> BoxEvent:
        media = types.WebPage(id=1, url="x" * size, display_url="", hash=0)
        update = types.UpdateWebPage(webpage=media, pts=1, pts_count=1)
        return BoxEvent(BoxId(1), 1, 1, update, ("x",))

    events = [big(MAX_PACKET // 3) for _ in range(7)]
    packets = list(pack([*events, big(MAX_PACKET)]))
    assert len(packets) > 1
    assert max(map(len, packets)) <= MAX_PACKET + 64
    assert [e for packet in packets for e in unpack(packet, "x")] == events
    assert "too large" in caplog.text


@pytest.mark.parametrize("data", [b"", b"\xc1", b"\x91\x81\xa1t\xa1?", b"\x91\x01"])
def test_what_another_release_wrote_is_skipped(data: bytes) -> None:
    assert list(unpack(data, "x")) == []


async def test_a_neighbour_that_was_away_hears_what_comes_after_its_return() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, nodes = Path(name), ["a", "b"]
        a = await NeighbourBus.open("a", folder, nodes)
        for pts in (1, 2):
            b = await NeighbourBus.open("b", folder, nodes)
            ear = Ear()
            b.subscribe(ear)
            async with asyncio.timeout(5):
                while box_event("b", pts=pts) not in ear.heard:
                    # The end of the last connection is noticed at some time.
                    await a.publish([box_event("b", pts=pts)])
                    await asyncio.sleep(0)
            await b.close()
        await a.close()
