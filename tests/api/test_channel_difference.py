"""getChannelDifference: slices get beyond everything that is filed, however small they are."""

from __future__ import annotations

from hodhod.tl import functions, types
from tests.api.test_reactions_chats import LIKE, react
from tests.api.world import Person, Room, World


async def told_after(
    person: Person, room: Room, pts: int, *, limit: int
) -> types.updates.TypeChannelDifference:
    answer = await person.call(
        functions.updates.GetChannelDifference(
            channel=person.channel(room),
            filter=types.ChannelMessagesFilterEmpty(),
            pts=pts,
            limit=limit,
        )
    )
    assert isinstance(
        answer,
        types.updates.ChannelDifference
        | types.updates.ChannelDifferenceEmpty
        | types.updates.ChannelDifferenceTooLong,
    )
    return answer


async def test_a_slice_full_of_reactions_keeps_nobody_from_what_comes_after_it(
    world: World,
) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    posts = [await alice.say(room, text) for text in ("one", "two", "three")]
    seen = (await world.app.store.boxes.state(room.box)).pts
    for post in posts:
        await react(bob, room, post.id, LIKE)
    await alice.say(room, "four")
    for limit in (1, 2, 100):
        told = await told_after(bob, room, seen, limit=limit)
        assert isinstance(told, types.updates.ChannelDifference)
        assert [m.message for m in told.new_messages if isinstance(m, types.Message)] == ["four"]
        assert told.pts == seen + 1
