"""An echo with a keyboard, as it is written with balethon: only the address is this server's."""

import os

from balethon import Client
from balethon.conditions import command
from balethon.objects import CallbackQuery, InlineKeyboard, Message

bot = Client(os.environ["TOKEN"], base_url=os.environ["SERVER"])


@bot.on_message(command("start"))
async def begin(message: Message) -> None:
    await message.reply(
        f"Hello, {message.author.first_name}", InlineKeyboard([("Press", "pressed")])
    )


@bot.on_callback_query()
async def pressed(callback_query: CallbackQuery) -> None:
    await callback_query.message.edit_text("It was pressed")
    await callback_query.answer("Thank you", show_alert=True)


@bot.on_message()
async def echo(message: Message) -> None:
    if message.document is not None:
        data = await bot.download(message.document.id)
        await message.reply_document(data[::-1], caption="turned round")
    elif not message.text.startswith("/"):
        await message.reply(message.text)


bot.run()
