import asyncio
from pathlib import Path

import asyncpg
import pytest

from hodhod.domain.ids import MsgId
from hodhod.store import Store, StoreUnavailable
from hodhod.store.embedded import start_embedded
from tests.store.sending import NOW, new_box, private


async def test_an_outage_has_one_name_and_ends_by_itself(tmp_path: Path) -> None:
    server = await asyncio.to_thread(start_embedded, tmp_path / "database")
    store = await Store.open(server.dsn())
    alice, bob = new_box(), new_box()
    await store.messages.append([private(alice, bob)])
    await asyncio.to_thread(server.stop)

    async def change() -> None:
        async with store.boxes.change([alice], now=NOW):
            pass

    for attempt in (
        store.messages.append([private(alice, bob)]),
        store.messages.get(alice, MsgId(1)),
        store.boxes.state(alice),
        store.dialogs.page(alice),
        store.online.arrive(alice, "n1"),
        change(),
    ):
        with pytest.raises(StoreUnavailable):
            await attempt

    server = await asyncio.to_thread(start_embedded, tmp_path / "database")
    (sent,) = await store.messages.append([private(alice, bob)])
    assert sent.own.msg_id == 2
    await store.close()
    await asyncio.to_thread(server.stop)


async def test_no_database_is_an_outage_too(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        await Store.open(f"postgresql:///hodhod?host={tmp_path}&user=hodhod")


async def test_an_outage_in_the_middle_of_a_transaction_changes_nothing(store: Store) -> None:
    alice = new_box()

    async def broken() -> None:
        async with store.boxes.change([alice], now=NOW) as change:
            await change.append([private(alice, alice)])
            row = await change.tx.fetchrow("box_states", [alice])
            assert row is not None
            await _kill_backends(store)
            await change.tx.fetch("box_states", [alice])

    with pytest.raises(StoreUnavailable):
        await broken()
    assert (await store.boxes.state(alice)).pts == 1


async def _kill_backends(store: Store) -> None:
    async with store.main.pool.acquire() as connection:
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


async def test_wrong_arguments_are_a_bug_and_no_outage(store: Store) -> None:
    with pytest.raises(asyncpg.DataError):
        await store.main.fetch("auth_keys_by_ids", ["no number"])


async def test_a_transaction_reaches_both_schemas(store: Store) -> None:
    async with store.shard(new_box()).transaction() as tx:
        assert await tx.of_schema("main").fetch("auth_keys_by_ids", [1]) == []
