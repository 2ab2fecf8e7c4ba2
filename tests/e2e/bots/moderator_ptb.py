"""A group's moderator, as it is written with python-telegram-bot: only the address differs."""

import os
from datetime import UTC, datetime, timedelta

from telegram import ChatPermissions, Update
from telegram.ext import (
    Application,
    ChatJoinRequestHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

Context = ContextTypes.DEFAULT_TYPE


async def let_in(update: Update, _: Context) -> None:
    await update.chat_join_request.approve()


async def greet(update: Update, _: Context) -> None:
    for one in update.message.new_chat_members:
        if not one.is_bot:
            await update.effective_chat.send_message(f"Welcome, {one.first_name}")


async def admins(update: Update, _: Context) -> None:
    found = await update.effective_chat.get_administrators()
    await update.message.reply_text(f"{len(found)} admins", do_quote=True)


async def ban(update: Update, _: Context) -> None:
    message, chat = update.message, update.effective_chat
    asker = await chat.get_member(message.from_user.id)
    if asker.status == "creator" and message.reply_to_message:
        gone = message.reply_to_message.from_user
        await chat.ban_member(gone.id)
        await chat.send_message(f"{gone.first_name} is banned")


async def mute(update: Update, _: Context) -> None:
    message, chat = update.message, update.effective_chat
    await message.delete()
    until = datetime.now(UTC) + timedelta(hours=1)
    silent = ChatPermissions(can_send_messages=False)
    await chat.restrict_member(message.from_user.id, silent, until_date=until)
    await chat.send_message(f"{message.from_user.first_name} is muted")


server, port = os.environ["SERVER"], int(os.environ["PORT"])
application = (
    Application.builder()
    .token(os.environ["TOKEN"])
    .base_url(f"{server}/bot")
    .base_file_url(f"{server}/file/bot")
    .build()
)
application.add_handler(ChatJoinRequestHandler(let_in))
application.add_handler(MessageHandler(filters.StatusUpdate.NEW_CHAT_MEMBERS, greet))
application.add_handler(CommandHandler("admins", admins))
application.add_handler(CommandHandler("ban", ban))
application.add_handler(MessageHandler(filters.Entity("url"), mute))
application.run_webhook(
    listen="127.0.0.1",
    port=port,
    url_path="bot",
    webhook_url=f"http://127.0.0.1:{port}/bot",
    secret_token="only-the-server-knows",
)
