from __future__ import annotations

import asyncio

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.world import World, sent

Text = types.Message


async def test_a_message_is_answered_pushed_and_read(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    message = await alice.say(bob, "سلام")
    assert (message.out, message.message) == (True, "سلام")
    (told,) = bob.saw(types.UpdateNewMessage)
    assert isinstance(told, types.UpdateNewMessage)
    assert isinstance(told.message, types.Message)
    assert told.message.out is False
    assert not alice.pushed
    assert len(alice.other.pushed) == 1
    await world.check(alice, bob)


async def test_sending_again_changes_nothing(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    request = functions.messages.SendMessage(peer=alice.peer(bob), message="once", random_id=77)
    first = sent(await alice.call(request))
    bob.pushed.clear()
    again = sent(await alice.call(request))
    assert first == again
    assert not bob.pushed
    assert len(await world.history(bob, alice.id)) == 1  # type: ignore[arg-type]


async def test_equal_random_ids_of_two_people_in_a_supergroup_are_two_messages(
    world: World,
) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    for _ in range(2):
        for person in (alice, bob):
            await person.call(
                functions.messages.SendMessage(
                    peer=person.peer(room), message=f"of {person.id}", random_id=78
                )
            )
    texts = [m.message for m in await world.history(bob, room.peer_id) if isinstance(m, Text)]
    assert texts == [f"of {bob.id}", f"of {alice.id}"]
    await world.check(alice, bob)


async def test_what_is_sent_twice_at_once_in_a_supergroup_is_one_message(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    request = functions.messages.SendMessage(peer=bob.peer(room), message="once", random_id=79)
    answers = await asyncio.gather(*(bob.call(request) for _ in range(8)))
    assert len({sent(answer)[0].id for answer in answers}) == 1
    assert sum(isinstance(m, Text) for m in await world.history(alice, room.peer_id)) == 1
    told = [one for one in alice.heard[room.box] if isinstance(one, types.UpdateNewChannelMessage)]
    assert [one.message.id for one in told][-1:] == [sent(answers[0])[0].id]


async def test_what_is_forwarded_twice_to_a_supergroup_is_there_once(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    posts = [await alice.say(room, text) for text in ("one", "two")]
    for person in (alice, bob, alice):
        await person.call(
            functions.messages.ForwardMessages(
                from_peer=person.peer(room),
                id=[one.id for one in posts],
                random_id=[80, 81],
                to_peer=person.peer(room),
            )
        )
    texts = [m for m in await world.history(bob, room.peer_id) if isinstance(m, Text)]
    assert [m.message for m in texts if m.fwd_from] == ["two", "one"] * 2
    await world.check(alice, bob)


async def test_saved_messages_are_one_message_without_out(world: World) -> None:
    alice = await world.user("Alice")
    message = await alice.say(alice, "a note")
    assert message.out is False
    assert message.saved_peer_id == types.PeerUser(user_id=alice.id)
    await world.check(alice)


async def test_whoever_is_blocked_cannot_write(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await bob.call(functions.contacts.Block(id=bob.peer(alice)))
    with pytest.raises(RpcError, match="USER_IS_BLOCKED"):
        await alice.say(bob, "hello?")
    with pytest.raises(RpcError, match="YOU_BLOCKED_USER"):
        await bob.say(alice, "hello?")
