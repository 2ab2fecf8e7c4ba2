"""What the bus loses is read again from the log, as it was pushed, without gaps."""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.updates.lost import Lost
from hodhod.domain.event import BoxEvent, Event, MembershipChanged
from hodhod.domain.ids import BoxId
from hodhod.tl import functions, types
from tests.api.world import Room, World


def listening(world: World) -> list[Event]:
    heard: list[Event] = []
    world.app.bus.subscribe(heard.append)
    return heard


def of_box(events: Sequence[Event], box_id: BoxId) -> list[BoxEvent]:
    return [one for one in events if isinstance(one, BoxEvent) and one.box_id == box_id]


def tiles(events: Sequence[BoxEvent], start: int, end: int) -> bool:
    for one in events:
        if one.pts - one.pts_count != start:
            return False
        start = one.pts
    return start == end


async def _talk(world: World) -> tuple[Room, list[Event]]:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Room", bob)
    heard = listening(world)
    first = await alice.say(room, "first")
    reply = types.InputReplyToMessage(reply_to_msg_id=first.id)
    second = await bob.say(room, "second", reply_to=reply)
    await bob.call(
        functions.messages.EditMessage(peer=bob.peer(room), id=second.id, message="other")
    )
    gone = await alice.say(room, "gone")
    await alice.call(functions.channels.DeleteMessages(channel=alice.channel(room), id=[gone.id]))
    return room, heard


async def test_the_log_tells_what_was_pushed_and_covers_every_pts(world: World) -> None:
    room, heard = await _talk(world)
    pushed = of_box(heard, room.box)
    start = pushed[0].pts - 1
    read = await Lost(world.app).read(room.box, start)
    assert read is not None
    state = await world.app.store.boxes.state(room.box)
    assert tiles(pushed, start, state.pts)
    assert tiles(read, start, state.pts)
    assert [one.author_id for one in read] == [
        one.author_id if at != 3 else None for at, one in enumerate(pushed)
    ]
    assert [one.concerns for one in read] == [one.concerns for one in pushed]
    # The edit is told with what the message is now, and so is the message itself.
    assert read[2].update == pushed[2].update
    # A message that is gone is not shown again.
    assert isinstance(read[3].update, types.UpdateDeleteChannelMessages)


async def test_an_edit_concerns_whom_the_message_mentions(world: World) -> None:
    room, heard = await _talk(world)
    edit = of_box(heard, room.box)[2]
    assert isinstance(edit.update, types.UpdateEditChannelMessage)
    assert len(edit.concerns) == 1


async def test_a_private_box_is_read_in_the_same_way(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    heard = listening(world)
    said = await alice.say(bob, "one")
    await alice.say(bob, "two")
    await alice.call(functions.messages.DeleteMessages(id=[said.id], revoke=True))
    pushed = of_box(heard, bob.caller.box)
    read = await Lost(world.app).read(bob.caller.box, 1)
    assert read is not None
    assert tiles(read, 1, pushed[-1].pts)


async def test_too_much_is_left_to_the_clients(world: World) -> None:
    alice = await world.user("Alice")
    room = await world.channel(alice, "Room")
    for i in range(101):
        await alice.say(room, f"{i}")
    assert await Lost(world.app).read(room.box, 1) is None
    last = (await world.app.store.boxes.state(room.box)).pts
    assert await Lost(world.app).read(room.box, last) == []
    assert await Lost(world.app).places([room.box]) == {room.box: last}


async def test_who_comes_while_they_are_brought_into_a_channel_is_told_where_they_are(
    world: World,
) -> None:
    """Their node read their chats before the commit, and was unknown when the boxes were locked."""
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Room")
    store, node = world.app.store, world.app.bus.node
    await store.online.leave(bob.caller.box, node)
    async with store.boxes.change([room.box, bob.caller.box], now=world.app.now) as change:
        change.joins.append(
            MembershipChanged(bob.id, room.box, joined=True, nodes=change.nodes(bob.caller.box))
        )
        await store.online.arrive(bob.caller.box, node)
    assert change.joins == [MembershipChanged(bob.id, room.box, joined=True, nodes=(node,))]
