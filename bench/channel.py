"""A post of a channel to ten thousand readers who are online: how many have it in a second.

Each reader has a connection, has joined by the channel's public name, and waits. The owner posts;
counted is from the request until the last reader has it. Readers decrypt and do not decode.
"""

import asyncio
import statistics
import time
from collections.abc import Coroutine, Iterator, Sequence

import uvloop

from bench.client import Client, message
from bench.figures import Figure
from bench.idle import clients_allowed
from bench.seed import seed
from bench.served import served
from hodhod.tl import functions, types

READERS, POSTS, AT_ONCE = 10_000, 5, 32
NAME = "bench_channel"
SETTLE_S = 3.0


def measure() -> Iterator[Figure]:
    with clients_allowed() as most:
        readers = min(READERS, most)
        walls, server, load = uvloop.run(_measure(readers))
    wall = statistics.median(walls)
    runs = " ".join(f"{readers / one:,.0f}" for one in walls)
    yield Figure(f"deliveries of a post to {readers:,} readers", readers / wall, "/s", runs)
    yield Figure("  processor time of the server for each", server * 1e6, "µs")
    yield Figure("  processor time of the load for each", load * 1e6, "µs", "on its own core")


async def _measure(readers: int) -> tuple[list[float], float, float]:
    async with served() as host:
        town = await seed(host.server.data, readers + 1)
        owner = await host.connect(Client(), town.people[0].known)
        channel = await _make(owner)
        arrivals = Arrivals(readers)
        waiting = iter(town.people[1:])
        clients: list[Client] = []

        async def come() -> None:
            for person in waiting:
                client = await host.connect(Client(arrivals.one), person.known)
                await _join(client)
                client.acknowledge()
                clients.append(client)

        await asyncio.gather(*(come() for _ in range(AT_ONCE)))
        await asyncio.sleep(SETTLE_S)
        walls, before = [], host.processor_seconds()[0]
        load = time.process_time()
        for number in range(POSTS):
            walls.append(await arrivals.of(_post(owner, channel, number)))
            await asyncio.sleep(SETTLE_S)
        server = host.processor_seconds()[0] - before
        load = time.process_time() - load
        for client in (owner, *clients):
            client.close()
    return walls, server / (readers * POSTS), load / (readers * POSTS)


class Arrivals:
    """Counts what comes."""

    def __init__(self, wanted: int) -> None:
        self._wanted = wanted
        self._left = 0
        self._all = asyncio.Event()

    def one(self, _: bytes) -> None:
        self._left -= 1
        if self._left == 0:
            self._all.set()

    async def of(self, post: Coroutine[object, object, None]) -> float:
        """The seconds from a post until everybody has it."""
        self._left = self._wanted
        self._all.clear()
        start = time.perf_counter()
        await asyncio.gather(post, self._all.wait())
        return time.perf_counter() - start


async def _make(owner: Client) -> types.InputChannel:
    made = await owner.ask(
        functions.channels.CreateChannel(broadcast=True, title="Bench", about="")
    )
    assert isinstance(made, types.Updates)
    channel = _only_channel(made.chats)
    await owner.ask(functions.channels.UpdateUsername(channel=channel, username=NAME))
    return channel


async def _join(client: Client) -> None:
    found = await client.ask(functions.contacts.ResolveUsername(username=NAME))
    assert isinstance(found, types.contacts.ResolvedPeer)
    await client.ask(functions.channels.JoinChannel(channel=_only_channel(found.chats)))


def _only_channel(chats: Sequence[types.TypeChat]) -> types.InputChannel:
    [chat] = [one for one in chats if isinstance(one, types.Channel)]
    return types.InputChannel(channel_id=chat.id, access_hash=chat.access_hash or 0)


async def _post(owner: Client, channel: types.InputChannel, number: int) -> None:
    peer = types.InputPeerChannel(channel_id=channel.channel_id, access_hash=channel.access_hash)
    await owner.ask(message(peer, f"post {number} "))
