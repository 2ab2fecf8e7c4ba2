"""Groups, supergroups and channels: made, joined, written to, read, left."""

from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.ids import bare_id
from hodhod.tl import functions, types
from tests.api.world import Person, Room, World


async def dialog_of(person: Person, room: Room) -> types.Dialog | None:
    """The dialog with a chat in somebody's list."""
    answer = await person.call(
        functions.messages.GetDialogs(
            offset_date=0, offset_id=0, offset_peer=types.InputPeerEmpty(), limit=100, hash=0
        )
    )
    assert isinstance(answer, types.messages.Dialogs | types.messages.DialogsSlice)
    for dialog in answer.dialogs:
        assert isinstance(dialog, types.Dialog)
        match dialog.peer:
            case types.PeerChat(chat_id=found) | types.PeerChannel(channel_id=found):
                if found == bare_id(room.peer_id):
                    return dialog
            case _:
                pass
    return None


async def history_of(person: Person, room: Room) -> list[types.Message | types.MessageService]:
    answer = await person.call(
        functions.messages.GetHistory(
            peer=person.peer(room),
            offset_id=0,
            offset_date=0,
            add_offset=0,
            limit=100,
            max_id=0,
            min_id=0,
            hash=0,
        )
    )
    assert isinstance(
        answer,
        types.messages.Messages | types.messages.MessagesSlice | types.messages.ChannelMessages,
    )
    return [m for m in answer.messages if isinstance(m, types.Message | types.MessageService)]


