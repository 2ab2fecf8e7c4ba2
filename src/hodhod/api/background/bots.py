"""Bots to find and to attach: none yet.

Source: https://core.telegram.org/api/bots/attach
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import TLFunction, functions, types


@rpc(functions.messages.GetAttachMenuBots, access=USER, empty=True)
async def get_attach_menu_bots(
    app: App, caller: Caller, request: TLFunction
) -> types.AttachMenuBots:
    """Bots in the attachment menu."""
    return types.AttachMenuBots(hash=0, bots=(), users=())


@rpc(functions.bots.GetPopularAppBots, access=USER, empty=True)
async def get_popular_app_bots(
    app: App, caller: Caller, request: TLFunction
) -> types.bots.PopularAppBots:
    """Bots that many use."""
    return types.bots.PopularAppBots(users=())


@rpc(functions.bots.GetBotRecommendations, access=USER, empty=True)
async def get_bot_recommendations(
    app: App, caller: Caller, request: TLFunction
) -> types.users.Users:
    """Bots like another."""
    return types.users.Users(users=())


@rpc(functions.bots.GetPreviewMedias, access=USER, empty=True)
async def get_preview_medias(
    app: App, caller: Caller, request: TLFunction
) -> list[types.BotPreviewMedia]:
    """Pictures of what a bot does."""
    return []
