"""Bots make sets of stickers for people, and change them; photos of profiles; votes."""

from __future__ import annotations

from hodhod.tl import functions, types
from tests.blobs.pictures import picture
from tests.botapi.site import BotProgram, Json, Site
from tests.botapi.test_inline import told


async def uploaded(bot: BotProgram, owner: int, color: str = "RGB") -> str:
    """The name of a file of which a sticker can be made."""
    file = await bot.upload(
        "uploadStickerFile",
        "sticker",
        picture(512, 400, "PNG", mode=color),
        user_id=str(owner),
        sticker_format="static",
    )
    assert isinstance(file, dict)
    return str(file["file_id"])


async def shown(bot: BotProgram, name: str) -> tuple[str, list[dict[str, Json]]]:
    """The title of a set, and its stickers."""
    found = await bot.call("getStickerSet", name=name)
    assert isinstance(found, dict)
    stickers = found["stickers"]
    assert isinstance(stickers, list)
    return str(found["title"]), [one for one in stickers if isinstance(one, dict)]


async def test_a_set_is_made_changed_and_deleted(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    await alice.say(bot.person, "/start")
    name = f"birds_by_{bot.username}"
    files = [await uploaded(bot, alice.id, mode) for mode in ("RGB", "RGBA")]
    first, second = ({"sticker": f, "format": "static", "emoji_list": ["🐦"]} for f in files)
    made = {"user_id": alice.id, "name": name, "title": "Birds", "stickers": [first]}
    assert await bot.call("createNewStickerSet", **made) is True
    added = {"user_id": alice.id, "name": name, "sticker": second}
    assert await bot.call("addStickerToSet", **added) is True
    title, [one, two] = await shown(bot, name)
    assert (title, one["emoji"], one["set_name"], one["type"]) == ("Birds", "🐦", name, "regular")
    place = {"sticker": two["file_id"], "position": 0}
    assert await bot.call("setStickerPositionInSet", **place) is True
    emoji = {"sticker": two["file_id"], "emoji_list": ["🦉", "🌙"]}
    assert await bot.call("setStickerEmojiList", **emoji) is True
    words = {"sticker": two["file_id"], "keywords": ["owl", "night"]}
    assert await bot.call("setStickerKeywords", **words) is True
    assert await bot.call("setStickerSetTitle", name=name, title="Owls") is True
    title, [owl, _] = await shown(bot, name)
    assert (title, owl["emoji"], owl["file_unique_id"]) == ("Owls", "🦉", two["file_unique_id"])
    other = await site.bot()
    for asked, said in (
        ("setStickerSetTitle", {"name": name, "title": "Mine"}),
        ("deleteStickerSet", {"name": name}),
    ):
        refused = await other.ask(asked, **said)
        assert refused.description == "Bad Request: STICKERSET_INVALID"
    await bot.call("sendSticker", chat_id=alice.id, sticker=owl["file_id"])
    got = (await site.world.history(alice, bot.person.peer_id))[0]
    assert isinstance(got, types.Message)
    assert isinstance(got.media, types.MessageMediaDocument)
    assert await bot.call("deleteStickerFromSet", sticker=owl["file_id"]) is True
    assert len((await shown(bot, name))[1]) == 1
    assert await bot.call("deleteStickerSet", name=name) is True
    assert (await bot.ask("getStickerSet", name=name)).status == 400


async def test_what_is_no_sticker_is_refused(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    await alice.say(bot.person, "/start")
    file = await uploaded(bot, alice.id)
    good = {"sticker": file, "format": "static", "emoji_list": ["🐦"]}
    for sticker, why in (
        ({**good, "format": "film"}, "unsupported sticker format specified"),
        ({**good, "sticker": "x"}, "wrong file identifier"),
        ({**good, "emoji_list": []}, "STICKER_EMOJI_INVALID"),
        (
            {**good, "mask_position": {"point": "ear", "x_shift": 0, "y_shift": 0, "scale": 1}},
            "wrong mask position point specified",
        ),
    ):
        name = f"wrong_by_{bot.username}"
        made = {"user_id": alice.id, "name": name, "title": "T", "stickers": [sticker]}
        refused = await bot.ask("createNewStickerSet", **made)
        assert why in refused.description
    refused = await bot.ask(
        "createNewStickerSet", user_id=alice.id, name="free", title="T", stickers=[good]
    )
    assert refused.status == 400


async def test_a_bot_has_a_photo_and_sees_those_of_whom_it_knows(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    assert (await bot.ask("getUserProfilePhotos", user_id=alice.id)).status == 400
    await alice.say(bot.person, "/start")
    none = await bot.call("getUserProfilePhotos", user_id=alice.id)
    assert none == {"total_count": 0, "photos": []}
    photo = '{"type": "static", "photo": "attach://file"}'
    assert await bot.upload("setMyProfilePhoto", "file", picture(300, 300), photo=photo) is True
    own = await bot.call("getUserProfilePhotos", user_id=bot.person.id)
    assert isinstance(own, dict)
    assert own["total_count"] == 1
    [user] = await site.world.app.store.users.seen([(alice.id, bot.person.id)])
    assert user.account.photo is not None
    assert await bot.call("removeMyProfilePhoto") is True
    again = await bot.call("getUserProfilePhotos", user_id=bot.person.id)
    assert isinstance(again, dict)
    assert again["total_count"] == 0


async def test_a_vote_in_a_bot_s_public_poll_is_told(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    await alice.say(bot.person, "/start")
    said = {"question": "Tea?", "options": ["yes", "no"], "is_anonymous": False}
    sent = await bot.call("sendPoll", chat_id=alice.id, **said)
    assert isinstance(sent, dict)
    assert isinstance(sent["poll"], dict)
    message = (await site.world.history(alice, bot.person.peer_id))[0]
    await alice.call(
        functions.messages.SendVote(
            peer=alice.peer(bot.person), msg_id=message.id, options=[bytes([1])]
        )
    )
    answer = await told(bot, "poll_answer")
    assert (answer["poll_id"], answer["option_ids"]) == (sent["poll"]["id"], [1])
    assert isinstance(answer["user"], dict)
    assert answer["user"]["id"] == alice.id
