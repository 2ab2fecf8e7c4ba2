"""Bots are asked by their names in any chat; what they offer is sent via them."""

from __future__ import annotations

import asyncio

import pytest

from hodhod.actions.bots.modes import set_inline, set_inline_feedback
from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.participants import GONE, MUTE, ban
from tests.api.world import Person, Room
from tests.botapi.site import BotProgram, Json, Site

BUTTON = {"inline_keyboard": [[{"text": "Press", "callback_data": "x"}]]}
ARTICLE = {
    "type": "article",
    "id": "a",
    "title": "A title",
    "input_message_content": {"message_text": "<b>chosen</b>", "parse_mode": "HTML"},
    "reply_markup": BUTTON,
}


async def inline_bot(site: Site, *, feedback: int = 100) -> BotProgram:
    bot = await site.bot()
    await set_inline(site.world.app, bot.person.id, "Ask me…")
    await set_inline_feedback(site.world.app, bot.person.id, feedback)
    return bot


def ask(
    alice: Person, bot: BotProgram, where: Person | Room, words: str, offset: str = ""
) -> asyncio.Task[object]:
    request = functions.messages.GetInlineBotResults(
        bot=alice.user(bot.person), peer=alice.peer(where), query=words, offset=offset
    )
    return asyncio.create_task(alice.call(request))


async def told(bot: BotProgram, kind: str) -> dict[str, Json]:
    """The next update of a kind."""
    while True:
        for update in await bot.updates(timeout=50):
            found = update.get(kind)
            if isinstance(found, dict):
                return found


async def offered(
    alice: Person, bot: BotProgram, where: Person | Room, *results: object, **said: object
) -> types.messages.BotResults:
    """Ask, let the bot answer, and return what is offered."""
    asking = ask(alice, bot, where, "words")
    query = await told(bot, "inline_query")
    await bot.call("answerInlineQuery", inline_query_id=query["id"], results=list(results), **said)
    answer = await asking
    assert isinstance(answer, types.messages.BotResults)
    return answer


async def choose(
    alice: Person, where: Person | Room, answer: types.messages.BotResults, result_id: str = "a"
) -> types.Message:
    """Send a result, and return the message as its sender has it."""
    request = functions.messages.SendInlineBotResult(
        peer=alice.peer(where),
        random_id=alice.world.random_id(),
        query_id=answer.query_id,
        id=result_id,
    )
    sent = await alice.call(request)
    assert isinstance(sent, types.Updates)
    [message] = [
        one.message
        for one in sent.updates
        if isinstance(one, types.UpdateNewMessage | types.UpdateNewChannelMessage)
    ]
    assert isinstance(message, types.Message)
    return message


async def place(site: Site, kind: str, alice: Person, bob: Person) -> Person | Room:
    if kind == "private":
        return bob
    if kind == "group":
        return await site.world.group(alice, "Few", bob)
    return await site.world.channel(alice, "Crowd", bob)


@pytest.mark.parametrize("kind", ["private", "group", "supergroup"])
async def test_a_result_is_sent_pressed_and_edited(site: Site, kind: str) -> None:
    alice, bob = await site.world.user("Alice"), await site.world.user("Bob")
    bot = await inline_bot(site)
    where = await place(site, kind, alice, bob)
    asking = ask(alice, bot, where, " words ")
    query = await told(bot, "inline_query")
    assert (query["query"], query["offset"], query["chat_type"]) == ("words", "", kind)
    assert isinstance(query["from"], dict)
    assert query["from"]["first_name"] == "Alice"
    await bot.call("answerInlineQuery", inline_query_id=query["id"], results=[ARTICLE])
    answer = await asking
    assert isinstance(answer, types.messages.BotResults)
    [result] = answer.results
    assert isinstance(result, types.BotInlineResult)
    assert (result.id, result.title) == ("a", "A title")
    message = await choose(alice, where, answer)
    assert (message.message, message.via_bot_id) == ("chosen", bot.person.id)
    chosen = await told(bot, "chosen_inline_result")
    assert (chosen["result_id"], chosen["query"]) == ("a", "words")

    theirs = alice if kind == "private" else where
    received = (await site.world.history(bob, theirs.peer_id))[0]
    assert isinstance(received, types.Message)
    assert received.via_bot_id == bot.person.id
    request = functions.messages.GetBotCallbackAnswer(
        peer=bob.peer(theirs), msg_id=received.id, data=b"x"
    )
    pressing = asyncio.create_task(bob.call(request))
    pressed = await told(bot, "callback_query")
    assert pressed["inline_message_id"] == chosen["inline_message_id"]
    assert "message" not in pressed
    await bot.call("answerCallbackQuery", callback_query_id=pressed["id"], text="seen")
    said = await pressing
    assert isinstance(said, types.messages.BotCallbackAnswer)
    assert said.message == "seen"

    name = chosen["inline_message_id"]
    edited = await bot.call("editMessageText", inline_message_id=name, text="edited")
    assert edited is True
    for one, peer in ((alice, where), (bob, theirs)):
        now = (await site.world.history(one, peer.peer_id))[0]
        assert isinstance(now, types.Message)
        assert (now.message, now.reply_markup) == ("edited", None)
    other = await site.bot()
    refused = await other.ask("editMessageText", inline_message_id=name, text="mine")
    assert refused.description == "Bad Request: MESSAGE_ID_INVALID"


