"""Bots over HTTP: messages that a bot sends a second, and that a bot which asks for them is told.

Sixteen people have begun with a bot. First its program writes to them, on thirty-two connections;
then they write to it, each with four messages under way, and its program asks with getUpdates, a
hundred at a time.
"""

import asyncio
import itertools
import os
import statistics
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
import msgspec
import uvloop

from bench.client import Client
from bench.figures import Figure
from bench.seed import Seeded, Town, seed
from bench.served import Served, served
from hodhod.domain.access_hash import Kind, access_hash
from hodhod.domain.ids import UserId
from hodhod.tl import functions, types

PEOPLE, CONNECTIONS, WINDOW, RUNS = 16, 32, 4, 3
WARM_S, MEASURE_S = 1.0, 6.0
TEXT_BYTES = 100
SETTINGS = {
    "HODHOD_BOTS_MESSAGES_PER_S": "1000000",
    "HODHOD_BOTS_MESSAGES_PER_GROUP_MINUTE": "1000000",
}


def measure() -> Iterator[Figure]:
    yield from uvloop.run(_measure())


@dataclass(frozen=True, slots=True)
class Load:
    """A bot's program, and the people that it knows."""

    host: Served
    http: aiohttp.ClientSession
    url: str
    people: list[Seeded]
    clients: list[Client]
    bot: list[types.InputPeerUser]

    async def call(self, method: str, **said: object) -> object:
        async with self.http.post(f"{self.url}/{method}", json=said) as answer:
            said = msgspec.json.decode(await answer.read())
        assert said["ok"], said
        return said["result"]

    async def say(self, who: int, text: str) -> None:
        await self.clients[who].ask(
            functions.messages.SendMessage(
                peer=self.bot[who],
                message=text,
                random_id=int.from_bytes(os.urandom(8), "little", signed=True),
            )
        )


@dataclass(frozen=True, slots=True)
class Run:
    """One measurement; times in seconds."""

    rate: float
    p50: float
    p99: float
    server: float
    database: float


async def _measure() -> list[Figure]:
    async with served(SETTINGS) as host, begun(host) as load:
        sent = [await run(load, sending) for _ in range(RUNS)]
        heard = [await run(load, hearing) for _ in range(RUNS)]
    return [
        *told("messages a bot sends", f"{CONNECTIONS} at a time", sent),
        *told("messages told by getUpdates", f"{PEOPLE * WINDOW} under way", heard),
    ]


@asynccontextmanager
async def begun(host: Served) -> AsyncIterator[Load]:
    data = ("--data", str(host.server.data))
    token = await host.server.say("bots", "add", *data, "load_bot", "--name", "Load")
    bot_id = UserId(int(token.partition(":")[0]))
    town: Town = await seed(host.server.data, PEOPLE)
    clients = [await host.connect(Client(), one.known) for one in town.people]
    bot = [_bot(town, one, bot_id) for one in town.people]
    connector = aiohttp.TCPConnector(limit=2 * CONNECTIONS)
    async with aiohttp.ClientSession(connector=connector) as http:
        url = f"http://{host.server.http}/bot{token}"
        load = Load(host, http, url, town.people, clients, bot)
        await asyncio.gather(*(load.say(who, "/start") for who in range(PEOPLE)))
        yield load
    for client in clients:
        client.close()


def _bot(town: Town, viewer: Seeded, bot_id: UserId) -> types.InputPeerUser:
    shown = access_hash(town.secret, Kind.USER, bot_id, viewer.user_id)
    return types.InputPeerUser(user_id=bot_id, access_hash=shown)


async def sending(load: Load, waits: list[float], until: float) -> None:
    """Let the bot write to people, one after the other on each connection."""
    people = itertools.cycle(load.people)

    async def write() -> None:
        while time.perf_counter() < until:
            start = time.perf_counter()
            chat = next(people).user_id
            await load.call("sendMessage", chat_id=chat, text="x" * TEXT_BYTES)
            waits.append(time.perf_counter() - start)

    await asyncio.gather(*(write() for _ in range(CONNECTIONS)))


async def hearing(load: Load, waits: list[float], until: float) -> None:
    """Let people write to the bot, and its program ask for what they say."""
    arrived: dict[str, asyncio.Future[None]] = {}
    numbers = itertools.count()

    async def write(who: int) -> None:
        while time.perf_counter() < until:
            text = f"{next(numbers):010} ".ljust(TEXT_BYTES, "x")
            arrived[text] = asyncio.get_running_loop().create_future()
            start = time.perf_counter()
            await load.say(who, text)
            await arrived[text]
            waits.append(time.perf_counter() - start)

    async def ask() -> None:
        offset = 0
        while True:
            found = await load.call("getUpdates", offset=offset, timeout=20)
            assert isinstance(found, list)
            for update in found:
                offset = update["update_id"] + 1
                text = update["message"]["text"].ljust(TEXT_BYTES)
                if text in arrived and not arrived[text].done():
                    arrived.pop(text).set_result(None)

    asking = asyncio.ensure_future(ask())
    await asyncio.gather(*(write(who) for who in range(PEOPLE) for _ in range(WINDOW)))
    asking.cancel()
    await asyncio.wait([asking])


async def run(load: Load, work: object) -> Run:
    assert callable(work)
    waits: list[float] = []
    until = time.perf_counter() + WARM_S + MEASURE_S
    working = asyncio.ensure_future(work(load, waits, until))
    await asyncio.sleep(WARM_S)
    waits.clear()
    start = time.perf_counter()
    server, database = load.host.processor_seconds()
    await asyncio.sleep(until - start)
    took, counted = time.perf_counter() - start, sorted(waits)
    server_after, database_after = load.host.processor_seconds()
    await working
    count = len(counted)
    return Run(
        count / took,
        counted[count // 2],
        counted[count * 99 // 100],
        (server_after - server) / count,
        (database_after - database) / count,
    )


def told(what: str, how: str, runs: list[Run]) -> list[Figure]:
    def middle(name: str) -> float:
        return statistics.median(getattr(run, name) for run in runs)

    rates = " ".join(f"{run.rate:,.0f}" for run in runs)
    return [
        Figure(what, middle("rate"), "/s", f"{how}; runs: {rates}"),
        Figure("  half take less than", middle("p50") * 1e3, "ms", how),
        Figure("  99 of 100 take less than", middle("p99") * 1e3, "ms", how),
        Figure("  processor time of the server for each", middle("server") * 1e6, "µs", how),
        Figure("  processor time of its database for each", middle("database") * 1e6, "µs", how),
    ]
