"""Asks for a great deal with aiogram, whose models take nothing that lacks a field."""

import asyncio
import os
from collections.abc import Awaitable

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    InputMediaDocument,
    Message,
    ReactionTypeEmoji,
)

dispatcher = Dispatcher()
FILE = BufferedInputFile(b"words", "words.txt")


@dispatcher.message(Command("census"))
async def census(message: Message, bot: Bot) -> None:
    chat, person = message.chat.id, message.from_user.id
    said = await message.answer("counting")
    poll = await bot.send_poll(chat, "Tea?", ["yes", "no"], is_anonymous=False)
    document = await bot.send_document(chat, FILE)
    asked: dict[str, Awaitable[object]] = {
        "me": bot.get_me(),
        "chat": bot.get_chat(chat),
        "person": bot.get_chat(person),
        "admins": bot.get_chat_administrators(chat),
        "member": bot.get_chat_member(chat, person),
        "self": bot.get_chat_member(chat, bot.id),
        "count": bot.get_chat_member_count(chat),
        "link": bot.create_chat_invite_link(chat, name="a link", member_limit=3),
        "main link": bot.export_chat_invite_link(chat),
        "quiz": bot.send_poll(
            chat, "2 + 2?", ["4", "5"], type="quiz", correct_option_ids=[0], explanation="count"
        ),
        "stopped": bot.stop_poll(chat, poll.message_id),
        "location": bot.send_location(chat, 35.7, 51.4),
        "live": bot.send_location(chat, 35.7, 51.4, live_period=600),
        "venue": bot.send_venue(chat, 35.7, 51.4, "Tower", "Tehran"),
        "contact": bot.send_contact(chat, "+989120000000", "Sara"),
        "dice": bot.send_dice(chat),
        "album": bot.send_media_group(chat, [InputMediaDocument(media=FILE)] * 2),
        "file": bot.get_file(document.document.file_id),
        "copied": bot.copy_message(chat, chat, said.message_id),
        "forwarded": bot.forward_message(chat, chat, said.message_id),
        "pinned": bot.pin_chat_message(chat, said.message_id),
        "reaction": bot.set_message_reaction(
            chat, said.message_id, [ReactionTypeEmoji(emoji="👍")]
        ),
        "action": bot.send_chat_action(chat, "typing"),
        "webhook": bot.get_webhook_info(),
        "commands": bot.set_my_commands([BotCommand(command="census", description="count")]),
        "own commands": bot.get_my_commands(),
        "name": bot.get_my_name(),
        "description": bot.get_my_description(),
        "short": bot.get_my_short_description(),
        "rights": bot.get_my_default_administrator_rights(),
        "menu": bot.get_chat_menu_button(),
        "photos": bot.get_user_profile_photos(person),
    }
    answers = await asyncio.gather(*asked.values(), return_exceptions=True)
    wrong = [
        f"{name}: {answer}"
        for name, answer in zip(asked, answers, strict=True)
        if isinstance(answer, Exception)
    ]
    await message.answer("\n".join(wrong)[:4000] or "all is well")


async def main() -> None:
    server = TelegramAPIServer.from_base(os.environ["SERVER"])
    async with Bot(os.environ["TOKEN"], AiohttpSession(api=server)) as bot:
        await dispatcher.start_polling(bot)


asyncio.run(main())
