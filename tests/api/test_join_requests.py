"""Asking to be let in: told to admins, counted exactly, decided one by one or all at once."""

from __future__ import annotations

import asyncio

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.ids import bare_id, is_chat, to_tl_peer
from hodhod.tl import functions, types
from tests.api.test_chats import history_of
from tests.api.test_invites import KINDS, export, hash_of, one, room_of
from tests.api.world import Person, Room, World


async def ask(person: Person, link: str) -> None:
    with pytest.raises(RpcError, match="INVITE_REQUEST_SENT"):
        await person.call(functions.messages.ImportChatInvite(hash=hash_of(link)))


async def waiting(
    person: Person, room: Room, *, link: str | None = None, q: str | None = None, limit: int = 50
) -> tuple[int, list[int]]:
    answer = await person.call(
        functions.messages.GetChatInviteImporters(
            requested=True,
            peer=person.peer(room),
            link=link,
            q=q,
            offset_date=0,
            offset_user=types.InputUserEmpty(),
            limit=limit,
        )
    )
    assert isinstance(answer, types.messages.ChatInviteImporters)
    assert all(one.requested for one in answer.importers)
    return answer.count, [one.user_id for one in answer.importers]


async def full_of(person: Person, room: Room) -> types.ChatFull | types.ChannelFull:
    request: functions.messages.GetFullChat | functions.channels.GetFullChannel
    if is_chat(room.peer_id):
        request = functions.messages.GetFullChat(chat_id=bare_id(room.peer_id))
    else:
        request = functions.channels.GetFullChannel(channel=person.channel(room))
    answer = await person.call(request)
    assert isinstance(answer, types.messages.ChatFull)
    assert not isinstance(answer.full_chat, types.CommunityFull)
    return answer.full_chat


async def hide(person: Person, room: Room, whom: Person, *, approved: bool) -> types.Updates:
    answer = await person.call(
        functions.messages.HideChatJoinRequest(
            approved=approved, peer=person.peer(room), user_id=person.user(whom)
        )
    )
    assert isinstance(answer, types.Updates)
    return answer


@pytest.mark.parametrize("kind", KINDS)
async def test_who_asks_is_let_in_by_an_admin(world: World, kind: str) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await room_of(kind, world, alice, carol)
    invite = await export(alice, room, request_needed=True)
    await ask(bob, invite.link)
    await ask(bob, invite.link)  # asking again changes nothing
    (told,) = alice.other.saw(types.UpdatePendingJoinRequests)
    assert told == types.UpdatePendingJoinRequests(
        peer=to_tl_peer(room.peer_id), requests_pending=1, recent_requesters=(bob.id,)
    )
    assert not carol.saw(types.UpdatePendingJoinRequests)
    assert (await one(alice, room, invite.link)).requested == 1
    assert await waiting(alice, room) == (1, [bob.id])
    full = await full_of(alice, room)
    assert full.requests_pending == 1
    assert tuple(full.recent_requesters or ()) == (bob.id,)
    answer = await hide(alice, room, bob, approved=True)
    assert (
        types.UpdatePendingJoinRequests(
            peer=to_tl_peer(room.peer_id), requests_pending=0, recent_requesters=()
        )
        in answer.updates
    )
    assert await waiting(alice, room) == (0, [])
    after = await one(alice, room, invite.link)
    assert (after.usage, after.requested) == (1, None)
    if kind != "channel":
        last = (await history_of(carol, room))[0]
        assert isinstance(last, types.MessageService)
        assert last.action == types.MessageActionChatJoinedByRequest()
        assert last.from_id == types.PeerUser(user_id=bob.id)
        await bob.say(room, "thank you")
    with pytest.raises(RpcError, match="HIDE_REQUESTER_MISSING"):
        await hide(alice, room, bob, approved=True)
    await world.check(alice, bob, carol)


