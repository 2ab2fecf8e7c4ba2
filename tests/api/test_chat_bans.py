"""Restricting, banning and letting back in; what all members may not do."""

from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.participants import (
    FOREVER,
    FREE,
    GONE,
    MODEST,
    MUTE,
    appoint,
    asked,
    ban,
    full,
    ids_of,
    listed,
    shown,
)
from tests.api.test_chats import dialog_of, history_of
from tests.api.world import World


async def test_whoever_is_banned_is_told_and_hears_no_more(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd", bob, carol)
    await ban(alice, room, carol)
    assert carol.saw(types.UpdateChannel)
    before = len(carol.heard[room.box])
    await alice.say(room, "between us")
    assert len(carol.heard[room.box]) == before
    with pytest.raises(RpcError, match="CHANNEL_PRIVATE"):
        await history_of(carol, room)
    assert await dialog_of(carol, room) is None
    told = [
        one.message.action
        for one in bob.heard[room.box]
        if isinstance(one, types.UpdateNewChannelMessage)
        and isinstance(one.message, types.MessageService)
    ]
    assert told[-1] == types.MessageActionChatDeleteUser(user_id=carol.id)
    about = await full(alice, room)
    assert (about.participants_count, about.kicked_count) == (2, 1)
    (banned,) = (await listed(alice, room, types.ChannelParticipantsKicked(q=""))).participants
    assert isinstance(banned, types.ChannelParticipantBanned)
    assert banned.left
    assert (banned.kicked_by, banned.banned_rights.until_date) == (alice.id, FOREVER)
    assert banned.banned_rights.view_messages
    await world.check(alice, bob, carol)


async def test_who_is_banned_cannot_come_back_until_they_are_let(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    await alice.call(
        functions.channels.UpdateUsername(channel=alice.channel(room), username="hodhod_crowd")
    )
    await ban(alice, room, bob)
    with pytest.raises(RpcError, match="CHANNEL_PRIVATE"):
        await bob.call(functions.channels.JoinChannel(channel=bob.channel(room)))
    with pytest.raises(RpcError, match="USER_KICKED"):
        await alice.call(
            functions.channels.InviteToChannel(channel=alice.channel(room), users=[alice.user(bob)])
        )
    await ban(alice, room, bob, FREE)
    assert not (await listed(alice, room, types.ChannelParticipantsKicked(q=""))).participants
    await bob.call(functions.channels.JoinChannel(channel=bob.channel(room)))
    await bob.say(room, "back again")
    await world.check(alice, bob)


async def test_a_ban_ends_at_its_date(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    await alice.call(
        functions.channels.UpdateUsername(channel=alice.channel(room), username="hodhod_hour")
    )
    until = world.app.now + 3600
    await ban(alice, room, bob, types.ChatBannedRights(view_messages=True, until_date=until))
    with pytest.raises(RpcError, match="CHANNEL_PRIVATE"):
        await bob.call(functions.channels.JoinChannel(channel=bob.channel(room)))
    world.wait(3601)
    await bob.call(functions.channels.JoinChannel(channel=bob.channel(room)))
    assert isinstance(await asked(alice, room, bob), types.ChannelParticipant)


@pytest.mark.parametrize("seconds", [29, 367 * 86_400])
async def test_a_ban_that_is_very_short_or_very_long_has_no_end(world: World, seconds: int) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    until = world.app.now + seconds
    await ban(alice, room, bob, types.ChatBannedRights(send_messages=True, until_date=until))
    held = await asked(bob, room, bob)
    assert isinstance(held, types.ChannelParticipantBanned)
    assert held.banned_rights.until_date == FOREVER


async def test_whoever_is_restricted_stays_and_may_not_write(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd", bob, carol)
    until = world.app.now + 600
    await ban(alice, room, bob, types.ChatBannedRights(send_messages=True, until_date=until))
    with pytest.raises(RpcError, match="USER_BANNED_IN_CHANNEL"):
        await bob.say(room, "but")
    chat = await shown(bob, room)
    assert isinstance(chat, types.Channel)
    assert chat.banned_rights is not None
    assert (chat.banned_rights.send_messages, chat.banned_rights.until_date) == (True, until)
    restricted = await listed(alice, room, types.ChannelParticipantsBanned(q=""))
    assert (ids_of(restricted), restricted.count) == ([bob.id], 1)
    # Other members do not learn of it.
    assert isinstance(await asked(carol, room, bob), types.ChannelParticipant)
    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await listed(carol, room, types.ChannelParticipantsBanned(q=""))
    await alice.say(room, "hear me")
    assert bob.heard[room.box]
    world.wait(601)
    await bob.say(room, "now")
    assert not (await listed(alice, room, types.ChannelParticipantsBanned(q=""))).participants
    await world.check(alice, bob, carol)


async def test_a_restriction_stays_with_who_leaves_and_comes_back(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    await alice.call(
        functions.channels.UpdateUsername(channel=alice.channel(room), username="hodhod_stay")
    )
    await ban(alice, room, bob, MUTE)
    await bob.call(functions.channels.LeaveChannel(channel=bob.channel(room)))
    await bob.call(functions.channels.JoinChannel(channel=bob.channel(room)))
    with pytest.raises(RpcError, match="USER_BANNED_IN_CHANNEL"):
        await bob.say(room, "hello")
    await ban(alice, room, bob, FREE)
    await bob.say(room, "hello")


async def test_only_admins_with_the_right_ban_and_never_the_owner(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd", bob, carol)
    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await ban(bob, room, carol)
    await appoint(alice, room, bob, MODEST)
    for target in (alice, bob):
        with pytest.raises(RpcError, match="USER_ADMIN_INVALID"):
            await ban(bob, room, target)
    await ban(alice, room, bob, GONE)
    with pytest.raises(RpcError, match="USER_NOT_PARTICIPANT"):
        await asked(carol, room, bob)


async def test_in_a_channel_there_are_bans_alone(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "News", bob, broadcast=True)
    with pytest.raises(RpcError, match="BANNED_RIGHTS_INVALID"):
        await ban(alice, room, bob, MUTE)
    with pytest.raises(RpcError, match="UNTIL_DATE_INVALID"):
        await ban(alice, room, bob, types.ChatBannedRights(view_messages=True, until_date=-5))
    assert (await full(alice, room)).participants_count == 2
    await ban(alice, room, bob)
    assert (await full(alice, room)).participants_count == 1


async def test_a_stranger_is_banned_before_they_come(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("بابک")
    room = await world.channel(alice, "Crowd")
    await ban(alice, room, bob)
    found = await listed(alice, room, types.ChannelParticipantsKicked(q="بابک"))
    assert ids_of(found) == [bob.id]
    assert (await full(alice, room)).participants_count == 1


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_what_members_may_not_do_is_told_to_all(world: World, kind: str) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await (world.group if kind == "group" else world.channel)(alice, "Crowd", bob)
    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await bob.call(
            functions.messages.EditChatDefaultBannedRights(peer=bob.peer(room), banned_rights=MUTE)
        )
    request = functions.messages.EditChatDefaultBannedRights(
        peer=alice.peer(room), banned_rights=MUTE
    )
    await alice.call(request)
    told = [
        one
        for one in (*bob.heard[room.box], *bob.pushed)
        if isinstance(one, types.UpdateChatDefaultBannedRights)
    ]
    assert [one.default_banned_rights.send_messages for one in told] == [True]
    with pytest.raises(RpcError, match="CHAT_NOT_MODIFIED"):
        await alice.call(request)
    with pytest.raises(RpcError, match="CHAT_WRITE_FORBIDDEN"):
        await bob.say(room, "may I?")
    await alice.say(room, "no")
    for wrong, error in (
        (GONE, "BANNED_RIGHTS_INVALID"),
        (types.ChatBannedRights(send_polls=True, until_date=99), "UNTIL_DATE_INVALID"),
    ):
        with pytest.raises(RpcError, match=error):
            await alice.call(
                functions.messages.EditChatDefaultBannedRights(
                    peer=alice.peer(room), banned_rights=wrong
                )
            )
    await world.check(alice, bob)


async def test_a_channel_has_no_default_restrictions(world: World) -> None:
    alice = await world.user("Alice")
    room = await world.channel(alice, "News", broadcast=True)
    with pytest.raises(RpcError, match="CHAT_ID_INVALID"):
        await alice.call(
            functions.messages.EditChatDefaultBannedRights(
                peer=alice.peer(room), banned_rights=MUTE
            )
        )
