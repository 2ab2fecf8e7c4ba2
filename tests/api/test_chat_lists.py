"""Lists of chats: shared with somebody, left, silent; and how many members are here."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.ids import bare_id
from hodhod.tl import functions, types
from tests.api.world import Person, World


async def common(by: Person, whom: Person, *, max_id: int = 0, limit: int = 100) -> list[int]:
    answer = await by.call(
        functions.messages.GetCommonChats(user_id=by.user(whom), max_id=max_id, limit=limit)
    )
    assert isinstance(answer, types.messages.Chats | types.messages.ChatsSlice)
    return [chat.id for chat in answer.chats]


async def test_groups_that_two_people_share_are_listed_and_counted(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    group = await world.group(alice, "Family", bob)
    room = await world.channel(alice, "Crowd", bob)
    await world.channel(alice, "News", bob, broadcast=True)
    await world.channel(alice, "Others", carol)
    ids = sorted((bare_id(group.peer_id), bare_id(room.peer_id)), reverse=True)
    assert await common(bob, alice) == ids
    assert await common(bob, alice, limit=1) == ids[:1]
    assert await common(bob, alice, max_id=ids[0]) == ids[1:]
    assert await common(bob, carol) == []
    full = await bob.call(functions.users.GetFullUser(id=bob.user(alice)))
    assert isinstance(full, types.users.UserFull)
    assert full.full_user.common_chats_count == 2
    await bob.call(functions.channels.LeaveChannel(channel=bob.channel(room)))
    assert await common(bob, alice) == [bare_id(group.peer_id)]


async def test_channels_that_were_left_are_named_in_an_export(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    await bob.call(functions.channels.LeaveChannel(channel=bob.channel(room)))
    with pytest.raises(RpcError, match="TAKEOUT_REQUIRED"):
        await bob.call(functions.channels.GetLeftChannels(offset=0))
    begun = await bob.call(functions.account.InitTakeoutSession(message_channels=True))
    assert isinstance(begun, types.account.Takeout)
    exporting = Person(world, replace(bob.caller, takeout_id=begun.id))
    left = await exporting.call(functions.channels.GetLeftChannels(offset=0))
    assert isinstance(left, types.messages.Chats)
    assert [chat.id for chat in left.chats] == [bare_id(room.peer_id)]
    await alice.call(
        functions.channels.InviteToChannel(channel=alice.channel(room), users=[alice.user(bob)])
    )
    again = await exporting.call(functions.channels.GetLeftChannels(offset=0))
    assert isinstance(again, types.messages.Chats)
    assert not again.chats


async def test_channels_in_which_nothing_happens_are_proposed(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    silent = await world.channel(alice, "Silent", bob)
    lively = await world.channel(alice, "Lively", bob)
    world.wait(60 * 86_400)
    await alice.say(lively, "hello")
    found = await bob.call(functions.channels.GetInactiveChannels())
    assert isinstance(found, types.messages.InactiveChats)
    assert [chat.id for chat in found.chats] == [bare_id(silent.peer_id)]
    assert list(found.dates) == [world.app.now - 60 * 86_400]
    own = await alice.call(functions.channels.GetInactiveChannels())
    assert isinstance(own, types.messages.InactiveChats)
    assert not own.chats


async def test_members_who_are_here_are_counted(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    stranger = await world.user("Dave")
    room = await world.channel(alice, "Crowd", bob, carol)

    async def here() -> int:
        answer = await alice.call(functions.messages.GetOnlines(peer=alice.peer(room)))
        assert isinstance(answer, types.ChatOnlines)
        return answer.onlines

    assert await here() == 1
    for person in (alice, bob, stranger):
        await person.call(functions.account.UpdateStatus(offline=False))
    assert await here() == 2


async def test_all_chats_are_listed_but_some(world: World) -> None:
    alice = await world.user("Alice")
    group = await world.group(alice, "Family")
    room = await world.channel(alice, "Crowd")
    # Only clients of old layers can ask.
    answer = await world.dispatcher.call(
        alice.caller, functions.messages.GetAllChats(except_ids=[bare_id(group.peer_id)])
    )
    assert isinstance(answer, types.messages.Chats)
    assert [chat.id for chat in answer.chats] == [bare_id(room.peer_id)]
