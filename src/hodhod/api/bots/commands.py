"""bots.setBotCommands, getBotCommands, resetBotCommands.

Source: https://core.telegram.org/api/bots/commands
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.bots import commands
from hodhod.api.registry import BOT, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import functions, types


@rpc(functions.bots.SetBotCommands, access=BOT)
async def set_bot_commands(
    app: App, caller: Caller, request: functions.bots.SetBotCommands
) -> bool:
    """Write the commands for those of a scope."""
    scope = await commands.scope_of(app, caller, request.scope)
    await commands.set_commands(app, caller, scope, request.lang_code, request.commands)
    return True


@rpc(functions.bots.GetBotCommands, access=BOT)
async def get_bot_commands(
    app: App, caller: Caller, request: functions.bots.GetBotCommands
) -> list[types.BotCommand]:
    """Show the commands that were written for a scope."""
    scope = await commands.scope_of(app, caller, request.scope)
    return await commands.own_commands(app, caller, scope, request.lang_code)


@rpc(functions.bots.ResetBotCommands, access=BOT)
async def reset_bot_commands(
    app: App, caller: Caller, request: functions.bots.ResetBotCommands
) -> bool:
    """Leave those of a scope to the wider ones."""
    scope = await commands.scope_of(app, caller, request.scope)
    await commands.set_commands(app, caller, scope, request.lang_code, [])
    return True
