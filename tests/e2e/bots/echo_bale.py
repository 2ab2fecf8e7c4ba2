"""An echo with a keyboard, as it is written with python-bale-bot.

The library has no setting for the address: it stands in a name of its module.
"""

import os

from bale import Bot, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, Message
from bale.request import http

http.BALE_API_BASE_URL = f"{os.environ['SERVER']}/"
http.BALE_API_FILE_URL = f"{os.environ['SERVER']}/file"

client = Bot(os.environ["TOKEN"])


@client.event
async def on_message(message: Message) -> None:
    if message.content == "/start":
        keyboard = InlineKeyboardMarkup()
        keyboard.add(InlineKeyboardButton("Press", callback_data="pressed"))
        await message.reply(f"Hello, {message.author.first_name}", components=keyboard)
    elif message.document:
        data = await message.document.get()
        file = InputFile(data[::-1], file_name=message.document.file_name)
        await message.reply_document(file, caption="turned round")
    else:
        await message.reply(message.content)


@client.event
async def on_callback(query: CallbackQuery) -> None:
    await query.message.edit("It was pressed")


client.run()
