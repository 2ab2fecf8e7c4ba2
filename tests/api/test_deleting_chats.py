"""Deleting in groups and channels: for oneself, for everybody, and by whom."""

from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.test_chats import dialog_of, history_of
from tests.api.test_mentions import call_to, counted, unread
from tests.api.world import Person, Room, World


async def clear(person: Person, room: Room, max_id: int = 0, **more: bool) -> object:
    return await person.call(
        functions.channels.DeleteHistory(channel=person.channel(room), max_id=max_id, **more)
    )


async def texts(person: Person, room: Room) -> list[str]:
    return [m.message for m in await history_of(person, room) if isinstance(m, types.Message)]


async def test_a_supergroup_is_cleared_for_oneself_alone(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    await alice.say(room, "one")
    two = await alice.say(room, "Bob", entities=call_to(alice, bob))
    await alice.say(room, "three")
    answer = await clear(bob, room, two.id)
    assert isinstance(answer, types.Updates)
    (update,) = answer.updates
    assert update == types.UpdateChannelAvailableMessages(
        channel_id=two.peer_id.channel_id,  # type: ignore[union-attr]
        available_min_id=two.id,
    )
    assert bob.other.saw(types.UpdateChannelAvailableMessages) == [update]
    assert await texts(bob, room) == ["three"]
    assert await texts(alice, room) == ["three", "Bob", "one"]
    assert await counted(bob, room) == 0
    assert await unread(bob, room) == []
    dialog = await dialog_of(bob, room)
    assert dialog is not None
    assert dialog.unread_count == 1
    await clear(bob, room)
    assert await texts(bob, room) == []
    await alice.say(room, "four")
    assert await texts(bob, room) == ["four"]
    await world.check(alice, bob)


async def test_an_admin_clears_a_supergroup_for_everybody(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    one = await alice.say(room, "one")
    two = await bob.say(room, "two")
    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await clear(bob, room, for_everyone=True)
    answer = await clear(alice, room, one.id, for_everyone=True)
    assert isinstance(answer, types.Updates)
    (update,) = answer.updates
    assert isinstance(update, types.UpdateDeleteChannelMessages)
    assert one.id in update.messages
    assert two.id not in update.messages
    assert await texts(bob, room) == ["two"]
    assert [u for u in bob.heard[room.box] if isinstance(u, types.UpdateDeleteChannelMessages)]
    await clear(alice, room, for_everyone=True)
    assert await history_of(bob, room) == []


async def test_a_stranger_clears_nothing(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "News", broadcast=True)
    await alice.call(
        functions.channels.UpdateUsername(channel=alice.channel(room), username="cleared_news")
    )
    await alice.say(room, "today")
    for everyone in (False, True):
        with pytest.raises(RpcError, match="USER_NOT_PARTICIPANT"):
            await clear(bob, room, for_everyone=everyone)
    with pytest.raises(RpcError, match="PEER_ID_INVALID"):
        await alice.call(
            functions.messages.DeleteHistory(peer=alice.peer(room), max_id=0, revoke=True)
        )
    assert await texts(alice, room) == ["today"]


async def test_a_basic_group_is_cleared_for_oneself_or_by_an_admin_for_all(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.group(alice, "Family", bob, carol)
    await alice.say(room, "one")
    await bob.say(room, "two")
    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await bob.call(functions.messages.DeleteHistory(peer=bob.peer(room), max_id=0, revoke=True))
    with pytest.raises(RpcError, match="CHAT_REVOKE_DATE_UNSUPPORTED"):
        await alice.call(
            functions.messages.DeleteHistory(
                peer=alice.peer(room), max_id=0, revoke=True, min_date=1
            )
        )
    await bob.call(functions.messages.DeleteHistory(peer=bob.peer(room), max_id=0))
    assert await texts(bob, room) == []
    assert await texts(carol, room) == ["two", "one"]
    await alice.call(functions.messages.DeleteHistory(peer=alice.peer(room), max_id=0, revoke=True))
    assert await texts(carol, room) == []
    await world.check(alice, bob, carol)


async def test_members_take_back_their_own_words_and_admins_any(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd", bob, carol)
    one = await bob.say(room, "one")
    with pytest.raises(RpcError, match="MESSAGE_DELETE_FORBIDDEN"):
        await carol.call(
            functions.channels.DeleteMessages(channel=carol.channel(room), id=[one.id])
        )
    await alice.call(functions.channels.DeleteMessages(channel=alice.channel(room), id=[one.id]))
    assert await texts(carol, room) == []
