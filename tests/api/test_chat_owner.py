"""Whose a chat is: given away with the password, or left behind."""

from __future__ import annotations

import pytest

from hodhod.actions.chats.inheritance import WAIT_S
from hodhod.actions.chats.ownership import PASSWORD_AGE_S, inherit_due
from hodhod.domain.errors import RpcError
from hodhod.domain.ids import bare_id
from hodhod.tl import functions, types
from tests.api.device import prove, set_password
from tests.api.participants import MODEST, appoint, asked, full_group
from tests.api.test_chats import history_of
from tests.api.world import Person, Room, World

PASSWORD = "nobody guesses"


async def give(
    by: Person, room: Room, whom: Person, proof: types.TypeInputCheckPasswordSRP | None = None
) -> object:
    return await by.call(
        functions.messages.EditChatCreator(
            peer=by.peer(room),
            user_id=by.user(whom),
            password=proof or types.InputCheckPasswordEmpty(),
        )
    )


async def test_a_chat_is_given_away_with_the_password(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    with pytest.raises(RpcError, match="PASSWORD_MISSING"):
        await give(alice, room, bob)
    await set_password(alice, PASSWORD)
    with pytest.raises(RpcError, match=f"PASSWORD_TOO_FRESH_{PASSWORD_AGE_S}"):
        await give(alice, room, bob)
    world.wait(PASSWORD_AGE_S)
    with pytest.raises(RpcError, match="PASSWORD_HASH_INVALID"):
        await give(alice, room, bob)
    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await give(bob, room, bob)
    await give(alice, room, bob, await prove(alice, PASSWORD))
    assert isinstance(await asked(alice, room, bob), types.ChannelParticipantCreator)
    former = await asked(bob, room, alice)
    assert isinstance(former, types.ChannelParticipantAdmin)
    assert (former.promoted_by, former.can_edit) == (bob.id, True)
    assert former.admin_rights.add_admins
    await world.check(alice, bob)


async def test_a_new_login_gives_nothing_away(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    await set_password(alice, PASSWORD)
    world.wait(PASSWORD_AGE_S)
    fresh = await world._session(alice.id)  # noqa: SLF001
    with pytest.raises(RpcError, match="SESSION_TOO_FRESH_86400"):
        await give(fresh, room, bob)


async def test_a_basic_group_is_given_to_a_member_alone(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    group = await world.group(alice, "Family", bob)
    await set_password(alice, PASSWORD)
    world.wait(PASSWORD_AGE_S)
    with pytest.raises(RpcError, match="USER_NOT_PARTICIPANT"):
        await give(alice, group, carol, await prove(alice, PASSWORD))
    await give(alice, group, bob, await prove(alice, PASSWORD))
    participants = (await full_group(alice, group)).participants
    assert isinstance(participants, types.ChatParticipants)
    kinds = {one.user_id: type(one) for one in participants.participants}
    assert kinds == {bob.id: types.ChatParticipantCreator, alice.id: types.ChatParticipantAdmin}
    await world.check(alice, bob)


async def test_what_its_owner_has_left_is_an_admins_after_a_week(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd", bob, carol)
    await appoint(alice, room, carol, MODEST)
    future = await alice.call(
        functions.messages.GetFutureChatCreatorAfterLeave(peer=alice.peer(room))
    )
    assert isinstance(future, types.User)
    assert future.id == carol.id
    await alice.call(functions.channels.LeaveChannel(channel=alice.channel(room)))
    last = (await history_of(bob, room))[0]
    assert isinstance(last, types.MessageService)
    assert last.action == types.MessageActionNewCreatorPending(new_creator_id=carol.id)
    await inherit_due(world.app)
    assert isinstance(await asked(bob, room, carol), types.ChannelParticipantAdmin)
    world.wait(WAIT_S)
    await inherit_due(world.app)
    assert isinstance(await asked(bob, room, carol), types.ChannelParticipantCreator)
    last = (await history_of(bob, room))[0]
    assert isinstance(last, types.MessageService)
    assert last.action == types.MessageActionChangeCreator(new_creator_id=carol.id)
    await world.check(alice, bob, carol)


async def test_an_owner_who_comes_back_in_time_owns_it_still(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    await alice.call(
        functions.channels.UpdateUsername(channel=alice.channel(room), username="hodhod_back")
    )
    await alice.call(functions.channels.LeaveChannel(channel=alice.channel(room)))
    await alice.call(functions.channels.JoinChannel(channel=alice.channel(room)))
    world.wait(WAIT_S)
    await inherit_due(world.app)
    assert isinstance(await asked(bob, room, alice), types.ChannelParticipantCreator)
    assert isinstance(await asked(alice, room, bob), types.ChannelParticipant)


async def test_nobody_leaves_alone_what_only_they_are_in(world: World) -> None:
    alice = await world.user("Alice")
    room = await world.channel(alice, "Mine")
    with pytest.raises(RpcError, match="FUTURE_CREATOR_NONE"):
        await alice.call(functions.messages.GetFutureChatCreatorAfterLeave(peer=alice.peer(room)))
    with pytest.raises(RpcError, match="USER_CREATOR"):
        await alice.call(functions.channels.LeaveChannel(channel=alice.channel(room)))


async def test_a_group_whose_owner_left_goes_to_the_first_member(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    group = await world.group(alice, "Family", bob, carol)
    await alice.call(
        functions.messages.DeleteChatUser(
            chat_id=bare_id(group.peer_id), user_id=types.InputUserSelf()
        )
    )
    world.wait(WAIT_S)
    await inherit_due(world.app)
    participants = (await full_group(bob, group)).participants
    assert isinstance(participants, types.ChatParticipants)
    creators = [
        one for one in participants.participants if isinstance(one, types.ChatParticipantCreator)
    ]
    assert len(creators) == 1
    await world.check(bob, carol)
