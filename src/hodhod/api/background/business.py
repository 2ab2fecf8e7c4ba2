"""Tools for shops: quick replies, links to a chat, connected bots. None are set up.

Source: https://core.telegram.org/api/business
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import TLFunction, functions, types


@rpc(functions.messages.GetQuickReplies, access=USER, empty=True)
async def get_quick_replies(
    app: App, caller: Caller, request: TLFunction
) -> types.messages.QuickReplies:
    """Quick replies."""
    return types.messages.QuickReplies(quick_replies=(), messages=(), chats=(), users=())


@rpc(functions.account.GetConnectedBots, access=USER, empty=True)
async def get_connected_bots(
    app: App, caller: Caller, request: TLFunction
) -> types.account.ConnectedBots:
    """Bots that answer in the caller's name."""
    return types.account.ConnectedBots(connected_bots=(), users=())


@rpc(functions.account.GetBusinessChatLinks, access=USER, empty=True)
async def get_business_chat_links(
    app: App, caller: Caller, request: TLFunction
) -> types.account.BusinessChatLinks:
    """Links that open a chat with the caller."""
    return types.account.BusinessChatLinks(links=(), chats=(), users=())


@rpc(functions.aicompose.GetTones, access=USER, empty=True)
async def get_tones(app: App, caller: Caller, request: TLFunction) -> types.aicompose.Tones:
    """Styles in which a machine rewrites texts: no machine does."""
    return types.aicompose.Tones(hash=0, tones=(), users=())
