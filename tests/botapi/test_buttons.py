"""Pressed buttons: the bot is told, and whoever pressed is told what it says."""

from __future__ import annotations

import asyncio

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.participants import GONE, ban
from tests.api.world import Person, Room
from tests.botapi.site import BotProgram, Json, Site

KEYBOARD = {"inline_keyboard": [[{"text": "Press", "callback_data": "x"}]]}


async def offered(site: Site, alice: Person, bot: BotProgram, room: Room | None = None) -> int:
    """Let a bot show a button; return the number of the message as Alice has it."""
    chat = alice.id if room is None else room.peer_id
    await bot.call("sendMessage", chat_id=chat, text="choose", reply_markup=KEYBOARD)
    where = bot.person.peer_id if room is None else room.peer_id
    return (await site.world.history(alice, where))[0].id


def press(
    alice: Person, where: Person | Room, number: int, data: bytes = b"x"
) -> asyncio.Task[object]:
    request = functions.messages.GetBotCallbackAnswer(
        peer=alice.peer(where), msg_id=number, data=data
    )
    return asyncio.create_task(alice.call(request))


async def query(bot: BotProgram) -> dict[str, Json]:
    """The next pressed button."""
    while True:
        for update in await bot.updates(timeout=50):
            found = update.get("callback_query")
            if isinstance(found, dict):
                return found


@pytest.mark.parametrize("kind", ["private", "group", "supergroup"])
async def test_who_presses_is_told_what_the_bot_says(site: Site, kind: str) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    await alice.say(bot.person, "/start")
    room = None
    if kind == "group":
        room = await site.world.group(alice, "Few", bot.person)
    elif kind == "supergroup":
        room = await site.world.channel(alice, "Crowd", bot.person)
    number = await offered(site, alice, bot, room)
    pressed = press(alice, room or bot.person, number)
    asked = await query(bot)
    message = asked["message"]
    assert isinstance(message, dict)
    assert (message["text"], asked["data"]) == ("choose", "x")
    assert isinstance(asked["from"], dict)
    assert asked["from"]["id"] == alice.id
    said = {"callback_query_id": asked["id"], "text": "thanks", "show_alert": True}
    assert await bot.call("answerCallbackQuery", **said) is True
    answer = await pressed
    assert isinstance(answer, types.messages.BotCallbackAnswer)
    assert (answer.message, answer.alert) == ("thanks", True)
    again = await bot.ask("answerCallbackQuery", **said)
    assert again.description.startswith("Bad Request: query is too old and response timeout")


async def test_only_buttons_that_are_there_are_pressed(site: Site) -> None:
    alice, bot = await site.world.user("Alice"), await site.bot()
    await alice.say(bot.person, "/start")
    number = await offered(site, alice, bot)
    with pytest.raises(RpcError, match="DATA_INVALID"):
        await press(alice, bot.person, number, b"y")
    with pytest.raises(RpcError, match="MESSAGE_ID_INVALID"):
        await press(alice, bot.person, number + 1)
    bob = await site.world.user("Bob")
    with pytest.raises(RpcError, match="MESSAGE_ID_INVALID"):
        await press(bob, bot.person, number)


async def test_another_bot_does_not_answer(site: Site) -> None:
    alice, bot, other = await site.world.user("Alice"), await site.bot(), await site.bot()
    await alice.say(bot.person, "/start")
    number = await offered(site, alice, bot)
    pressed = press(alice, bot.person, number)
    asked = await query(bot)
    for wrong in (asked["id"], "", "x", "9" * 30, str(1 << 63)):
        answer = await other.ask("answerCallbackQuery", callback_query_id=wrong)
        assert answer.status == 400
    await bot.call("answerCallbackQuery", callback_query_id=asked["id"])
    said = await pressed
    assert isinstance(said, types.messages.BotCallbackAnswer)
    assert (said.message, said.alert) == (None, False)


async def test_only_who_may_read_a_room_presses_in_it(site: Site) -> None:
    alice, bob = await site.world.user("Alice"), await site.world.user("Bob")
    stranger, bot = await site.world.user("Stranger"), await site.bot()
    room = await site.world.channel(alice, "Crowd", bob, bot.person)
    number = await offered(site, alice, bot, room)
    await ban(alice, room, bob, GONE)
    await bot.updates()
    for one in (bob, stranger):
        with pytest.raises(RpcError, match="CHANNEL_PRIVATE"):
            await press(one, room, number)
    assert await bot.updates() == []
