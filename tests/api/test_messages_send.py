from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.world import World, sent


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
