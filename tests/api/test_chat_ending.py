"""Chats that end: deleted by their owners, or all that one member wrote."""

from __future__ import annotations

import pytest

from hodhod.actions.chats.ending import LEARNED_S, clear_ended
from hodhod.domain.errors import RpcError
from hodhod.domain.ids import bare_id
from hodhod.tl import functions, types
from tests.api.participants import MODEST, appoint
from tests.api.test_chats import dialog_of, history_of
from tests.api.world import Person, Room, World


async def delete(by: Person, room: Room) -> types.Updates:
    answer = await by.call(functions.channels.DeleteChannel(channel=by.channel(room)))
    assert isinstance(answer, types.Updates)
    return answer


@pytest.mark.parametrize("broadcast", [False, True])
async def test_a_deleted_channel_is_gone_for_all_and_its_name_is_free(
    world: World, *, broadcast: bool
) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Short-lived", bob, broadcast=broadcast)
    other = await world.channel(bob, "Heir")
    name = f"hodhod_gone_{int(broadcast)}"
    await alice.call(functions.channels.UpdateUsername(channel=alice.channel(room), username=name))
    await alice.say(room, "here")
    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await delete(bob, room)
    answer = await delete(alice, room)
    assert [chat for chat in answer.chats if isinstance(chat, types.ChannelForbidden)]
    told = [type(one) for one in bob.heard[room.box]]
    assert types.UpdateChannel in told
    assert types.UpdateChannelTooLong in told
    for person in (alice, bob):
        with pytest.raises(RpcError, match="CHANNEL_PRIVATE"):
            await history_of(person, room)
        assert await dialog_of(person, room) is None
    with pytest.raises(RpcError, match="CHANNEL_PRIVATE"):
        await bob.call(functions.channels.JoinChannel(channel=bob.channel(room)))
    await bob.call(functions.channels.UpdateUsername(channel=bob.channel(other), username=name))
    await world.check(alice, bob)


async def test_what_deleted_channels_had_is_cleared_away(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Short-lived", bob)
    await alice.say(room, "here")
    await delete(alice, room)
    await clear_ended(world.app)
    assert not await world.app.store.messages.by_ids(room.box, list(range(1, 9)))  # type: ignore[arg-type]
    assert room.peer_id in await world.app.store.chats.of_user(bob.id)
    world.wait(LEARNED_S)
    await clear_ended(world.app)
    assert room.peer_id not in await world.app.store.chats.of_user(bob.id)


async def test_a_deleted_discussion_lets_its_channel_go(world: World) -> None:
    alice = await world.user("Alice")
    news, talk = (
        await world.channel(alice, "News", broadcast=True),
        await world.channel(alice, "Talk"),
    )
    await alice.call(
        functions.channels.SetDiscussionGroup(
            broadcast=alice.channel(news), group=alice.channel(talk)
        )
    )
    await delete(alice, talk)
    full = await alice.call(functions.channels.GetFullChannel(channel=alice.channel(news)))
    assert isinstance(full, types.messages.ChatFull)
    assert isinstance(full.full_chat, types.ChannelFull)
    assert full.full_chat.linked_chat_id is None


async def test_a_deleted_group_is_gone_with_its_history(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.group(alice, "Family", bob, carol)
    await bob.say(room, "a secret")
    chat_id = bare_id(room.peer_id)
    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await bob.call(functions.messages.DeleteChat(chat_id=chat_id))
    assert await alice.call(functions.messages.DeleteChat(chat_id=chat_id)) is True
    (told,) = [one for one in carol.pushed if isinstance(one, types.UpdateChatParticipants)][-1:]
    assert isinstance(told.participants, types.ChatParticipantsForbidden)
    for person in (alice, bob, carol):
        with pytest.raises(RpcError, match="CHAT_ID_INVALID"):
            await history_of(person, room)
        assert await dialog_of(person, room) is None
    await world.check(alice, bob, carol)
    assert not await world.app.store.chats.of_user(bob.id)


async def test_all_that_one_member_wrote_is_deleted(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd", bob, carol)
    for text in ("buy", "buy more"):
        await bob.say(room, text)
    await carol.say(room, "stop")
    request = functions.channels.DeleteParticipantHistory(
        channel=alice.channel(room), participant=alice.peer(bob)
    )
    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await carol.call(
            functions.channels.DeleteParticipantHistory(
                channel=carol.channel(room), participant=carol.peer(bob)
            )
        )
    done = await alice.call(request)
    assert isinstance(done, types.messages.AffectedHistory)
    assert (done.pts_count, done.offset) == (2, 0)
    texts = [one.message for one in await history_of(carol, room) if isinstance(one, types.Message)]
    assert texts == ["stop"]
    (told,) = [
        one for one in carol.heard[room.box] if isinstance(one, types.UpdateDeleteChannelMessages)
    ]
    assert len(told.messages) == 2
    news = await world.channel(alice, "News", broadcast=True)
    with pytest.raises(RpcError, match="MEGAGROUP_REQUIRED"):
        await alice.call(
            functions.channels.DeleteParticipantHistory(
                channel=alice.channel(news), participant=alice.peer(bob)
            )
        )


async def test_whoever_is_removed_with_the_history_keeps_nothing(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.group(alice, "Family", bob, carol)
    await alice.say(room, "our address")
    await alice.call(
        functions.messages.DeleteChatUser(
            chat_id=bare_id(room.peer_id), user_id=alice.user(carol), revoke_history=True
        )
    )
    assert await dialog_of(carol, room) is None
    assert [one.message for one in await history_of(bob, room) if isinstance(one, types.Message)]
    await world.check(alice, bob, carol)


async def test_admins_may_not_delete_what_they_do_not_own(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    await appoint(alice, room, bob, MODEST)
    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await delete(bob, room)
    assert await dialog_of(bob, room) is not None
