"""What bots send, change and take back."""

from __future__ import annotations

import aiohttp
import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.participants import appoint
from tests.api.test_photos import picture
from tests.api.world import Person
from tests.botapi.site import BotProgram, Site


async def pair(site: Site) -> tuple[Person, BotProgram]:
    """Somebody who has written to a bot."""
    alice, bot = await site.world.user("Alice"), await site.bot()
    await alice.say(bot.person, "/start")
    await bot.updates()
    return alice, bot


async def newest(site: Site, alice: Person, bot: BotProgram) -> types.Message:
    message = (await site.world.history(alice, bot.person.peer_id))[0]
    assert isinstance(message, types.Message)
    return message


async def test_markup_is_read_in_texts_and_captions(site: Site) -> None:
    alice, bot = await pair(site)
    said = await bot.call("sendMessage", chat_id=alice.id, text="<b>a</b> &amp;", parse_mode="HTML")
    assert isinstance(said, dict)
    assert (said["text"], said["entities"]) == ("a &", [{"type": "bold", "offset": 0, "length": 1}])
    answer = await bot.ask("sendMessage", chat_id=alice.id, text="*a", parse_mode="MarkdownV2")
    assert answer.description.startswith(
        "Bad Request: can't parse entities: Can't find end of Bold"
    )


async def test_keyboards_are_sent_and_shown(site: Site) -> None:
    alice, bot = await pair(site)
    inline = {
        "inline_keyboard": [
            [{"text": "a", "callback_data": "x"}, {"text": "b", "url": "https://a.example"}]
        ]
    }
    said = await bot.call("sendMessage", chat_id=alice.id, text="choose", reply_markup=inline)
    assert isinstance(said, dict)
    assert said["reply_markup"] == inline
    shown = (await newest(site, alice, bot)).reply_markup
    assert isinstance(shown, types.ReplyInlineMarkup)
    assert [one.text for one in shown.rows[0].buttons] == ["a", "b"]
    keys = {"keyboard": [["yes", {"text": "no", "request_contact": True}]], "resize_keyboard": True}
    await bot.call("sendMessage", chat_id=alice.id, text="choose", reply_markup=keys)
    board = (await newest(site, alice, bot)).reply_markup
    assert isinstance(board, types.ReplyKeyboardMarkup)
    assert (board.resize, board.rows[0].buttons[1].text) == (True, "no")
    wrongs: list[object] = [{}, {"inline_keyboard": [[{"text": "a"}]]}, {"keyboard": []}, "[]", 5]
    for wrong in wrongs:
        answer = await bot.ask("sendMessage", chat_id=alice.id, text="x", reply_markup=wrong)
        assert answer.status == 400


async def test_a_photo_is_sent_by_its_bytes_and_again_by_its_name(site: Site) -> None:
    alice, bot = await pair(site)
    sent = await bot.upload(
        "sendPhoto", "photo", picture(90, 60), chat_id=str(alice.id), caption="x"
    )
    assert isinstance(sent, dict)
    sizes = sent["photo"]
    assert isinstance(sizes, list)
    biggest = sizes[-1]
    assert isinstance(biggest, dict)
    assert (biggest["width"], biggest["height"], sent["caption"]) == (90, 60, "x")
    again = await bot.call("sendPhoto", chat_id=alice.id, photo=biggest["file_id"])
    assert isinstance(again, dict)
    assert again["photo"] == sizes
    assert isinstance((await newest(site, alice, bot)).media, types.MessageMediaPhoto)
    other = await site.bot()
    await alice.say(other.person, "/start")
    refused = await other.ask("sendPhoto", chat_id=alice.id, photo=biggest["file_id"])
    assert refused.description == "Bad Request: wrong file identifier/HTTP URL specified"


async def test_a_file_is_fetched_as_it_was_sent(site: Site) -> None:
    alice, bot = await pair(site)
    data = bytes(range(256)) * 5000
    sent = await bot.upload("sendDocument", "document", data, chat_id=str(alice.id))
    assert isinstance(sent, dict)
    document = sent["document"]
    assert isinstance(document, dict)
    assert (document["file_name"], document["file_size"]) == ("a file.bin", len(data))
    file = await bot.call("getFile", file_id=document["file_id"])
    assert isinstance(file, dict)
    url = f"{bot.url}/file/bot{bot.token}/{file['file_path']}"
    async with aiohttp.ClientSession() as http:
        async with http.get(url) as answer:
            assert (answer.status, await answer.read()) == (200, data)
        async with http.get(f"{bot.url}/file/bot{bot.token}/documents/nothing") as answer:
            assert answer.status == 404
        async with http.get(f"{bot.url}/file/bot1:x/{file['file_path']}") as answer:
            assert answer.status == 401


@pytest.mark.parametrize(
    ("method", "field", "more"),
    [
        ("sendVideo", "video", {"width": "64", "height": "48", "duration": "3"}),
        ("sendAnimation", "animation", {}),
        ("sendAudio", "audio", {"title": "a", "performer": "b"}),
        ("sendVoice", "voice", {"duration": "2"}),
        ("sendVideoNote", "video_note", {"length": "240"}),
    ],
)
async def test_each_kind_of_file_is_what_it_was_sent_as(
    site: Site, method: str, field: str, more: dict[str, str]
) -> None:
    alice, bot = await pair(site)
    sent = await bot.upload(method, field, b"bytes", chat_id=str(alice.id), **more)
    assert isinstance(sent, dict)
    kept = sent[field]
    assert isinstance(kept, dict)
    again = await bot.call(method, chat_id=alice.id, **{field: kept["file_id"]})
    assert isinstance(again, dict)
    assert again[field] == kept


