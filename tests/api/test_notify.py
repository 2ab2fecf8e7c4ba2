from __future__ import annotations

from hodhod.tl import functions, types
from tests.api.world import Person, World

MUTED = types.InputPeerNotifySettings(mute_until=2_000_000_000, silent=True)


async def settings(person: Person, peer: types.TypeInputNotifyPeer) -> types.PeerNotifySettings:
    answer = await person.call(functions.account.GetNotifySettings(peer=peer))
    assert isinstance(answer, types.PeerNotifySettings)
    return answer


async def mute(person: Person, peer: types.TypeInputNotifyPeer) -> None:
    request = functions.account.UpdateNotifySettings(peer=peer, settings=MUTED)
    assert await person.call(request) is True


async def test_a_chat_is_muted_and_other_devices_learn_of_it(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await bob.say(alice, "hi")
    chat = types.InputNotifyPeer(peer=alice.peer(bob))
    await mute(alice, chat)
    assert (await settings(alice, chat)).mute_until == 2_000_000_000
    (told,) = alice.other.saw(types.UpdateNotifySettings)
    assert isinstance(told, types.UpdateNotifySettings)
    assert told.peer == types.NotifyPeer(peer=types.PeerUser(user_id=bob.id))
    assert not alice.saw(types.UpdateNotifySettings)
    await world.check(alice)


async def test_a_chat_without_messages_is_muted_and_not_listed(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    chat = types.InputNotifyPeer(peer=alice.peer(bob))
    await mute(alice, chat)
    assert (await settings(alice, chat)).silent
    await world.check(alice)


async def test_a_kind_of_chat_has_its_own_settings(world: World) -> None:
    alice = await world.user("Alice")
    await mute(alice, types.InputNotifyUsers())
    assert (await settings(alice, types.InputNotifyUsers())).silent
    assert not (await settings(alice, types.InputNotifyChats())).silent
    (told,) = alice.other.saw(types.UpdateNotifySettings)
    assert isinstance(told, types.UpdateNotifySettings)
    assert told.peer == types.NotifyUsers()


async def test_exceptions_are_listed_and_reset(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    chat = types.InputNotifyPeer(peer=alice.peer(bob))
    before = await settings(alice, chat)
    await mute(alice, chat)
    await mute(alice, types.InputNotifyUsers())
    listed = await alice.call(functions.account.GetNotifyExceptions())
    assert isinstance(listed, types.Updates)
    (one,) = listed.updates
    assert isinstance(one, types.UpdateNotifySettings)
    assert one.peer == types.NotifyPeer(peer=types.PeerUser(user_id=bob.id))
    assert isinstance(one.notify_settings, types.PeerNotifySettings)
    assert one.notify_settings.mute_until == MUTED.mute_until
    assert await alice.call(functions.account.ResetNotifySettings()) is True
    assert await settings(alice, chat) == before
    assert not (await settings(alice, types.InputNotifyUsers())).silent


async def test_the_silence_of_new_contacts_is_kept(world: World) -> None:
    alice = await world.user("Alice")
    assert await alice.call(functions.account.GetContactSignUpNotification()) is False
    await alice.call(functions.account.SetContactSignUpNotification(silent=True))
    assert await alice.call(functions.account.GetContactSignUpNotification()) is True
