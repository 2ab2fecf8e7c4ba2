"""Reading groups: the marks of writers, who has read what, and what was heard."""

from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.test_chats import dialog_of, history_of
from tests.api.test_mentions import ids_of, rooms
from tests.api.world import Person, Room, World

DAY_S = 86_400


async def readers(person: Person, room: Room, msg_id: int) -> dict[int, int]:
    answer = await person.call(
        functions.messages.GetMessageReadParticipants(peer=person.peer(room), msg_id=msg_id)
    )
    assert isinstance(answer, list)
    return {one.user_id: one.date for one in answer}


async def read(person: Person, room: Room, max_id: int = 0) -> None:
    await person.call(functions.messages.ReadHistory(peer=person.peer(room), max_id=max_id))


async def test_writers_see_that_somebody_has_read(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    for room in await rooms(world, alice, bob, carol):
        await alice.say(room, "one")
        await bob.say(room, "two")
        await read(carol, room)
        for person, text in ((alice, "one"), (bob, "two")):
            dialog = await dialog_of(person, room)
            assert dialog is not None
            assert dialog.read_outbox_max_id >= await ids_of(person, room, text)
        dialog = await dialog_of(carol, room)
        assert dialog is not None
        assert dialog.unread_count == 0
    assert alice.saw(types.UpdateReadHistoryOutbox)
    assert alice.saw(types.UpdateReadChannelOutbox)
    await world.check(alice, bob, carol)


async def test_a_small_group_tells_its_writer_who_has_read_and_when(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    for room in await rooms(world, alice, bob, carol):
        await alice.say(room, "one")
        msg_id = await ids_of(alice, room, "one")
        assert await readers(alice, room, msg_id) == {}
        world.wait(10)
        await read(bob, room)
        first = world.app.now
        world.wait(10)
        await alice.say(room, "two")
        await read(bob, room)
        await read(carol, room)
        assert await readers(alice, room, msg_id) == {bob.id: first, carol.id: world.app.now}
        assert await readers(alice, room, await ids_of(alice, room, "two")) == {
            bob.id: world.app.now,
            carol.id: world.app.now,
        }


async def test_who_has_read_is_the_writers_to_know_and_for_a_week(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    for room in await rooms(world, alice, bob):
        await alice.say(room, "one")
        await read(bob, room)
        with pytest.raises(RpcError, match="MESSAGE_ID_INVALID"):
            await readers(bob, room, await ids_of(bob, room, "one"))
        with pytest.raises(RpcError, match="MESSAGE_ID_INVALID"):
            await readers(alice, room, 999)
        world.wait(8 * DAY_S)
        with pytest.raises(RpcError, match="MSG_TOO_OLD"):
            await readers(alice, room, await ids_of(alice, room, "one"))


async def test_a_channel_tells_nobody_who_has_read(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "News", bob, broadcast=True)
    post = await alice.say(room, "today")
    await read(bob, room)
    with pytest.raises(RpcError, match="PEER_ID_INVALID"):
        await readers(alice, room, post.id)
    with pytest.raises(RpcError, match="PEER_ID_INVALID"):
        await alice.call(
            functions.messages.GetOutboxReadDate(peer=alice.peer(room), msg_id=post.id)
        )


async def test_who_has_left_is_not_among_the_readers(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    message = await alice.say(room, "one")
    await read(bob, room)
    await bob.call(functions.channels.LeaveChannel(channel=bob.channel(room)))
    assert await readers(alice, room, message.id) == {}


async def test_reading_up_to_a_message_leaves_the_rest(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    for room in await rooms(world, alice, bob):
        for text in ("one", "two", "three"):
            await alice.say(room, text)
        await read(bob, room, await ids_of(bob, room, "two"))
        dialog = await dialog_of(bob, room)
        assert dialog is not None
        assert dialog.unread_count == 1
        assert len([m for m in await history_of(bob, room) if m.id > dialog.read_inbox_max_id]) == 1
    await world.check(alice, bob)


async def test_marks_as_unread_are_listed_for_every_kind_of_chat(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    kinds = [*await rooms(world, alice, bob), await world.channel(alice, "News", broadcast=True)]
    for room in kinds:
        await alice.call(
            functions.messages.MarkDialogUnread(
                peer=types.InputDialogPeer(peer=alice.peer(room)), unread=True
            )
        )
    marked = await alice.call(functions.messages.GetDialogUnreadMarks())
    assert isinstance(marked, list)
    assert len(marked) == 3
    await read(alice, kinds[1])
    await alice.call(functions.messages.ReadHistory(peer=alice.peer(kinds[0]), max_id=0))
    await world.check(alice, bob)
