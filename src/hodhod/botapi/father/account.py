"""The account of the bot that makes bots: there from the first start on."""

from __future__ import annotations

import msgspec

from hodhod.actions.app import App
from hodhod.actions.bots import commands, profile
from hodhod.actions.bots.tokens import caller_of
from hodhod.botapi.updates.webhook import Webhook
from hodhod.domain.bot_token import NONCE_BYTES
from hodhod.domain.catalogue import LANGUAGES, text
from hodhod.domain.ids import BOT_FATHER, SERVICE_USER, box_of_user
from hodhod.store.bots import Bot, find_bot
from hodhod.store.father_talks import make_known_bot
from hodhod.store.webhooks import set_webhook
from hodhod.tl import types

NAME, PUBLIC_NAME = "BotFather", "BotFather"
INSIDE = "inside:"
"""Where its updates are brought to: nowhere but here."""


async def make_father(app: App) -> None:
    """Make the account unless it is there; what it says of itself is that of this version."""
    main = app.store.main
    if await find_bot(main, BOT_FATHER) is None:
        bot = Bot(BOT_FATHER, SERVICE_USER, app.entropy(NONCE_BYTES), app.now)
        await make_known_bot(main, bot, NAME, PUBLIC_NAME)
        terms = Webhook(url=INSIDE, connections=1)
        await set_webhook(
            app.store.shard(box_of_user(BOT_FATHER)), BOT_FATHER, msgspec.json.encode(terms)
        )
    for code in LANGUAGES:
        lang = "" if code == "en" else code
        about, description = text(code, "father_about"), text(code, "father_description")
        await profile.set_texts(app, BOT_FATHER, lang, about=about, description=description)
        await commands.set_commands(app, caller_of(BOT_FATHER), "", lang, _listed(code))


def _listed(code: str) -> list[types.BotCommand]:
    lines = [one for one in text(code, "father_help").splitlines() if one.startswith("/")]
    return [
        types.BotCommand(command=one.split()[0], description=one.partition("–")[2].strip())
        for one in lines
    ]
