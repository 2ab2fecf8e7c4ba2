"""Sticker sets on display: the operator shows none.

Source: https://core.telegram.org/api/stickers#featured-stickersets
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import TLFunction, functions, types


@rpc(
    functions.messages.GetFeaturedStickers,
    functions.messages.GetFeaturedEmojiStickers,
    functions.messages.GetOldFeaturedStickers,
    access=USER,
    empty=True,
)
async def get_featured_sets(
    app: App, caller: Caller, request: TLFunction
) -> types.messages.FeaturedStickers:
    """Sets on display."""
    return types.messages.FeaturedStickers(hash=0, count=0, sets=(), unread=())


@rpc(functions.messages.ReadFeaturedStickers, access=USER, empty=True)
async def read_featured_sets(app: App, caller: Caller, request: TLFunction) -> bool:
    """Mark sets on display as seen: there are none that could be unseen."""
    return True
