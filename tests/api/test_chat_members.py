"""Who is in a supergroup or channel: lists, searches, and single members."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.result_hash import result_hash
from hodhod.store.chats import write_chat
from hodhod.tl import functions, types
from tests.api.participants import MODEST, appoint, asked, ids_of, listed
from tests.api.world import Room, World


async def hide_members(world: World, room: Room) -> None:
    chat = await world.app.store.chats.get(room.peer_id)
    assert chat is not None
    async with world.app.store.boxes.change([room.box], now=world.app.now) as change:
        await write_chat(change.tx, replace(chat, members_hidden=True))


async def test_members_are_listed_page_by_page(world: World) -> None:
    alice = await world.user("Alice")
    others = [await world.user(f"Member {number}") for number in range(5)]
    room = await world.channel(alice, "Crowd", *others)
    whole = await listed(others[0], room)
    assert whole.count == 6
    assert sorted(ids_of(whole)) == sorted([alice.id, *(one.id for one in others)])
    pages = [await listed(others[0], room, offset=start, limit=2) for start in (0, 2, 4)]
    assert [one for page in pages for one in ids_of(page)] == ids_of(whole)
    assert {page.count for page in pages} == {6}
    same = await others[0].call(
        functions.channels.GetParticipants(
            channel=others[0].channel(room),
            filter=types.ChannelParticipantsRecent(),
            offset=0,
            limit=100,
            hash=result_hash(ids_of(whole)),
        )
    )
    assert isinstance(same, types.channels.ChannelParticipantsNotModified)
    none = await listed(others[0], room, offset=4_000_000, limit=0)
    assert (none.count, list(none.participants)) == (6, [])


async def test_only_admins_learn_who_reads_a_channel(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "News", bob, carol, broadcast=True)
    for call in (listed(bob, room), asked(bob, room, carol), asked(bob, room, alice)):
        with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
            await call
    assert isinstance(await asked(bob, room, bob), types.ChannelParticipantSelf)
    assert (await listed(alice, room)).count == 3


async def test_members_are_found_by_what_they_are_called(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    yasaman, mina = await world.user("ياسمن"), await world.user("مینا")
    room = await world.channel(alice, "Crowd", bob, yasaman, mina)

    async def find(text: str) -> list[int]:
        search = types.ChannelParticipantsSearch(q=text)
        return ids_of(await listed(bob, room, search))

    assert await find("یاس") == [yasaman.id]
    assert await find("مينا") == [mina.id]
    assert await find("bo") == [bob.id]
    assert await find("nobody") == []
    assert len(await find("")) == 4
    await mina.call(functions.account.UpdateProfile(first_name="Minoo", last_name="Tehrani"))
    await bob.call(functions.account.UpdateUsername(username="captain_bob"))
    assert await find("مینا") == []
    assert await find("minoo teh") == [mina.id]
    assert await find("captain") == [bob.id]
    await bob.call(functions.channels.LeaveChannel(channel=bob.channel(room)))
    assert ids_of(await listed(alice, room, types.ChannelParticipantsSearch(q="captain"))) == []


async def test_bots_and_contacts_are_listed_apart(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    bot = await world.user("Helper", is_bot=True)
    room = await world.channel(alice, "Crowd", bob, carol)
    await appoint(alice, room, bot, MODEST)
    assert ids_of(await listed(bob, room, types.ChannelParticipantsBots())) == [bot.id]
    await bob.call(
        functions.contacts.AddContact(
            id=bob.user(carol), first_name="دختر", last_name="خاله", phone=""
        )
    )
    assert ids_of(await listed(bob, room, types.ChannelParticipantsContacts(q=""))) == [carol.id]
    assert ids_of(await listed(bob, room, types.ChannelParticipantsContacts(q="خاله"))) == [
        carol.id
    ]
    assert ids_of(await listed(bob, room, types.ChannelParticipantsContacts(q="عمو"))) == []


async def test_whoever_may_be_mentioned_does_not_hide(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd", bob, carol)
    await appoint(alice, room, alice, types.ChatAdminRights(anonymous=True))
    found = ids_of(await listed(bob, room, types.ChannelParticipantsMentions()))
    assert sorted(found) == [bob.id, carol.id]
    assert ids_of(await listed(bob, room, types.ChannelParticipantsMentions(q="car"))) == [carol.id]
    first = await bob.say(room, "a question")
    await carol.say(room, "an answer", reply_to=types.InputReplyToMessage(reply_to_msg_id=first.id))
    thread = types.ChannelParticipantsMentions(top_msg_id=first.id)
    assert ids_of(await listed(bob, room, thread)) == [carol.id]


async def test_hidden_members_are_seen_by_admins_alone(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd", bob, carol)
    await hide_members(world, room)
    for kind in (types.ChannelParticipantsRecent(), types.ChannelParticipantsSearch(q="alice")):
        found = await listed(bob, room, kind)
        assert (ids_of(found), found.count) == ([alice.id], 1)
    assert ids_of(await listed(bob, room, types.ChannelParticipantsSearch(q="carol"))) == []
    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await asked(bob, room, carol)
    assert isinstance(await asked(bob, room, alice), types.ChannelParticipantCreator)
    assert (await listed(alice, room)).count == 3


async def test_a_stranger_is_no_member(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd", bob)
    with pytest.raises(RpcError, match="USER_NOT_PARTICIPANT"):
        await asked(alice, room, carol)
    await alice.call(
        functions.channels.UpdateUsername(channel=alice.channel(room), username="hodhod_open")
    )
    with pytest.raises(RpcError, match="USER_NOT_PARTICIPANT"):
        await asked(carol, room, carol)
