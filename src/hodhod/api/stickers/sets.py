"""stickers.createStickerSet, addStickerToSet and what else changes a set.

Source: https://core.telegram.org/api/stickers
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.stickers import changes
from hodhod.actions.stickers.access import access_own_set, access_own_sticker
from hodhod.actions.stickers.sets import NewSet, create_set
from hodhod.actions.stickers.thumb import new_thumb
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.sticker_set import Kind, title_of
from hodhod.tl import functions, types


@rpc(functions.stickers.CreateStickerSet, access=USER | BOT)
async def create_sticker_set(
    app: App, caller: Caller, request: functions.stickers.CreateStickerSet
) -> types.messages.StickerSet:
    """Make a set."""
    if request.masks and request.emojis:
        raise bad_request("PACK_TYPE_INVALID")
    kind = Kind.MASKS if request.masks else Kind.EMOJI if request.emojis else Kind.STICKERS
    thumb = request.thumb if isinstance(request.thumb, types.InputDocument) else None
    asked = NewSet(
        owner=request.user_id,
        title=request.title,
        short_name=request.short_name,
        kind=kind,
        text_color=request.text_color,
        items=request.stickers,
        thumb=thumb,
    )
    return await create_set(app, caller, asked)


@rpc(functions.stickers.AddStickerToSet, access=USER | BOT)
async def add_sticker_to_set(
    app: App, caller: Caller, request: functions.stickers.AddStickerToSet
) -> types.messages.StickerSet:
    """Put a sticker at the end of a set."""
    owned = await access_own_set(app, caller, request.stickerset)
    return await changes.add_sticker(app, caller, owned, request.sticker)


@rpc(functions.stickers.RemoveStickerFromSet, access=USER | BOT)
async def remove_sticker_from_set(
    app: App, caller: Caller, request: functions.stickers.RemoveStickerFromSet
) -> types.messages.StickerSet:
    """Take a sticker out of its set."""
    owned, document_id = await access_own_sticker(app, caller, request.sticker)
    return await changes.remove_sticker(app, caller, owned, document_id)


@rpc(functions.stickers.ReplaceSticker, access=USER | BOT)
async def replace_sticker(
    app: App, caller: Caller, request: functions.stickers.ReplaceSticker
) -> types.messages.StickerSet:
    """Put another sticker where one is."""
    owned, document_id = await access_own_sticker(app, caller, request.sticker)
    return await changes.replace_sticker(app, caller, owned, document_id, request.new_sticker)


@rpc(functions.stickers.ChangeStickerPosition, access=USER | BOT)
async def change_sticker_position(
    app: App, caller: Caller, request: functions.stickers.ChangeStickerPosition
) -> types.messages.StickerSet:
    """Put a sticker at another place of its set."""
    owned, document_id = await access_own_sticker(app, caller, request.sticker)
    return await changes.move_sticker(app, caller, owned, document_id, request.position)


@rpc(functions.stickers.ChangeSticker, access=USER | BOT)
async def change_sticker(
    app: App, caller: Caller, request: functions.stickers.ChangeSticker
) -> types.messages.StickerSet:
    """Give a sticker other emoji or keywords, a mask another place."""
    owned, document_id = await access_own_sticker(app, caller, request.sticker)
    edit = changes.StickerEdit(
        emoji=request.emoji, mask=request.mask_coords, keywords=request.keywords
    )
    return await changes.edit_sticker(app, caller, owned, document_id, edit)


@rpc(functions.stickers.RenameStickerSet, access=USER | BOT)
async def rename_sticker_set(
    app: App, caller: Caller, request: functions.stickers.RenameStickerSet
) -> types.messages.StickerSet:
    """Give a set another title."""
    owned = await access_own_set(app, caller, request.stickerset)
    return await changes.rename(app, caller, owned, title_of(request.title))


@rpc(functions.stickers.SetStickerSetThumb, access=USER | BOT)
async def set_sticker_set_thumb(
    app: App, caller: Caller, request: functions.stickers.SetStickerSetThumb
) -> types.messages.StickerSet:
    """Give a set a picture of its own, or take it away."""
    owned = await access_own_set(app, caller, request.stickerset)
    picture = None
    if isinstance(request.thumb, types.InputDocument):
        picture = await new_thumb(app, caller, request.thumb)
    return await changes.change_thumb(
        app, caller, owned, picture, request.thumb_document_id or None
    )


@rpc(functions.stickers.DeleteStickerSet, access=USER | BOT)
async def delete_sticker_set(
    app: App, caller: Caller, request: functions.stickers.DeleteStickerSet
) -> bool:
    """Delete a set."""
    owned = await access_own_set(app, caller, request.stickerset)
    await changes.delete(app, caller, owned)
    return True
