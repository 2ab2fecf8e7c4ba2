"""Bots as they are written for elsewhere, with nothing changed but the address."""

import asyncio
import itertools
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from telethon.errors import (
    ChannelPrivateError,
    InviteRequestSentError,
    UserBannedInChannelError,
)
from telethon.tl.functions.channels import EditAdminRequest, InviteToChannelRequest
from telethon.tl.functions.messages import (
    ExportChatInviteRequest,
    GetBotCallbackAnswerRequest,
    ImportChatInviteRequest,
    RequestWebViewRequest,
)
from telethon.tl.types import (
    ChatAdminRights,
    DocumentAttributeFilename,
    InlineButtonTypeWebView,
    MessageActionChatJoinedByRequest,
)

from tests.e2e.bot_process import free_port, running
from tests.e2e.messenger import Content, Style
from tests.e2e.server import Server
from tests.e2e.telethon_client import TelethonUser
from tests.e2e.town import Town
from tests.e2e.waiting import edit_to, message_from, message_with

NAME = DocumentAttributeFilename("a file.txt")

ECHOES = ("echo_aiogram.py", "echo_ptb.py", "grammy/echo.mjs")
BALE_ECHOES = ("echo_balethon.py", "echo_bale.py")
MODERATORS = ("moderator_aiogram.py", "moderator_ptb.py", "grammy/moderator.mjs")
INLINE_BOTS = ("inline_aiogram.py", "inline_ptb.py", "grammy/inline.mjs")

_numbers = itertools.count(1)


async def made(server: Server, name: str) -> tuple[str, str]:
    """A bot of the operator's: its username and token."""
    username = f"{name}_{next(_numbers)}_bot"
    data = ("--data", str(server.data))
    return username, await server.say("bots", "add", *data, username, "--name", "Helper")


async def meet(person: TelethonUser, username: str) -> int:
    """Find a bot by its name."""
    found = await person.client.get_entity(username)
    assert found.bot
    number: int = found.id
    return number


@pytest.mark.parametrize("program", ECHOES)
async def test_an_echo_echoes(town: Town, tmp_path: Path, program: str) -> None:
    username, token = await made(town.server, "echo")
    person = await town.telethon("Sara")
    with running(program, town.server, token, tmp_path / "bot.log"):
        bot = await meet(person, username)
        await person.send(bot, Content("/start"))
        hello = await message_with(person, "Hello, Sara")
        shown = await person.client.get_messages(bot, ids=hello.id)
        said = await shown.click(data=b"pressed")
        assert (said.message, said.alert) == ("Thank you", True)
        await edit_to(person, hello.id, "It was pressed")
        sent = await person.client.send_file(bot, b"forwards", attributes=[NAME])
        assert sent.document is not None
        turned = await message_with(person, "turned round")
        again = await person.client.get_messages(bot, ids=turned.id)
        assert (await again.download_media(bytes), again.file.name) == (b"sdrawrof", "a file.txt")
        await person.send_bold(bot, "پررنگ 🐦 bold")
        echoed = await person.reports.first(
            lambda r: r.message is not None and r.message.sender == bot and r.message.reply_to > 0
        )
        assert echoed.message is not None
        assert echoed.message.text == "پررنگ 🐦 bold"
        assert echoed.message.styles == (Style("bold", 0, 13),)


@pytest.mark.parametrize("program", BALE_ECHOES)
async def test_an_echo_of_bale_s_libraries_echoes(town: Town, tmp_path: Path, program: str) -> None:
    username, token = await made(town.server, "echo")
    person = await town.telethon("Sara")
    with running(program, town.server, token, tmp_path / "bot.log"):
        bot = await meet(person, username)
        await person.send(bot, Content("/start"))
        hello = await message_with(person, "Hello, Sara")
        shown = await person.client.get_messages(bot, ids=hello.id)
        # One of them has no way to answer: whoever presses waits until it is too late.
        press = GetBotCallbackAnswerRequest(shown.input_chat, hello.id, data=b"pressed")
        pressing = asyncio.create_task(person.client(press))
        await edit_to(person, hello.id, "It was pressed")
        pressing.cancel()
        await person.client.send_file(bot, b"forwards", attributes=[NAME])
        turned = await message_with(person, "turned round")
        again = await person.client.get_messages(bot, ids=turned.id)
        assert await again.download_media(bytes) == b"sdrawrof"
        await person.send(bot, Content("سلام 🐦"))
        await message_from(person, bot, after=turned.id)
        assert (await person.texts(bot))[0] == "سلام 🐦"


