from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.ids import bare_id
from hodhod.tl import functions, types
from tests.api.world import Person, Room, World


async def public_channel(world: World, owner: Person, name: str, *, broadcast: bool = True) -> Room:
    room = await world.channel(owner, "News", broadcast=broadcast)
    await owner.call(
        functions.channels.UpdateUsername(
            channel=owner.channel(room), username=f"{name}_{bare_id(room.peer_id)}"
        )
    )
    return room


async def show(person: Person, room: Room) -> None:
    request = functions.account.UpdatePersonalChannel(channel=person.channel(room))
    assert await person.call(request) is True


async def profile(viewer: Person, whom: Person) -> types.users.UserFull:
    answer = await viewer.call(functions.users.GetFullUser(id=viewer.user(whom)))
    assert isinstance(answer, types.users.UserFull)
    return answer


async def posts(viewer: Person, whom: Person) -> list[str]:
    answer = await viewer.call(
        functions.messages.GetPersonalChannelHistory(
            user_id=viewer.user(whom), limit=10, max_id=0, min_id=0, hash=0
        )
    )
    assert isinstance(answer, types.messages.ChannelMessages | types.messages.Messages)
    return [one.message for one in answer.messages if isinstance(one, types.Message)]


async def test_a_profile_shows_its_owners_channel_and_the_newest_post(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await public_channel(world, alice, "alices_news")
    await show(alice, room)
    post = await alice.say(room, "today")
    found = await profile(bob, alice)
    assert found.full_user.personal_channel_id == bare_id(room.peer_id)
    assert found.full_user.personal_channel_message == post.id
    assert [chat.id for chat in found.chats] == [bare_id(room.peer_id)]
    assert await posts(bob, alice) == ["today"]
    assert alice.other.saw(types.UpdateUser) == [types.UpdateUser(user_id=alice.id)]

    await alice.call(functions.account.UpdatePersonalChannel(channel=types.InputChannelEmpty()))
    assert (await profile(bob, alice)).full_user.personal_channel_id is None
    assert await posts(bob, alice) == []
    await world.check(alice, bob)


async def test_a_channel_that_is_public_no_more_is_not_shown(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await public_channel(world, alice, "alices_news")
    await show(alice, room)
    await alice.call(functions.channels.UpdateUsername(channel=alice.channel(room), username=""))
    for viewer in (alice, bob):
        assert (await profile(viewer, alice)).full_user.personal_channel_id is None
    assert await posts(bob, alice) == []


async def test_only_ones_own_public_channel_may_be_shown(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    his = await public_channel(world, bob, "bobs_news")
    group = await public_channel(world, alice, "alices_group", broadcast=False)
    private = await world.channel(alice, "Diary", broadcast=True)
    for room, error in (
        (his, "CHAT_ADMIN_REQUIRED"),
        (group, "BROADCAST_REQUIRED"),
        (private, "CHANNEL_INVALID"),
    ):
        with pytest.raises(RpcError, match=error):
            await show(alice, room)
    assert (await profile(bob, alice)).full_user.personal_channel_id is None


async def test_ones_own_public_chats_are_listed(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    channel = await public_channel(world, alice, "alices_news")
    group = await public_channel(world, alice, "alices_group", broadcast=False)
    await world.channel(alice, "Diary", broadcast=True)
    his = await public_channel(world, bob, "bobs_news")
    await alice.call(functions.channels.JoinChannel(channel=alice.channel(his)))

    async def listed(**more: bool) -> set[int]:
        answer = await alice.call(functions.channels.GetAdminedPublicChannels(**more))
        assert isinstance(answer, types.messages.Chats)
        return {chat.id for chat in answer.chats}

    assert await listed() == {bare_id(channel.peer_id), bare_id(group.peer_id)}
    assert await listed(for_personal=True) == {bare_id(channel.peer_id)}
    assert await listed(by_location=True) == set()
