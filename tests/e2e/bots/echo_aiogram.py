"""An echo as it is written with aiogram: only the address is this server's."""

import asyncio
import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.types import Message

dispatcher = Dispatcher()


@dispatcher.message(CommandStart())
async def begin(message: Message) -> None:
    await message.answer(f"Hello, {message.from_user.full_name}")


@dispatcher.message()
async def echo(message: Message) -> None:
    await message.reply(message.text, entities=message.entities)


async def main() -> None:
    server = TelegramAPIServer.from_base(os.environ["SERVER"])
    async with Bot(os.environ["TOKEN"], AiohttpSession(api=server)) as bot:
        await dispatcher.start_polling(bot)


asyncio.run(main())
