"""Folders that go by a link: their chats are joined together, kept up with, and left together."""

import pytest
from telethon import errors, utils
from telethon.tl import types
from telethon.tl.functions import chatlists, messages

from tests.e2e.company import Company
from tests.e2e.json_tree import int_at, list_at, text_at, true_at
from tests.e2e.messenger import Content
from tests.e2e.tdlib_client import TdlibUser
from tests.e2e.telethon_client import TelethonUser
from tests.e2e.waiting import message_with

pytestmark = pytest.mark.asyncio(loop_scope="module")

NUMBER = 5


async def shared(owner: TelethonUser, rooms: list[int], offered: list[int]) -> str:
    """Makes a folder of some rooms, and a link to a few of them; gives the link."""
    peers = [await owner.client.get_input_entity(room) for room in rooms]
    title = types.TextWithEntities("خواندنی", [])
    folder = types.DialogFilter(NUMBER, title, [], peers, [])
    await owner.client(messages.UpdateDialogFilterRequest(NUMBER, folder))
    done = await owner.client(
        chatlists.ExportChatlistInviteRequest(
            types.InputChatlistDialogFilter(NUMBER),
            "For friends",
            [await owner.client.get_input_entity(room) for room in offered],
        )
    )
    return str(done.invite.url)


def slug_of(link: str) -> str:
    return link.rpartition("/")[2]


async def folders(user: TelethonUser) -> dict[int, types.DialogFilterChatlist]:
    found = (await user.client(messages.GetDialogFiltersRequest())).filters
    return {one.id: one for one in found if isinstance(one, types.DialogFilterChatlist)}


async def test_a_folder_is_followed_by_its_link_and_left_with_its_chats(company: Company) -> None:
    owner, friend, _ = company.everybody()
    rooms = [await company.room(f"Room {number}", broadcast=number == 1) for number in range(3)]
    slug = slug_of(await shared(owner, rooms, rooms[:2]))
    shown = await friend.client(chatlists.CheckChatlistInviteRequest(slug))
    assert isinstance(shown, types.chatlists.ChatlistInvite)
    assert shown.title.text == "خواندنی"
    assert [utils.get_peer_id(peer) for peer in shown.peers] == rooms[:2]
    inside = [utils.get_input_peer(chat) for chat in shown.chats]
    await friend.client(chatlists.JoinChatlistInviteRequest(slug, inside))
    ((number, folder),) = (await folders(friend)).items()
    assert [utils.get_peer_id(peer) for peer in folder.include_peers] == rooms[:2]
    assert {dialog.id for dialog in await friend.client.get_dialogs()} >= set(rooms[:2])
    await friend.send(rooms[0], Content("I came by a folder"))
    await message_with(owner, "I came by a folder", chat=rooms[0])

    mine = types.InputChatlistDialogFilter(number)
    peers = [await owner.client.get_input_entity(room) for room in rooms]
    theirs = types.InputChatlistDialogFilter(NUMBER)
    await owner.client(chatlists.EditExportedInviteRequest(theirs, slug, peers=peers))
    news = await friend.client(chatlists.GetChatlistUpdatesRequest(mine))
    assert [utils.get_peer_id(peer) for peer in news.missing_peers] == rooms[2:]
    new = [utils.get_input_peer(chat) for chat in news.chats if utils.get_peer_id(chat) == rooms[2]]
    await friend.client(chatlists.JoinChatlistUpdatesRequest(mine, new))
    folder = (await folders(friend))[number]
    assert [utils.get_peer_id(peer) for peer in folder.include_peers] == rooms

    offered = await friend.client(chatlists.GetLeaveChatlistSuggestionsRequest(mine))
    assert {utils.get_peer_id(peer) for peer in offered} == set(rooms)
    leaving = [await friend.client.get_input_entity(room) for room in rooms[:2]]
    await friend.client(chatlists.LeaveChatlistRequest(mine, leaving))
    assert await folders(friend) == {}
    left = {dialog.id for dialog in await friend.client.get_dialogs()} & set(rooms)
    assert left == {rooms[2]}
    await owner.client(chatlists.DeleteExportedInviteRequest(theirs, slug))
    with pytest.raises(errors.BadRequestError):
        await friend.client(chatlists.CheckChatlistInviteRequest(slug))


@pytest.mark.parametrize("variant", ["tdlib", "tdlib-older"])
async def test_tdlib_follows_a_link_to_a_folder(company: Company, variant: str) -> None:
    owner = company.owner
    user = await company.town.newcomer(variant, "Tara")
    assert isinstance(user, TdlibUser)
    await user.load_chats()
    rooms = [await company.room(f"Shared {number}") for number in range(2)]
    slug = slug_of(await shared(owner, rooms, rooms))
    link = f"https://t.me/addlist/{slug}"
    shown = await user.td.ask("checkChatFolderInviteLink", invite_link=link)
    assert set(list_at(shown, "missing_chat_ids")) == set(rooms)
    await user.td.ask("addChatFolderByInviteLink", invite_link=link, chat_ids=list(rooms))
    told = await user.td.updates.first(
        lambda u: text_at(u, "@type") == "updateChatFolders" and bool(list_at(u, "chat_folders"))
    )
    number = int_at(told, "chat_folders", 0, "id")
    folder = await user.td.ask("getChatFolder", chat_folder_id=number)
    assert true_at(folder, "is_shareable")
    assert set(list_at(folder, "included_chat_ids")) == set(rooms)
    await owner.send(rooms[0], Content(f"welcome by {variant}"))
    await message_with(user, f"welcome by {variant}", chat=rooms[0])
    assert user.td.errors == []
