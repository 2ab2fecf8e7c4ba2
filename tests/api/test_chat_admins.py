"""Admins: who may appoint whom, with what, and what they are called."""

from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.ids import bare_id
from hodhod.tl import functions, types
from tests.api.participants import (
    EVERYTHING,
    MODEST,
    NOTHING,
    appoint,
    asked,
    ban,
    full_group,
    ids_of,
    listed,
    shown,
)
from tests.api.world import World


async def test_an_admin_has_the_rights_and_the_rank_that_the_owner_gave(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd", bob, carol)
    await appoint(alice, room, bob, MODEST, "هدهد")
    admin = await asked(carol, room, bob)
    assert isinstance(admin, types.ChannelParticipantAdmin)
    assert (admin.rank, admin.promoted_by, admin.can_edit) == ("هدهد", alice.id, False)
    assert admin.admin_rights.ban_users
    assert not admin.admin_rights.add_admins
    own = await asked(bob, room, bob)
    assert isinstance(own, types.ChannelParticipantAdmin)
    assert own.self_
    by_owner = await asked(alice, room, bob)
    assert isinstance(by_owner, types.ChannelParticipantAdmin)
    assert by_owner.can_edit
    chat = await shown(bob, room)
    assert isinstance(chat, types.Channel)
    assert chat.admin_rights is not None
    assert chat.admin_rights.ban_users
    assert bob.saw(types.UpdateChannel)
    assert ids_of(await listed(carol, room, types.ChannelParticipantsAdmins())) == [
        alice.id,
        bob.id,
    ]
    await world.check(alice, bob, carol)


async def test_nobody_gives_away_more_than_they_have(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd", bob, carol)
    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await appoint(bob, room, carol, MODEST)
    await appoint(alice, room, bob, types.ChatAdminRights(add_admins=True, ban_users=True))
    with pytest.raises(RpcError, match="RIGHT_FORBIDDEN"):
        await appoint(bob, room, carol, EVERYTHING)
    await appoint(bob, room, carol, types.ChatAdminRights(ban_users=True))
    by_bob = await asked(bob, room, carol)
    assert isinstance(by_bob, types.ChannelParticipantAdmin)
    assert (by_bob.promoted_by, by_bob.can_edit) == (bob.id, True)


async def test_admins_are_changed_by_whoever_appointed_them_or_the_owner(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd", bob, carol)
    await appoint(alice, room, bob)
    await appoint(alice, room, carol)
    with pytest.raises(RpcError, match="RIGHT_FORBIDDEN"):
        await appoint(bob, room, carol, NOTHING)
    with pytest.raises(RpcError, match="USER_CREATOR"):
        await appoint(bob, room, alice, NOTHING)
    with pytest.raises(RpcError, match="USER_ADMIN_INVALID"):
        await ban(bob, room, carol)
    await appoint(carol, room, carol, NOTHING)
    assert isinstance(await asked(bob, room, carol), types.ChannelParticipant)
    await appoint(bob, room, carol, MODEST)
    await appoint(alice, room, carol, NOTHING)
    assert isinstance(await asked(bob, room, carol), types.ChannelParticipant)
    chat = await shown(carol, room)
    assert isinstance(chat, types.Channel)
    assert chat.admin_rights is None


async def test_the_owner_may_hide_and_be_called_something(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    await appoint(alice, room, alice, types.ChatAdminRights(anonymous=True), "شاه")
    owner = await asked(bob, room, alice)
    assert isinstance(owner, types.ChannelParticipantCreator)
    assert (owner.rank, owner.admin_rights.anonymous) == ("شاه", True)
    said = await alice.say(room, "hear")
    assert said.from_id == types.PeerChannel(channel_id=bare_id(room.peer_id))


@pytest.mark.parametrize(
    ("rank", "error"),
    [("x" * 17, "ADMIN_RANK_INVALID"), ("king 👑", "ADMIN_RANK_EMOJI_NOT_ALLOWED")],
)
async def test_a_rank_is_short_and_plain(world: World, rank: str, error: str) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    with pytest.raises(RpcError, match=error):
        await appoint(alice, room, bob, MODEST, rank)
    assert isinstance(await asked(alice, room, bob), types.ChannelParticipant)


async def test_whoever_is_appointed_from_outside_comes_in(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "News", broadcast=True)
    with pytest.raises(RpcError, match="USER_NOT_PARTICIPANT"):
        await appoint(alice, room, bob, NOTHING)
    await appoint(alice, room, bob, types.ChatAdminRights(post_messages=True))
    await bob.say(room, "first")
    chat = await shown(alice, room)
    assert isinstance(chat, types.Channel)
    assert chat.participants_count == 2
    await world.check(alice, bob)


async def test_a_chat_has_at_most_fifty_admins(world: World) -> None:
    alice = await world.user("Alice")
    many = [await world.user(f"Admin {number}") for number in range(50)]
    room = await world.channel(alice, "Crowd", *many)
    for one in many[:49]:
        await appoint(alice, room, one, MODEST)
    with pytest.raises(RpcError, match="ADMINS_TOO_MUCH"):
        await appoint(alice, room, many[49], MODEST)
    await appoint(alice, room, many[0], NOTHING)
    await appoint(alice, room, many[49], MODEST)


async def test_the_owner_of_a_group_makes_admins(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.group(alice, "Family", bob, carol)
    chat_id = bare_id(room.peer_id)
    request = functions.messages.EditChatAdmin(
        chat_id=chat_id, user_id=alice.user(bob), is_admin=True
    )
    assert await alice.call(request) is True
    (told,) = carol.saw(types.UpdateChatParticipantAdmin)
    assert isinstance(told, types.UpdateChatParticipantAdmin)
    assert (told.user_id, told.is_admin) == (bob.id, True)
    full = await full_group(carol, room)
    assert isinstance(full.participants, types.ChatParticipants)
    assert full.participants.version == told.version
    kinds = [type(one) for one in full.participants.participants]
    assert kinds == [
        types.ChatParticipantCreator,
        types.ChatParticipantAdmin,
        types.ChatParticipant,
    ]
    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await bob.call(
            functions.messages.EditChatAdmin(
                chat_id=chat_id, user_id=bob.user(carol), is_admin=True
            )
        )
    await bob.call(functions.messages.DeleteChatUser(chat_id=chat_id, user_id=bob.user(carol)))
    await world.check(alice, bob, carol)


async def test_members_are_called_something_by_themselves_or_by_admins(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    for room in (
        await world.group(alice, "Family", bob, carol),
        await world.channel(alice, "Crowd", bob, carol),
    ):
        await bob.call(
            functions.messages.EditChatParticipantRank(
                peer=bob.peer(room), participant=bob.peer(bob), rank="cook"
            )
        )
        with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
            await bob.call(
                functions.messages.EditChatParticipantRank(
                    peer=bob.peer(room), participant=bob.peer(carol), rank="maid"
                )
            )
        await alice.call(
            functions.messages.EditChatParticipantRank(
                peer=alice.peer(room), participant=alice.peer(carol), rank="آشپز"
            )
        )
        await alice.call(
            functions.messages.EditChatDefaultBannedRights(
                peer=alice.peer(room),
                banned_rights=types.ChatBannedRights(edit_rank=True, until_date=0),
            )
        )
        with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
            await bob.call(
                functions.messages.EditChatParticipantRank(
                    peer=bob.peer(room), participant=bob.peer(bob), rank="king"
                )
            )
    ranks = [one.rank for one in alice.pushed if isinstance(one, types.UpdateChatParticipantRank)]
    assert ranks == ["cook"]
    member = await asked(bob, room, carol)
    assert isinstance(member, types.ChannelParticipant)
    assert member.rank == "آشپز"
    await world.check(alice, bob, carol)


async def test_bots_that_are_admins_are_told_of_members(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    bot = await world.user("Watcher", is_bot=True)
    room = await world.channel(alice, "Crowd", bob)
    await appoint(alice, room, bot, MODEST)
    own = [one for one in bot.pushed if isinstance(one, types.UpdateChannelParticipant)]
    assert [one.user_id for one in own] == [bot.id]
    await ban(alice, room, bob)
    told = bot.saw(types.UpdateChannelParticipant)[-1]
    assert isinstance(told, types.UpdateChannelParticipant)
    assert (told.actor_id, told.user_id) == (alice.id, bob.id)
    assert isinstance(told.prev_participant, types.ChannelParticipant)
    assert isinstance(told.new_participant, types.ChannelParticipantBanned)
    assert not bob.saw(types.UpdateChannelParticipant)