async def test_an_answer_is_offered_again_without_asking(site: Site) -> None:
    alice, bob = await site.world.user("Alice"), await site.world.user("Bob")
    bot = await inline_bot(site)
    first = await offered(alice, bot, bob, ARTICLE, cache_time=60)
    again = await ask(alice, bot, bob, "words")
    assert isinstance(again, types.messages.BotResults)
    assert (again.query_id, 0 < again.cache_time <= 60) == (first.query_id, True)
    others = await ask(bob, bot, alice, "words")
    assert isinstance(others, types.messages.BotResults)
    assert others.query_id == first.query_id
    assert (await choose(bob, alice, others)).via_bot_id == bot.person.id


async def test_what_is_for_one_person_is_for_nobody_else(site: Site) -> None:
    alice, bob = await site.world.user("Alice"), await site.world.user("Bob")
    bot = await inline_bot(site)
    first = await offered(alice, bot, bob, ARTICLE, cache_time=60, is_personal=True)
    with pytest.raises(RpcError, match="INLINE_RESULT_EXPIRED"):
        await choose(bob, alice, first)
    asking = ask(bob, bot, alice, "words")
    query = await told(bot, "inline_query")
    await bot.call("answerInlineQuery", inline_query_id=query["id"], results=[])
    await asking
    with pytest.raises(RpcError, match="RESULT_ID_INVALID"):
        await choose(alice, bob, first, "b")


@pytest.mark.parametrize(
    ("result", "kind"),
    [
        ({"type": "location", "latitude": 1.5, "longitude": 2.5, "title": "Here"}, "location"),
        ({"type": "venue", "latitude": 1, "longitude": 2, "title": "T", "address": "A"}, "venue"),
        ({"type": "contact", "phone_number": "+98912", "first_name": "Sara"}, "contact"),
    ],
)
async def test_places_and_contacts_are_offered(
    site: Site, result: dict[str, object], kind: str
) -> None:
    alice = await site.world.user("Alice")
    bot = await inline_bot(site, feedback=0)
    answer = await offered(alice, bot, alice, {"id": "a", **result})
    media = (await choose(alice, alice, answer)).media
    kinds = {
        "location": types.MessageMediaGeo,
        "venue": types.MessageMediaVenue,
        "contact": types.MessageMediaContact,
    }
    assert isinstance(media, kinds[kind])


