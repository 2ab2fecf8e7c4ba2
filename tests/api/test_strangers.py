from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.ids import bare_id
from hodhod.domain.policy import Policy
from hodhod.store import Store
from hodhod.tl import functions, types
from tests.api.participants import appoint
from tests.api.world import Person, World, open_world

DAY_S = 86_400
FEW = Policy(newcomer_days=3, newcomer_strangers_per_day=2)


async def archive_strangers(person: Person) -> None:
    settings = types.GlobalPrivacySettings(archive_and_mute_new_noncontact_peers=True)
    await person.call(functions.account.SetGlobalPrivacySettings(settings=settings))


async def befriend(person: Person, whom: Person) -> None:
    await person.call(
        functions.contacts.AddContact(
            id=person.user(whom), first_name="Known", last_name="", phone=""
        )
    )


async def dialog(person: Person, whom: Person) -> types.Dialog:
    answer = await person.call(
        functions.messages.GetPeerDialogs(peers=[types.InputDialogPeer(peer=person.peer(whom))])
    )
    assert isinstance(answer, types.messages.PeerDialogs)
    (one,) = answer.dialogs
    assert isinstance(one, types.Dialog)
    return one


async def test_a_stranger_s_first_words_are_archived_and_muted_on_request(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    await archive_strangers(alice)
    await befriend(alice, carol)
    await bob.say(alice, "buy this")
    await carol.say(alice, "hello")
    stranger, friend = await dialog(alice, bob), await dialog(alice, carol)
    assert stranger.folder_id == 1
    assert stranger.notify_settings.mute_until is not None
    assert friend.folder_id is None
    assert alice.other.saw(types.UpdateFolderPeers)
    assert alice.other.saw(types.UpdateNotifySettings)
    await world.check(alice, bob, carol)


async def test_a_chat_that_was_taken_out_of_the_archive_stays_out(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await archive_strangers(alice)
    await bob.say(alice, "hello")
    move = types.InputFolderPeer(peer=alice.peer(bob), folder_id=0)
    await alice.call(functions.folders.EditPeerFolders(folder_peers=[move]))
    await bob.say(alice, "thank you")
    assert (await dialog(alice, bob)).folder_id is None


async def test_a_new_account_writes_to_few_strangers_a_day(store: Store) -> None:
    async with open_world(store, FEW) as world:
        alice = await world.user("Alice")
        others = [await world.user(f"Other {n}") for n in range(4)]
        for other in others[:2]:
            await alice.say(other, "hello")
        with pytest.raises(RpcError, match="PEER_FLOOD"):
            await alice.say(others[2], "hello")
        # Those whom one talks to already, and those who know one, are no strangers.
        await alice.say(others[0], "how are you?")
        await befriend(others[2], alice)
        await alice.say(others[2], "hello")
        with pytest.raises(RpcError, match="PEER_FLOOD"):
            await alice.say(others[3], "hello")
        world.wait(DAY_S + 1)
        await alice.say(others[3], "hello")


async def test_whoever_was_written_to_may_answer(store: Store) -> None:
    async with open_world(store, Policy(newcomer_strangers_per_day=0)) as world:
        alice, bob = await world.user("Alice"), await world.user("Bob")
        world.wait(10 * DAY_S)
        carol = await world.user("Carol")
        await alice.say(carol, "welcome")
        await carol.say(alice, "thank you")
        with pytest.raises(RpcError, match="PEER_FLOOD"):
            await carol.say(bob, "hello")


async def test_an_account_is_not_new_for_ever(store: Store) -> None:
    async with open_world(store, FEW) as world:
        alice = await world.user("Alice")
        world.wait(3 * DAY_S + 1)
        for number in range(4):
            await alice.say(await world.user(f"Other {number}"), "hello")


async def test_strangers_brought_into_chats_count_as_written_to(store: Store) -> None:
    async with open_world(store, FEW) as world:
        alice = await world.user("Alice")
        friend = await world.user("Friend")
        others = [await world.user(f"Other {n}") for n in range(4)]
        await befriend(friend, alice)
        with pytest.raises(RpcError, match="PEER_FLOOD"):
            await world.group(alice, "Crowd", *others)
        await world.check(alice, *others)
        # What was refused took nothing; whoever knows one is no stranger.
        group = await world.group(alice, "Few", friend, others[0])
        room = await world.channel(alice, "Room", others[1])
        with pytest.raises(RpcError, match="PEER_FLOOD"):
            await alice.call(
                functions.messages.AddChatUser(
                    chat_id=bare_id(group.peer_id), user_id=alice.user(others[2]), fwd_limit=0
                )
            )
        more = functions.channels.InviteToChannel(
            channel=alice.channel(room), users=[alice.user(others[2]), alice.user(others[3])]
        )
        with pytest.raises(RpcError, match="PEER_FLOOD"):
            await alice.call(more)
        with pytest.raises(RpcError, match="PEER_FLOOD"):
            await alice.say(others[2], "hello")
        # Whoever was met today is not met again: not there, in another chat or by a message.
        await world.group(alice, "Again", others[0], others[1])
        await alice.say(others[0], "hello")
        again = functions.channels.InviteToChannel(
            channel=alice.channel(room), users=[alice.user(others[1]), alice.user(friend)]
        )
        await alice.call(again)
        world.wait(DAY_S + 1)
        await alice.call(more)
        await world.check(alice, friend, *others)


async def test_strangers_who_are_appointed_from_outside_count_as_well(store: Store) -> None:
    async with open_world(store, FEW) as world:
        alice = await world.user("Alice")
        others = [await world.user(f"Other {n}") for n in range(3)]
        room = await world.channel(alice, "News", broadcast=True)
        for other in others[:2]:
            await appoint(alice, room, other)
            await appoint(alice, room, other, types.ChatAdminRights())
        with pytest.raises(RpcError, match="PEER_FLOOD"):
            await appoint(alice, room, others[2])
        await appoint(alice, room, others[0])
        await world.check(alice, *others)


async def test_whoever_is_not_new_brings_as_many_as_a_group_takes(store: Store) -> None:
    async with open_world(store, FEW) as world:
        alice = await world.user("Alice")
        world.wait(3 * DAY_S + 1)
        others = [await world.user(f"Other {n}") for n in range(4)]
        await world.group(alice, "Crowd", *others)
        await world.channel(alice, "Room", *others)
