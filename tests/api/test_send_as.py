"""Writing in a group in the name of a channel, and admins who do not show who they are."""

from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.ids import bare_id
from hodhod.tl import functions, types
from tests.api.test_comments import linked
from tests.api.world import Person, Room, World


async def names_for(person: Person, room: Room) -> list[types.TypePeer]:
    answer = await person.call(functions.channels.GetSendAs(peer=person.peer(room)))
    assert isinstance(answer, types.channels.SendAsPeers)
    return [one.peer for one in answer.peers]


async def public(world: World, owner: Person, *others: Person) -> Room:
    room = await world.channel(owner, "Square", *others)
    await owner.call(
        functions.channels.UpdateUsername(
            channel=owner.channel(room), username=f"square{bare_id(room.peer_id)}"
        )
    )
    return room


async def test_a_channels_owner_speaks_for_it_in_public_groups(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await public(world, alice, bob)
    channel = await world.channel(bob, "Bob's news", alice, broadcast=True)
    shown = types.PeerChannel(channel_id=bare_id(channel.peer_id))
    assert await names_for(bob, room) == [types.PeerUser(user_id=bob.id), shown]
    assert await names_for(alice, room) == [types.PeerUser(user_id=alice.id)]
    sent = await bob.say(room, "as a channel", send_as=bob.peer(channel))
    assert sent.from_id == shown
    assert sent.out
    (told, *_) = [
        one.message
        for one in reversed(alice.heard[room.box])
        if isinstance(one, types.UpdateNewChannelMessage)
    ]
    assert isinstance(told, types.Message)
    assert told.from_id == shown
    assert not told.out
    with pytest.raises(RpcError, match="SEND_AS_PEER_INVALID"):
        await alice.say(room, "as another's", send_as=alice.peer(channel))
    with pytest.raises(RpcError, match="SEND_AS_PEER_INVALID"):
        await bob.say(room, "as somebody else", send_as=bob.peer(alice))
    await world.check(alice, bob)


async def test_nobody_speaks_for_a_channel_in_private_groups(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Private", bob)
    channel = await world.channel(bob, "Bob's news", broadcast=True)
    assert await names_for(bob, room) == [types.PeerUser(user_id=bob.id)]
    with pytest.raises(RpcError, match="SEND_AS_PEER_INVALID"):
        await bob.say(room, "as a channel", send_as=bob.peer(channel))


async def test_what_was_chosen_holds_until_something_else_is(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    channel, group = await linked(world, alice, bob)
    await alice.call(
        functions.messages.SaveDefaultSendAs(peer=alice.peer(group), send_as=alice.peer(channel))
    )
    shown = types.PeerChannel(channel_id=bare_id(channel.peer_id))
    assert (await alice.say(group, "the channel says")).from_id == shown
    full = await alice.call(functions.channels.GetFullChannel(channel=alice.channel(group)))
    assert isinstance(full, types.messages.ChatFull)
    assert isinstance(full.full_chat, types.ChannelFull)
    assert full.full_chat.default_send_as == shown
    myself = await alice.say(group, "I say", send_as=types.InputPeerSelf())
    assert myself.from_id == types.PeerUser(user_id=alice.id)
    await alice.call(
        functions.messages.SaveDefaultSendAs(peer=alice.peer(group), send_as=types.InputPeerSelf())
    )
    assert (await alice.say(group, "I again")).from_id == types.PeerUser(user_id=alice.id)
    with pytest.raises(RpcError, match="SEND_AS_PEER_INVALID"):
        await bob.call(
            functions.messages.SaveDefaultSendAs(peer=bob.peer(group), send_as=bob.peer(channel))
        )
