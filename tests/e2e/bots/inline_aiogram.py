"""An inline bot with a page of its own, as it is written with aiogram: only the address differs."""

import asyncio
import os

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, CommandStart
from aiogram.types import (
    CallbackQuery,
    ChosenInlineResult,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InputTextMessageContent,
    Message,
    WebAppInfo,
)
from aiogram.utils.web_app import safe_parse_webapp_init_data

dispatcher = Dispatcher()
LIKE = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Like", callback_data="like")]]
)
PAGE = "https://page.example/order"


def article(title: str, text: str) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        id="1",
        title=title,
        description="as it is written",
        input_message_content=InputTextMessageContent(message_text=text, parse_mode="HTML"),
        reply_markup=LIKE,
    )


@dispatcher.message(CommandStart())
async def begin(message: Message) -> None:
    button = InlineKeyboardButton(text="Order", web_app=WebAppInfo(url=PAGE))
    markup = InlineKeyboardMarkup(inline_keyboard=[[button]])
    await message.answer("Ready", reply_markup=markup)


@dispatcher.inline_query()
async def offer(query: InlineQuery) -> None:
    shown = article(query.query.upper(), f"<b>{query.query}</b>")
    await query.answer([shown], cache_time=0, is_personal=True)


@dispatcher.chosen_inline_result()
async def chosen(result: ChosenInlineResult, bot: Bot) -> None:
    name = result.inline_message_id
    await bot.edit_message_text(
        f"{result.query} (chosen)", inline_message_id=name, reply_markup=LIKE
    )


@dispatcher.callback_query(F.data == "like")
async def like(query: CallbackQuery, bot: Bot) -> None:
    await query.answer(f"{query.from_user.first_name} likes it")
    await bot.edit_message_text("Liked", inline_message_id=query.inline_message_id)


@dispatcher.message(Command("page"))
async def page(message: Message, bot: Bot) -> None:
    # What the page was told, as it would bring it back to its own server.
    said = safe_parse_webapp_init_data(bot.token, message.text.partition(" ")[2])
    result = article("Order", f"An order of {said.user.first_name}")
    await bot.answer_web_app_query(said.query_id, result)


async def main() -> None:
    server = TelegramAPIServer.from_base(os.environ["SERVER"])
    async with Bot(os.environ["TOKEN"], AiohttpSession(api=server)) as bot:
        await dispatcher.start_polling(bot)


asyncio.run(main())
