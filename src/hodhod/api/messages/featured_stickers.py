"""messages.getFeaturedStickers, getFeaturedEmojiStickers, readFeaturedStickers.

Source: https://core.telegram.org/api/stickers#featured-stickersets
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.stickers.featured import display, looked_at
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.sticker_set import Kind
from hodhod.tl import functions, types

READ_LIMIT = 500
"""Sets looked at in one request: more than are on display."""


@rpc(
    functions.messages.GetFeaturedStickers,
    functions.messages.GetFeaturedEmojiStickers,
    access=USER,
)
async def get_featured_sets(
    app: App,
    caller: Caller,
    request: functions.messages.GetFeaturedStickers | functions.messages.GetFeaturedEmojiStickers,
) -> types.messages.TypeFeaturedStickers:
    """Sets on display."""
    emoji = isinstance(request, functions.messages.GetFeaturedEmojiStickers)
    shown = await display(app, caller, Kind.EMOJI if emoji else Kind.STICKERS)
    if request.hash and request.hash == shown.hash:
        return types.messages.FeaturedStickersNotModified(count=len(shown.sets))
    return types.messages.FeaturedStickers(
        hash=shown.hash, count=len(shown.sets), sets=shown.sets, unread=shown.unread
    )


@rpc(functions.messages.GetOldFeaturedStickers, access=USER, empty=True)
async def get_old_featured_sets(
    app: App, caller: Caller, request: functions.messages.GetOldFeaturedStickers
) -> types.messages.FeaturedStickers:
    """Sets that were on display once: what is taken away is not shown any more."""
    return types.messages.FeaturedStickers(hash=0, count=0, sets=(), unread=())


@rpc(functions.messages.ReadFeaturedStickers, access=USER)
async def read_featured_sets(
    app: App, caller: Caller, request: functions.messages.ReadFeaturedStickers
) -> bool:
    """Mark sets on display as seen."""
    if len(request.id) > READ_LIMIT:
        raise bad_request("LIMIT_INVALID")
    await looked_at(app, caller, request.id)
    return True