async def test_a_file_of_the_bots_is_offered(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await inline_bot(site)
    await alice.say(bot.person, "/start")
    sent = await bot.upload("sendDocument", "document", b"words", chat_id=str(alice.id))
    assert isinstance(sent, dict)
    document = sent["document"]
    assert isinstance(document, dict)
    result = {
        "type": "document",
        "id": "a",
        "title": "Notes",
        "document_file_id": document["file_id"],
        "caption": "read",
    }
    answer = await offered(alice, bot, alice, result)
    message = await choose(alice, alice, answer)
    assert message.message == "read"
    assert isinstance(message.media, types.MessageMediaDocument)


@pytest.mark.parametrize(
    ("results", "why"),
    [
        ([ARTICLE, ARTICLE], "RESULT_ID_DUPLICATE"),
        ([{**ARTICLE, "id": ""}], "RESULT_ID_EMPTY"),
        ([{**ARTICLE, "id": "x" * 65}], "RESULT_ID_INVALID"),
        ([{"type": "article", "id": "a", "title": "x"}], "input_message_content is empty"),
        ([{"type": "nothing", "id": "a"}], 'unsupported inline query result type "nothing"'),
        ([{"type": "photo", "id": "a", "photo_url": "file:///x"}], "WEBDOCUMENT_URL_INVALID"),
        ([{"type": "photo", "id": "a", "photo_file_id": "x"}], "wrong file identifier"),
        ([{**ARTICLE, "id": str(n)} for n in range(51)], "RESULTS_TOO_MUCH"),
        ([{**ARTICLE, "reply_markup": {"remove_keyboard": True}}], "REPLY_MARKUP_INVALID"),
        ([{**ARTICLE, "input_message_content": {"message_text": ""}}], "message text is empty"),
    ],
)
async def test_what_cannot_be_offered_is_refused(
    site: Site, results: list[object], why: str
) -> None:
    alice, bot = await site.world.user("Alice"), await inline_bot(site)
    asking = ask(alice, bot, alice, "words")
    query = await told(bot, "inline_query")
    refused = await bot.ask("answerInlineQuery", inline_query_id=query["id"], results=results)
    assert refused.status == 400
    assert why in refused.description
    await bot.call("answerInlineQuery", inline_query_id=query["id"], results=[ARTICLE])
    await asking
    late = await bot.ask("answerInlineQuery", inline_query_id=query["id"], results=[ARTICLE])
    assert late.description.startswith("Bad Request: query is too old")


async def test_only_inline_bots_are_asked_and_only_they_answer(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    with pytest.raises(RpcError, match="BOT_INLINE_DISABLED"):
        await ask(alice, bot, alice, "words")
    with pytest.raises(RpcError, match="BOT_INLINE_DISABLED"):
        await ask(alice, BotProgram("", "", "", await site.world.user("Bob")), alice, "words")
    await set_inline(site.world.app, bot.person.id, "Ask")
    asking = ask(alice, bot, alice, "words")
    query = await told(bot, "inline_query")
    other = await site.bot()
    refused = await other.ask("answerInlineQuery", inline_query_id=query["id"], results=[])
    assert refused.description.startswith("Bad Request: query is too old")
    pressed = await bot.ask("answerCallbackQuery", callback_query_id=query["id"])
    assert pressed.description.startswith("Bad Request: query is too old")
    await bot.call("answerInlineQuery", inline_query_id=query["id"], results=[])
    await asking


async def test_a_group_may_refuse_results(site: Site) -> None:
    alice, bob = await site.world.user("Alice"), await site.world.user("Bob")
    bot = await inline_bot(site)
    room = await site.world.channel(alice, "Crowd", bob)
    await ban(alice, room, bob, types.ChatBannedRights(send_inline=True, until_date=0))
    answer = await offered(bob, bot, room, ARTICLE)
    with pytest.raises(RpcError, match="CHAT_SEND_INLINE_FORBIDDEN"):
        await choose(bob, room, answer)
    await ban(alice, room, bob, MUTE)
    with pytest.raises(RpcError, match="USER_BANNED_IN_CHANNEL"):
        await choose(bob, room, answer)
    await ban(alice, room, bob, GONE)
    with pytest.raises(RpcError, match="CHANNEL_PRIVATE"):
        await choose(bob, room, answer)
    news = await site.world.channel(alice, "News", bob, broadcast=True)
    with pytest.raises(RpcError, match="CHAT_WRITE_FORBIDDEN"):
        await choose(bob, news, answer)


async def test_a_button_leads_to_the_bot(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await inline_bot(site)
    button = {"text": "Log in first", "start_parameter": "login"}
    answer = await offered(alice, bot, alice, button=button, next_offset="20")
    assert answer.switch_pm == types.InlineBotSwitchPM(text="Log in first", start_param="login")
    assert answer.next_offset == "20"


async def test_a_message_is_sent_once(site: Site) -> None:
    alice, bob = await site.world.user("Alice"), await site.world.user("Bob")
    bot = await inline_bot(site, feedback=0)
    answer = await offered(alice, bot, bob, ARTICLE)
    request = functions.messages.SendInlineBotResult(
        peer=alice.peer(bob), random_id=77, query_id=answer.query_id, id="a"
    )
    await alice.call(request)
    await alice.call(request)
    assert len(await site.world.history(bob, alice.peer_id)) == 1


async def test_a_live_place_moves_and_stops(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await inline_bot(site)
    place = {"type": "location", "id": "a", "latitude": 1, "longitude": 2, "title": "T"}
    result = {**place, "live_period": 600, "reply_markup": BUTTON}
    await choose(alice, alice, await offered(alice, bot, alice, result))
    chosen = await told(bot, "chosen_inline_result")
    name = chosen["inline_message_id"]
    moved = {"inline_message_id": name, "latitude": 3, "longitude": 4}
    assert await bot.call("editMessageLiveLocation", **moved) is True
    [message] = await site.world.history(alice, alice.peer_id)
    assert isinstance(message, types.Message)
    assert isinstance(message.media, types.MessageMediaGeoLive)
    assert isinstance(message.media.geo, types.GeoPoint)
    assert round(message.media.geo.lat) == 3
    assert await bot.call("stopMessageLiveLocation", inline_message_id=name) is True
