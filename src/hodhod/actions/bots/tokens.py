"""Tokens: which bot one speaks for, and another token for it.

Source: https://core.telegram.org/method/auth.importBotAuthorization
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.auth.sessions import end_all
from hodhod.domain.bot_token import NONCE_BYTES, bot_id_in, is_token, make_token
from hodhod.domain.caller import Caller
from hodhod.domain.ids import UserId
from hodhod.store.bots import Bot, find_bot, set_nonce

_NOBODY = UserId(0)
_NO_NONCE = bytes(NONCE_BYTES)


async def bot_of_token(app: App, token: str) -> Bot | None:
    """Return the bot that a token speaks for, or None.

    What is wrong takes the same time whatever it is: the database is asked, and a token computed,
    also for what cannot be right.
    """
    bot_id = bot_id_in(token)
    bot = await find_bot(app.store.main, _NOBODY if bot_id is None else bot_id)
    known = (_NOBODY, _NO_NONCE) if bot is None else (bot.bot_id, bot.nonce)
    right = is_token(token, app.secret, *known)
    return bot if right else None


async def bot_by_token(app: App, token: str) -> Caller | None:
    """Return who calls with a token and without a session, or None if nobody has it."""
    bot = await bot_of_token(app, token)
    return None if bot is None else caller_of(bot.bot_id)


def caller_of(bot_id: UserId) -> Caller:
    """Return a bot as it calls over HTTP: no key, no session."""
    return Caller(auth_key_id=0, session_id=0, layer=0, user_id=bot_id, is_bot=True)


def token_of(app: App, bot: Bot) -> str:
    """Return the token of a bot."""
    return make_token(app.secret, bot.bot_id, bot.nonce)


async def revoke_token(app: App, bot: Bot) -> str:
    """Return another token for a bot: the old one and all its logins end."""
    nonce = app.entropy(NONCE_BYTES)
    await set_nonce(app.store.main, bot.bot_id, nonce)
    await end_all(app, bot.bot_id)
    return make_token(app.secret, bot.bot_id, nonce)
