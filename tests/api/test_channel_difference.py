"""getChannelDifference: slices get beyond everything that is filed, however small they are."""

from __future__ import annotations

from hodhod.tl import functions, types
from tests.api.test_reactions_chats import FIRE, LIKE, react
from tests.api.test_reactions_chats import shown as counts
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


async def pts_of(world: World, room: Room) -> int:
    return (await world.app.store.boxes.state(room.box)).pts


async def edit(person: Person, room: Room, msg_id: int, text: str) -> None:
    await person.call(
        functions.messages.EditMessage(peer=person.peer(room), id=msg_id, message=text)
    )


async def test_reactions_are_told_as_an_edit_of_the_message_as_it_is(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd", bob, carol)
    message, gone = await alice.say(room, "news"), await alice.say(room, "gone")
    await world.check(carol)
    before = await pts_of(world, room)
    await alice.say(room, "more")
    for given in (LIKE, FIRE):
        await react(bob, room, message.id, given)
        await react(carol, room, message.id, given)
    await react(bob, room, gone.id, LIKE)
    await alice.call(functions.channels.DeleteMessages(channel=alice.channel(room), id=[gone.id]))
    told = await told_after(carol, room, before, limit=100)
    assert isinstance(told, types.updates.ChannelDifference)
    edited, deleted = told.other_updates
    assert isinstance(deleted, types.UpdateDeleteChannelMessages)
    assert isinstance(edited, types.UpdateEditChannelMessage)
    assert isinstance(edited.message, types.Message)
    assert (edited.message.id, edited.message.edit_date) == (message.id, None)
    assert isinstance(edited.message.reactions, types.MessageReactions)
    assert counts(edited.message.reactions) == {"🔥": (2, True)}
    await world.check(alice, bob, carol)


async def test_an_edit_and_reactions_are_told_together(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    message = await alice.say(room, "nwes")
    before = await pts_of(world, room)
    await edit(alice, room, message.id, "news")
    await react(bob, room, message.id, LIKE)
    told = await told_after(bob, room, before, limit=100)
    assert isinstance(told, types.updates.ChannelDifference)
    (edited,) = told.other_updates
    assert isinstance(edited, types.UpdateEditChannelMessage)
    assert isinstance(edited.message, types.Message)
    assert edited.message.message == "news"
    assert isinstance(edited.message.reactions, types.MessageReactions)
    await world.check(alice, bob)


async def test_settings_come_with_the_chat_and_not_as_updates(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    before = await pts_of(world, room)
    peer = alice.peer(room)
    await alice.call(functions.messages.SetHistoryTTL(peer=peer, period=86_400))
    await alice.call(
        functions.messages.EditChatDefaultBannedRights(
            peer=peer, banned_rights=types.ChatBannedRights(send_polls=True, until_date=0)
        )
    )
    await alice.say(room, "hello")
    told = await told_after(bob, room, before, limit=100)
    assert isinstance(told, types.updates.ChannelDifference)
    assert not told.other_updates
    (chat,) = (one for one in told.chats if isinstance(one, types.Channel))
    assert chat.default_banned_rights is not None
    assert chat.default_banned_rights.send_polls
    await world.check(alice, bob)


async def test_what_was_said_before_somebody_came_is_not_told_by_edits(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd")
    await alice.call(
        functions.channels.TogglePreHistoryHidden(channel=alice.channel(room), enabled=True)
    )
    message = await alice.say(room, "before")
    before = await pts_of(world, room)
    await alice.call(
        functions.channels.InviteToChannel(channel=alice.channel(room), users=[alice.user(bob)])
    )
    await edit(alice, room, message.id, "long before")
    told = await told_after(bob, room, before, limit=100)
    assert isinstance(told, types.updates.ChannelDifference)
    assert message.id not in {one.id for one in told.new_messages}
    assert not told.other_updates
