"""Whoever was away for longer than a channel tells of begins the chat anew, and is right."""

from pathlib import Path

import pytest
from telethon import utils
from telethon.sessions import SQLiteSession
from telethon.tl import types
from telethon.tl.functions import channels, updates

from tests.e2e import tdlib_client, telethon_client
from tests.e2e.messenger import Content
from tests.e2e.tdlib_client import TdlibUser
from tests.e2e.telethon_client import TelethonUser
from tests.e2e.town import Town
from tests.e2e.waiting import message_with

MORE_THAN_TOLD = 3_001
AT_ONCE = 100


async def many_changes(owner: TelethonUser, room: int) -> None:
    """Fills a room's log: messages that are forwarded by the hundred, each a change."""
    sent = [(await owner.send(room, Content(f"seed {number}"))).id for number in range(10)]
    last = sent
    while len(last) < AT_ONCE:
        made = await owner.client.forward_messages(room, last, room)
        last = [*last, *(one.id for one in made)][:AT_ONCE]
    for _ in range(MORE_THAN_TOLD // AT_ONCE + 1):
        await owner.client.forward_messages(room, last, room)
    await owner.send(room, Content("the newest word"))


@pytest.mark.timeout(400)
async def test_telethon_is_told_that_it_was_away_too_long(town: Town, tmp_path: Path) -> None:
    await town.pem()
    owner = await town.telethon("Owner")
    phone = (await town.newcomer("telethon", "Away")).phone
    session = str(tmp_path / "away.session")
    client = telethon_client.client_at(town.server.mtproto, session=SQLiteSession(session))
    away = await telethon_client.sign_in(client, phone, town.server.pending_code)
    await owner.import_contact(phone, "Away")
    room = await owner.create_channel("Busy", broadcast=False)
    await owner.invite(room, away.id)
    await owner.send(room, Content("before"))
    await message_with(away, "before", chat=room)
    full = await away.client(channels.GetFullChannelRequest(room))
    pts = full.full_chat.pts
    await client.disconnect()
    await many_changes(owner, room)

    client = telethon_client.client_at(
        town.server.mtproto, session=SQLiteSession(session), catch_up=True
    )
    back = await telethon_client.resume(client, away)
    town.closing.append(back.close)
    whole = types.ChannelMessagesFilterEmpty()
    peer = utils.get_input_channel(await back.client.get_input_entity(room))
    anew = await back.client(updates.GetChannelDifferenceRequest(peer, whole, pts, 100))
    assert isinstance(anew, types.updates.ChannelDifferenceTooLong)
    newest = (await owner.history(room, 1))[0]
    assert (anew.final, anew.dialog.top_message) == (True, newest.id)
    assert anew.messages[0].message == "the newest word"
    assert anew.dialog.unread_count > MORE_THAN_TOLD
    row = next(chat for chat in await back.chats() if chat.chat == room)
    assert (row.top, row.unread) == (newest.id, anew.dialog.unread_count)
    assert await back.texts(room, 5) == await owner.texts(room, 5)
    nothing = await back.client(
        updates.GetChannelDifferenceRequest(peer, whole, anew.dialog.pts, 100)
    )
    assert isinstance(nothing, types.updates.ChannelDifferenceEmpty)
    await owner.send(room, Content("and on it goes"))
    await message_with(back, "and on it goes", chat=room)


@pytest.mark.timeout(400)
@pytest.mark.parametrize("variant", ["tdlib", "tdlib-older"])
async def test_tdlib_begins_the_chat_anew(town: Town, variant: str) -> None:
    owner = await town.telethon("Owner")
    away = await town.newcomer(variant, "Away")
    assert isinstance(away, TdlibUser)
    await owner.import_contact(away.phone, "Away")
    room = await owner.create_channel("Busy", broadcast=True)
    await owner.invite(room, away.id)
    # TDLib reports a chat that it has not loaded by its last message only.
    await away.chats()
    await owner.send(room, Content("before"))
    await message_with(away, "before", chat=room)
    await away.close()
    await many_changes(owner, room)

    again = await tdlib_client.resume(await town.tdlib(variant, away.td.folder), away.phone)
    await message_with(again, "the newest word", chat=room)
    told = [m.text for m in await owner.history(room, 30)]
    assert [m.text for m in await again.history(room, 30)] == told
    newest = (await owner.history(room, 1))[0]
    row = next(chat for chat in await again.chats() if chat.chat == room)
    assert row.top == newest.id
    assert row.unread > MORE_THAN_TOLD
    await owner.send(room, Content("and on it goes"))
    await message_with(again, "and on it goes", chat=room)
    assert again.td.errors == []
