import asyncio
from dataclasses import replace

import pytest

from hodhod.store import Store
from hodhod.store.auth_keys import AuthKeyRecord, AuthKeys, KeySealError

SECRET = bytes(range(32))
KEY = AuthKeyRecord(-7, bytes(256), first_salt=-1, made_at=1000, dc_id=2)


def key(number: int, expires_at: int | None = None) -> AuthKeyRecord:
    return replace(
        KEY, auth_key_id=number, value=number.to_bytes(256, "big"), expires_at=expires_at
    )


async def test_a_key_comes_back_as_it_was(store: Store) -> None:
    keys = AuthKeys(store.main, SECRET)
    assert await keys.insert(KEY)
    assert await keys.get(-7) == KEY
    assert await keys.get(8) is None


async def test_an_id_is_given_once(store: Store) -> None:
    keys = AuthKeys(store.main, SECRET)
    assert await keys.insert(key(10))
    assert not await keys.insert(replace(key(10), value=bytes(256)))
    assert await keys.get(10) == key(10)


async def test_the_database_alone_tells_no_key(store: Store) -> None:
    keys = AuthKeys(store.main, SECRET)
    await keys.insert(key(20))
    row = await store.main.fetchrow("auth_keys_by_ids", [20])
    assert row is not None
    assert key(20).value[-16:] not in row["sealed"]
    with pytest.raises(KeySealError):
        await AuthKeys(store.main, bytes(32)).get(20)


async def test_many_are_read_together(store: Store) -> None:
    keys = AuthKeys(store.main, SECRET)
    for number in range(30, 40):
        await keys.insert(key(number))
    found = await asyncio.gather(*(keys.get(number) for number in range(29, 41)))
    assert found == [None, *(key(number) for number in range(30, 40)), None]


async def test_one_key_that_does_not_open_leaves_the_others_alone(store: Store) -> None:
    keys = AuthKeys(store.main, SECRET)
    await AuthKeys(store.main, bytes(32)).insert(key(50))
    await keys.insert(key(51))
    wrong, right = await asyncio.gather(keys.get(50), keys.get(51), return_exceptions=True)
    assert isinstance(wrong, KeySealError)
    assert right == key(51)


async def test_a_temporary_key_stands_for_one_permanent_key(store: Store) -> None:
    keys = AuthKeys(store.main, SECRET)
    for one in (key(60), key(61), key(62, expires_at=5000)):
        await keys.insert(one)
    assert await keys.bind(62, 60, 4000)
    assert await keys.bind(62, 60, 4500)
    assert not await keys.bind(62, 61, 4000)
    assert not await keys.bind(61, 60, 4000)
    assert await keys.get(62) == replace(key(62), expires_at=4000, perm_key_id=60)
    assert await keys.temporary_of([60]) == [62]


async def test_a_permanent_key_goes_with_its_temporary_ones(store: Store) -> None:
    keys = AuthKeys(store.main, SECRET)
    for one in (key(70), key(71, expires_at=5000), key(72, expires_at=5000)):
        await keys.insert(one)
    await keys.bind(71, 70, 5000)
    assert sorted(await keys.delete([70])) == [70, 71]
    assert await keys.get(72) is not None


async def test_expired_keys_are_forgotten(store: Store) -> None:
    keys = AuthKeys(store.main, SECRET)
    await keys.insert(key(80, expires_at=100))
    await keys.insert(key(81, expires_at=300))
    assert await keys.delete_expired(200) == 1
    assert await keys.get(81) is not None


def test_a_key_does_not_show_in_logs() -> None:
    assert repr(key(90)) == "AuthKeyRecord(auth_key_id=90)"
