"""What 10,000 sessions cost that are connected, signed in and silent."""

import asyncio
import resource
import time

from bench.client import Client
from bench.figures import Figure
from bench.served import resident_bytes, served
from hodhod.tl import functions

SESSIONS = 10_000
USERS = 500
AT_ONCE = 16


def measure() -> list[Figure]:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return asyncio.run(_measure(min(SESSIONS, most - 100)))


async def _measure(sessions: int) -> list[Figure]:
    async with served() as town:
        clients: list[Client] = []
        for _ in range(USERS):
            client = await town.client()
            await town.user(client)
            clients.append(client)
        before, start = resident_bytes(town.server.pid()), time.perf_counter()
        room = asyncio.Semaphore(AT_ONCE)

        async def come(owner: Client) -> None:
            assert owner.known is not None
            async with room:
                client = Client()
                await client.connect(
                    town.server.mtproto.host, town.server.mtproto.port, owner.known
                )
                await client.ask(functions.updates.GetState())
                clients.append(client)

        owners = clients[:]
        await asyncio.gather(*(come(owners[n % USERS]) for n in range(sessions - USERS)))
        took = time.perf_counter() - start
        held = resident_bytes(town.server.pid()) - before
        for client in clients:
            client.close()
    more = sessions - USERS
    return [
        Figure(
            "resident memory of an idle session", held / more, "bytes", f"at {sessions:,} sessions"
        ),
        Figure("sessions opened with a known key", more / took, "/s"),
    ]