async def test_a_group_is_in_everybodys_list_with_its_first_message(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.group(alice, "Family", bob, carol)
    for person in (alice, bob, carol):
        (first,) = await history_of(person, room)
        assert isinstance(first, types.MessageService)
        assert isinstance(first.action, types.MessageActionChatCreate)
        assert first.out is (person is alice)
        dialog = await dialog_of(person, room)
        assert dialog is not None
        assert dialog.unread_count == (0 if person is alice else 1)
    full = await bob.call(functions.messages.GetFullChat(chat_id=bare_id(room.peer_id)))
    assert isinstance(full, types.messages.ChatFull)
    assert isinstance(full.full_chat, types.ChatFull)
    assert isinstance(full.full_chat.participants, types.ChatParticipants)
    assert [one.user_id for one in full.full_chat.participants.participants] == [
        alice.id,
        bob.id,
        carol.id,
    ]
    await world.check(alice, bob, carol)


async def test_what_is_said_in_a_group_reaches_all_and_can_be_taken_back(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.group(alice, "Family", bob, carol)
    sent = await bob.say(room, "سلام")
    assert sent.out
    texts = [one.message for one in await history_of(carol, room) if isinstance(one, types.Message)]
    assert texts == ["سلام"]
    await bob.call(functions.messages.EditMessage(peer=bob.peer(room), id=sent.id, message="درود"))
    await carol.call(functions.messages.ReadHistory(peer=carol.peer(room), max_id=0))
    await world.check(alice, bob, carol)
    await bob.call(functions.messages.DeleteMessages(id=[sent.id], revoke=True))
    assert not [m for m in await history_of(alice, room) if isinstance(m, types.Message)]
    await world.check(alice, bob, carol)


async def test_who_was_removed_from_a_group_hears_no_more(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.group(alice, "Family", bob, carol)
    await alice.call(
        functions.messages.DeleteChatUser(chat_id=bare_id(room.peer_id), user_id=alice.user(carol))
    )
    await alice.say(room, "between us")
    assert not [m for m in await history_of(carol, room) if isinstance(m, types.Message)]
    with pytest.raises(RpcError, match="CHAT_WRITE_FORBIDDEN"):
        await carol.say(room, "hello?")
    await world.check(alice, bob, carol)


async def test_a_stranger_does_not_learn_of_a_group(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.group(alice, "Secret")
    for chat_id in (bare_id(room.peer_id), 999_999):
        with pytest.raises(RpcError, match="CHAT_ID_INVALID"):
            await bob.call(functions.messages.GetFullChat(chat_id=chat_id))


async def test_a_message_in_a_supergroup_is_outgoing_to_its_writer_alone(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd", bob, carol)
    sent = await bob.say(room, "hello")
    assert sent.out
    assert isinstance(sent.peer_id, types.PeerChannel)
    for person in (alice, bob.other, carol):
        (pushed,) = [
            one.message
            for one in person.heard[room.box]
            if isinstance(one, types.UpdateNewChannelMessage)
            and isinstance(one.message, types.Message)
        ]
        assert pushed.out is (person is bob.other)
        read = [m for m in await history_of(person, room) if isinstance(m, types.Message)]
        assert read == [pushed]


async def test_a_supergroup_counts_what_each_member_has_not_read(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    await alice.say(room, "one")
    await bob.say(room, "two")
    last = await alice.say(room, "three")
    dialog = await dialog_of(bob, room)
    assert dialog is not None
    # The group was made, Bob was brought, and two texts of Alice's.
    assert dialog.unread_count == 4
    assert dialog.top_message == last.id
    assert dialog.pts is not None
    await bob.call(functions.channels.ReadHistory(channel=bob.channel(room), max_id=last.id))
    dialog = await dialog_of(bob, room)
    assert dialog is not None
    assert (dialog.unread_count, dialog.read_inbox_max_id) == (0, last.id)
    own = await dialog_of(alice, room)
    assert own is not None
    assert own.read_outbox_max_id == last.id
    assert [one.max_id for one in alice.pushed if isinstance(one, types.UpdateReadChannelOutbox)]
    await world.check(alice, bob)


async def test_a_channel_is_found_by_its_name_read_without_joining_and_joined(
    world: World,
) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "News", broadcast=True)
    with pytest.raises(RpcError, match="CHANNEL_PRIVATE"):
        await history_of(bob, room)
    await alice.call(
        functions.channels.UpdateUsername(channel=alice.channel(room), username="hodhod_news")
    )
    post = await alice.say(room, "today")
    assert post.post
    assert post.from_id is None
    found = await bob.call(functions.contacts.ResolveUsername(username="hodhod_news"))
    assert isinstance(found, types.contacts.ResolvedPeer)
    (channel,) = found.chats
    assert isinstance(channel, types.Channel)
    assert channel.left
    assert [m.message for m in await history_of(bob, room) if isinstance(m, types.Message)] == [
        "today"
    ]
    with pytest.raises(RpcError, match="CHAT_WRITE_FORBIDDEN"):
        await bob.say(room, "me too")
    await bob.call(functions.channels.JoinChannel(channel=bob.channel(room)))
    await alice.say(room, "tomorrow")
    texts = [
        one.message.message
        for one in bob.heard[room.box]
        if isinstance(one, types.UpdateNewChannelMessage) and isinstance(one.message, types.Message)
    ]
    assert texts == ["tomorrow"]
    await bob.call(functions.channels.LeaveChannel(channel=bob.channel(room)))
    assert await dialog_of(bob, room) is None
    await world.check(alice, bob)


async def test_a_mention_in_a_supergroup_is_counted_until_it_is_read(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    first = await bob.say(room, "what do you say?")
    answer = await alice.say(
        room, "nothing", reply_to=types.InputReplyToMessage(reply_to_msg_id=first.id)
    )
    dialog = await dialog_of(bob, room)
    assert dialog is not None
    assert dialog.unread_mentions_count == 1
    (seen,) = [m for m in await history_of(bob, room) if m.id == answer.id]
    assert seen.mentioned
    assert seen.media_unread
    pushed = [
        one.message
        for one in bob.heard[room.box]
        if isinstance(one, types.UpdateNewChannelMessage) and one.message.id == answer.id
    ]
    assert pushed == [seen]


async def test_the_difference_of_a_channel_tells_what_was_missed(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    dialog = await dialog_of(bob, room)
    assert dialog is not None
    assert dialog.pts is not None
    one, two = await alice.say(room, "one"), await alice.say(room, "two")
    await alice.call(functions.channels.DeleteMessages(channel=alice.channel(room), id=[one.id]))
    await alice.call(
        functions.messages.EditMessage(peer=alice.peer(room), id=two.id, message="zwei")
    )
    told = await bob.call(
        functions.updates.GetChannelDifference(
            channel=bob.channel(room),
            filter=types.ChannelMessagesFilterEmpty(),
            pts=dialog.pts,
            limit=100,
        )
    )
    assert isinstance(told, types.updates.ChannelDifference)
    assert told.final
    assert [m.message for m in told.new_messages if isinstance(m, types.Message)] == ["zwei"]
    assert [type(update) for update in told.other_updates] == [types.UpdateDeleteChannelMessages]
    again = await bob.call(
        functions.updates.GetChannelDifference(
            channel=bob.channel(room),
            filter=types.ChannelMessagesFilterEmpty(),
            pts=told.pts,
            limit=100,
        )
    )
    assert isinstance(again, types.updates.ChannelDifferenceEmpty)


async def test_a_difference_brings_the_chat_as_it_is_and_not_that_it_has_changed(
    world: World,
) -> None:
    alice, bob = [await world.user(name) for name in ("Alice", "Bob")]
    room = await world.channel(alice, "Before", bob, broadcast=False)
    await alice.call(functions.channels.EditTitle(channel=alice.channel(room), title="After"))
    answer = await bob.call(
        functions.updates.GetChannelDifference(
            channel=bob.channel(room), filter=types.ChannelMessagesFilterEmpty(), pts=1, limit=100
        )
    )
    assert isinstance(answer, types.updates.ChannelDifference)
    assert [chat.title for chat in answer.chats if isinstance(chat, types.Channel)] == ["After"]
    assert any(isinstance(one, types.MessageService) for one in answer.new_messages)
    assert not any(isinstance(one, types.UpdateChannel) for one in answer.other_updates)
    assert answer.timeout
