"""Making a bot, and ending one."""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.auth.limit import use
from hodhod.domain import names, username
from hodhod.domain.bot_token import NONCE_BYTES
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import SERVICE_USER, UserId
from hodhod.store import bots as store_bots
from hodhod.store.bots import Bot, bots_of, find_bot

MAX_BOTS = 20
"""Bots that one person may have, as where people come from; the operator's are not counted."""

MADE_PER_DAY = 20
"""Bots that one person may make a day: a public name is taken by each."""


async def create_bot(app: App, owner_id: UserId, name: str, public_name: str) -> Bot:
    """Make a bot.

    Args:
        app: The working parts.
        owner_id: Who makes it; the service account for the operator.
        name: What it is called.
        public_name: Its username, which ends in "bot".

    Raises:
        RpcError: 400 FIRSTNAME_INVALID, USERNAME_INVALID, USERNAME_OCCUPIED, BOTS_TOO_MUCH;
            420 FLOOD_WAIT_n.
    """
    name = names.first_name(name)
    public_name = public_name.removeprefix("@")
    if not username.is_bot_name(public_name):
        raise bad_request("USERNAME_INVALID")
    if owner_id != SERVICE_USER:
        if len(await bots_of(app.store.main, owner_id)) >= MAX_BOTS:
            raise bad_request("BOTS_TOO_MUCH")
        await use(app, f"bots:{owner_id}", MADE_PER_DAY, window_s=86_400)
    bot = await store_bots.create_bot(
        app.store.main,
        name=name,
        public_name=public_name,
        owner_id=owner_id,
        nonce=app.entropy(NONCE_BYTES),
        now=app.now,
    )
    if bot is None:
        raise bad_request("USERNAME_OCCUPIED")
    return bot


async def require_own_bot(app: App, owner_id: UserId, bot_id: UserId) -> Bot:
    """Return a bot of somebody.

    Raises:
        RpcError: 400 BOT_INVALID, also for a bot of somebody else.
    """
    bot = await find_bot(app.store.main, bot_id)
    if bot is None or bot.owner_id != owner_id:
        raise bad_request("BOT_INVALID")
    return bot
