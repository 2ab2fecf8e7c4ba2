"""An inline bot with a page of its own, as it is written with python-telegram-bot."""

import hashlib
import hmac
import json
import os
from urllib.parse import parse_qsl

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    Update,
    WebAppInfo,
)
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChosenInlineResultHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
)

Context = ContextTypes.DEFAULT_TYPE
LIKE = InlineKeyboardMarkup([[InlineKeyboardButton("Like", callback_data="like")]])
PAGE = "https://page.example/order"


def article(title: str, text: str) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        id="1",
        title=title,
        description="as it is written",
        input_message_content=InputTextMessageContent(text, parse_mode="HTML"),
        reply_markup=LIKE,
    )


async def begin(update: Update, _: Context) -> None:
    button = InlineKeyboardButton("Order", web_app=WebAppInfo(PAGE))
    await update.message.reply_text("Ready", reply_markup=InlineKeyboardMarkup([[button]]))


async def offer(update: Update, _: Context) -> None:
    query = update.inline_query
    shown = article(query.query.upper(), f"<b>{query.query}</b>")
    await query.answer([shown], cache_time=0, is_personal=True)


async def chosen(update: Update, context: Context) -> None:
    result = update.chosen_inline_result
    await context.bot.edit_message_text(
        f"{result.query} (chosen)", inline_message_id=result.inline_message_id, reply_markup=LIKE
    )


async def like(update: Update, _: Context) -> None:
    query = update.callback_query
    await query.answer(f"{query.from_user.first_name} likes it")
    await query.edit_message_text("Liked")


async def page(update: Update, context: Context) -> None:
    # What the page was told, as it would bring it back to its own server.
    said = dict(parse_qsl(update.message.text.partition(" ")[2]))
    given = said.pop("hash")
    lines = "\n".join(f"{name}={said[name]}" for name in sorted(said))
    key = hmac.digest(b"WebAppData", context.bot.token.encode(), hashlib.sha256)
    if not hmac.compare_digest(hmac.digest(key, lines.encode(), hashlib.sha256).hex(), given):
        return
    name = json.loads(said["user"])["first_name"]
    await context.bot.answer_web_app_query(
        said["query_id"], article("Order", f"An order of {name}")
    )


server = os.environ["SERVER"]
application = (
    Application.builder()
    .token(os.environ["TOKEN"])
    .base_url(f"{server}/bot")
    .base_file_url(f"{server}/file/bot")
    .build()
)
application.add_handler(CommandHandler("start", begin))
application.add_handler(CommandHandler("page", page))
application.add_handler(InlineQueryHandler(offer))
application.add_handler(ChosenInlineResultHandler(chosen))
application.add_handler(CallbackQueryHandler(like))
application.run_polling(allowed_updates=Update.ALL_TYPES)
