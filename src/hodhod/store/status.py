"""What the operator wants to know of the database."""

from __future__ import annotations

from collections.abc import Sequence

import asyncpg

from hodhod.store.migrate import load_migrations
from hodhod.store.outage import outages
from hodhod.store.queries import MAIN_SCHEMA

_APPLIED = f"SELECT number, schema FROM {MAIN_SCHEMA}.migrations"  # noqa: S608 - a constant


async def status(dsn: str, shards: Sequence[str]) -> str:
    """Describe the database in a few lines; nothing is changed.

    Args:
        dsn: Its address.
        shards: Schemas of the shards.

    Raises:
        StoreUnavailable: The database does not answer.
    """
    with outages():
        connection = await asyncpg.connect(dsn)
        try:
            facts = await connection.fetchrow(
                "SELECT current_setting('server_version') AS version,"
                " pg_size_pretty(pg_database_size(current_database())) AS size,"
                " to_regclass($1) IS NOT NULL AS made",
                f"{MAIN_SCHEMA}.migrations",
            )
            assert facts is not None
            applied: set[tuple[int, str]] = set()
            if facts["made"]:
                rows = await connection.fetch(_APPLIED)
                applied = {(row["number"], row["schema"]) for row in rows}
        finally:
            await connection.close()
    wanted = {
        (migration.number, schema): migration.name
        for migration in load_migrations()
        for schema in (shards if migration.of_shards else [MAIN_SCHEMA])
    }
    missing = [f"{key[1]}: {name}" for key, name in wanted.items() if key not in applied]
    return "\n".join(
        [
            f"PostgreSQL {facts['version']}, {facts['size']}",
            f"{len(wanted) - len(missing)} of {len(wanted)} migrations applied",
            *(f"missing: {one}" for one in missing),
        ]
    )
