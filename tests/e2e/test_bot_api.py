"""Bots as they are written for elsewhere, with nothing changed but the address."""

import itertools
from pathlib import Path

import pytest
from telethon.tl.types import DocumentAttributeFilename

from tests.e2e.bot_process import running
from tests.e2e.messenger import Content, Style
from tests.e2e.server import Server
from tests.e2e.telethon_client import TelethonUser
from tests.e2e.town import Town
from tests.e2e.waiting import edit_to, message_with

NAME = DocumentAttributeFilename("a file.txt")

PROGRAMS = ("echo_aiogram.py", "echo_ptb.py", "grammy/echo.mjs")

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


@pytest.mark.parametrize("program", PROGRAMS)
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
