"""An echo with a keyboard, as it is written with aiogram: only the address is this server's."""

import asyncio
import os
from io import BytesIO

from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

dispatcher = Dispatcher()
KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Press", callback_data="pressed")]]
)


@dispatcher.message(CommandStart())
async def begin(message: Message) -> None:
    await message.answer(f"Hello, <b>{message.from_user.full_name}</b>", reply_markup=KEYBOARD)


@dispatcher.callback_query(F.data == "pressed")
async def pressed(query: CallbackQuery) -> None:
    await query.message.edit_text("<i>It was pressed</i>")
    await query.answer("Thank you", show_alert=True)


@dispatcher.message(F.document)
async def file(message: Message, bot: Bot) -> None:
    data = BytesIO()
    await bot.download(message.document, destination=data)
    again = BufferedInputFile(data.getvalue()[::-1], message.document.file_name)
    await message.answer_document(again, caption="turned round")


@dispatcher.message(F.text)
async def echo(message: Message) -> None:
    await message.reply(message.text, entities=message.entities, parse_mode=None)


async def main() -> None:
    server = TelegramAPIServer.from_base(os.environ["SERVER"])
    html = DefaultBotProperties(parse_mode="HTML")
    async with Bot(os.environ["TOKEN"], AiohttpSession(api=server), html) as bot:
        await dispatcher.start_polling(bot)


asyncio.run(main())
