"""The list of chats: its order, pins, archive, folders, quiet; and finding what was said."""

from datetime import UTC, datetime, timedelta

import pytest
from telethon import utils
from telethon.tl import types
from telethon.tl.functions import account, contacts, folders, messages

from tests.e2e.company import Company
from tests.e2e.messenger import Content
from tests.e2e.samples import noise, picture
from tests.e2e.telethon_client import TelethonUser
from tests.e2e.test_finding import new_username
from tests.e2e.waiting import message_with

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def dialog_peer(user: TelethonUser, chat: int) -> types.InputDialogPeer:
    return types.InputDialogPeer(await user.client.get_input_entity(chat))


async def listed(user: TelethonUser, among: list[int], folder: int | None = None) -> list[int]:
    """Those of some chats that are in a list, in its order."""
    dialogs = await user.client.get_dialogs(folder=folder)
    return [dialog.id for dialog in dialogs if dialog.id in among]


async def test_the_last_word_is_on_top_and_pins_are_above(company: Company) -> None:
    owner, friend, _ = company.everybody()
    rooms = [await company.room(f"Order {number}", friend) for number in range(3)]
    for words, room in enumerate((rooms[1], rooms[2], rooms[0]), 1):
        # In one second, the chat with the higher number of a message is above.
        for word in range(words):
            await owner.send(room, Content(f"word {word}"))
        await message_with(friend, f"word {words - 1}", chat=room)
    assert await listed(friend, rooms) == [rooms[0], rooms[2], rooms[1]]
    for room in (rooms[1], rooms[2]):
        peer = await dialog_peer(friend, room)
        await friend.client(messages.ToggleDialogPinRequest(peer, pinned=True))
    assert await listed(friend, rooms) == [rooms[2], rooms[1], rooms[0]]
    order = [await dialog_peer(friend, room) for room in (rooms[1], rooms[2])]
    await friend.client(messages.ReorderPinnedDialogsRequest(0, order, force=True))
    assert await listed(friend, rooms) == [rooms[1], rooms[2], rooms[0]]
    pinned = await friend.client(messages.GetPinnedDialogsRequest(0))
    assert [utils.get_peer_id(dialog.peer) for dialog in pinned.dialogs] == rooms[1:]


async def test_unread_counters_agree_with_what_is_there(company: Company) -> None:
    owner, friend, _ = company.everybody()
    rooms = [await company.group("Counted"), await company.room("Counted too", friend)]
    for room in rooms:
        await friend.client.send_read_acknowledge(room)
        for number in range(5):
            await owner.send(room, Content(f"unread {number}"))
        heard = await message_with(friend, "unread 4", chat=room)
        row = next(chat for chat in await friend.chats() if chat.chat == room)
        assert (row.unread, row.top) == (5, heard.id)
        await friend.read(room, (await message_with(friend, "unread 1", chat=room)).id)
        row = next(chat for chat in await friend.chats() if chat.chat == room)
        assert row.unread == 3
        gone = [m.id for m in await owner.history(room, 2)]
        for message in gone:
            await owner.delete(room, message, revoke=True)
        row = next(chat for chat in await friend.chats() if chat.chat == room)
        assert row.unread == 1


async def test_chats_go_into_the_archive_and_come_back_when_somebody_writes(
    company: Company,
) -> None:
    owner, friend, _ = company.everybody()
    room = await company.group("Archived")
    await friend.client.get_dialogs()
    peer = await friend.client.get_input_entity(room)
    await friend.client(folders.EditPeerFoldersRequest([types.InputFolderPeer(peer, 1)]))
    assert await listed(friend, [room], 0) == []
    assert await listed(friend, [room], 1) == [room]
    await owner.send(room, Content("come back"))
    await message_with(friend, "come back", chat=room)
    assert await listed(friend, [room], 0) == [room]


