"""The chat list with groups, supergroups and channels in it: pins, archive, sounds, folders."""

from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.ids import bare_id, from_tl_peer, to_tl_peer
from hodhod.domain.policy import Policy
from hodhod.tl import functions, types
from tests.api.test_chats import dialog_of, history_of
from tests.api.world import Person, Room, World

KINDS = ("group", "supergroup", "channel")
MUTED = types.InputPeerNotifySettings(mute_until=2_000_000_000)


async def room_of(world: World, kind: str, owner: Person, *others: Person) -> Room:
    if kind == "group":
        return await world.group(owner, kind, *others)
    return await world.channel(owner, kind, *others, broadcast=kind == "channel")


async def rooms(world: World, owner: Person, *others: Person) -> list[Room]:
    return [await room_of(world, kind, owner, *others) for kind in KINDS]


def named(person: Person, room: Room) -> types.InputDialogPeer:
    return types.InputDialogPeer(peer=person.peer(room))


async def pin(person: Person, room: Room, *, pinned: bool = True) -> None:
    await person.call(functions.messages.ToggleDialogPin(peer=named(person, room), pinned=pinned))


async def pinned(person: Person, folder_id: int = 0) -> list[types.TypePeer]:
    answer = await person.call(functions.messages.GetPinnedDialogs(folder_id=folder_id))
    assert isinstance(answer, types.messages.PeerDialogs)
    return [one.peer for one in answer.dialogs if isinstance(one, types.Dialog)]


async def listed(person: Person, folder_id: int = 0) -> list[types.TypePeer]:
    answer = await person.call(
        functions.messages.GetDialogs(
            folder_id=folder_id,
            offset_date=0,
            offset_id=0,
            offset_peer=types.InputPeerEmpty(),
            limit=50,
            hash=0,
        )
    )
    assert isinstance(answer, types.messages.Dialogs | types.messages.DialogsSlice)
    return [one.peer for one in answer.dialogs if isinstance(one, types.Dialog)]


async def archive(person: Person, *some: Room, to: int = 1) -> None:
    await person.call(
        functions.folders.EditPeerFolders(
            folder_peers=[
                types.InputFolderPeer(peer=person.peer(room), folder_id=to) for room in some
            ]
        )
    )


def peers(*some: Room) -> list[types.TypePeer]:
    return [to_tl_peer(room.peer_id) for room in some]


