"""What the bus loses is read again from the log, as it was pushed, without gaps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from hodhod.actions.updates.lost import Lost
from hodhod.actions.updates.render import render
from hodhod.domain.event import BoxEvent, Event, MembershipChanged
from hodhod.domain.ids import BoxId
from hodhod.domain.message import update_seen_by
from hodhod.tl import functions, types
from tests.api.room_box import RoomBox
from tests.api.room_check import catch_up
from tests.api.tiling import differing_in
from tests.api.world import Person, Room, World


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


DROPS: dict[str, Callable[[int], bool]] = {
    "nothing": lambda at: at < 0,
    "all": lambda at: at >= 0,
    "every second": lambda at: at % 2 == 0,
    "two of three": lambda at: at % 3 != 0,
    "the first": lambda at: at < 5,
    "the last": lambda at: at > 3,
}


@pytest.mark.parametrize("dropped", DROPS.values(), ids=DROPS)
async def test_whatever_the_bus_drops_a_member_comes_to_see_the_same(
    world: World, dropped: Callable[[int], bool]
) -> None:
    """A node fills gaps from the log; what it never hears of, the client asks for."""
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Room", bob)
    start = (await world.app.store.boxes.state(room.box)).pts
    known = {m.id: m for m in await world.history(bob, room.peer_id)}
    pushed = of_box(await _quarrel(world, alice, bob, room), room.box)
    end = (await world.app.store.boxes.state(room.box)).pts
    assert tiles([one for one in pushed if one.pts_count], start, end)

    place: int = start
    arrived: list[BoxEvent] = []
    for event in (one for at, one in enumerate(pushed) if not dropped(at)):
        if event.pts - event.pts_count > place:
            found = await Lost(world.app).read(room.box, place)
            assert found is not None
            arrived += found
            place = found[-1].pts
        if event.pts_count and event.pts > place:
            arrived.append(event)
            place = event.pts
    assert tiles(arrived, start, place)

    seen = RoomBox(start, known)
    told = await render(world.app, bob.id, [update_seen_by(one, bob.id) for one in arrived])
    assert isinstance(told, types.Updates)
    seen.apply(told.updates)
    seen.pts = place
    await catch_up(bob, room, seen, limit=2)
    fresh = RoomBox(end, {m.id: m for m in await world.history(bob, room.peer_id)})
    assert seen.pts == end
    assert not differing_in(seen.shown(0), fresh.shown(0))


async def _quarrel(world: World, alice: Person, bob: Person, room: Room) -> list[Event]:
    """Write, answer, correct, pin, delete and rename."""
    heard = listening(world)
    first = await alice.say(room, "first")
    name = types.InputMessageEntityMentionName(offset=0, length=3, user_id=alice.user(bob))
    second = await alice.say(room, "you", entities=[name])
    reply = types.InputReplyToMessage(reply_to_msg_id=first.id)
    third = await bob.say(room, "third", reply_to=reply)
    for request in (
        functions.messages.EditMessage(peer=bob.peer(room), id=third.id, message="no"),
        functions.messages.SendReaction(
            peer=bob.peer(room), msg_id=first.id, reaction=[types.ReactionEmoji(emoticon="👍")]
        ),
    ):
        await bob.call(request)
    for order in (
        functions.messages.UpdatePinnedMessage(peer=alice.peer(room), id=first.id),
        functions.messages.UpdatePinnedMessage(peer=alice.peer(room), id=third.id),
        functions.channels.DeleteMessages(channel=alice.channel(room), id=[second.id, first.id]),
        functions.messages.UpdatePinnedMessage(peer=alice.peer(room), id=third.id, unpin=True),
        functions.channels.EditTitle(channel=alice.channel(room), title="Other"),
    ):
        await alice.call(order)
    return heard


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