async def test_an_album_is_one(site: Site) -> None:
    alice, bot = await pair(site)
    form = aiohttp.FormData({"chat_id": str(alice.id)})
    media = '[{"type":"photo","media":"attach://a","caption":"x"},{"type":"photo","media":"attach://b"}]'
    form.add_field("media", media)
    for name in ("a", "b"):
        form.add_field(name, picture(40, 40), filename=f"{name}.jpg")
    url = f"{bot.url}/bot{bot.token}/sendMediaGroup"
    async with aiohttp.ClientSession() as http, http.post(url, data=form) as answer:
        found = (await answer.json())["result"]
    assert len(found) == 2
    assert len({one["media_group_id"] for one in found}) == 1


@pytest.mark.parametrize(
    ("method", "said", "field"),
    [
        ("sendLocation", {"latitude": 35.7, "longitude": 51.4}, "location"),
        ("sendVenue", {"latitude": 35, "longitude": 51, "title": "a", "address": "b"}, "venue"),
        ("sendContact", {"phone_number": "+989120000000", "first_name": "a"}, "contact"),
        ("sendDice", {}, "dice"),
        ("sendPoll", {"question": "?", "options": ["a", {"text": "b"}]}, "poll"),
        (
            "sendPoll",
            {"question": "?", "options": ["a", "b"], "type": "quiz", "correct_option_id": 1},
            "poll",
        ),
    ],
)
async def test_what_is_no_file_is_sent_as_well(
    site: Site, method: str, said: dict[str, object], field: str
) -> None:
    alice, bot = await pair(site)
    sent = await bot.call(method, chat_id=alice.id, **said)
    assert isinstance(sent, dict)
    assert field in sent


async def test_a_message_is_changed_and_taken_back(site: Site) -> None:
    alice, bot = await pair(site)
    sent = await bot.call("sendMessage", chat_id=alice.id, text="a")
    assert isinstance(sent, dict)
    number = sent["message_id"]
    edit = {"chat_id": alice.id, "message_id": number}
    changed = await bot.call("editMessageText", **edit, text="*b*", parse_mode="Markdown")
    assert isinstance(changed, dict)
    assert (changed["text"], "edit_date" in changed) == ("b", True)
    same = await bot.ask("editMessageText", **edit, text="*b*", parse_mode="Markdown")
    assert same.description.startswith("Bad Request: message is not modified: specified new")
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "x"}]]}
    changed = await bot.call("editMessageReplyMarkup", **edit, reply_markup=markup)
    assert isinstance(changed, dict)
    assert changed["reply_markup"] == markup
    assert await bot.call("deleteMessage", **edit) is True
    gone = await bot.ask("deleteMessage", **edit)
    assert gone.description == "Bad Request: message to delete not found"
    gone = await bot.ask("editMessageText", **edit, text="c")
    assert gone.description == "Bad Request: message to edit not found"
    assert len(await site.world.history(alice, bot.person.peer_id)) == 1


async def test_a_message_is_sent_on_or_copied(site: Site) -> None:
    alice, bot = await pair(site)
    room = await site.world.channel(alice, "Crowd", bot.person)
    await appoint(alice, room, bot.person)
    said = await alice.say(room, "words")
    forward = {"chat_id": alice.id, "from_chat_id": room.peer_id, "message_id": said.id}
    sent = await bot.call("forwardMessage", **forward)
    assert isinstance(sent, dict)
    origin = sent["forward_origin"]
    assert isinstance(origin, dict)
    assert origin["type"] == "user"
    copied = await bot.call("copyMessage", **forward)
    assert isinstance(copied, dict)
    assert set(copied) == {"message_id"}
    newest_one = await newest(site, alice, bot)
    assert (newest_one.message, newest_one.fwd_from) == ("words", None)


async def test_a_bot_does_not_write_first(site: Site) -> None:
    alice, bot, other = await site.world.user("Alice"), await site.bot(), await site.bot()
    answer = await bot.ask("sendMessage", chat_id=alice.id, text="buy")
    assert (answer.status, answer.description) == (400, "Bad Request: chat not found")
    await site.world.channel(alice, "Crowd", bot.person, other.person)
    answer = await bot.ask("sendMessage", chat_id=alice.id, text="buy")
    assert (answer.status, answer.description) == (
        403,
        "Forbidden: bot can't initiate conversation with a user",
    )
    answer = await bot.ask("sendMessage", chat_id=other.person.id, text="a")
    assert (answer.status, answer.description) == (
        403,
        "Forbidden: bot can't send messages to bots",
    )
    with pytest.raises(RpcError, match="BOT_NOT_STARTED"):
        await bot.person.call(
            functions.messages.SendMessage(
                peer=types.InputPeerUser(user_id=alice.id, access_hash=0), message="a", random_id=1
            )
        )


async def test_a_bot_feels_something_about_a_message(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    await alice.say(bot.person, "good news")
    [update] = await bot.updates()
    message = update["message"]
    assert isinstance(message, dict)
    about = {"chat_id": alice.id, "message_id": message["message_id"]}
    felt = [{"type": "emoji", "emoji": "👍"}]
    assert await bot.call("setMessageReaction", **about, reaction=felt) is True
    shown = (await newest(site, alice, bot)).reactions
    assert isinstance(shown, types.MessageReactions)
    assert shown.results[0].reaction == types.ReactionEmoji(emoticon="👍")
    assert await bot.call("setMessageReaction", **about) is True
    answer = await bot.ask("setMessageReaction", **about, reaction=[{"type": "star"}])
    assert answer.status == 400
