"""What a session costs that is connected, signed in and silent.

The slope between a quarter of the sessions and all of them: what the server's process holds, its
database left out, each session with a key and a user of its own.
"""

import asyncio
import contextlib
import resource
import time
from collections.abc import Iterator

import uvloop

from bench.client import Client
from bench.figures import Figure
from bench.seed import Seeded, seed
from bench.served import Served, served
from hodhod.tl import functions
from tests.e2e.database import resident_bytes

SESSIONS = 10_000
AT_ONCE = 16
SPARE_DESCRIPTORS = 200
SETTLE_S = 3.0


def measure() -> Iterator[Figure]:
    with clients_allowed() as most:
        yield from uvloop.run(_measure(min(SESSIONS, most)))


@contextlib.contextmanager
def clients_allowed() -> Iterator[int]:
    """As many open files as the system allows: a client is one, and the server inherits it.

    Yields how many clients that is.
    """
    before, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    try:
        yield most - SPARE_DESCRIPTORS
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (before, most))


async def _measure(sessions: int) -> list[Figure]:
    async with served() as host:
        town = await seed(host.server.data, sessions)
        clients: list[Client] = []
        quarter = sessions // 4
        await come(host, town.people[:quarter], clients)
        first = await settled(host)
        start = time.perf_counter()
        await come(host, town.people[quarter:], clients)
        took = time.perf_counter() - start
        held = await settled(host)
        for client in clients:
            client.close()
    more = sessions - quarter
    range_ = f"from {quarter:,} to {sessions:,} sessions"
    return [
        Figure("resident memory of an idle session", (held - first) / more, "bytes", range_),
        Figure("resident memory of the server then", held / 2**20, "MiB", f"{sessions:,} sessions"),
        Figure("sessions opened with a known key", more / took, "/s", f"{AT_ONCE} at once"),
    ]


async def come(host: Served, people: list[Seeded], clients: list[Client]) -> None:
    waiting = iter(people)

    async def worker() -> None:
        for person in waiting:
            client = await host.connect(Client(), person.known)
            await client.ask(functions.updates.GetState())
            client.acknowledge()
            clients.append(client)

    await asyncio.gather(*(worker() for _ in range(AT_ONCE)))


async def settled(host: Served) -> int:
    await asyncio.sleep(SETTLE_S)
    return resident_bytes(host.server.pid())
