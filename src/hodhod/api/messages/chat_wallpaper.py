"""messages.setChatWallPaper.

Source: https://core.telegram.org/method/messages.setChatWallPaper
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.messages import chat_wallpaper
from hodhod.actions.peers.access import access_peer
from hodhod.actions.people import wallpapers
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import functions, types


@rpc(functions.messages.SetChatWallPaper, access=USER)
async def set_chat_wall_paper(
    app: App, caller: Caller, request: functions.messages.SetChatWallPaper
) -> types.TypeUpdates:
    """Put a wallpaper behind a chat with somebody, or take it away."""
    peer = await access_peer(app, caller, request.peer)
    for_both = request.for_both
    if request.id is not None:
        settings = None if request.settings is None else wallpapers.checked(request.settings)
        return await chat_wallpaper.set_same(
            app, caller, peer, request.id, settings, for_both=for_both
        )
    if request.wallpaper is not None:
        found = await wallpapers.named(app, caller, request.wallpaper, request.settings)
        return await chat_wallpaper.set_wallpaper(app, caller, peer, found, for_both=for_both)
    return await chat_wallpaper.take_away(app, caller, peer, only_of_other=request.revert)
