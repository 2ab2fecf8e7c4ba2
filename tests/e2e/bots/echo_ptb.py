"""An echo with a keyboard, as it is written with python-telegram-bot: only the address differs."""

import os

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

Context = ContextTypes.DEFAULT_TYPE
KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Press", callback_data="pressed")]])


async def begin(update: Update, _: Context) -> None:
    text = f"Hello, <b>{update.effective_user.full_name}</b>"
    await update.message.reply_text(text, parse_mode="HTML", reply_markup=KEYBOARD)


async def pressed(update: Update, _: Context) -> None:
    query = update.callback_query
    await query.edit_message_text("<i>It was pressed</i>", parse_mode="HTML")
    await query.answer("Thank you", show_alert=True)


async def file(update: Update, _: Context) -> None:
    document = update.message.document
    data = await (await document.get_file()).download_as_bytearray()
    await update.message.reply_document(
        bytes(data)[::-1], filename=document.file_name, caption="turned round"
    )


async def echo(update: Update, _: Context) -> None:
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
application.add_handler(CallbackQueryHandler(pressed))
application.add_handler(MessageHandler(filters.Document.ALL, file))
application.add_handler(MessageHandler(filters.TEXT, echo))
application.run_polling()
