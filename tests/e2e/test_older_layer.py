"""A library of layer 158, the last Pyrogram, in every kind of chat with the newest Telethon."""

import importlib
from io import BytesIO

from PIL import Image
from telethon.tl import types
from telethon.tl.functions import channels, messages

from tests.e2e.messenger import Content, Media
from tests.e2e.pyrogram_client import PyrogramUser, load, sign_up
from tests.e2e.samples import picture
from tests.e2e.telethon_client import TelethonUser
from tests.e2e.town import Town, new_phone
from tests.e2e.waiting import message_with

LAYER = 158


async def rooms_with(owner: TelethonUser, guest: PyrogramUser) -> dict[str, int]:
    """One of each kind, in which both may speak."""
    await owner.import_contact(guest.phone, "Old")
    rooms = {"group": await owner.create_group("A group", [guest.id])}
    for kind in ("supergroup", "channel"):
        rooms[kind] = await owner.create_channel(f"A {kind}", broadcast=kind == "channel")
        await owner.invite(rooms[kind], guest.id)
    rights = types.ChatAdminRights(post_messages=True)
    await owner.client(channels.EditAdminRequest(rooms["channel"], guest.id, rights, ""))
    return rooms


async def test_it_reads_and_talks_in_each_kind_of_chat(town: Town) -> None:
    owner = await town.telethon("Owner")
    guest = await sign_up(town.server, await town.pem(), new_phone(), "Old")
    town.closing.append(guest.close)
    assert importlib.import_module(f"{load().__name__}.raw.all").layer == LAYER
    rooms = await rooms_with(owner, guest)
    await owner.send(guest.id, Content("welcome"))
    await guest.message_with("welcome", owner.id)
    listed = await guest.chats()
    assert set(listed) >= {owner.id, *rooms.values()}
    for kind, room in {**rooms, "private": owner.id}.items():
        theirs = guest.id if kind == "private" else room
        await owner.send(theirs, Content(f"hello, {kind}"))
        heard = await guest.message_with(f"hello, {kind}", room)
        sent = await guest.client.send_message(room, f"hello from {kind}")
        answer = await message_with(owner, f"hello from {kind}", chat=theirs)
        await guest.client.edit_message_text(room, sent.id, f"edited in {kind}")
        assert await guest.texts(room) == await owner.texts(theirs)
        assert (await guest.texts(room))[:2] == [f"edited in {kind}", f"hello, {kind}"]
        if kind != "channel":
            await guest.client.send_message(room, f"answer in {kind}", reply_to_message_id=heard.id)
            told = await message_with(owner, f"answer in {kind}", chat=theirs)
            assert told.reply_to == answer.id - 1
        await guest.client.read_chat_history(room)
        assert (await guest.chats())[room].unread_messages_count == 0


async def test_what_is_newer_than_it_comes_in_a_form_that_it_knows(town: Town) -> None:
    owner = await town.telethon("Owner")
    guest = await sign_up(town.server, await town.pem(), new_phone(), "Old")
    town.closing.append(guest.close)
    rooms = await rooms_with(owner, guest)
    await guest.chats()
    path = picture(town.folder, 640, 480, seed=301)
    for room in rooms.values():
        sent = await owner.send(room, Content("look", Media.PHOTO, path, "image/jpeg"))
        told = await guest.photo_with("look", room)
        data = await guest.client.download_media(told, in_memory=True)
        assert Image.open(BytesIO(bytes(data.getbuffer()))).size == (640, 480)
        await owner.react(room, sent.id, "👍")
        quote = types.InputReplyToMessage(sent.id, quote_text="look")
        await owner.client(messages.SendMessageRequest(room, "quoted", reply_to=quote))
        heard = await guest.message_with("quoted", room)
        assert heard.reply_to_message_id == told.id
        known = await guest.client.get_messages(room, told.id)
        assert [one.emoji for one in known.reactions.reactions] == ["👍"]
