"""Supergroups and channels among the pinned dialogs: only those that one is in."""

from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.ids import PeerId, from_tl_peer
from hodhod.tl import functions, types
from tests.api.world import Person, Room, World


async def pin(person: Person, whom: Person | Room, *, pinned: bool = True) -> None:
    peer = types.InputDialogPeer(peer=person.peer(whom))
    await person.call(functions.messages.ToggleDialogPin(peer=peer, pinned=pinned))


async def listed(person: Person) -> types.messages.PeerDialogs:
    answer = await person.call(functions.messages.GetPinnedDialogs(folder_id=0))
    assert isinstance(answer, types.messages.PeerDialogs)
    return answer


async def pinned(person: Person) -> list[PeerId]:
    dialogs = (await listed(person)).dialogs
    return [from_tl_peer(one.peer) for one in dialogs if isinstance(one, types.Dialog)]


async def expel(by: Person, room: Room, whom: Person) -> None:
    await by.call(
        functions.channels.EditBanned(
            channel=by.channel(room),
            participant=by.peer(whom),
            banned_rights=types.ChatBannedRights(view_messages=True, until_date=0),
        )
    )


async def test_who_was_expelled_reads_nothing_through_a_pinned_dialog(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Private", bob)
    await pin(bob, room)
    assert await pinned(bob) == [room.peer_id]
    await expel(alice, room, bob)
    await alice.say(room, "between us")
    found = await listed(bob)
    assert not [*found.dialogs, *found.messages, *found.chats]
    await world.check(alice, bob)


async def test_a_channel_that_was_left_takes_no_place_among_the_pinned(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "News", bob, broadcast=True)
    await alice.call(
        functions.channels.UpdateUsername(channel=alice.channel(room), username="pinned_news")
    )
    await pin(bob, room)
    await bob.call(functions.channels.LeaveChannel(channel=bob.channel(room)))
    assert await pinned(bob) == []
    with pytest.raises(RpcError, match="PEER_ID_INVALID"):
        await pin(bob, room)
    await bob.call(
        functions.messages.ReorderPinnedDialogs(
            folder_id=0, force=True, order=[types.InputDialogPeer(peer=bob.peer(room))]
        )
    )
    await bob.call(functions.channels.JoinChannel(channel=bob.channel(room)))
    assert await pinned(bob) == []
    await pin(bob, room)
    assert await pinned(bob) == [room.peer_id]
