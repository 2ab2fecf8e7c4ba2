"""account.getWallPapers, uploadWallPaper, saveWallPaper, installWallPaper and their kin.

Source: https://core.telegram.org/api/wallpapers
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.people import wallpapers
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.result_hash import result_hash
from hodhod.tl import functions, types

NAMED_LIMIT = 50
"""Wallpapers named in one request."""


@rpc(functions.account.GetWallPapers, access=USER)
async def get_wall_papers(
    app: App, caller: Caller, request: functions.account.GetWallPapers
) -> types.account.TypeWallPapers:
    """Read one's own wallpapers; those that all are offered are the clients'."""
    kept = await wallpapers.kept(app, caller)
    found = result_hash(one.id for one in kept)
    if request.hash and request.hash == found:
        return types.account.WallPapersNotModified()
    return types.account.WallPapers(hash=found, wallpapers=kept)


@rpc(functions.account.GetWallPaper, access=USER)
async def get_wall_paper(
    app: App, caller: Caller, request: functions.account.GetWallPaper
) -> types.TypeWallPaper:
    """Read a wallpaper, as by the link to it."""
    return await wallpapers.named(app, caller, request.wallpaper, None)


@rpc(functions.account.GetMultiWallPapers, access=USER)
async def get_multi_wall_papers(
    app: App, caller: Caller, request: functions.account.GetMultiWallPapers
) -> list[types.TypeWallPaper]:
    """Read several wallpapers."""
    if len(request.wallpapers) > NAMED_LIMIT:
        raise bad_request("LIMIT_INVALID")
    return [await wallpapers.named(app, caller, one, None) for one in request.wallpapers]


@rpc(functions.account.UploadWallPaper, access=USER)
async def upload_wall_paper(
    app: App, caller: Caller, request: functions.account.UploadWallPaper
) -> types.WallPaper:
    """Make a wallpaper of a picture; for one chat alone it is not among one's own."""
    made = await wallpapers.upload(app, caller, request.file, request.mime_type, request.settings)
    if not request.for_chat:
        await wallpapers.put(app, caller, made)
    return made


@rpc(functions.account.SaveWallPaper, access=USER)
async def save_wall_paper(
    app: App, caller: Caller, request: functions.account.SaveWallPaper
) -> bool:
    """Put a wallpaper among one's own, or take it away."""
    found = await wallpapers.named(app, caller, request.wallpaper, request.settings)
    if request.unsave:
        await wallpapers.drop(app, caller, found.id)
    else:
        await wallpapers.put(app, caller, found)
    return True


@rpc(functions.account.InstallWallPaper, access=USER)
async def install_wall_paper(
    app: App, caller: Caller, request: functions.account.InstallWallPaper
) -> bool:
    """Use a wallpaper: it is the first of one's own."""
    found = await wallpapers.named(app, caller, request.wallpaper, request.settings)
    await wallpapers.put(app, caller, found)
    return True


@rpc(functions.account.ResetWallPapers, access=USER)
async def reset_wall_papers(
    app: App, caller: Caller, request: functions.account.ResetWallPapers
) -> bool:
    """Have no wallpapers of one's own."""
    await wallpapers.clear(app, caller)
    return True
