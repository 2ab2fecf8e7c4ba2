"""Private messages a second, end to end: sent, stored in both boxes, and with the receiver.

A hundred senders write to a receiver each. A pair has so many messages under way as its window
says; the next is sent when the receiver's client has one and the sender its answer.
"""

import asyncio
import itertools
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import uvloop

from bench.client import Client, message, texts_in
from bench.figures import Figure
from bench.raw import rows_a_second
from bench.seed import Seeded, Town, dsn_of, seed
from bench.served import Served, served
from hodhod.tl import functions, types

PAIRS, WINDOWS, RUNS = 100, (1, 4), 3
WARM_S, MEASURE_S = 2.0, 8.0


def measure() -> Iterator[Figure]:
    yield from uvloop.run(_measure())


async def _measure() -> list[Figure]:
    async with served() as host:
        town = await seed(host.server.data, 2 * PAIRS)
        people = iter(town.people)
        couples = zip(people, people, strict=True)
        pairs = [await meet(host, town, *couple) for couple in couples]
        runs = {w: [await run(host, pairs, w) for _ in range(RUNS)] for w in WINDOWS}
        raw = await rows_a_second(dsn_of(host.server.data))
        for pair in pairs:
            pair.close()
    figures = [Figure("rows a second, raw asyncpg, 16 at a time", raw, "/s", "anchor")]
    return figures + [figure for w in WINDOWS for figure in told(w, runs[w], raw)]


@dataclass(frozen=True, slots=True)
class Run:
    """One measurement; times in seconds."""

    rate: float
    p50: float
    p99: float
    server: float
    database: float
    load: float


@dataclass(slots=True)
class Pair:
    """One who writes and one who listens."""

    writer: Client
    peer: types.InputPeerUser
    listener: Client | None = None
    sent: dict[int, tuple[float, asyncio.Future[None]]] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def arrived(self, body: bytes) -> None:
        for text in texts_in(body):
            self._got(text)

    def _got(self, text: str) -> None:
        start, answer = self.sent.pop(int(text[:10]))
        self.waits.append(time.perf_counter() - start)
        answer.set_result(None)

    async def talk(self, until: float) -> None:
        while time.perf_counter() < until:
            number = next(self.numbers)
            arrival: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self.sent[number] = (time.perf_counter(), arrival)
            await self.writer.ask(message(self.peer, f"{number:010} "))
            await arrival

    def close(self) -> None:
        self.writer.close()
        if self.listener is not None:
            self.listener.close()


async def meet(
    host: Served,
    town: Town,
    writer: Seeded,
    listener: Seeded,
    arrived: Callable[[bytes], None] | None = None,
) -> Pair:
    sender = await host.connect(Client(), writer.known)
    pair = Pair(sender, town.seen_by(writer, listener))
    pair.listener = await host.connect(Client(arrived or pair.arrived), listener.known)
    await pair.listener.ask(functions.updates.GetState())
    return pair


async def run(host: Served, pairs: list[Pair], window: int) -> Run:
    until = time.perf_counter() + WARM_S + MEASURE_S
    talks = [asyncio.ensure_future(p.talk(until)) for p in pairs for _ in range(window)]
    await asyncio.sleep(WARM_S)
    for pair in pairs:
        pair.waits.clear()
    start, load = time.perf_counter(), time.process_time()
    server, database = host.processor_seconds()
    await asyncio.sleep(until - start)
    waits = sorted(wait for pair in pairs for wait in pair.waits)
    took, load = time.perf_counter() - start, time.process_time() - load
    server_after, database_after = host.processor_seconds()
    await asyncio.gather(*talks)
    count = len(waits)
    return Run(
        count / took,
        waits[count // 2],
        waits[count * 99 // 100],
        (server_after - server) / count,
        (database_after - database) / count,
        load / took,
    )


def told(window: int, runs: list[Run], raw: float) -> list[Figure]:
    def middle(name: str) -> float:
        return statistics.median(getattr(run, name) for run in runs)

    rates = " ".join(f"{run.rate:,.0f}" for run in runs)
    who = f"window {window}"
    return [
        Figure(f"private messages delivered, {who}", middle("rate"), "/s", f"runs: {rates}"),
        Figure("  for each row of raw asyncpg", middle("rate") / raw, "", who),
        Figure("  half arrive within", middle("p50") * 1e3, "ms", who),
        Figure("  99 of 100 arrive within", middle("p99") * 1e3, "ms", who),
        Figure("  processor time of the server for each", middle("server") * 1e6, "µs", who),
        Figure("  processor time of its database for each", middle("database") * 1e6, "µs", who),
        Figure("  the load's own core was busy", middle("load") * 100, "%", who),
    ]
