"""A restart with ten thousand clients who all come back: how long each waits for its first answer.

The server is stopped as its operator stops it and started again; every client tries to connect as
soon as it can, again after a second or so if that fails, and asks where its updates are.
"""

import asyncio
import random
import time
from collections.abc import Iterator

import uvloop

from bench.client import Client
from bench.figures import Figure
from bench.idle import clients_allowed, come
from bench.seed import Seeded, seed
from bench.served import pin, served
from hodhod.tl import functions

CLIENTS = 10_000
AGAIN_S = (0.5, 2.0)
GIVES_UP_S = 60.0


def measure() -> Iterator[Figure]:
    with clients_allowed() as most:
        waits, again = uvloop.run(_measure(min(CLIENTS, most)))
    waits.sort()
    count = len(waits)
    who = f"{count:,} clients, from the moment when the server is ready"
    yield Figure("first answer after a restart: half within", waits[count // 2], "s", who)
    yield Figure("  99 of 100 within", waits[count * 99 // 100], "s")
    yield Figure("  all within", waits[-1], "s", f"{count / waits[-1]:,.0f} a second")
    yield Figure("  attempts that failed meanwhile", again, "")


async def _measure(clients: int) -> tuple[list[float], int]:
    async with served() as host:
        town = await seed(host.server.data, clients)
        before: list[Client] = []
        await come(host, town.people, before)
        for client in before:
            client.close()
        again = 0
        await asyncio.to_thread(host.server.stop)
        await asyncio.to_thread(host.server.start)
        pin(host.server)
        start = time.perf_counter()

        async def back(person: Seeded) -> float:
            nonlocal again
            await asyncio.sleep(random.uniform(0, 1))
            while True:
                client = Client()
                try:
                    async with asyncio.timeout(GIVES_UP_S):
                        await host.connect(client, person.known)
                        await client.ask(functions.updates.GetState())
                except (ConnectionError, OSError, TimeoutError):
                    client.close()
                    again += 1
                    await asyncio.sleep(random.uniform(*AGAIN_S))
                else:
                    came.append(client)
                    return time.perf_counter() - start

        came: list[Client] = []
        waits = await asyncio.gather(*map(back, town.people))
        for client in came:
            client.close()
    return waits, again
