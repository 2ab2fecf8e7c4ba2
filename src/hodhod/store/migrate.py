"""Migrations: numbered SQL files, each applied once, in order, in a transaction of its own.

    migrations/NNNN_<noun>.sql

A file that says `shard.` is applied to every shard's schema, any other once. What was applied is in
`main.migrations`, with a digest: an applied file never changes.

They expand or contract, never both: a release adds what the next one needs (columns that may be
null or have a default, new tables, new indexes), a later one removes what nobody uses any more. So
the old and the new program can run side by side, and a release can be taken back.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import asyncpg

from hodhod.store.outage import outages
from hodhod.store.queries import MAIN_SCHEMA, in_schema

LOCK_KEY = 0x686F6468
"""Advisory lock, one process at a time migrates."""

LOCK_WAIT_S = 10
"""A migration that cannot lock a table for so long gives up rather than stop everybody."""

_FILE = re.compile(r"^(\d{4})_\w+\.sql$")

_PREPARE = f"""
CREATE SCHEMA IF NOT EXISTS {MAIN_SCHEMA};
CREATE TABLE IF NOT EXISTS {MAIN_SCHEMA}.migrations (
    number int NOT NULL,
    schema text NOT NULL,
    name text NOT NULL,
    digest text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (number, schema)
);
"""


class MigrationError(Exception):
    """The database and the migrations of this program do not belong together."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One file.

    Attributes:
        number: Its place in the order.
        name: Its file name.
        text: SQL, with `shard.` for a shard's schema.
    """

    number: int
    name: str
    text: str

    @property
    def of_shards(self) -> bool:
        """Whether it is applied to each shard."""
        return in_schema(self.text, "") != self.text

    @property
    def digest(self) -> str:
        """What tells a changed file from an unchanged one."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def load_migrations() -> list[Migration]:
    """Return the program's migrations in order.

    Raises:
        MigrationError: Two files have the same number, or a file's name is wrong.
    """
    found: dict[int, Migration] = {}
    for file in files("hodhod.store").joinpath("migrations").iterdir():
        match = _FILE.match(file.name)
        if match is None:
            if file.name.endswith(".sql"):
                raise MigrationError(f"{file.name} is not NNNN_<noun>.sql")
            continue
        number = int(match[1])
        if number in found:
            raise MigrationError(f"{file.name} and {found[number].name} have the same number")
        found[number] = Migration(number, file.name, file.read_text("utf-8"))
    return [found[number] for number in sorted(found)]


async def migrate(dsn: str, shards: Sequence[str]) -> list[str]:
    """Bring a database up to this program; return what was applied, `schema: file`.

    Safe to call from several processes at once, and on a database that is up to date.

    Args:
        dsn: Address of the database.
        shards: Schemas of the shards, made if absent.

    Raises:
        StoreUnavailable: The database does not answer, or is too busy to be changed.
        MigrationError: An applied file was changed, the database is newer than the program, or its
            boxes are spread over another number of shards.
    """
    with outages():
        connection = await asyncpg.connect(dsn)
        try:
            await connection.execute("SET client_min_messages = warning")
            await connection.fetchval("SELECT pg_advisory_lock($1)", LOCK_KEY)
            return await _apply_missing(connection, load_migrations(), shards)
        finally:
            await connection.close()


async def _apply_missing(
    connection: asyncpg.Connection[asyncpg.Record],
    migrations: Sequence[Migration],
    shards: Sequence[str],
) -> list[str]:
    await connection.execute(_PREPARE)
    rows = await connection.fetch(f"SELECT number, schema, digest FROM {MAIN_SCHEMA}.migrations")  # noqa: S608 - a constant
    applied = {(row["number"], row["schema"]): row["digest"] for row in rows}
    spread = {schema for _, schema in applied} - {MAIN_SCHEMA}
    if spread and spread != set(shards):
        raise MigrationError(f"the boxes are spread over {len(spread)} shards, not {len(shards)}")
    newest = max((migration.number for migration in migrations), default=0)
    newer = sorted({number for number, _ in applied if number > newest})
    if newer:
        raise MigrationError(f"the database was made by a newer version (migrations {newer})")
    for shard in shards:
        await connection.execute(f"CREATE SCHEMA IF NOT EXISTS {shard}")
    done: list[str] = []
    for migration in migrations:
        for schema in shards if migration.of_shards else [MAIN_SCHEMA]:
            digest = applied.get((migration.number, schema))
            if digest is None:
                await _apply(connection, migration, schema)
                done.append(f"{schema}: {migration.name}")
            elif digest != migration.digest:
                raise MigrationError(f"{migration.name} was changed after it had been applied")
    return done


async def _apply(
    connection: asyncpg.Connection[asyncpg.Record], migration: Migration, schema: str
) -> None:
    async with connection.transaction():
        await connection.execute(f"SET LOCAL lock_timeout = '{LOCK_WAIT_S}s'")
        await connection.execute(in_schema(migration.text, schema))
        await connection.execute(
            f"INSERT INTO {MAIN_SCHEMA}.migrations (number, schema, name, digest)"  # noqa: S608 - a constant
            " VALUES ($1, $2, $3, $4)",
            migration.number,
            schema,
            migration.name,
            migration.digest,
        )
