"""The strangers' lane, against a real database."""

import asyncio

import pytest

from hodhod.store import Store
from hodhod.store.lanes import CROWDED, SHARE, STRANGER


async def stranger(store: Store, go: asyncio.Event, inside: list[int], number: int) -> None:
    STRANGER.set(True)
    async with store.main.connection() as connection:
        inside.append(number)
        # What a stranger needs while holding a place needs no other place.
        await store.main.fetch("users_by_phones", ["1"])
        await go.wait()
        await connection.fetch("users_by_phones", ["1"])


async def test_strangers_leave_connections_to_those_who_are_in(store: Store) -> None:
    go, inside = asyncio.Event(), list[int]()
    most = store.main.pool.get_max_size()
    count = most + CROWDED + 1
    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        for number in range(count):
            group.create_task(stranger(store, go, inside, number))
        while len(inside) < most // SHARE:
            await store.main.fetch("users_by_phones", ["1"])
        assert store.lane.crowded
        async with asyncio.TaskGroup() as talking:
            for _ in range(most):
                talking.create_task(store.main.fetch("users_by_phones", ["1"]))
        assert len(inside) == most // SHARE
        go.set()
    assert sorted(inside) == list(range(count))
    assert not store.lane.crowded


async def test_a_batch_that_a_stranger_starts_is_nobodys(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    fetch = store.main.fetch

    async def watched(query: str, *args: object) -> object:
        seen.append(STRANGER.get())
        return await fetch(query, *args)

    monkeypatch.setattr(store.main, "fetch", watched)
    STRANGER.set(True)
    try:
        await store.users.get(1)  # type: ignore[arg-type]
    finally:
        STRANGER.set(False)
    assert seen == [False]
