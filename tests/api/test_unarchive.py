from __future__ import annotations

import pytest

from hodhod.tl import functions, types
from tests.api.world import Person, Room, World


async def archive(person: Person, whom: Person | Room) -> None:
    await person.call(
        functions.folders.EditPeerFolders(
            folder_peers=[types.InputFolderPeer(peer=person.peer(whom), folder_id=1)]
        )
    )


async def folder_of(person: Person, whom: Person | Room) -> int:
    answer = await person.call(
        functions.messages.GetPeerDialogs(peers=[types.InputDialogPeer(peer=person.peer(whom))])
    )
    assert isinstance(answer, types.messages.PeerDialogs)
    (dialog,) = answer.dialogs
    assert isinstance(dialog, types.Dialog)
    return dialog.folder_id or 0


async def keep(person: Person, *, unmuted: bool = False, folders: bool = False) -> None:
    settings = types.GlobalPrivacySettings(
        keep_archived_unmuted=unmuted, keep_archived_folders=folders
    )
    await person.call(functions.account.SetGlobalPrivacySettings(settings=settings))


async def mute(person: Person, which: types.TypeInputNotifyPeer) -> None:
    await person.call(
        functions.account.UpdateNotifySettings(
            peer=which,
            settings=types.InputPeerNotifySettings(mute_until=person.world.app.now + 1000),
        )
    )


async def test_an_archived_chat_comes_back_when_somebody_writes(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await bob.say(alice, "hi")
    await archive(alice, bob)
    await world.check(alice)
    await alice.say(bob, "my own words do not count")
    assert await folder_of(alice, bob) == 1
    await bob.say(alice, "are you there?")
    assert await folder_of(alice, bob) == 0
    assert alice.other.saw(types.UpdateFolderPeers)
    await world.check(alice, bob)


async def test_an_archived_group_comes_back_for_each_who_archived_it(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    group = await world.group(alice, "Friends", bob, carol)
    for person in (alice, bob):
        await archive(person, group)
    await mute(bob, types.InputNotifyPeer(peer=bob.peer(group)))
    await carol.say(group, "hello")
    assert [await folder_of(one, group) for one in (alice, bob, carol)] == [0, 1, 0]
    await world.check(alice, bob, carol)


@pytest.mark.parametrize("whole_kind", [False, True])
async def test_a_muted_chat_stays_until_its_time_is_over(world: World, *, whole_kind: bool) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await bob.say(alice, "hi")
    await archive(alice, bob)
    one = types.InputNotifyPeer(peer=alice.peer(bob))
    await mute(alice, types.InputNotifyUsers() if whole_kind else one)
    await bob.say(alice, "are you there?")
    assert await folder_of(alice, bob) == 1
    world.wait(1001)
    await bob.say(alice, "now?")
    assert await folder_of(alice, bob) == 0


async def test_whoever_wants_keeps_chats_archived(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await keep(alice, unmuted=True)
    await bob.say(alice, "hi")
    await archive(alice, bob)
    await bob.say(alice, "are you there?")
    assert await folder_of(alice, bob) == 1
    await keep(alice)
    await bob.say(alice, "now?")
    assert await folder_of(alice, bob) == 0


async def test_chats_of_folders_are_kept_archived_on_request(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    await keep(alice, folders=True)
    await alice.call(
        functions.messages.UpdateDialogFilter(
            id=2,
            filter=types.DialogFilter(
                id=2,
                title=types.TextWithEntities(text="Work", entities=[]),
                pinned_peers=[],
                include_peers=[alice.peer(bob)],
                exclude_peers=[],
            ),
        )
    )
    for person in (bob, carol):
        await person.say(alice, "hi")
        await archive(alice, person)
        await person.say(alice, "are you there?")
    assert [await folder_of(alice, one) for one in (bob, carol)] == [1, 0]
