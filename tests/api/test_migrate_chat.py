"""A basic group that becomes a supergroup."""

from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.ids import bare_id, peer_of_channel
from hodhod.tl import functions, types
from tests.api.participants import asked, full, full_group, listed, shown
from tests.api.test_chats import history_of
from tests.api.world import Person, Room, World


async def migrated(by: Person, room: Room) -> Room:
    answer = await by.call(functions.messages.MigrateChat(chat_id=bare_id(room.peer_id)))
    assert isinstance(answer, types.Updates)
    (channel,) = [chat for chat in answer.chats if isinstance(chat, types.Channel)]
    (group,) = [chat for chat in answer.chats if isinstance(chat, types.Chat)]
    assert group.deactivated
    assert isinstance(group.migrated_to, types.InputChannel)
    assert group.migrated_to.channel_id == channel.id
    return Room(peer_of_channel(channel.id))


async def test_members_rights_and_face_are_carried_over(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    group = await world.group(alice, "Family", bob, carol)
    chat_id = bare_id(group.peer_id)
    for request in (
        functions.messages.EditChatAbout(peer=alice.peer(group), about="ours"),
        functions.messages.EditChatAdmin(chat_id=chat_id, user_id=alice.user(bob), is_admin=True),
        functions.messages.SetHistoryTTL(peer=alice.peer(group), period=86_400),
        functions.messages.EditChatDefaultBannedRights(
            peer=alice.peer(group),
            banned_rights=types.ChatBannedRights(send_polls=True, until_date=0),
        ),
    ):
        await alice.call(request)
    await bob.say(group, "in the old group")
    room = await migrated(alice, group)
    assert (await listed(carol, room)).count == 3
    assert isinstance(await asked(carol, room, alice), types.ChannelParticipantCreator)
    admin = await asked(carol, room, bob)
    assert isinstance(admin, types.ChannelParticipantAdmin)
    assert admin.admin_rights.ban_users
    about = await full(carol, room)
    assert (about.about, about.ttl_period, about.participants_count) == ("ours", 86_400, 3)
    assert about.migrated_from_chat_id == chat_id
    chat = await shown(carol, room)
    assert isinstance(chat, types.Channel)
    assert chat.title == "Family"
    assert chat.default_banned_rights is not None
    assert chat.default_banned_rights.send_polls
    (first,) = await history_of(carol, room)
    assert isinstance(first, types.MessageService)
    assert first.action == types.MessageActionChannelMigrateFrom(title="Family", chat_id=chat_id)
    await bob.say(room, "in the new group")
    assert [
        one
        for one in carol.heard[room.box]
        if isinstance(one, types.UpdateNewChannelMessage) and isinstance(one.message, types.Message)
    ]
    await world.check(alice, bob, carol)


async def test_the_old_history_stays_and_ends_with_where_it_goes_on(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    dave = await world.user("Dave")
    group = await world.group(alice, "Family", bob)
    await bob.say(group, "in the old group")
    room = await migrated(alice, group)
    for person in (alice, bob):
        last, text, *_ = await history_of(person, group)
        assert isinstance(last, types.MessageService)
        assert last.action == types.MessageActionChatMigrateTo(channel_id=bare_id(room.peer_id))
        assert isinstance(text, types.Message)
        # Each member counts the group's messages for themselves.
        assert (await full(person, room)).migrated_from_max_id == last.id
        with pytest.raises(RpcError, match="CHAT_WRITE_FORBIDDEN"):
            await person.say(group, "still here")
    assert isinstance((await full_group(bob, group)).participants, types.ChatParticipantsForbidden)
    await alice.call(
        functions.channels.InviteToChannel(channel=alice.channel(room), users=[alice.user(dave)])
    )
    late = await full(dave, room)
    assert (late.migrated_from_chat_id, late.migrated_from_max_id) == (None, None)
    await world.check(alice, bob, dave)


async def test_only_the_owner_migrates_a_group_and_only_once(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    group = await world.group(alice, "Family", bob)
    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await bob.call(functions.messages.MigrateChat(chat_id=bare_id(group.peer_id)))
    await migrated(alice, group)
    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await alice.call(functions.messages.MigrateChat(chat_id=bare_id(group.peer_id)))
    assert len(await world.app.store.chats.of_user(bob.id)) == 1
