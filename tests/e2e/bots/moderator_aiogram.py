"""A group's moderator, as it is written with aiogram: only the address is this server's."""

import os
from datetime import timedelta

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.types import ChatJoinRequest, ChatPermissions, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

dispatcher = Dispatcher()
SECRET = "only-the-server-knows"


@dispatcher.chat_join_request()
async def let_in(request: ChatJoinRequest) -> None:
    await request.approve()


@dispatcher.message(F.new_chat_members)
async def greet(message: Message) -> None:
    for one in message.new_chat_members:
        if not one.is_bot:
            await message.answer(f"Welcome, {one.first_name}")


@dispatcher.message(Command("admins"))
async def admins(message: Message) -> None:
    found = await message.chat.get_administrators()
    await message.reply(f"{len(found)} admins")


@dispatcher.message(Command("ban"))
async def ban(message: Message) -> None:
    asker = await message.chat.get_member(message.from_user.id)
    if asker.status == "creator" and message.reply_to_message:
        gone = message.reply_to_message.from_user
        await message.chat.ban(gone.id)
        await message.answer(f"{gone.first_name} is banned")


@dispatcher.message(F.entities[:].type == "url")
async def mute(message: Message) -> None:
    await message.delete()
    silent = ChatPermissions(can_send_messages=False)
    until = timedelta(hours=1)
    await message.chat.restrict(message.from_user.id, permissions=silent, until_date=until)
    await message.answer(f"{message.from_user.first_name} is muted")


async def begin(bot: Bot) -> None:
    url = f"http://127.0.0.1:{os.environ['PORT']}/bot"
    await bot.set_webhook(
        url, secret_token=SECRET, allowed_updates=["message", "chat_join_request"]
    )


server = TelegramAPIServer.from_base(os.environ["SERVER"])
bot = Bot(os.environ["TOKEN"], AiohttpSession(api=server))
dispatcher.startup.register(begin)
application = web.Application()
SimpleRequestHandler(dispatcher, bot, secret_token=SECRET).register(application, path="/bot")
setup_application(application, dispatcher, bot=bot)
web.run_app(application, host="127.0.0.1", port=int(os.environ["PORT"]))
