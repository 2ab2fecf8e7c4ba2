"""Themes: clients have their own, the server adds none.

Source: https://core.telegram.org/api/themes
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import TLFunction, functions, types


@rpc(functions.account.GetChatThemes, functions.account.GetThemes, access=USER, empty=True)
async def get_themes(app: App, caller: Caller, request: TLFunction) -> types.account.Themes:
    """Themes for chats, and installed ones."""
    return types.account.Themes(hash=0, themes=())


@rpc(functions.account.GetUniqueGiftChatThemes, access=USER, empty=True)
async def get_unique_gift_chat_themes(
    app: App, caller: Caller, request: TLFunction
) -> types.account.ChatThemes:
    """Themes that came with a gift."""
    return types.account.ChatThemes(hash=0, themes=(), chats=(), users=())
