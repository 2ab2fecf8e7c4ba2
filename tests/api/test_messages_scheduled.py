from __future__ import annotations

import pytest

from hodhod.actions.messages.due import run_due
from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.world import Person, World, sent


async def waiting(person: Person, whom: Person) -> list[types.Message]:
    found = await person.call(
        functions.messages.GetScheduledHistory(peer=person.peer(whom), hash=0)
    )
    assert isinstance(found, types.messages.Messages)
    return [one for one in found.messages if isinstance(one, types.Message)]


async def test_a_scheduled_message_is_sent_when_its_time_comes(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    message = await alice.say(bob, "later", schedule_date=world.app.now + 60)
    assert message.date == world.app.now + 60
    assert not bob.pushed
    assert await waiting(alice, bob) == [message]
    assert await run_due(world.app) == 0
    world.wait(60)
    assert await run_due(world.app) == 1
    assert await waiting(alice, bob) == []
    (told,) = alice.saw(types.UpdateDeleteScheduledMessages)
    assert isinstance(told, types.UpdateDeleteScheduledMessages)
    (there,) = await world.history(alice, bob.peer_id)
    assert list(told.sent_messages or ()) == [there.id]
    assert (there.date, there.out) == (world.app.now, True)
    assert bob.saw(types.UpdateNewMessage)
    await world.check(alice, bob)
    assert await run_due(world.app) == 0


async def test_scheduling_again_changes_nothing(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    request = functions.messages.SendMessage(
        peer=alice.peer(bob), message="later", random_id=5, schedule_date=world.app.now + 60
    )
    assert sent(await alice.call(request)) == sent(await alice.call(request))
    assert len(await waiting(alice, bob)) == 1


async def test_what_is_due_at_once_is_sent_at_once(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await alice.say(bob, "now", schedule_date=world.app.now + 5)
    assert bob.saw(types.UpdateNewMessage)


async def test_scheduled_messages_are_edited_sent_and_deleted(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    first = await alice.say(bob, "first", schedule_date=world.app.now + 60)
    second = await alice.say(bob, "second", schedule_date=world.app.now + 90)
    await alice.call(
        functions.messages.EditMessage(
            peer=alice.peer(bob),
            id=first.id,
            message="changed",
            schedule_date=world.app.now + 120,
        )
    )
    assert [one.message for one in await waiting(alice, bob)] == ["changed", "second"]
    answer = await alice.call(
        functions.messages.SendScheduledMessages(peer=alice.peer(bob), id=[first.id])
    )
    assert isinstance(answer, types.Updates)
    await alice.call(
        functions.messages.DeleteScheduledMessages(peer=alice.peer(bob), id=[second.id])
    )
    assert await waiting(alice, bob) == []
    (there,) = await world.history(bob, alice.peer_id)
    assert isinstance(there, types.Message)
    assert there.message == "changed"
    await world.check(alice, bob)
    with pytest.raises(RpcError, match="MESSAGE_ID_INVALID"):
        await alice.call(
            functions.messages.SendScheduledMessages(peer=alice.peer(bob), id=[first.id])
        )


async def test_whom_a_message_was_for_may_not_want_it_any_more(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await alice.say(bob, "later", schedule_date=world.app.now + 60)
    await bob.call(functions.contacts.Block(id=bob.peer(alice)))
    world.wait(61)
    await run_due(world.app)
    assert await waiting(alice, bob) == []
    assert not await world.history(bob, alice.peer_id)
