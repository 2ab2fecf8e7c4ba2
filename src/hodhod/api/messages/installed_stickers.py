"""messages.installStickerSet, getAllStickers, reorderStickerSets and their kin.

Source: https://core.telegram.org/api/stickers#installing-stickersets
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.stickers import install
from hodhod.actions.stickers.access import access_set
from hodhod.actions.stickers.attached import attached_sets
from hodhod.actions.stickers.view import covered
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.result_hash import result_hash
from hodhod.domain.sticker_set import Kind
from hodhod.tl import functions, types

PAGE_LIMIT = 100
"""Sets of a page, each with a document."""

KINDS: dict[type[object], Kind] = {
    functions.messages.GetAllStickers: Kind.STICKERS,
    functions.messages.GetMaskStickers: Kind.MASKS,
    functions.messages.GetEmojiStickers: Kind.EMOJI,
}


@rpc(
    functions.messages.GetAllStickers,
    functions.messages.GetMaskStickers,
    functions.messages.GetEmojiStickers,
    access=USER,
)
async def get_installed_sets(
    app: App,
    caller: Caller,
    request: (
        functions.messages.GetAllStickers
        | functions.messages.GetMaskStickers
        | functions.messages.GetEmojiStickers
    ),
) -> types.messages.TypeAllStickers:
    """Installed sets of stickers, masks or custom emoji."""
    sets = await install.installed_sets(app, caller, KINDS[type(request)])
    found = result_hash(one.hash for one in sets)
    if request.hash and request.hash == found:
        return types.messages.AllStickersNotModified()
    return types.messages.AllStickers(hash=found, sets=sets)


@rpc(functions.messages.InstallStickerSet, access=USER)
async def install_sticker_set(
    app: App, caller: Caller, request: functions.messages.InstallStickerSet
) -> types.messages.TypeStickerSetInstallResult:
    """Install a set."""
    found = await access_set(app, request.stickerset)
    return await install.install(app, caller, found, archived=request.archived)


@rpc(functions.messages.UninstallStickerSet, access=USER)
async def uninstall_sticker_set(
    app: App, caller: Caller, request: functions.messages.UninstallStickerSet
) -> bool:
    """Take a set out of the list."""
    await install.uninstall(app, caller, await access_set(app, request.stickerset))
    return True


@rpc(functions.messages.ReorderStickerSets, access=USER)
async def reorder_sticker_sets(
    app: App, caller: Caller, request: functions.messages.ReorderStickerSets
) -> bool:
    """Set the order of the installed sets."""
    await install.reorder(app, caller, _kind(request), request.order)
    return True


@rpc(functions.messages.ToggleStickerSets, access=USER)
async def toggle_sticker_sets(
    app: App, caller: Caller, request: functions.messages.ToggleStickerSets
) -> bool:
    """Take sets out, put them aside, or take them into use again."""
    if len(request.stickersets) > install.NAMED_LIMIT:
        raise bad_request("STICKERSET_INVALID")
    turns = [
        turn
        for turn, given in (
            (install.Turn.UNINSTALL, request.uninstall),
            (install.Turn.ARCHIVE, request.archive),
            (install.Turn.UNARCHIVE, request.unarchive),
        )
        if given
    ]
    if len(turns) != 1:
        raise bad_request("STICKERSET_INVALID")
    set_ids = [(await access_set(app, one)).set_id for one in request.stickersets]
    await install.toggle(app, caller, set_ids, turns[0])
    return True


@rpc(functions.messages.GetArchivedStickers, access=USER)
async def get_archived_sets(
    app: App, caller: Caller, request: functions.messages.GetArchivedStickers
) -> types.messages.ArchivedStickers:
    """A page of the sets put aside."""
    limit = max(0, min(request.limit, PAGE_LIMIT))
    page, count = await install.archived_sets(
        app, caller, _kind(request), after=request.offset_id, limit=limit
    )
    return types.messages.ArchivedStickers(count=count, sets=page)


@rpc(functions.messages.GetMyStickers, access=USER)
async def get_my_sets(
    app: App, caller: Caller, request: functions.messages.GetMyStickers
) -> types.messages.MyStickers:
    """A page of the sets that are the caller's own."""
    limit = max(0, min(request.limit, PAGE_LIMIT))
    before = max(0, request.offset_id)
    sets = await app.store.sticker_sets.owned(caller.me, before=before, limit=limit)
    return types.messages.MyStickers(
        count=await app.store.sticker_sets.count_owned(caller.me),
        sets=await covered(app, sets, caller.me),
    )


@rpc(functions.messages.GetAttachedStickers, access=USER)
async def get_attached_stickers(
    app: App, caller: Caller, request: functions.messages.GetAttachedStickers
) -> list[types.TypeStickerSetCovered]:
    """Sets of the stickers that were put on a photo or a video."""
    return await attached_sets(app, caller, request.media)


def _kind(
    request: functions.messages.ReorderStickerSets | functions.messages.GetArchivedStickers,
) -> Kind:
    return Kind.MASKS if request.masks else Kind.EMOJI if request.emojis else Kind.STICKERS
