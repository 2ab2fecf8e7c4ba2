"""Accounts that are there already: users, keys and logins, written straight into the store."""

import asyncio
import os
import time
from dataclasses import dataclass
from pathlib import Path

from bench.client import API_ID, LAYER, Known
from hodhod.domain.access_hash import Kind, access_hash
from hodhod.domain.caller import DeviceInfo
from hodhod.domain.ids import UserId
from hodhod.mtproto.auth_key import AuthKey
from hodhod.ops.folder import DataFolder
from hodhod.ops.keys import read_keys
from hodhod.store import Store
from hodhod.store.auth_keys import AuthKeyRecord, AuthKeys
from hodhod.store.embedded import running_dsn
from hodhod.tl import types

AT_ONCE = 32
FIRST_PHONE = 989_300_000_000
DEVICE = DeviceInfo(api_id=API_ID, device_model="bench")


@dataclass(frozen=True, slots=True)
class Seeded:
    """A user and the key that is logged in as that user."""

    user_id: UserId
    known: Known


@dataclass(frozen=True, slots=True)
class Town:
    """Everybody who was written, and what makes them known to each other."""

    people: list[Seeded]
    secret: bytes

    def seen_by(self, viewer: Seeded, other: Seeded) -> types.InputPeerUser:
        shown = access_hash(self.secret, Kind.USER, other.user_id, viewer.user_id)
        return types.InputPeerUser(user_id=other.user_id, access_hash=shown)


def dsn_of(data: Path) -> str:
    dsn = running_dsn(DataFolder(data).database)
    assert dsn is not None, "the database does not run"
    return dsn


async def seed(data: Path, count: int) -> Town:
    """Writes users beside the running server, which has heard of none of them."""
    secret = read_keys(DataFolder(data).keys).secret
    store = await Store.open(dsn_of(data))
    keys = AuthKeys(store.main, secret)
    room = asyncio.Semaphore(AT_ONCE)

    async def one(number: int) -> Seeded:
        async with room:
            return await _seed(store, keys, number)

    try:
        return Town(await asyncio.gather(*map(one, range(count))), secret)
    finally:
        await keys.close()
        await store.close()


async def _seed(store: Store, keys: AuthKeys, number: int) -> Seeded:
    now = int(time.time())
    key, salt = AuthKey(os.urandom(256)), _random()
    user_id = await store.users.create(
        phone=str(FIRST_PHONE + number),
        first_name=f"User {number}",
        last_name="",
        lang="fa",
        is_bot=False,
        now=now,
    )
    assert user_id is not None
    assert await keys.insert(AuthKeyRecord(key.id, key.value, salt, now, dc_id=2))
    login, ip = _random(), "127.0.0.1"
    await store.authorizations.put_client(
        key.id, layer=LAYER, device=DEVICE, ip=ip, new_hash=login, now=now
    )
    await store.authorizations.authorize(key.id, user_id, new_hash=login, ip=ip, now=now)
    return Seeded(user_id, Known(key, salt))


def _random() -> int:
    return int.from_bytes(os.urandom(8), "little", signed=True)
