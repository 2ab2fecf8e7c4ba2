"""Fixtures: one PostgreSQL for a test run, and a fresh, migrated database for each module.

A conftest.py takes them in:

    from tests.postgres import cluster, database_dsn, store, template_dsn
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg
import pytest
import pytest_asyncio

from hodhod.store import Store
from hodhod.store.embedded import Embedded, start_embedded
from hodhod.store.migrate import migrate
from hodhod.store.store import shard_schemas

TEMPLATE = "migrated"

# Nothing of a test run has to outlive a power cut.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

_numbers = itertools.count(1)


async def _admin(cluster: Embedded, statement: str) -> None:
    connection = await asyncpg.connect(cluster.dsn("postgres"))
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Embedded]:
    """A PostgreSQL server of the test run's own.

    Started by root, it runs as a user of its own, who has to be let through the folders above its
    data; pytest closes its own folders to everybody whenever another run of it begins.
    """
    with (
        TemporaryDirectory(prefix="hodhod-postgres-") as folder,
        start_embedded(Path(folder) / "data", FAST) as server,
    ):
        yield server


@pytest.fixture(scope="session")
def template_dsn(cluster: Embedded) -> str:
    """A migrated database that the others are copied from."""

    async def make() -> None:
        await _admin(cluster, f"CREATE DATABASE {TEMPLATE}")
        await migrate(cluster.dsn(TEMPLATE), shard_schemas(1))

    asyncio.run(make())
    return cluster.dsn(TEMPLATE)


@pytest.fixture(scope="module")
def database_dsn(cluster: Embedded, template_dsn: str) -> Iterator[str]:
    """The address of a fresh, migrated database for one module of tests."""
    name = f"test_{next(_numbers)}"
    asyncio.run(_admin(cluster, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY FILE_COPY"))
    yield cluster.dsn(name)
    asyncio.run(_admin(cluster, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def store(database_dsn: str) -> AsyncIterator[Store]:
    """A store on the module's database; what earlier tests of the module wrote is still there."""
    opened = await Store.open(database_dsn)
    yield opened
    await opened.close()
