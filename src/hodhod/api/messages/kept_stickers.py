"""Stickers used of late, favourite stickers, saved GIFs.

Source: https://core.telegram.org/api/stickers#recent-stickersets
Source: https://core.telegram.org/api/gifs
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.stickers import kept
from hodhod.actions.stickers.view import packs_of
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.store.installed_sets import KeptList
from hodhod.tl import functions, types


@rpc(functions.messages.GetRecentStickers, access=USER)
async def get_recent_stickers(
    app: App, caller: Caller, request: functions.messages.GetRecentStickers
) -> types.messages.TypeRecentStickers:
    """Stickers used of late."""
    which = _recent(attached=request.attached)
    documents, dates, found = await kept.kept_documents(app, caller, which)
    if request.hash and request.hash == found:
        return types.messages.RecentStickersNotModified()
    return types.messages.RecentStickers(
        hash=found, packs=packs_of(documents), stickers=documents, dates=dates
    )


@rpc(functions.messages.SaveRecentSticker, access=USER)
async def save_recent_sticker(
    app: App, caller: Caller, request: functions.messages.SaveRecentSticker
) -> bool:
    """Remember a sticker as used, or forget it."""
    file = await kept.sticker_to_keep(app, request.id)
    do = kept.drop if request.unsave else kept.put
    await do(app, caller, _recent(attached=request.attached), file.file_id)
    return True


@rpc(functions.messages.ClearRecentStickers, access=USER)
async def clear_recent_stickers(
    app: App, caller: Caller, request: functions.messages.ClearRecentStickers
) -> bool:
    """Forget the stickers used of late."""
    await kept.clear(app, caller, _recent(attached=request.attached))
    return True


@rpc(functions.messages.GetFavedStickers, access=USER)
async def get_faved_stickers(
    app: App, caller: Caller, request: functions.messages.GetFavedStickers
) -> types.messages.TypeFavedStickers:
    """Favourite stickers."""
    documents, _, found = await kept.kept_documents(app, caller, KeptList.FAVED)
    if request.hash and request.hash == found:
        return types.messages.FavedStickersNotModified()
    return types.messages.FavedStickers(hash=found, packs=packs_of(documents), stickers=documents)


@rpc(functions.messages.FaveSticker, access=USER)
async def fave_sticker(app: App, caller: Caller, request: functions.messages.FaveSticker) -> bool:
    """Make a sticker a favourite, or let it be one no more."""
    file = await kept.sticker_to_keep(app, request.id)
    do = kept.drop if request.unfave else kept.put
    await do(app, caller, KeptList.FAVED, file.file_id)
    return True


@rpc(functions.messages.GetSavedGifs, access=USER)
async def get_saved_gifs(
    app: App, caller: Caller, request: functions.messages.GetSavedGifs
) -> types.messages.TypeSavedGifs:
    """Saved GIFs."""
    documents, _, found = await kept.kept_documents(app, caller, KeptList.GIFS)
    if request.hash and request.hash == found:
        return types.messages.SavedGifsNotModified()
    return types.messages.SavedGifs(hash=found, gifs=documents)


@rpc(functions.messages.SaveGif, access=USER)
async def save_gif(app: App, caller: Caller, request: functions.messages.SaveGif) -> bool:
    """Save a GIF, or forget it."""
    file = await kept.gif_to_keep(app, request.id)
    do = kept.drop if request.unsave else kept.put
    await do(app, caller, KeptList.GIFS, file.file_id)
    return True


def _recent(*, attached: bool) -> KeptList:
    return KeptList.ATTACHED if attached else KeptList.RECENT