@pytest.mark.parametrize("program", MODERATORS)
async def test_a_moderator_minds_a_group(town: Town, tmp_path: Path, program: str) -> None:
    username, token = await made(town.server, "moderator")
    owner, guest = await town.telethon("Sara"), await town.telethon("Omid")
    port = str(free_port())
    with running(program, town.server, token, tmp_path / "bot.log", PORT=port):
        bot = await owner.client.get_entity(username)
        group = await owner.create_channel("Garden", broadcast=False)
        room = await owner.client.get_input_entity(group)
        rights = ChatAdminRights(delete_messages=True, ban_users=True, invite_users=True)
        await owner.ask(InviteToChannelRequest(room, [bot]))
        await owner.ask(EditAdminRequest(room, bot, rights, ""))
        await owner.send(group, Content("/admins"))
        await message_with(owner, "2 admins", chat=group)

        link = await owner.ask(ExportChatInviteRequest(room, request_needed=True))
        with pytest.raises(InviteRequestSentError):
            await guest.client(ImportChatInviteRequest(link.link.rpartition("+")[2]))
        await message_with(owner, "Welcome, Omid", chat=group)

        await guest.send(group, Content("look: https://spam.example/x"))
        await message_with(owner, "Omid is muted", chat=group)
        assert not any("spam.example" in one for one in await owner.texts(group))
        with pytest.raises(UserBannedInChannelError):
            await guest.client.send_message(group, "may I?")

        greeting = next(
            one
            for one in await owner.client.get_messages(group, 50)
            if isinstance(one.action, MessageActionChatJoinedByRequest)
        )
        await owner.send(group, Content("/ban"), reply_to=greeting.id)
        await message_with(owner, "Omid is banned", chat=group)
        with pytest.raises(ChannelPrivateError):
            await guest.client.get_messages(group)


@pytest.mark.parametrize("program", INLINE_BOTS)
async def test_an_inline_bot_offers_and_has_a_page(
    town: Town, tmp_path: Path, program: str
) -> None:
    username, token = await made(town.server, "inline")
    data = ("--data", str(town.server.data))
    asked = ("--inline", "Words", "--inline-feedback", "100")
    await town.server.say("bots", "set", *data, username, *asked)
    person, friend = await town.telethon("Sara"), await town.telethon("Omid")
    chat = await person.import_contact(friend.phone, "Omid")
    with running(program, town.server, token, tmp_path / "bot.log"):
        bot = await meet(person, username)
        await person.send(bot, Content("/start"))
        ready = await message_with(person, "Ready")
        shown = await person.client.get_messages(bot, ids=ready.id)
        [button] = shown.reply_markup.rows[0].buttons
        assert isinstance(button.type, InlineButtonTypeWebView)

        results = await person.client.inline_query(bot, "apple", entity=chat)
        assert (results[0].title, results[0].description) == ("APPLE", "as it is written")
        sent = await results[0].click(chat)
        assert (sent.message, sent.via_bot_id) == ("apple", bot)
        await edit_to(person, sent.id, "apple (chosen)")
        theirs = await message_from(friend, person.id)
        found = await friend.client.get_messages(theirs.chat, ids=theirs.id)
        said = await found.click(data=b"like")
        assert said.message == "Omid likes it"
        await edit_to(person, sent.id, "Liked")

        page = await person.ask(
            RequestWebViewRequest(peer=bot, bot=bot, platform="web", url=button.type.url)
        )
        [init_data] = parse_qs(urlsplit(page.url).fragment)["tgWebAppData"]
        await person.send(bot, Content(f"/page {init_data}"))
        await message_with(person, "An order of Sara")


async def test_answers_are_as_aiogram_s_models_have_them(town: Town, tmp_path: Path) -> None:
    username, token = await made(town.server, "census")
    owner = await town.telethon("Sara")
    with running("census_aiogram.py", town.server, token, tmp_path / "bot.log"):
        bot = await owner.client.get_entity(username)
        group = await owner.create_channel("Garden", broadcast=False)
        room = await owner.client.get_input_entity(group)
        rights = ChatAdminRights(invite_users=True, pin_messages=True)
        await owner.ask(InviteToChannelRequest(room, [bot]))
        await owner.ask(EditAdminRequest(room, bot, rights, ""))
        await owner.send(group, Content("/census"))
        said = await message_with(owner, "all is well", chat=group)
        assert said.text == "all is well"
