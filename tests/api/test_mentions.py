"""Mentions: whom they call, how they are counted, listed and seen, in every kind of group."""

from __future__ import annotations

import pytest

from hodhod.actions.updates.render import render
from hodhod.tl import functions, types
from tests.api.test_chats import dialog_of, history_of
from tests.api.world import Person, Room, World


async def unread(person: Person, room: Room, **more: object) -> list[int]:
    answer = await person.call(
        functions.messages.GetUnreadMentions(
            peer=person.peer(room),
            **{  # type: ignore[arg-type]
                "offset_id": 0,
                "add_offset": 0,
                "limit": 10,
                "max_id": 0,
                "min_id": 0,
                **more,
            },
        )
    )
    assert isinstance(
        answer,
        types.messages.Messages | types.messages.MessagesSlice | types.messages.ChannelMessages,
    )
    assert all(
        isinstance(one, types.Message) and one.mentioned and one.media_unread
        for one in answer.messages
    )
    return [one.id for one in answer.messages]


async def counted(person: Person, room: Room) -> int:
    dialog = await dialog_of(person, room)
    assert dialog is not None
    return dialog.unread_mentions_count


def call_to(person: Person, *others: Person) -> list[types.TypeMessageEntity]:
    """Mentions by the letters of a text, three for each."""
    return [
        types.InputMessageEntityMentionName(offset=4 * place, length=3, user_id=person.user(one))
        for place, one in enumerate(others)
    ]


async def rooms(world: World, owner: Person, *others: Person) -> list[Room]:
    return [
        await world.group(owner, "Family", *others),
        await world.channel(owner, "Crowd", *others),
    ]


async def ids_of(person: Person, room: Room, text: str) -> int:
    (found,) = [
        one.id
        for one in await history_of(person, room)
        if isinstance(one, types.Message) and one.message == text
    ]
    return found


async def named(world: World, person: Person, name: str) -> None:
    await person.call(functions.account.UpdateUsername(username=name))


