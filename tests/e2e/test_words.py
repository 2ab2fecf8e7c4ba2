"""Words with a meaning: tags that are searched for, and emoji that somebody drew."""

import random
from pathlib import Path

import pytest
from PIL import Image
from telethon.tl import TLObject, types
from telethon.tl.functions import messages, stickers

from tests.e2e.company import Company
from tests.e2e.messenger import Content
from tests.e2e.telethon_client import TelethonUser
from tests.e2e.test_media import named, uploaded
from tests.e2e.waiting import message_with

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_tags_are_marked_and_found_in_a_chat_and_everywhere(company: Company) -> None:
    owner, friend, _ = company.everybody()
    room = await company.room("Tags", friend)
    await owner.send(room, Content("نامه‌ای با #هدهد رسید"))
    await owner.send(room, Content("هدهد without a tag"))
    await owner.send(room, Content("another #hoopoe_2"))
    await owner.send(friend.id, Content("the same #هدهد for you"))
    heard = await message_with(friend, "نامه‌ای با #هدهد رسید", chat=room)
    message = await friend.client.get_messages(room, ids=heard.id)
    assert [text for _, text in message.get_entities_text(types.MessageEntityHashtag)] == ["#هدهد"]
    assert await found_in(friend, room, "#هدهد") == ["نامه‌ای با #هدهد رسید"]
    assert await found_in(friend, room, "#hoopoe_2") == ["another #hoopoe_2"]
    assert await found_in(friend, room, "#nothing") == []
    found = await friend.client.get_messages(None, search="#هدهد", limit=10)
    assert {one.message for one in found} == {"نامه‌ای با #هدهد رسید", "the same #هدهد for you"}


async def found_in(user: TelethonUser, chat: int, words: str) -> list[str]:
    found = await user.client.get_messages(chat, search=words, limit=10)
    return [message.message for message in found]


async def test_emoji_that_somebody_drew_stand_in_texts_of_others(company: Company) -> None:
    owner, friend, _ = company.everybody()
    alt = types.DocumentAttributeSticker("🐦", types.InputStickerSetEmpty())
    drawn = await uploaded(owner, drawing(company.folder), "image/webp", [alt])
    item = types.InputStickerSetItem(named(drawn), "🐦")
    name = f"birds_{random.randrange(10**9)}"
    made = await owner.client(
        stickers.CreateStickerSetRequest("me", "پرنده‌ها", name, [item], emojis=True)
    )
    bird = made.documents[0].id
    marks = [types.MessageEntityCustomEmoji(6, 2, bird)]
    for chat in (friend.id, await company.group("Birds")):
        await owner.client.send_message(chat, "hello 🐦!", formatting_entities=marks)
        heard = await message_with(friend, "hello 🐦!", chat=owner.id if chat > 0 else chat)
        message = await friend.client.get_messages(heard.chat, ids=heard.id)
        assert [entity.to_dict() for entity in message.entities] == [marks[0].to_dict()]
    (document,) = await friend.client(messages.GetCustomEmojiDocumentsRequest([bird]))
    attribute = custom(document)
    assert (attribute.alt, attribute.free) == ("🐦", True)
    assert (
        await friend.client.download_media(document, bytes) == drawing(company.folder).read_bytes()
    )
    unknown = [types.MessageEntityCustomEmoji(6, 2, 1)]
    sent = await owner.client.send_message(friend.id, "hello 🐦?", formatting_entities=unknown)
    assert not sent.entities


def custom(document: TLObject) -> types.DocumentAttributeCustomEmoji:
    kind = types.DocumentAttributeCustomEmoji
    return next(one for one in document.attributes if isinstance(one, kind))


def drawing(folder: Path) -> Path:
    path = folder / "bird.webp"
    noise = Image.frombytes("RGBA", (10, 10), random.Random(31).randbytes(400))
    noise.resize((100, 100)).save(path, "WEBP")
    return path
