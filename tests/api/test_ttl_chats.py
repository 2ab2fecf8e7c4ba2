"""Messages that delete themselves in groups, supergroups, channels and discussions."""

from __future__ import annotations

import pytest

from hodhod.actions.messages.due import run_due
from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.test_comments import linked
from tests.api.world import Person, Room, World

DAY_S = 86_400

KINDS = ("group", "supergroup", "channel")


async def room_of(world: World, kind: str, owner: Person, *others: Person) -> Room:
    if kind == "group":
        return await world.group(owner, "Room", *others)
    return await world.channel(owner, "Room", *others, broadcast=kind == "channel")


async def set_period(person: Person, room: Room, period: int) -> object:
    return await person.call(
        functions.messages.SetHistoryTTL(peer=person.peer(room), period=period)
    )


async def texts(world: World, person: Person, room: Room) -> list[str]:
    found = await world.history(person, room.peer_id)
    return [one.message for one in found if isinstance(one, types.Message)]


@pytest.mark.parametrize("kind", KINDS)
async def test_messages_of_every_kind_of_chat_delete_themselves(world: World, kind: str) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await room_of(world, kind, alice, bob)
    await alice.say(room, "stays")
    await world.check(alice, bob)
    await set_period(alice, room, DAY_S)
    message = await alice.say(room, "goes")
    assert message.ttl_period == DAY_S
    (told, *_) = [
        one.action
        for one in await world.history(bob, room.peer_id)
        if isinstance(one, types.MessageService)
        and isinstance(one.action, types.MessageActionSetMessagesTTL)
    ]
    assert told.period == DAY_S
    await world.check(alice, bob)
    world.wait(DAY_S + 1)
    await run_due(world.app)
    assert await texts(world, bob, room) == ["stays"]
    await world.check(alice, bob)
    await set_period(alice, room, 0)
    assert (await alice.say(room, "stays too")).ttl_period is None
    await world.check(alice, bob)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_period_that_makes_no_sense_is_refused(world: World, kind: str) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await room_of(world, kind, alice, bob)
    for period in (-1, 400 * DAY_S):
        with pytest.raises(RpcError, match="TTL_PERIOD_INVALID"):
            await set_period(alice, room, period)
    with pytest.raises(RpcError, match="CHAT_NOT_MODIFIED"):
        await set_period(alice, room, 0)


async def test_copies_of_posts_live_as_long_as_the_discussion_says(world: World) -> None:
    alice = await world.user("Alice")
    channel, group = await linked(world, alice)
    await set_period(alice, group, DAY_S)
    await alice.say(channel, "news")
    assert await texts(world, alice, group) == ["news"]
    await world.check(alice)
    world.wait(DAY_S + 1)
    await run_due(world.app)
    assert await texts(world, alice, group) == []
    assert await texts(world, alice, channel) == ["news"]
    await world.check(alice)