async def test_names_replies_and_texts_that_name_somebody_call_them(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    await named(world, bob, "bob_is_called")
    for room in await rooms(world, alice, bob, carol):
        await bob.say(room, "what?")
        asked = await ids_of(alice, room, "what?")
        reply = types.InputReplyToMessage(reply_to_msg_id=asked)
        await alice.say(room, "nothing", reply_to=reply)
        await alice.say(room, "@bob_is_called come here")
        await alice.say(room, "Bob come here", entities=call_to(alice, bob))
        await alice.say(room, "nobody come here")
        assert len(await unread(bob, room)) == await counted(bob, room) == 3
        assert await unread(carol, room) == []
        assert await counted(alice, room) == 0
    await world.check(alice, bob, carol)


async def test_mentions_are_read_all_at_once_or_one_by_one(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    for room in await rooms(world, alice, bob, carol):
        for text in ("Bob 1", "Bob 2", "Bob 3"):
            await alice.say(room, text, entities=call_to(alice, bob))
        three, two, one = await unread(bob, room)
        assert await unread(bob, room, offset_id=two, limit=1) == [one]
        assert await unread(bob, room, offset_id=two, add_offset=-1, limit=2) == [two, one]
        assert await unread(bob, room, min_id=one, max_id=three) == [two]
        if room.peer_id < -(10**12):
            await bob.call(
                functions.channels.ReadMessageContents(channel=bob.channel(room), id=[two])
            )
        else:
            await bob.call(functions.messages.ReadMessageContents(id=[two]))
        assert await unread(bob, room) == [three, one]
        assert await counted(bob, room) == 2
        (seen,) = [m for m in await history_of(bob, room) if m.id == two]
        assert seen.mentioned
        assert not seen.media_unread
        answer = await bob.call(functions.messages.ReadMentions(peer=bob.peer(room)))
        assert isinstance(answer, types.messages.AffectedHistory)
        assert answer.offset == 0
        assert await unread(bob, room) == []
        assert await counted(bob, room) == 0
    assert bob.other.saw(types.UpdateChannelReadMessagesContents)
    await world.check(alice, bob, carol)


async def test_one_member_reading_a_mention_leaves_it_to_the_other(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    both = call_to(alice, bob, carol)
    for room in await rooms(world, alice, bob, carol):
        await alice.say(room, "Bob Carol", entities=both)
        await bob.call(functions.messages.ReadMentions(peer=bob.peer(room)))
        assert await counted(bob, room) == 0
        assert await counted(carol, room) == 1
        await bob.call(
            functions.messages.ReadMessageContents(id=[await ids_of(bob, room, "Bob Carol")])
        )
        assert await counted(carol, room) == 1
    await world.check(alice, bob, carol)


async def test_an_edit_calls_those_it_names_for_the_first_time(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    for room in await rooms(world, alice, bob, carol):
        await alice.say(room, "Bob first", entities=call_to(alice, bob))
        await bob.call(functions.messages.ReadMentions(peer=bob.peer(room)))
        msg_id = await ids_of(alice, room, "Bob first")
        entities = call_to(alice, bob, carol)
        await alice.call(
            functions.messages.EditMessage(
                peer=alice.peer(room), id=msg_id, message="Bob Carol too", entities=entities
            )
        )
        assert await counted(bob, room) == 0
        assert await counted(carol, room) == 1
        assert await unread(carol, room) == [await ids_of(carol, room, "Bob Carol too")]
    edits = [u for u in bob.other.heard[room.box] if isinstance(u, types.UpdateEditChannelMessage)]
    rendered = await render(world.app, bob.id, edits)
    assert isinstance(rendered, types.Updates)
    (update,) = rendered.updates
    assert isinstance(update, types.UpdateEditChannelMessage)
    assert isinstance(update.message, types.Message)
    assert (update.message.mentioned, update.message.media_unread) == (True, False)
    await world.check(alice, bob, carol)


async def test_an_edit_lets_those_go_whom_it_names_no_more(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    for room in await rooms(world, alice, bob, carol):
        await alice.say(room, "Bob Car", entities=call_to(alice, bob, carol))
        await alice.call(
            functions.messages.EditMessage(
                peer=alice.peer(room),
                id=await ids_of(alice, room, "Bob Car"),
                message="Car alone",
                entities=call_to(alice, carol),
            )
        )
        assert await counted(bob, room) == 0
        assert await unread(bob, room) == []
        wanted = await ids_of(bob, room, "Car alone")
        (shown,) = [m for m in await history_of(bob, room) if m.id == wanted]
        assert not shown.mentioned
        assert await counted(carol, room) == 1
        assert await unread(carol, room) == [await ids_of(carol, room, "Car alone")]
    await world.check(alice, bob, carol)


async def test_an_edited_answer_still_calls_whom_it_answers(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    for room in await rooms(world, alice, bob):
        await bob.say(room, "what?")
        reply = types.InputReplyToMessage(reply_to_msg_id=await ids_of(alice, room, "what?"))
        await alice.say(room, "nothing", reply_to=reply)
        await alice.call(
            functions.messages.EditMessage(
                peer=alice.peer(room), id=await ids_of(alice, room, "nothing"), message="all"
            )
        )
        assert await counted(bob, room) == 1
        assert await unread(bob, room) == [await ids_of(bob, room, "all")]
    await world.check(alice, bob)


async def test_a_deleted_mention_is_counted_no_more(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    for room in await rooms(world, alice, bob):
        await alice.say(room, "Bob", entities=call_to(alice, bob))
        msg_id = await ids_of(alice, room, "Bob")
        if room.peer_id < -(10**12):
            await alice.call(
                functions.channels.DeleteMessages(channel=alice.channel(room), id=[msg_id])
            )
        else:
            await alice.call(functions.messages.DeleteMessages(id=[msg_id], revoke=True))
        assert await counted(bob, room) == 0
        assert await unread(bob, room) == []
    await world.check(alice, bob)


async def test_posts_of_a_channel_call_nobody(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "News", bob, broadcast=True)
    await alice.say(room, "Bob", entities=call_to(alice, bob))
    assert await unread(bob, room) == []
    assert await counted(bob, room) == 0


@pytest.mark.parametrize("limit", [0, -5])
async def test_a_page_of_nothing_is_empty(world: World, limit: int) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    await alice.say(room, "Bob", entities=call_to(alice, bob))
    assert await unread(bob, room, limit=limit) == []