async def test_who_is_not_let_in_may_ask_again(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd")
    invite = await export(alice, room, request_needed=True)
    await ask(bob, invite.link)
    await hide(alice, room, bob, approved=False)
    assert await waiting(alice, room) == (0, [])
    with pytest.raises(RpcError, match="CHANNEL_PRIVATE"):
        await history_of(bob, room)
    await ask(bob, invite.link)
    assert await waiting(alice, room) == (1, [bob.id])
    await world.check(alice, bob)


async def test_a_rush_of_requests_is_counted_exactly_and_decided_at_once(world: World) -> None:
    alice = await world.user("Alice")
    crowd = [await world.user(f"Guest {number}") for number in range(15)]
    room = await world.channel(alice, "Crowd")
    first = await export(alice, room, request_needed=True)
    second = await export(alice, room, request_needed=True)
    await asyncio.gather(
        *(
            ask(person, (first if number % 3 else second).link)
            for number, person in enumerate(crowd)
            for _ in range(2)
        )
    )
    assert (await one(alice, room, first.link)).requested == 10
    assert (await one(alice, room, second.link)).requested == 5
    count, page = await waiting(alice, room, limit=4)
    assert (count, len(page)) == (15, 4)
    # Who is here is told of the last one too, though not each was filed.
    told = alice.other.saw(types.UpdatePendingJoinRequests)
    numbers = {
        one.requests_pending for one in told if isinstance(one, types.UpdatePendingJoinRequests)
    }
    assert numbers == set(range(1, 16))
    await alice.call(
        functions.messages.HideAllChatJoinRequests(peer=alice.peer(room), link=second.link)
    )
    assert (await waiting(alice, room))[0] == 10
    await alice.call(
        functions.messages.HideAllChatJoinRequests(approved=True, peer=alice.peer(room))
    )
    assert await waiting(alice, room) == (0, [])
    assert (await one(alice, room, first.link)).usage == 10
    full = await full_of(alice, room)
    assert isinstance(full, types.ChannelFull)
    assert full.participants_count == 11
    with pytest.raises(RpcError, match="HIDE_REQUESTER_MISSING"):
        await alice.call(
            functions.messages.HideAllChatJoinRequests(approved=True, peer=alice.peer(room))
        )
    await world.check(alice, *crowd[:2])


async def test_all_who_ask_come_into_a_basic_group(world: World) -> None:
    alice = await world.user("Alice")
    crowd = [await world.user(f"Guest {number}") for number in range(3)]
    room = await world.group(alice, "Family")
    invite = await export(alice, room, request_needed=True)
    for person in crowd:
        await ask(person, invite.link)
    await alice.call(
        functions.messages.HideAllChatJoinRequests(approved=True, peer=alice.peer(room))
    )
    full = await full_of(alice, room)
    assert isinstance(full, types.ChatFull)
    assert isinstance(full.participants, types.ChatParticipants)
    assert {one.user_id for one in full.participants.participants} == {
        alice.id,
        *(person.id for person in crowd),
    }
    await crowd[0].say(room, "all here")
    await world.check(alice, *crowd)


async def test_requests_are_searched_by_name(world: World) -> None:
    alice, bob, karim = [await world.user(name) for name in ("Alice", "Bob", "کریم")]
    room = await world.channel(alice, "Crowd")
    invite = await export(alice, room, request_needed=True)
    await ask(bob, invite.link)
    await ask(karim, invite.link)
    assert await waiting(alice, room, q="كري") == (1, [karim.id])
    assert await waiting(alice, room, q="zz") == (0, [])
    assert await waiting(alice, room, link=invite.link) == (2, [karim.id, bob.id])
    with pytest.raises(RpcError, match="SEARCH_WITH_LINK_NOT_SUPPORTED"):
        await waiting(alice, room, q="b", link=invite.link)


async def test_whoever_is_brought_waits_no_more(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd")
    invite = await export(alice, room, request_needed=True)
    await ask(bob, invite.link)
    await alice.call(
        functions.channels.InviteToChannel(channel=alice.channel(room), users=[alice.user(bob)])
    )
    assert await waiting(alice, room) == (0, [])
    assert not (await one(alice, room, invite.link)).requested


async def test_only_admins_decide(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd", carol)
    invite = await export(alice, room, request_needed=True)
    await ask(bob, invite.link)
    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await hide(carol, room, bob, approved=True)
    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await waiting(carol, room)
    assert (await full_of(carol, room)).requests_pending is None
