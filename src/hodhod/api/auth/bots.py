"""auth.importBotAuthorization: a bot signs in.

Source: https://core.telegram.org/method/auth.importBotAuthorization
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.auth.authorize import authorization_of, write_login
from hodhod.actions.auth.limit import use
from hodhod.actions.bots.tokens import bot_of_token
from hodhod.api.registry import ANYONE, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import functions, types

WRONG_PER_HOUR = 100
"""Tokens tried in vain from one address: a guess is hopeless, its cost is not."""


@rpc(functions.auth.ImportBotAuthorization, access=ANYONE)
async def import_bot_authorization(
    app: App, caller: Caller, request: functions.auth.ImportBotAuthorization
) -> types.auth.TypeAuthorization:
    """Log the caller's key in as a bot."""
    bot = await bot_of_token(app, request.bot_auth_token)
    if bot is None:
        await use(app, f"bot token:{caller.ip}", WRONG_PER_HOUR)
        raise bad_request("ACCESS_TOKEN_INVALID")
    await write_login(app, caller, bot.bot_id)
    return await authorization_of(app, bot.bot_id)
