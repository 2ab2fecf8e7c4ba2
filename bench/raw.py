"""What the same machine does in the same minutes with nothing of ours: the anchors.

Rows a second are committed one by one over 16 connections of asyncpg, into a table with two
indexes. Echoes are lines of 64 bytes between a bare `asyncio.Protocol` on core 0 and 100
connections on core 1.
"""

import asyncio
import multiprocessing
import os
import random
import socket
import time
from collections.abc import Iterator
from typing import cast

import asyncpg
import uvloop

from bench.figures import Figure
from bench.served import LOAD_CORE, SERVER_CORE

CONNECTIONS, SECONDS, ECHO_CONNECTIONS = 16, 3.0, 100
LINE = b"x" * 64
TABLE = """
CREATE TABLE IF NOT EXISTS bench_rows (box bigint, id bigint, content bytea, PRIMARY KEY (box, id));
CREATE INDEX IF NOT EXISTS bench_rows_id ON bench_rows (id)
"""
INSERT = "INSERT INTO bench_rows VALUES ($1, $2, $3)"


async def rows_a_second(dsn: str) -> float:
    async with asyncpg.create_pool(dsn, min_size=CONNECTIONS, max_size=CONNECTIONS) as pool:
        await pool.execute(TABLE)
        end, count = time.perf_counter() + SECONDS, 0

        async def insert() -> None:
            nonlocal count
            async with pool.acquire() as connection:
                while time.perf_counter() < end:
                    row = random.getrandbits(62), random.getrandbits(62), LINE
                    await connection.execute(INSERT, *row)
                    count += 1

        await asyncio.gather(*(insert() for _ in range(CONNECTIONS)))
        await pool.execute("DROP TABLE bench_rows")
    return count / SECONDS


class Echo(asyncio.Protocol):
    """The server: gives back what comes."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports do what asyncio.Transport does without descending from it.
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self.transport.write(data)


class Caller(Echo):
    """The client: sends on what comes back."""

    count = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.transport.write(LINE)

    def data_received(self, data: bytes) -> None:
        Caller.count += 1
        self.transport.write(data)


def serve_echo(taken: socket.socket) -> None:
    os.sched_setaffinity(0, {SERVER_CORE})

    async def serve() -> None:
        server = await asyncio.get_running_loop().create_server(Echo, sock=taken)
        await server.serve_forever()

    uvloop.run(serve())


async def echoes_a_second(address: tuple[str, int]) -> float:
    loop = asyncio.get_running_loop()
    made = [await loop.create_connection(Caller, *address) for _ in range(ECHO_CONNECTIONS)]
    await asyncio.sleep(0.5)
    before, start = Caller.count, time.perf_counter()
    await asyncio.sleep(SECONDS)
    rate = (Caller.count - before) / (time.perf_counter() - start)
    for transport, _ in made:
        transport.abort()
    return rate


def measure() -> Iterator[Figure]:
    affinity = os.sched_getaffinity(0)
    with socket.create_server(("127.0.0.1", 0), backlog=ECHO_CONNECTIONS) as taken:
        server = multiprocessing.get_context("fork").Process(target=serve_echo, args=(taken,))
        server.start()
        os.sched_setaffinity(0, {LOAD_CORE})
        try:
            rate = uvloop.run(echoes_a_second(taken.getsockname()))
        finally:
            os.sched_setaffinity(0, affinity)
            server.terminate()
            server.join()
    yield Figure("echoes of a bare Protocol, 64 bytes", rate, "/s", "anchor; 100 connections")
