"""What the database holds, summed up: whether a refusal has written anything.

async with books(dsn) as read:
    before = await read()
    …
    assert await read() == before
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import asyncpg

from hodhod.store.database import Row

Books = Callable[[], Awaitable[dict[str, str]]]

_UNLOCKED = "main.limits"


@asynccontextmanager
async def books(dsn: str) -> AsyncIterator[Books]:
    """Yield what sums up each table; counters of requests are left out, which refusals count too.

    Whatever writes takes a number as a transaction: while none was taken, nothing has changed, and
    the tables need not be read again.
    """
    connection = await asyncpg.connect(dsn)
    try:
        summed = await connection.prepare(await _statement(connection))
        earlier: dict[int, dict[str, str]] = {}

        async def read() -> dict[str, str]:
            number = await connection.fetchval(
                "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
            )
            if number not in earlier:
                earlier.clear()
                earlier[number] = {one["name"]: one["rows"] for one in await summed.fetch()}
            return earlier[number]

        yield read
    finally:
        await connection.close()


async def _statement(connection: asyncpg.Connection[Row]) -> str:
    tables = await connection.fetch(
        "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables"
        " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
    )
    return " UNION ALL ".join(
        f"SELECT '{name}' AS name, count(*) || ':' ||"
        f" coalesce(sum(hashtextextended(one::text, 0)), 0) AS rows FROM {name} AS one"
        for name in (one["name"] for one in tables)
        if name != _UNLOCKED
    )
