from __future__ import annotations

from dataclasses import replace

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.device import Device, phone_of
from tests.api.world import Person, World

DAY_S = 86_400


async def within(person: Person, takeout_id: int, query: object) -> object:
    """Ask for something as part of an export, as the gateway does."""
    request = functions.InvokeWithTakeout(takeout_id=takeout_id, query=query)  # type: ignore[arg-type]
    call = person.world.dispatcher.unwrap(request)
    caller = replace(person.caller, takeout_id=call.takeout_id)
    return await person.world.dispatcher.call(caller, call.query)


async def begin(person: Person) -> int:
    answer = await person.call(functions.account.InitTakeoutSession(contacts=True, files=True))
    assert isinstance(answer, types.account.Takeout)
    return answer.id


async def test_an_export_reads_one_s_own_data_until_it_is_ended(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    said = await alice.say(bob, "for the record")
    takeout = await begin(alice)
    ranges = await within(alice, takeout, functions.messages.GetSplitRanges())
    assert isinstance(ranges, list)
    (one,) = ranges
    assert one.min_id <= said.id <= one.max_id
    saved = await within(alice, takeout, functions.contacts.GetSaved())
    assert saved == []
    finish = functions.account.FinishTakeoutSession(success=True)
    assert await within(alice, takeout, finish) is True
    with pytest.raises(RpcError, match="TAKEOUT_INVALID"):
        await within(alice, takeout, functions.contacts.GetSaved())


async def test_an_export_is_for_the_device_that_began_it(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    takeout = await begin(alice)
    for other in (alice.other, bob):
        with pytest.raises(RpcError, match="TAKEOUT_INVALID"):
            await within(other, takeout, functions.messages.GetSplitRanges())
    world.wait(7 * DAY_S + 1)
    with pytest.raises(RpcError, match="TAKEOUT_INVALID"):
        await within(alice, takeout, functions.messages.GetSplitRanges())


async def test_what_belongs_to_an_export_is_refused_outside_of_one(world: World) -> None:
    alice = await world.user("Alice")
    for request in (functions.messages.GetSplitRanges(), functions.account.FinishTakeoutSession()):
        with pytest.raises(RpcError, match="TAKEOUT_REQUIRED"):
            await alice.call(request)


async def test_a_new_login_waits_until_it_is_confirmed_or_a_day_old(world: World) -> None:
    alice = await world.user("Alice")
    world.wait(10)
    device = Device(world)
    await device.introduce()
    await device.enter(await phone_of(world, alice.id))
    ask = functions.account.InitTakeoutSession()
    with pytest.raises(RpcError, match=f"TAKEOUT_INIT_DELAY_{DAY_S}"):
        await device.call(ask)
    login = await world.app.store.authorizations.get(device.key)
    assert login is not None
    await alice.call(functions.account.ChangeAuthorizationSettings(hash=login.hash, confirmed=True))
    assert isinstance(await device.call(ask), types.account.Takeout)


async def test_a_login_that_is_a_day_old_need_not_be_confirmed(world: World) -> None:
    alice = await world.user("Alice")
    world.wait(10)
    device = Device(world)
    await device.introduce()
    await device.enter(await phone_of(world, alice.id))
    world.wait(DAY_S)
    answer = await device.call(functions.account.InitTakeoutSession())
    assert isinstance(answer, types.account.Takeout)
