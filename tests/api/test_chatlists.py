"""Folders that are shared by links: exported, joined, kept up with, left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hodhod.actions.messages.folders import CHATLISTS_LAYER
from hodhod.domain.chatlist import LINKS_LIMIT, SHARED_LIMIT
from hodhod.domain.errors import RpcError
from hodhod.store.chatlists import chatlist_by_slug
from hodhod.tl import functions, types
from tests.api.sharing import (
    FOLDER,
    LIST,
    check,
    edit,
    export,
    folders,
    is_in,
    join,
    named,
    news,
    plain,
    shared,
    titled,
)
from tests.api.world import Person, Room, World


async def test_a_link_makes_a_folder_a_shared_one(world: World) -> None:
    alice = await world.user("Alice")
    room, quiet = await world.channel(alice, "Crowd"), await world.channel(alice, "Quiet")
    await alice.call(plain(alice, room, quiet))
    slug = await export(alice, room)
    (folder,) = (await folders(alice)).values()
    assert isinstance(folder, types.DialogFilterChatlist)
    assert (folder.title.text, folder.emoticon) == ("Reading", "📚")
    assert list(folder.include_peers) == [alice.peer(room), alice.peer(quiet)]
    told = alice.other.saw(types.UpdateDialogFilter)[-1]
    assert told == types.UpdateDialogFilter(id=FOLDER, filter=folder)
    listed = await alice.call(functions.chatlists.GetExportedInvites(chatlist=LIST))
    assert isinstance(listed, types.chatlists.ExportedInvites)
    (link,) = listed.invites
    assert link.title == "For friends"
    assert link.url == f"{world.app.policy.public_url}/addlist/{slug}"
    assert named(link.peers) == [room.peer_id]
    assert [chat.id for chat in listed.chats] == [alice.channel(room).channel_id]  # type: ignore[union-attr]
    await world.check(alice)


async def test_who_follows_a_link_has_the_folder_and_is_in_its_chats(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd")
    posts = await world.channel(alice, "News", broadcast=True)
    slug = await shared(alice, room, posts)
    shown = await check(bob, slug)
    assert isinstance(shown, types.chatlists.ChatlistInvite)
    assert (shown.title.text, shown.emoticon) == ("Reading", "📚")
    assert named(shown.peers) == [room.peer_id, posts.peer_id]
    assert [chat.title for chat in shown.chats if isinstance(chat, types.Channel)] == [
        "Crowd",
        "News",
    ]
    answer = await join(bob, slug, room, posts)
    (folder,) = (await folders(bob)).values()
    assert isinstance(folder, types.DialogFilterChatlist)
    assert not folder.has_my_invites
    assert list(folder.include_peers) == [bob.peer(room), bob.peer(posts)]
    assert types.UpdateDialogFilter(id=folder.id, filter=folder) in answer.updates
    assert bob.other.saw(types.UpdateDialogFilter) == [
        types.UpdateDialogFilter(id=folder.id, filter=folder)
    ]
    assert await is_in(bob, room)
    assert await is_in(bob, posts)
    again = await check(bob, slug)
    assert isinstance(again, types.chatlists.ChatlistInviteAlready)
    assert again.filter_id == folder.id
    assert named(again.already_peers) == [room.peer_id, posts.peer_id]
    assert not again.missing_peers
    await bob.say(room, "I came by a folder")
    await world.check(alice, bob)


async def test_chats_that_were_not_chosen_are_not_joined(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room, other = await world.channel(alice, "Crowd"), await world.channel(alice, "Other")
    slug = await shared(alice, room, other)
    await join(bob, slug, room)
    (folder,) = (await folders(bob)).values()
    assert list(folder.include_peers) == [bob.peer(room)]
    assert not await is_in(bob, other)
    assert await news(bob, folder.id) == []
    await join(bob, slug, other)
    (folder,) = (await folders(bob)).values()
    assert list(folder.include_peers) == [bob.peer(room), bob.peer(other)]
    assert await is_in(bob, other)


async def test_chats_that_a_link_gets_later_are_offered_once(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    rooms = [await world.channel(alice, title) for title in ("One", "Two", "Three")]
    one, two, three = rooms
    await alice.call(plain(alice, *rooms))
    slug = await export(alice, one)
    await join(bob, slug, one)
    (folder_id,) = await folders(bob)
    mine = types.InputChatlistDialogFilter(filter_id=folder_id)
    assert await news(bob, folder_id) == []
    await edit(alice, slug, peers=[alice.peer(room) for room in (one, two)])
    assert await news(bob, folder_id) == [two.peer_id]
    await bob.call(functions.chatlists.HideChatlistUpdates(chatlist=mine))
    assert await news(bob, folder_id) == []
    await edit(alice, slug, peers=[alice.peer(room) for room in rooms])
    assert await news(bob, folder_id) == [three.peer_id]
    await bob.call(functions.chatlists.JoinChatlistUpdates(chatlist=mine, peers=[bob.peer(three)]))
    assert await is_in(bob, three)
    assert not await is_in(bob, two)
    assert await news(bob, folder_id) == []
    folder = (await folders(bob))[folder_id]
    assert list(folder.include_peers) == [bob.peer(one), bob.peer(three)]
    await world.check(bob)


async def test_a_shared_folder_is_left_with_the_chats_that_came_with_it(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    old = await world.channel(alice, "Old", bob)
    new, kept = await world.channel(alice, "New"), await world.channel(alice, "Kept")
    slug = await shared(alice, old, new, kept)
    await join(bob, slug, old, new, kept)
    (folder_id,) = await folders(bob)
    mine = types.InputChatlistDialogFilter(filter_id=folder_id)
    offered = await bob.call(functions.chatlists.GetLeaveChatlistSuggestions(chatlist=mine))
    assert isinstance(offered, list)
    assert named(offered) == [new.peer_id, kept.peer_id]
    answer = await bob.call(functions.chatlists.LeaveChatlist(chatlist=mine, peers=[bob.peer(new)]))
    assert isinstance(answer, types.Updates)
    assert types.UpdateDialogFilter(id=folder_id) in answer.updates
    assert await folders(bob) == {}
    assert not await is_in(bob, new)
    assert await is_in(bob, kept)
    assert await is_in(bob, old)
    assert isinstance(await check(bob, slug), types.chatlists.ChatlistInvite)
    await world.check(alice, bob)


async def test_a_link_offers_only_what_its_owner_may_share_now(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room, mine = await world.channel(alice, "Crowd", bob), await world.channel(bob, "Mine")
    await alice.call(
        functions.channels.EditAdmin(
            channel=alice.channel(room),
            user_id=alice.user(bob),
            admin_rights=types.ChatAdminRights(invite_users=True),
            rank="",
        )
    )
    slug = await shared(bob, room, mine)
    assert named((await _new(carol, slug)).peers) == [room.peer_id, mine.peer_id]
    await alice.call(
        functions.channels.EditAdmin(
            channel=alice.channel(room),
            user_id=alice.user(bob),
            admin_rights=types.ChatAdminRights(),
            rank="",
        )
    )
    assert named((await _new(carol, slug)).peers) == [mine.peer_id]
    with pytest.raises(RpcError, match="PEER_ID_INVALID"):
        await join(carol, slug, room, mine)
    assert not await is_in(carol, mine)
    assert await folders(carol) == {}


async def _new(person: Person, slug: str) -> types.chatlists.ChatlistInvite:
    shown = await check(person, slug)
    assert isinstance(shown, types.chatlists.ChatlistInvite)
    return shown


async def test_who_was_banned_is_not_let_in_by_a_folder(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room, other = await world.channel(alice, "Crowd", bob), await world.channel(alice, "Other")
    await alice.call(
        functions.channels.EditBanned(
            channel=alice.channel(room),
            participant=alice.peer(bob),
            banned_rights=types.ChatBannedRights(view_messages=True, until_date=0),
        )
    )
    slug = await shared(alice, room, other)
    assert named((await _new(bob, slug)).peers) == [other.peer_id]
    with pytest.raises(RpcError, match="PEER_ID_INVALID"):
        await join(bob, slug, room)


async def test_a_basic_group_becomes_a_supergroup_when_it_is_shared(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    group = await world.group(alice, "Family")
    await alice.call(plain(alice, group))
    slug = await export(alice, group)
    seen = await world.app.store.chats.seen_by(alice.id, group.peer_id)
    assert seen is not None
    assert seen.chat.migrated_to is not None
    room = Room(seen.chat.migrated_to)
    (folder,) = (await folders(alice)).values()
    assert list(folder.include_peers) == [alice.peer(room)]
    await join(bob, slug, room)
    assert await is_in(bob, room)
    await world.check(alice, bob)


async def test_with_its_last_link_a_folder_is_an_ordinary_one_again(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd")
    first = await shared(alice, room)
    second = await export(alice, room)
    await join(bob, first, room)
    await alice.call(functions.chatlists.DeleteExportedInvite(chatlist=LIST, slug=first))
    assert isinstance((await folders(alice))[FOLDER], types.DialogFilterChatlist)
    with pytest.raises(RpcError, match="INVITE_SLUG_EXPIRED"):
        await check(bob, first)
    await alice.call(functions.chatlists.DeleteExportedInvite(chatlist=LIST, slug=second))
    folder = (await folders(alice))[FOLDER]
    assert isinstance(folder, types.DialogFilter)
    assert list(folder.include_peers) == [alice.peer(room)]
    assert alice.other.saw(types.UpdateDialogFilter)[-1] == types.UpdateDialogFilter(
        id=FOLDER, filter=folder
    )
    (kept,) = (await folders(bob)).values()
    assert await news(bob, kept.id) == []
    assert await is_in(bob, room)


async def test_a_folder_that_is_deleted_takes_its_links_along(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    slug = await shared(alice, await world.channel(alice, "Crowd"))
    await alice.call(functions.messages.UpdateDialogFilter(id=FOLDER))
    with pytest.raises(RpcError, match="INVITE_SLUG_EXPIRED"):
        await check(bob, slug)


async def test_a_shared_folder_is_edited_and_stays_shared(world: World) -> None:
    alice = await world.user("Alice")
    room, other = await world.channel(alice, "Crowd"), await world.channel(alice, "Other")
    await shared(alice, room)
    await alice.call(
        functions.messages.UpdateDialogFilter(
            id=FOLDER,
            filter=types.DialogFilterChatlist(
                id=FOLDER,
                title=titled("Watching"),
                pinned_peers=[alice.peer(other)],
                include_peers=[alice.peer(room)],
            ),
        )
    )
    folder = (await folders(alice))[FOLDER]
    assert isinstance(folder, types.DialogFilterChatlist)
    assert folder.has_my_invites
    assert folder.title.text == "Watching"
    assert list(folder.pinned_peers) == [alice.peer(other)]
    await alice.call(plain(alice, room))
    assert isinstance((await folders(alice))[FOLDER], types.DialogFilterChatlist)
    with pytest.raises(RpcError, match="CHATLIST_EXCLUDE_INVALID"):
        await alice.call(plain(alice, room, exclude_peers=[alice.peer(other)]))
    with pytest.raises(RpcError, match="FILTER_NOT_SUPPORTED"):
        await alice.call(plain(alice, room, groups=True))
    with pytest.raises(RpcError, match="FILTER_NOT_SUPPORTED"):
        await alice.call(
            functions.messages.UpdateDialogFilter(
                id=FOLDER + 1,
                filter=types.DialogFilterChatlist(
                    id=FOLDER + 1,
                    title=titled("New"),
                    pinned_peers=(),
                    include_peers=[alice.peer(room)],
                ),
            )
        )


async def test_what_cannot_be_shared_is_refused(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room, other = await world.channel(alice, "Crowd", bob), await world.channel(alice, "Other")
    with pytest.raises(RpcError, match="FILTER_ID_INVALID"):
        await export(alice, room)
    await alice.call(plain(alice, room, exclude_muted=True))
    with pytest.raises(RpcError, match="FILTER_NOT_SUPPORTED"):
        await export(alice, room)
    await alice.call(plain(alice, room))
    with pytest.raises(RpcError, match="PEERS_LIST_EMPTY"):
        await export(alice)
    with pytest.raises(RpcError, match="PEER_ID_INVALID"):
        await export(alice, other)
    await bob.call(plain(bob, room))
    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await export(bob, room)
    for person in (alice, bob):
        assert isinstance((await folders(person))[FOLDER], types.DialogFilter)


async def test_wrong_links_and_folders_are_refused(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd")
    slug = await shared(alice, room)
    with pytest.raises(RpcError, match="INVITE_SLUG_EMPTY"):
        await check(bob, "")
    for wrong in ("x" * 16, "؟", "a" * 500):
        with pytest.raises(RpcError, match="INVITE_SLUG_EXPIRED"):
            await check(bob, wrong)
    with pytest.raises(RpcError, match="FILTER_INCLUDE_EMPTY"):
        await join(bob, slug)
    with pytest.raises(RpcError, match="PEER_ID_INVALID"):
        await bob.call(functions.chatlists.JoinChatlistInvite(slug=slug, peers=[alice.peer(room)]))
    await bob.call(plain(bob, await world.channel(bob, "Mine")))
    for asked in (
        functions.chatlists.GetChatlistUpdates,
        functions.chatlists.HideChatlistUpdates,
        functions.chatlists.GetLeaveChatlistSuggestions,
    ):
        with pytest.raises(RpcError, match="FILTER_NOT_SUPPORTED"):
            await bob.call(asked(chatlist=LIST))
        with pytest.raises(RpcError, match="FILTER_ID_INVALID"):
            await bob.call(asked(chatlist=types.InputChatlistDialogFilter(filter_id=77)))
    with pytest.raises(RpcError, match="INVITE_SLUG_EXPIRED"):
        await bob.call(functions.chatlists.DeleteExportedInvite(chatlist=LIST, slug=slug))
    with pytest.raises(RpcError, match="INVITE_SLUG_EXPIRED"):
        await edit(bob, slug, title="Mine")


async def test_links_and_shared_folders_are_counted(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd")
    slug = await shared(alice, room)
    for _ in range(LINKS_LIMIT - 1):
        await export(alice, room)
    with pytest.raises(RpcError, match="INVITES_TOO_MUCH"):
        await export(alice, room)
    mine = await world.channel(bob, "Mine")
    for folder_id in range(2, 2 + SHARED_LIMIT):
        await bob.call(plain(bob, mine, folder_id=folder_id))
        await export(bob, mine, folder_id=folder_id)
    with pytest.raises(RpcError, match="CHATLISTS_TOO_MUCH"):
        await join(bob, slug, room)
    assert not await is_in(bob, room)


async def test_a_chat_where_newcomers_wait_is_asked_for(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room, other = await world.channel(alice, "Crowd"), await world.channel(alice, "Other")
    await alice.call(
        functions.channels.UpdateUsername(channel=alice.channel(room), username="crowded_place")
    )
    await alice.call(
        functions.channels.ToggleJoinRequest(channel=alice.channel(room), enabled=True)
    )
    slug = await shared(alice, room, other)
    await join(bob, slug, room, other)
    assert not await is_in(bob, room)
    assert await is_in(bob, other)
    seen = await world.app.store.chats.seen_by(alice.id, room.peer_id)
    assert seen is not None
    assert seen.chat.requests == 1


async def test_a_folder_may_keep_a_chat_that_its_owner_has_left(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    left, other = await world.channel(alice, "Left", bob), await world.channel(bob, "Mine")
    await bob.call(plain(bob, left))
    await bob.call(functions.channels.LeaveChannel(channel=bob.channel(left)))
    await bob.call(plain(bob, left, other))
    assert list((await folders(bob))[FOLDER].include_peers) == [bob.peer(left), bob.peer(other)]
    with pytest.raises(RpcError, match="CHANNEL_PRIVATE"):
        await bob.call(plain(bob, left, folder_id=FOLDER + 1))


async def test_clients_that_know_no_shared_folders_do_not_overwrite_one(world: World) -> None:
    alice = await world.user("Alice")
    room = await world.channel(alice, "Crowd")
    slug = await shared(alice, room)
    old = Person(world, replace(alice.caller, layer=CHATLISTS_LAYER - 1))
    for asked in (plain(alice, room), functions.messages.UpdateDialogFilter(id=FOLDER)):
        with pytest.raises(RpcError, match="FILTER_ID_INVALID"):
            await old.call(asked)
    assert named((await check(alice, slug)).already_peers) == [room.peer_id]  # type: ignore[union-attr]


async def test_an_account_that_goes_takes_its_links_along(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    slug = await shared(alice, await world.channel(alice, "Crowd", bob))
    await alice.call(functions.account.DeleteAccount(reason="gone"))
    with pytest.raises(RpcError, match="INVITE_SLUG_EXPIRED"):
        await check(bob, slug)
    assert await chatlist_by_slug(world.app.store.main, slug) is None


@pytest.mark.parametrize(
    "link",
    [
        "{}",
        "https://chat.example/addlist/{}",
        "t.me/addlist/{}",
        "tg://addlist?slug={}",
        "tg:addlist?slug={}",
    ],
)
async def test_a_link_is_followed_in_any_form(world: World, link: str) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd")
    slug = await shared(alice, room)
    assert named((await _new(bob, link.format(slug))).peers) == [room.peer_id]