async def test_folders_are_made_changed_ordered_and_on_all_devices(company: Company) -> None:
    friend = company.friend
    room = await company.room("In a folder", friend)
    tablet = await company.town.device("telethon", friend)
    assert isinstance(tablet, TelethonUser)
    peer = await friend.client.get_input_entity(room)
    for number, title in ((2, "کار"), (3, "Home")):
        folder = types.DialogFilter(
            number, types.TextWithEntities(title, []), [], [peer], [], groups=True
        )
        await friend.client(messages.UpdateDialogFilterRequest(number, folder))
    await tablet.told(types.UpdateDialogFilter, lambda u: u.id == 3)
    await friend.client(messages.UpdateDialogFiltersOrderRequest([3, 2]))
    await tablet.told(types.UpdateDialogFilterOrder, lambda u: u.order == [3, 2])
    found = (await tablet.client(messages.GetDialogFiltersRequest())).filters
    made = [one for one in found if isinstance(one, types.DialogFilter)]
    assert [(one.id, one.title.text) for one in made] == [(3, "Home"), (2, "کار")]
    assert utils.get_peer_id(made[0].include_peers[0]) == room
    await friend.client(messages.UpdateDialogFilterRequest(2))
    found = (await tablet.client(messages.GetDialogFiltersRequest())).filters
    assert [one.id for one in found if isinstance(one, types.DialogFilter)] == [3]
    await tablet.log_out()


async def test_chats_and_kinds_of_chats_are_muted(company: Company) -> None:
    friend = company.friend
    room = await company.room("Muted", friend)
    later = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)
    quiet = types.InputPeerNotifySettings(mute_until=later)
    peer = types.InputNotifyPeer(await friend.client.get_input_entity(room))
    await friend.client(account.UpdateNotifySettingsRequest(peer, quiet))
    dialogs = await friend.client.get_dialogs()
    row = next(dialog for dialog in dialogs if dialog.id == room)
    assert row.dialog.notify_settings.mute_until == later
    silent = types.InputPeerNotifySettings(silent=True, show_previews=False)
    groups = types.InputNotifyChats()
    await friend.client(account.UpdateNotifySettingsRequest(groups, silent))
    kept = await friend.client(account.GetNotifySettingsRequest(groups))
    assert (kept.silent, kept.show_previews) == (True, False)
    others = await friend.client(account.GetNotifyExceptionsRequest())
    assert room in [utils.get_peer_id(one.peer.peer) for one in others.updates]


async def test_persian_is_found_however_it_is_typed(company: Company) -> None:
    owner, friend, _ = company.everybody()
    room = await company.room("کتابخانه", friend)
    said = await owner.send(room, Content("کتاب‌های علی را می‌خوانم، صفحهٔ ۱۲"))
    await owner.send(room, Content("something else"))
    for query in ("كتابهاي علي", "کتاب های", "میخوانم", "می خوانم", "صفحه 12", "صَفحه ١٢"):
        found = await friend.client.get_messages(room, search=query, limit=10)
        assert [message.id for message in found] == [said.id], query
    assert await friend.client.get_messages(room, search="کتابدار", limit=10) == []


async def test_a_chat_is_searched_for_kinds_of_media(company: Company) -> None:
    owner, friend, third = company.everybody()
    room = await company.room("Media", friend, third)
    photo = await owner.client.send_file(room, str(picture(company.folder, seed=71)))
    paper = await third.client.send_file(room, str(noise(company.folder, "paper.pdf", 5_000)))
    link = await owner.send(room, Content("see example.com"))
    for kind, message in (
        (types.InputMessagesFilterPhotos(), photo),
        (types.InputMessagesFilterDocument(), paper),
        (types.InputMessagesFilterUrl(), link),
    ):
        found = await friend.client.get_messages(room, filter=kind, limit=10)
        assert [one.id for one in found] == [message.id]
    by_third = await friend.client.get_messages(room, from_user=third.id, limit=10)
    assert paper.id in [one.id for one in by_third]
    assert photo.id not in [one.id for one in by_third]
    kinds = [types.InputMessagesFilterPhotos(), types.InputMessagesFilterVideo()]
    counted = await friend.client(messages.GetSearchCountersRequest(room, kinds))
    assert [one.count for one in counted] == [1, 0]


async def test_words_are_found_across_chats_and_names_in_public(company: Company) -> None:
    owner, friend, third = company.everybody()
    word = f"کلمه{friend.id}"
    group, room = await company.group("Here"), await company.room("There", friend)
    for chat in (group, room, friend.id):
        await owner.send(chat, Content(f"a {word} here"))
        await message_with(friend, f"a {word} here", chat=owner.id if chat == friend.id else chat)
    found = await friend.client.get_messages(None, search=word, limit=10)
    assert {one.chat_id for one in found} == {group, room, owner.id}
    assert await third.client.get_messages(None, search=f"{word}?", limit=10)
    username = new_username()
    await owner.publish(await owner.create_channel(f"رادیو {username}", broadcast=True), username)
    names = await third.client(contacts.SearchRequest(username[:12], 10))
    assert username in [chat.username for chat in names.chats]
