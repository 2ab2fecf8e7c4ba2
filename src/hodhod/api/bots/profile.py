"""bots.setBotInfo, getBotInfo, setBotMenuButton, default rights, getAdminedBots.

Source: https://core.telegram.org/api/bots/info
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.bots import profile
from hodhod.actions.bots.making import require_own_bot
from hodhod.actions.peers.access import access_user
from hodhod.actions.people.view import users_seen_by
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import UserId
from hodhod.store.bots import bots_of
from hodhod.tl import functions, types


@rpc(functions.bots.SetBotInfo, access=USER | BOT)
async def set_bot_info(app: App, caller: Caller, request: functions.bots.SetBotInfo) -> bool:
    """Write what a bot says of itself in a language."""
    await profile.set_texts(
        app,
        await _bot(app, caller, request.bot),
        request.lang_code,
        name=request.name,
        about=request.about,
        description=request.description,
    )
    return True


@rpc(functions.bots.GetBotInfo, access=USER | BOT)
async def get_bot_info(
    app: App, caller: Caller, request: functions.bots.GetBotInfo
) -> types.bots.BotInfo:
    """Show what a bot says of itself in a language."""
    bot_id = await _bot(app, caller, request.bot)
    said = await profile.texts(app, bot_id, request.lang_code)
    return types.bots.BotInfo(name=said.name, about=said.about, description=said.description)


@rpc(functions.bots.SetBotMenuButton, access=BOT)
async def set_bot_menu_button(
    app: App, caller: Caller, request: functions.bots.SetBotMenuButton
) -> bool:
    """Choose the button beside the field where people write."""
    if not isinstance(request.user_id, types.InputUserEmpty):
        await access_user(app, caller, request.user_id)
    await profile.set_menu(app, caller.me, request.button)
    return True


@rpc(functions.bots.GetBotMenuButton, access=BOT)
async def get_bot_menu_button(
    app: App, caller: Caller, request: functions.bots.GetBotMenuButton
) -> types.TypeBotMenuButton:
    """Show the button beside the field where people write."""
    return await profile.menu(app, caller.me)


@rpc(functions.bots.SetBotGroupDefaultAdminRights, access=BOT)
async def set_group_rights(
    app: App, caller: Caller, request: functions.bots.SetBotGroupDefaultAdminRights
) -> bool:
    """Choose the rights that are offered when the bot is made an admin of a group."""
    await profile.set_default_rights(app, caller.me, request.admin_rights, of_channels=False)
    return True


@rpc(functions.bots.SetBotBroadcastDefaultAdminRights, access=BOT)
async def set_channel_rights(
    app: App, caller: Caller, request: functions.bots.SetBotBroadcastDefaultAdminRights
) -> bool:
    """Choose the rights that are offered when the bot is made an admin of a channel."""
    await profile.set_default_rights(app, caller.me, request.admin_rights, of_channels=True)
    return True


@rpc(functions.bots.GetAdminedBots, access=USER)
async def get_admined_bots(
    app: App, caller: Caller, request: functions.bots.GetAdminedBots
) -> list[types.TypeUser]:
    """List the bots that the caller made."""
    made = await bots_of(app.store.main, caller.me)
    return await users_seen_by(app, caller.me, [one.bot_id for one in made])


async def _bot(app: App, caller: Caller, named: types.TypeInputUser | None) -> UserId:
    """Return the bot that is meant: the caller, or one that the caller made."""
    if caller.is_bot:
        return caller.me
    if named is None:
        raise bad_request("BOT_INVALID")
    account = await access_user(app, caller, named)
    return (await require_own_bot(app, caller.me, account.user_id)).bot_id
