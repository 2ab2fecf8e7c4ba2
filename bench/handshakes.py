"""How many strangers can make a key in a second: over connections, and computed alone."""

import asyncio
import os
import statistics
import time
from collections.abc import Iterator

import uvloop

from bench.client import Client
from bench.figures import Figure
from bench.served import served
from hodhod.mtproto.crypto.rsa import RsaKey
from hodhod.mtproto.handshake import Answer, HandshakeTable, StoreKey, Wait, Work
from hodhod.mtproto.handshake.client import HandshakeClient, KeyMade

HANDSHAKES = 200
WORKERS, RUNS = 16, 3
WARM_S, MEASURE_S = 1.0, 5.0


def measure() -> Iterator[Figure]:
    yield computed()
    rates = uvloop.run(_measure())
    runs = " ".join(f"{rate:,.0f}" for rate in rates)
    yield Figure(
        "keys made: connect, exchange, first answer",
        statistics.median(rates),
        "/s",
        f"runs: {runs}",
    )


async def _measure() -> list[float]:
    async with served() as host:
        made, ended = 0, False

        async def worker() -> None:
            nonlocal made
            while not ended:
                client = await host.connect(Client())
                client.close()
                made += 1

        workers = [asyncio.ensure_future(worker()) for _ in range(WORKERS)]
        await asyncio.sleep(WARM_S)
        rates = []
        for _ in range(RUNS):
            before, start = made, time.perf_counter()
            await asyncio.sleep(MEASURE_S)
            rates.append((made - before) / (time.perf_counter() - start))
        ended = True
        await asyncio.gather(*workers)
    return rates


def computed() -> Figure:
    """The server's part on one core, without network and database."""
    rsa = RsaKey.generate()
    table = HandshakeTable([rsa], entropy=os.urandom)
    spent = 0.0
    for _ in range(HANDSHAKES):
        client = HandshakeClient([rsa.public], os.urandom)
        query: bytes | KeyMade = client.start()
        while not isinstance(query, KeyMade):
            start = time.perf_counter()
            answer = answered(table, query)
            spent += time.perf_counter() - start
            query = client.receive(answer, time.time())
    return Figure(
        "key exchanges computed on one core, the server's part",
        HANDSHAKES / spent,
        "/s",
        f"{spent / HANDSHAKES * 1e3:.2f} ms each",
    )


def answered(table: HandshakeTable, query: bytes) -> bytes:
    """Everything the server does for one query, in one thread."""
    step = table.receive(query, time.time())
    while not isinstance(step, Answer | Wait):
        match step:
            case Work():
                step = step.run(time.time())
            case StoreKey():
                step = step.stored(True)
    assert isinstance(step, Answer)
    return step.data
