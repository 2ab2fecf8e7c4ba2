import asyncio
from dataclasses import replace

import asyncpg
import pytest

from hodhod.store import migrate as module
from hodhod.store.embedded import Embedded
from hodhod.store.migrate import Migration, MigrationError, load_migrations, migrate
from hodhod.store.schema import SCHEMA_FILE, dump_schema

ONE = Migration(1, "0001_one.sql", "CREATE TABLE main.one (a int);")
TWO = Migration(2, "0002_two.sql", "CREATE TABLE shard.two (a int);")


@pytest.fixture
async def empty_dsn(cluster: Embedded) -> str:
    connection = await asyncpg.connect(cluster.dsn("postgres"))
    await connection.execute("DROP DATABASE IF EXISTS empty WITH (FORCE)")
    await connection.execute("CREATE DATABASE empty")
    await connection.close()
    return cluster.dsn("empty")


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> list[Migration]:
    """The program's migrations, as a list that the test may change."""
    chosen = [ONE, TWO]
    monkeypatch.setattr(module, "load_migrations", lambda: chosen)
    return chosen


def test_schema_sql_is_what_the_migrations_make(template_dsn: str) -> None:
    assert dump_schema(template_dsn) == SCHEMA_FILE.read_text("utf-8"), (
        "run python -m hodhod.store.schema"
    )


async def test_each_file_is_applied_once_and_shards_get_theirs(
    empty_dsn: str, files: list[Migration]
) -> None:
    shards = ["s0", "s1"]
    first = await migrate(empty_dsn, shards)
    assert first == ["main: 0001_one.sql", "s0: 0002_two.sql", "s1: 0002_two.sql"]
    assert await migrate(empty_dsn, shards) == []


async def test_the_number_of_shards_is_fixed_once_there_is_data(
    empty_dsn: str, files: list[Migration]
) -> None:
    await migrate(empty_dsn, ["s0"])
    with pytest.raises(MigrationError, match="1 shards, not 2"):
        await migrate(empty_dsn, ["s0", "s1"])


async def test_processes_that_start_together_migrate_once(
    empty_dsn: str, files: list[Migration]
) -> None:
    applied = await asyncio.gather(*(migrate(empty_dsn, ["s0"]) for _ in range(4)))
    assert sorted(map(len, applied)) == [0, 0, 0, 2]


async def test_a_file_that_fails_leaves_nothing_of_itself(
    empty_dsn: str, files: list[Migration]
) -> None:
    files[1] = replace(TWO, text="CREATE TABLE shard.two (a int); SELECT 1 / 0;")
    with pytest.raises(asyncpg.DivisionByZeroError):
        await migrate(empty_dsn, ["s0"])
    files[1] = TWO
    assert await migrate(empty_dsn, ["s0"]) == ["s0: 0002_two.sql"]


async def test_an_applied_file_must_not_change(empty_dsn: str, files: list[Migration]) -> None:
    await migrate(empty_dsn, ["s0"])
    files[0] = replace(ONE, text="CREATE TABLE main.other (a int);")
    with pytest.raises(MigrationError, match="0001_one"):
        await migrate(empty_dsn, ["s0"])


async def test_an_older_program_keeps_away_from_a_newer_database(
    empty_dsn: str, files: list[Migration]
) -> None:
    await migrate(empty_dsn, ["s0"])
    del files[1]
    with pytest.raises(MigrationError, match="newer"):
        await migrate(empty_dsn, ["s0"])


def test_the_programs_own_migrations_are_in_order() -> None:
    numbers = [migration.number for migration in load_migrations()]
    assert numbers == sorted(set(numbers))
