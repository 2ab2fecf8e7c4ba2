"""Lists of sticker sets, stickers and GIFs: nobody has any yet.

Source: https://core.telegram.org/api/stickers
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import TLFunction, functions, types


@rpc(
    functions.messages.GetAllStickers,
    functions.messages.GetMaskStickers,
    functions.messages.GetEmojiStickers,
    access=USER,
    empty=True,
)
async def get_installed_sets(
    app: App, caller: Caller, request: TLFunction
) -> types.messages.AllStickers:
    """Installed sets of stickers, masks or custom emoji."""
    return types.messages.AllStickers(hash=0, sets=())


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


@rpc(functions.messages.GetRecentStickers, access=USER, empty=True)
async def get_recent_stickers(
    app: App, caller: Caller, request: TLFunction
) -> types.messages.RecentStickers:
    """Stickers used of late."""
    return types.messages.RecentStickers(hash=0, packs=(), stickers=(), dates=())


@rpc(functions.messages.ClearRecentStickers, access=USER, empty=True)
async def clear_recent_stickers(app: App, caller: Caller, request: TLFunction) -> bool:
    """Forget the stickers used of late: none are remembered."""
    return True


@rpc(functions.messages.GetFavedStickers, access=USER, empty=True)
async def get_faved_stickers(
    app: App, caller: Caller, request: TLFunction
) -> types.messages.FavedStickers:
    """Favourite stickers."""
    return types.messages.FavedStickers(hash=0, packs=(), stickers=())


@rpc(functions.messages.GetArchivedStickers, access=USER, empty=True)
async def get_archived_sets(
    app: App, caller: Caller, request: TLFunction
) -> types.messages.ArchivedStickers:
    """Archived sets."""
    return types.messages.ArchivedStickers(count=0, sets=())


@rpc(functions.messages.GetMyStickers, access=USER, empty=True)
async def get_my_sets(app: App, caller: Caller, request: TLFunction) -> types.messages.MyStickers:
    """Sets that the caller made."""
    return types.messages.MyStickers(count=0, sets=())


@rpc(functions.messages.GetStickers, access=USER, empty=True)
async def get_stickers(app: App, caller: Caller, request: TLFunction) -> types.messages.Stickers:
    """Stickers of an emoji."""
    return types.messages.Stickers(hash=0, stickers=())


@rpc(functions.messages.SearchStickers, access=USER, empty=True)
async def search_stickers(
    app: App, caller: Caller, request: TLFunction
) -> types.messages.FoundStickers:
    """Stickers by words."""
    return types.messages.FoundStickers(hash=0, stickers=())


@rpc(
    functions.messages.SearchStickerSets,
    functions.messages.SearchEmojiStickerSets,
    access=USER,
    empty=True,
)
async def search_sets(
    app: App, caller: Caller, request: TLFunction
) -> types.messages.FoundStickerSets:
    """Sets by words."""
    return types.messages.FoundStickerSets(hash=0, sets=())


@rpc(functions.messages.GetAttachedStickers, access=USER, empty=True)
async def get_attached_stickers(
    app: App, caller: Caller, request: TLFunction
) -> list[types.TypeStickerSetCovered]:
    """Sets of the stickers that were put on a photo or a video."""
    return []


@rpc(functions.messages.GetSavedGifs, access=USER, empty=True)
async def get_saved_gifs(app: App, caller: Caller, request: TLFunction) -> types.messages.SavedGifs:
    """Saved GIFs."""
    return types.messages.SavedGifs(hash=0, gifs=())
