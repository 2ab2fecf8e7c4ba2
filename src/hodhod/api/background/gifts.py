"""Gifts that cost money: none are sold, nobody has any.

Source: https://core.telegram.org/api/gifts
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import TLFunction, functions, types


@rpc(functions.payments.GetStarGifts, access=USER, empty=True)
async def get_star_gifts(app: App, caller: Caller, request: TLFunction) -> types.payments.StarGifts:
    """Gifts on sale."""
    return types.payments.StarGifts(hash=0, gifts=(), chats=(), users=())


@rpc(
    functions.payments.GetSavedStarGifts,
    functions.payments.GetSavedStarGift,
    functions.payments.GetCraftStarGifts,
    access=USER,
    empty=True,
)
async def get_saved_star_gifts(
    app: App, caller: Caller, request: TLFunction
) -> types.payments.SavedStarGifts:
    """Gifts on a profile."""
    return types.payments.SavedStarGifts(count=0, gifts=(), chats=(), users=())


@rpc(functions.payments.GetUserStarGifts, access=USER, empty=True)
async def get_user_star_gifts(
    app: App, caller: Caller, request: TLFunction
) -> types.payments.UserStarGifts:
    """Gifts on a profile, as layers 189–196 ask."""
    return types.payments.UserStarGifts(count=0, gifts=(), users=())


@rpc(functions.payments.GetStarGiftCollections, access=USER, empty=True)
async def get_star_gift_collections(
    app: App, caller: Caller, request: TLFunction
) -> types.payments.StarGiftCollections:
    """Collections of gifts on a profile."""
    return types.payments.StarGiftCollections(collections=())


@rpc(functions.payments.GetStarGiftActiveAuctions, access=USER, empty=True)
async def get_star_gift_active_auctions(
    app: App, caller: Caller, request: TLFunction
) -> types.payments.StarGiftActiveAuctions:
    """Auctions the caller bids in."""
    return types.payments.StarGiftActiveAuctions(auctions=(), users=(), chats=())


@rpc(functions.payments.GetResaleStarGifts, access=USER, empty=True)
async def get_resale_star_gifts(
    app: App, caller: Caller, request: TLFunction
) -> types.payments.ResaleStarGifts:
    """Gifts that others sell."""
    return types.payments.ResaleStarGifts(count=0, gifts=(), chats=(), users=())
