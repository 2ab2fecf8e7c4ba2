"""messages.setDefaultHistoryTTL, getDefaultHistoryTTL.

Source: https://core.telegram.org/method/messages.setDefaultHistoryTTL
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.messages import new_chat
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import functions, types


@rpc(functions.messages.GetDefaultHistoryTTL, access=USER)
async def get_default_history_ttl(
    app: App, caller: Caller, request: functions.messages.GetDefaultHistoryTTL
) -> types.DefaultHistoryTTL:
    """Tell after how many seconds messages of new chats delete themselves."""
    return await new_chat.default_ttl(app, caller)


@rpc(functions.messages.SetDefaultHistoryTTL, access=USER)
async def set_default_history_ttl(
    app: App, caller: Caller, request: functions.messages.SetDefaultHistoryTTL
) -> bool:
    """Choose after how many seconds messages of new chats delete themselves."""
    await new_chat.set_default_ttl(app, caller, request.period)
    return True