async def test_what_is_pinned_is_on_top_of_the_first_page_and_in_no_other(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    made: list[Room] = []
    for kind in (*KINDS, *KINDS):
        made.append(await room_of(world, kind, alice, bob))
        world.wait(1)
    for room in (made[0], made[2]):
        await pin(bob, room)
    assert await listed(bob) == peers(made[2], made[0], *[made[n] for n in (5, 4, 3, 1)])
    pages: list[types.TypePeer] = []
    offset: tuple[int, int, types.TypeInputPeer] = (0, 0, types.InputPeerEmpty())
    while True:
        answer = await bob.call(
            functions.messages.GetDialogs(
                offset_date=offset[0], offset_id=offset[1], offset_peer=offset[2], limit=1, hash=0
            )
        )
        assert isinstance(answer, types.messages.DialogsSlice)
        assert answer.count == len(made)
        if not answer.dialogs:
            break
        pages += [one.peer for one in answer.dialogs if isinstance(one, types.Dialog)]
        last = next(room for room in made if to_tl_peer(room.peer_id) == pages[-1])
        top = next(m for m in answer.messages if m.peer_id == pages[-1])
        assert isinstance(top, types.Message | types.MessageService)
        offset = (top.date, top.id, bob.peer(last))
    assert pages == peers(made[2], made[0], *[made[n] for n in (5, 4, 3, 1)])


async def test_chats_of_every_kind_are_pinned_in_an_order(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    group, room, posts = await rooms(world, alice, bob)
    for one in (group, room, posts):
        await pin(bob, one)
    assert await pinned(bob) == peers(posts, room, group)
    await bob.call(
        functions.messages.ReorderPinnedDialogs(
            folder_id=0, order=[named(bob, room), named(bob, group)]
        )
    )
    assert await pinned(bob) == peers(room, group, posts)
    await bob.call(
        functions.messages.ReorderPinnedDialogs(
            folder_id=0, force=True, order=[named(bob, group), named(bob, room)]
        )
    )
    assert await pinned(bob) == peers(group, room)
    await pin(bob, group, pinned=False)
    assert await pinned(bob) == peers(room)
    assert await pinned(alice) == []
    await world.check(alice, bob)


@pytest.mark.parametrize("kind", KINDS)
async def test_chats_are_archived_and_brought_back(world: World, kind: str) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await room_of(world, kind, alice, bob)
    if kind == "channel":
        await alice.say(room, "first")
    await pin(bob, room)
    await archive(bob, room)
    assert await pinned(bob) == []
    assert peers(room)[0] not in await listed(bob)
    assert await listed(bob, 1) == peers(room)
    await pin(bob, room)
    assert await pinned(bob, 1) == peers(room)
    await archive(bob, room, to=0)
    assert peers(room)[0] in await listed(bob)
    assert await listed(bob, 1) == []
    assert await pinned(bob, 1) == []
    await world.check(alice, bob)


async def test_pins_of_chats_are_limited_together(world: World) -> None:
    alice = await world.user("Alice")
    limit = Policy().pinned_dialogs
    found = [await room_of(world, KINDS[n % 3], alice) for n in range(limit + 1)]
    for room in found[:-1]:
        await pin(alice, room)
    with pytest.raises(RpcError, match="PINNED_DIALOGS_TOO_MUCH"):
        await pin(alice, found[-1])
    assert len(await pinned(alice)) == limit
    await archive(alice, found[-1])
    await pin(alice, found[-1])
    assert await pinned(alice, 1) == peers(found[-1])


@pytest.mark.parametrize("kind", KINDS)
async def test_a_chat_is_marked_as_unread_for_oneself_alone(world: World, kind: str) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await room_of(world, kind, alice, bob)
    await alice.say(room, "read me")
    peer = types.DialogPeer(peer=peers(room)[0])
    for marked in (True, False):
        await bob.call(functions.messages.MarkDialogUnread(peer=named(bob, room), unread=marked))
        dialog = await dialog_of(bob, room)
        assert dialog is not None
        assert dialog.unread_mark is marked
        theirs = await dialog_of(alice, room)
        assert theirs is not None
        assert not theirs.unread_mark
        marks = await bob.call(functions.messages.GetDialogUnreadMarks())
        assert marks == [peer] * marked
    assert bob.other.saw(types.UpdateDialogUnreadMark) == [
        types.UpdateDialogUnreadMark(unread=marked, peer=peer) for marked in (True, False)
    ]
    await world.check(alice, bob)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_chat_is_muted_by_itself_and_with_its_kind(world: World, kind: str) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await room_of(world, kind, alice, bob)
    await alice.say(room, "noise")
    own = types.InputNotifyPeer(peer=bob.peer(room))
    of_kind: types.TypeInputNotifyPeer = types.InputNotifyChats()
    told_kind: types.TypeNotifyPeer = types.NotifyChats()
    if kind == "channel":
        of_kind, told_kind = types.InputNotifyBroadcasts(), types.NotifyBroadcasts()
    for asked in (own, of_kind):
        await bob.call(functions.account.UpdateNotifySettings(peer=asked, settings=MUTED))
        settings = await bob.call(functions.account.GetNotifySettings(peer=asked))
        assert isinstance(settings, types.PeerNotifySettings)
        assert settings.mute_until == MUTED.mute_until
    told = [u.peer for u in bob.other.saw(types.UpdateNotifySettings)]  # type: ignore[attr-defined]
    assert told == [types.NotifyPeer(peer=peers(room)[0]), told_kind]
    dialog = await dialog_of(bob, room)
    assert dialog is not None
    assert isinstance(dialog.notify_settings, types.PeerNotifySettings)
    assert dialog.notify_settings.mute_until == MUTED.mute_until
    theirs = await dialog_of(alice, room)
    assert theirs is not None
    assert theirs.notify_settings == types.PeerNotifySettings()
    await bob.call(functions.account.ResetNotifySettings())
    dialog = await dialog_of(bob, room)
    assert dialog is not None
    assert dialog.notify_settings == types.PeerNotifySettings()
    await world.check(alice, bob)


async def exceptions(person: Person, kind: types.TypeInputNotifyPeer | None = None) -> set[object]:
    answer = await person.call(functions.account.GetNotifyExceptions(peer=kind))
    assert isinstance(answer, types.Updates)
    found = [one.peer for one in answer.updates if isinstance(one, types.UpdateNotifySettings)]
    return {one.peer for one in found if isinstance(one, types.NotifyPeer)}


async def test_exceptions_are_listed_by_the_kind_of_chat(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    group, room, posts = await rooms(world, alice, bob)
    for whom in (alice, group, room, posts):
        chat = types.InputNotifyPeer(peer=bob.peer(whom))
        await bob.call(functions.account.UpdateNotifySettings(peer=chat, settings=MUTED))
    person = types.PeerUser(user_id=alice.id)
    assert await exceptions(bob) == {person, *peers(group, room, posts)}
    assert await exceptions(bob, types.InputNotifyUsers()) == {person}
    assert await exceptions(bob, types.InputNotifyChats()) == set(peers(group, room))
    assert await exceptions(bob, types.InputNotifyBroadcasts()) == set(peers(posts))
    one = types.InputNotifyPeer(peer=bob.peer(room))
    assert await exceptions(bob, one) == set(peers(room))
    empty = types.InputPeerNotifySettings()
    await bob.call(functions.account.UpdateNotifySettings(peer=one, settings=empty))
    assert await exceptions(bob) == {person, *peers(group, posts)}


async def test_settings_of_chats_that_one_may_not_see_are_nobodys(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    for room in await rooms(world, alice):
        chat = types.InputNotifyPeer(peer=bob.peer(room))
        for asked in (
            functions.account.GetNotifySettings(peer=chat),
            functions.account.UpdateNotifySettings(peer=chat, settings=MUTED),
            functions.messages.GetPeerSettings(peer=bob.peer(room)),
            functions.messages.MarkDialogUnread(peer=named(bob, room), unread=True),
            functions.messages.ToggleDialogPin(peer=named(bob, room), pinned=True),
        ):
            with pytest.raises(RpcError, match=r"CHAT_ID_INVALID|CHANNEL_PRIVATE"):
                await bob.call(asked)


async def bar(person: Person, room: Room) -> types.PeerSettings:
    answer = await person.call(functions.messages.GetPeerSettings(peer=person.peer(room)))
    assert isinstance(answer, types.messages.PeerSettings)
    assert len(answer.chats) == 1
    return answer.settings


@pytest.mark.parametrize("kind", KINDS)
async def test_whom_a_stranger_brought_may_report_the_chat(world: World, kind: str) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    await carol.call(
        functions.contacts.AddContact(
            id=carol.user(alice), first_name="Alice", last_name="", phone=""
        )
    )
    room = await room_of(world, kind, alice, bob, carol)
    assert await bar(bob, room) == types.PeerSettings(report_spam=True)
    assert await bar(carol, room) == types.PeerSettings()
    assert await bar(alice, room) == types.PeerSettings()
    await bob.call(functions.messages.HidePeerSettingsBar(peer=bob.peer(room)))
    assert await bar(bob, room) == types.PeerSettings()


async def test_a_folder_keeps_its_rules_and_chats_of_every_kind(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    group, room, posts = await rooms(world, alice, bob)
    folder = types.DialogFilter(
        id=7,
        title=types.TextWithEntities(text="All", entities=()),
        contacts=True,
        groups=True,
        broadcasts=True,
        exclude_muted=True,
        exclude_read=True,
        exclude_archived=True,
        pinned_peers=(bob.peer(room), bob.peer(group)),
        include_peers=(bob.peer(alice),),
        exclude_peers=(bob.peer(posts),),
    )
    await bob.call(functions.messages.UpdateDialogFilter(id=7, filter=folder))
    answer = await bob.call(functions.messages.GetDialogFilters())
    assert isinstance(answer, types.messages.DialogFilters)
    assert list(answer.filters) == [types.DialogFilterDefault(), folder]
    assert bob.other.saw(types.UpdateDialogFilter) == [
        types.UpdateDialogFilter(id=7, filter=folder)
    ]
    await world.check(bob)


async def test_a_folder_names_no_chat_of_others(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    for room in await rooms(world, alice):
        folder = types.DialogFilter(
            id=7,
            title=types.TextWithEntities(text="All", entities=()),
            pinned_peers=(),
            include_peers=(bob.peer(room),),
            exclude_peers=(),
        )
        with pytest.raises(RpcError, match=r"CHAT_ID_INVALID|CHANNEL_PRIVATE"):
            await bob.call(functions.messages.UpdateDialogFilter(id=7, filter=folder))
    answer = await bob.call(functions.messages.GetDialogFilters())
    assert isinstance(answer, types.messages.DialogFilters)
    assert list(answer.filters) == [types.DialogFilterDefault()]


async def unread(person: Person, room: Room) -> int:
    dialog = await dialog_of(person, room)
    assert dialog is not None
    newer = [
        one
        for one in await history_of(person, room)
        if one.id > dialog.read_inbox_max_id and not getattr(one, "out", False)
    ]
    assert dialog.unread_count == len(newer)
    return dialog.unread_count


@pytest.mark.parametrize("kind", KINDS)
async def test_counters_agree_with_history_also_after_deletions(world: World, kind: str) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await room_of(world, kind, alice, bob)
    before = await unread(bob, room)
    sent = [await alice.say(room, f"message {n}") for n in range(5)]
    assert await unread(bob, room) == before + 5
    gone = [sent[1].id, sent[4].id]
    if kind == "group":
        await alice.call(functions.messages.DeleteMessages(id=gone, revoke=True))
    else:
        await alice.call(functions.channels.DeleteMessages(channel=alice.channel(room), id=gone))
    assert await unread(bob, room) == before + 3
    seen = [one.id for one in await history_of(bob, room) if getattr(one, "message", "")]
    middle = sorted(seen)[-2]
    if kind == "group":
        await bob.call(functions.messages.ReadHistory(peer=bob.peer(room), max_id=middle))
    else:
        await bob.call(functions.channels.ReadHistory(channel=bob.channel(room), max_id=middle))
    assert await unread(bob, room) == 1
    assert await unread(alice, room) == 0
    await world.check(alice, bob)


async def saved(person: Person, source: Room, text: str) -> None:
    (wanted,) = [
        one.id for one in await history_of(person, source) if getattr(one, "message", "") == text
    ]
    await person.call(
        functions.messages.ForwardMessages(
            from_peer=person.peer(source),
            to_peer=types.InputPeerSelf(),
            id=[wanted],
            random_id=[person.world.random_id()],
        )
    )


async def sources(
    person: Person, *, pinned_only: bool = False
) -> list[tuple[types.TypePeer, bool]]:
    answer = await person.call(
        functions.messages.GetPinnedSavedDialogs()
        if pinned_only
        else functions.messages.GetSavedDialogs(
            offset_date=0, offset_id=0, offset_peer=types.InputPeerEmpty(), limit=20, hash=0
        )
    )
    assert isinstance(answer, types.messages.SavedDialogs | types.messages.SavedDialogsSlice)
    found = [one for one in answer.dialogs if isinstance(one, types.SavedDialog)]
    assert {bare_id(from_tl_peer(one.peer)) for one in found} <= {one.id for one in answer.chats}
    return [(one.peer, one.pinned) for one in found]


async def kept_from(person: Person, source: Room) -> list[str]:
    history = await person.call(
        functions.messages.GetSavedHistory(
            peer=person.peer(source),
            offset_id=0,
            offset_date=0,
            add_offset=0,
            limit=10,
            max_id=0,
            min_id=0,
            hash=0,
        )
    )
    assert isinstance(history, types.messages.Messages | types.messages.MessagesSlice)
    return [one.message for one in history.messages if isinstance(one, types.Message)]


async def pin_source(person: Person, source: Room, *, pinned: bool = True) -> None:
    await person.call(
        functions.messages.ToggleSavedDialogPin(peer=named(person, source), pinned=pinned)
    )


async def test_what_was_saved_from_chats_is_kept_by_its_source(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    found = await rooms(world, alice, bob)
    group, room, posts = found
    for one in found:
        text = f"from {one.peer_id}"
        await alice.say(one, text)
        await saved(bob, one, text)
        assert await kept_from(bob, one) == [text]
    of_group, of_room, of_posts = peers(*found)
    assert await sources(bob) == [(of_posts, False), (of_room, False), (of_group, False)]
    await pin_source(bob, group)
    await pin_source(bob, room)
    assert await sources(bob, pinned_only=True) == [(of_room, True), (of_group, True)]
    await bob.call(
        functions.messages.ReorderPinnedSavedDialogs(
            force=True, order=[named(bob, group), named(bob, room)]
        )
    )
    assert await sources(bob) == [(of_group, True), (of_room, True), (of_posts, False)]
    await pin_source(bob, room, pinned=False)
    assert await sources(bob, pinned_only=True) == [(of_group, True)]
    await bob.call(functions.messages.DeleteSavedHistory(peer=bob.peer(posts), max_id=0))
    assert await kept_from(bob, posts) == []
    assert {peer for peer, _ in await sources(bob)} == {of_group, of_room}
    await world.check(bob)


async def test_what_was_saved_outlives_ones_stay_in_the_chat(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    await alice.say(room, "keep this")
    await saved(bob, room, "keep this")
    await bob.call(functions.channels.LeaveChannel(channel=bob.channel(room)))
    assert await kept_from(bob, room) == ["keep this"]
    await pin_source(bob, room)
    assert await sources(bob) == [(peers(room)[0], True)]
    await bob.call(functions.messages.DeleteSavedHistory(peer=bob.peer(room), max_id=0))
    assert await sources(bob) == []
    wrong = types.InputPeerChannel(channel_id=bob.channel(room).channel_id, access_hash=1)  # type: ignore[union-attr]
    with pytest.raises(RpcError, match="CHANNEL_INVALID"):
        await bob.call(functions.messages.DeleteSavedHistory(peer=wrong, max_id=0))
