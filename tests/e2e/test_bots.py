"""A bot with Telethon: made by the operator, written to by a person, and answering."""

import re

import pytest
from telethon import TelegramClient, events
from telethon.errors import AccessTokenInvalidError

from tests.e2e.messenger import Content
from tests.e2e.telethon_client import TelethonUser, client_at
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
    changes = ("--about", "I repeat", "--inline", "Say something", "--privacy", "off")
    await town.server.say("bots", "set", *data, "echo_bot", *changes)
    changed = await person.client.get_entity("echo_bot")
    assert (changed.bot_inline_placeholder, changed.bot_chat_history) == ("Say something", True)

    async def offer(event: events.InlineQuery.Event) -> None:
        said = event.builder.article("Repeat", text=f"{event.text}, {event.text}")
        await event.answer([said])

    client.add_event_handler(offer, events.InlineQuery())
    results = await person.client.inline_query("echo_bot", "twice")
    sent = await results[0].click("me")
    assert (sent.message, sent.via_bot_id) == ("twice, twice", me.id)
    another = await town.server.say("bots", "revoke", *data, "echo_bot")
    with pytest.raises(AccessTokenInvalidError):
        await bot(town, token)
    again = await bot(town, another)
    assert (await again.get_me()).id == me.id


async def test_a_person_makes_a_bot_and_it_signs_in(town: Town) -> None:
    person = await town.telethon("Sara")
    father = (await person.client.get_entity("BotFather")).id
    for said, answer in (("/newbot", "name"), ("Mine", "username")):
        await person.send(father, Content(said))
        await _answer(person, father, answer)
    await person.send(father, Content("sara_s_bot"))
    made = await _answer(person, father, "Done!")
    found = re.search(r"[0-9]+:[A-Za-z0-9_-]{35}", made)
    assert found is not None
    client = await bot(town, found.group())
    assert (await client.get_me()).username == "sara_s_bot"


async def _answer(person: TelethonUser, sender: int, words: str) -> str:
    """What somebody has said with these words in it."""
    report = await person.reports.first(
        lambda r: r.message is not None and r.message.sender == sender and words in r.message.text
    )
    assert report.message is not None
    return report.message.text
