"""An echo as it is written with python-telegram-bot: only the address is this server's."""

import os

from telegram import Update
from telegram.ext import Application, CommandHandler, ContextTypes, MessageHandler, filters


async def begin(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    await update.message.reply_text(f"Hello, {update.effective_user.full_name}")


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    message = update.message
    await message.reply_text(message.text, entities=message.entities, do_quote=True)


server = os.environ["SERVER"]
application = (
    Application.builder()
    .token(os.environ["TOKEN"])
    .base_url(f"{server}/bot")
    .base_file_url(f"{server}/file/bot")
    .build()
)
application.add_handler(CommandHandler("start", begin))
application.add_handler(MessageHandler(filters.TEXT, echo))
application.run_polling()
