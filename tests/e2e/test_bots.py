"""A bot with Telethon: made by the operator, written to by a person, and answering."""

import pytest
from telethon import TelegramClient, events
from telethon.errors import AccessTokenInvalidError

from tests.e2e.messenger import Content
from tests.e2e.telethon_client import client_at
from tests.e2e.town import Town
from tests.e2e.waiting import message_with


async def bot(town: Town, token: str) -> TelegramClient:
    await town.pem()
    client = client_at(town.server.mtproto)
    town.closing.append(client.disconnect)
    return await client.start(bot_token=token)


async def test_a_bot_answers_whoever_writes_to_it(town: Town) -> None:
    data = ("--data", str(town.server.data))
    token = await town.server.say("bots", "add", *data, "echo_bot", "--name", "Echo")
    client = await bot(town, token)
    me = await client.get_me()
    assert (me.bot, me.username) == (True, "echo_bot")

    async def answer(event: events.NewMessage.Event) -> None:
        await event.reply(f"you said {event.raw_text}")

    client.add_event_handler(answer, events.NewMessage(incoming=True))

    person = await town.telethon("Sara")
    found = await person.client.get_entity("echo_bot")
    assert (found.id, found.bot) == (me.id, True)
    await person.send(found.id, Content("سلام"))
    await message_with(person, "you said سلام")

    assert f"{me.id}\t@echo_bot\t-\tEcho" in await town.server.say("bots", "list", *data)
    another = await town.server.say("bots", "revoke", *data, "echo_bot")
    with pytest.raises(AccessTokenInvalidError):
        await bot(town, token)
    again = await bot(town, another)
    assert (await again.get_me()).id == me.id
