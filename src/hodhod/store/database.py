"""Connections to PostgreSQL: a pool, named statements, transactions, and outages by one name.

A statement is named as in `sql/*.sql`. Each connection prepares it once and keeps the plan. What
goes wrong because the database is unwell raises StoreUnavailable; the pool connects again by
itself as soon as it can.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol, TypeAlias

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from hodhod.store.lanes import Lane
from hodhod.store.outage import StoreUnavailable, outages
from hodhod.store.queries import queries_of

ACQUIRE_LIMIT_S = 5.0
"""How long a request waits for a free connection."""

STATEMENT_LIMIT_S = 30.0
"""How long a statement may take; only a broken one or a broken disk gets there."""

STATEMENTS_KEPT = 1000
"""Prepared statements a connection keeps: more than there are."""

Row: TypeAlias = asyncpg.Record
Pool: TypeAlias = "asyncpg.Pool[Row]"
Connection: TypeAlias = "PoolConnectionProxy[Row]"


class Executor(Protocol):
    """Whatever runs named statements: a Database, or a Transaction on one of its connections."""

    async def fetch(self, query: str, *args: object) -> list[Row]:
        """Run a statement and return its rows."""

    async def fetchrow(self, query: str, *args: object) -> Row | None:
        """Run a statement and return its first row, or None."""

    async def fetchval(self, query: str, *args: object) -> object:
        """Run a statement and return the first column of its first row, or None."""

    async def execute(self, query: str, *args: object) -> int:
        """Run a statement and return how many rows it changed."""


class Transaction:
    """Statements on one connection, committed or rolled back together."""

    def __init__(self, connection: Connection, schema: str) -> None:
        self._connection = connection
        self._texts = queries_of(schema)

    def of_schema(self, schema: str) -> Transaction:
        """Return the same transaction for the statements of another schema."""
        return Transaction(self._connection, schema)

    async def fetch(self, query: str, *args: object) -> list[Row]:
        """Run a statement and return its rows.

        Raises:
            StoreUnavailable: The database cannot answer now.
        """
        with outages():
            return await self._connection.fetch(self._texts[query], *args)

    async def fetchrow(self, query: str, *args: object) -> Row | None:
        """Run a statement and return its first row, or None.

        Raises:
            StoreUnavailable: The database cannot answer now.
        """
        with outages():
            return await self._connection.fetchrow(self._texts[query], *args)

    async def fetchval(self, query: str, *args: object) -> object:
        """Run a statement and return the first column of its first row, or None.

        Raises:
            StoreUnavailable: The database cannot answer now.
        """
        row = await self.fetchrow(query, *args)
        return None if row is None else row[0]

    async def execute(self, query: str, *args: object) -> int:
        """Run a statement and return how many rows it changed.

        Raises:
            StoreUnavailable: The database cannot answer now.
        """
        with outages():
            status = await self._connection.execute(self._texts[query], *args)
        count = status.rpartition(" ")[2]
        return int(count) if count.isdecimal() else 0


class Database:
    """One schema of a database: `main`, or a shard's, with a pool of connections."""

    def __init__(self, pool: Pool, schema: str, lane: Lane) -> None:
        self.pool = pool
        self.schema = schema
        self._lane = lane

    async def fetch(self, query: str, *args: object) -> list[Row]:
        """Run a statement and return its rows.

        Raises:
            StoreUnavailable: The database cannot answer now.
        """
        async with self.connection() as connection:
            return await connection.fetch(query, *args)

    async def fetchrow(self, query: str, *args: object) -> Row | None:
        """Run a statement and return its first row, or None.

        Raises:
            StoreUnavailable: The database cannot answer now.
        """
        async with self.connection() as connection:
            return await connection.fetchrow(query, *args)

    async def fetchval(self, query: str, *args: object) -> object:
        """Run a statement and return the first column of its first row, or None.

        Raises:
            StoreUnavailable: The database cannot answer now.
        """
        async with self.connection() as connection:
            return await connection.fetchval(query, *args)

    async def execute(self, query: str, *args: object) -> int:
        """Run a statement and return how many rows it changed.

        Raises:
            StoreUnavailable: The database cannot answer now.
        """
        async with self.connection() as connection:
            return await connection.execute(query, *args)

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Transaction]:
        """Lend a connection, each statement on it in a transaction of its own.

        Raises:
            StoreUnavailable: None is free for too long, or none can be made.
        """
        async with self._lane.enter(), self._lent() as connection:
            yield Transaction(connection, self.schema)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Run the body in a transaction: committed at its end, rolled back when it raises.

        Raises:
            StoreUnavailable: The database is unwell. Raised by the commit it leaves open whether
                the change was made, which is why every change can be repeated.
        """
        async with self._lane.enter(), self._lent() as connection:
            transaction = connection.transaction()
            with outages():
                await transaction.start()
            try:
                yield Transaction(connection, self.schema)
            except BaseException:
                try:
                    with outages():
                        await transaction.rollback()
                except StoreUnavailable:
                    pass  # nothing is left to roll back; what happened first is what counts
                raise
            with outages():
                await transaction.commit()

    @asynccontextmanager
    async def _lent(self) -> AsyncIterator[Connection]:
        with outages():
            connection = await self.pool.acquire(timeout=ACQUIRE_LIMIT_S)
        try:
            yield connection
        finally:
            with outages():
                await self.pool.release(connection)


async def open_pool(dsn: str, *, connections: int) -> Pool:
    """Open a pool of connections.

    Args:
        dsn: `postgresql://` address.
        connections: The most it will hold; they are opened as they are needed.

    Raises:
        StoreUnavailable: The database does not answer.
    """
    with outages():
        return await asyncpg.create_pool(
            dsn,
            min_size=1,
            max_size=connections,
            max_queries=0x7FFFFFFF,
            max_inactive_connection_lifetime=0,
            statement_cache_size=STATEMENTS_KEPT,
            max_cached_statement_lifetime=0,
            command_timeout=STATEMENT_LIMIT_S,
            reset=_keep,
            server_settings={"application_name": "hodhod", "jit": "off", "timezone": "UTC"},
        )


async def close_pool(pool: Pool, *, patience_s: float = 5.0) -> None:
    """Close a pool, waiting a while for what is running."""
    try:
        async with asyncio.timeout(patience_s):
            await pool.close()
    except TimeoutError:
        pool.terminate()


async def _keep(_connection: asyncpg.Connection[Row]) -> None:
    """Leave a returned connection as it is: we set nothing on it that would have to be undone."""
