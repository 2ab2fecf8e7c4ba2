from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.world import Person, World

DAY = 86_400


async def choose(person: Person, period: int) -> None:
    assert await person.call(functions.messages.SetDefaultHistoryTTL(period=period)) is True


async def messages(person: Person, whom: Person) -> list[types.Message | types.MessageService]:
    answer = await person.call(
        functions.messages.GetHistory(
            peer=person.peer(whom),
            offset_id=0,
            offset_date=0,
            add_offset=0,
            limit=10,
            max_id=0,
            min_id=0,
            hash=0,
        )
    )
    assert isinstance(answer, types.messages.Messages)
    return [one for one in answer.messages if not isinstance(one, types.MessageEmpty)]


async def test_the_default_is_kept(world: World) -> None:
    alice = await world.user("Alice")
    asked = functions.messages.GetDefaultHistoryTTL()
    assert await alice.call(asked) == types.DefaultHistoryTTL(period=0)
    await choose(alice, DAY)
    assert await alice.other.call(asked) == types.DefaultHistoryTTL(period=DAY)
    for period in (-1, 2**31 - 1):
        with pytest.raises(RpcError, match="TTL_PERIOD_INVALID"):
            await choose(alice, period)
    assert await alice.call(asked) == types.DefaultHistoryTTL(period=DAY)


async def test_a_new_chat_begins_with_the_default_of_whoever_writes_first(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await choose(alice, DAY)
    said = await alice.say(bob, "hello")
    await alice.say(bob, "again")
    assert said.ttl_period == DAY
    for one, other in ((alice, bob), (bob, alice)):
        found = await messages(one, other)
        assert [type(message) for message in found] == [
            types.Message,
            types.Message,
            types.MessageService,
        ]
        first = found[-1]
        assert isinstance(first, types.MessageService)
        assert first.action == types.MessageActionSetMessagesTTL(
            period=DAY, auto_setting_from=alice.id
        )
        full = await one.call(functions.users.GetFullUser(id=one.user(other)))
        assert isinstance(full, types.users.UserFull)
        assert full.full_user.ttl_period == DAY
    assert (await bob.say(alice, "hi")).ttl_period == DAY
    await world.check(alice, bob)


async def test_a_chat_that_was_there_stays_as_it_was(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await bob.say(alice, "hello")
    await choose(alice, DAY)
    assert (await alice.say(bob, "hi")).ttl_period is None
    assert len(await messages(alice, bob)) == 2
    await world.check(alice, bob)


async def test_who_took_the_default_back_begins_chats_without_one(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await choose(alice, DAY)
    await choose(alice, 0)
    assert (await alice.say(bob, "hello")).ttl_period is None
    assert len(await messages(bob, alice)) == 1


async def test_saved_messages_and_groups_do_not_take_the_default(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await choose(alice, DAY)
    assert (await alice.say(alice, "a note")).ttl_period is None
    room = await world.group(alice, "Room", bob)
    assert (await alice.say(room, "hello")).ttl_period is None
