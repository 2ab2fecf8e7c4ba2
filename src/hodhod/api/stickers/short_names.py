"""stickers.checkShortName, suggestShortName.

Source: https://core.telegram.org/method/stickers.suggestShortName
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.stickers.sets import check_short_name, suggest_short_name
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import functions, types


@rpc(functions.stickers.CheckShortName, access=USER)
async def check(app: App, caller: Caller, request: functions.stickers.CheckShortName) -> bool:
    """Tell whether a set may be called so."""
    await check_short_name(app, request.short_name)
    return True


@rpc(functions.stickers.SuggestShortName, access=USER)
async def suggest(
    app: App, caller: Caller, request: functions.stickers.SuggestShortName
) -> types.stickers.SuggestedShortName:
    """Find a short name for a title."""
    name = await suggest_short_name(app, request.title)
    return types.stickers.SuggestedShortName(short_name=name)
