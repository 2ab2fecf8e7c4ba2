"""channels.toggleForum, toggleViewForumAsMessages.

Source: https://core.telegram.org/api/forum
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.peers.access import access_channel
from hodhod.actions.threads import forum
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import functions, types


@rpc(functions.channels.ToggleForum, access=USER)
async def toggle_forum(
    app: App, caller: Caller, request: functions.channels.ToggleForum
) -> types.TypeUpdates:
    """Let a supergroup have topics, or none."""
    seen = await access_channel(app, caller, request.channel)
    return await forum.toggle_forum(app, caller, seen, enabled=request.enabled)


@rpc(functions.channels.ToggleViewForumAsMessages, access=USER)
async def toggle_view_forum_as_messages(
    app: App, caller: Caller, request: functions.channels.ToggleViewForumAsMessages
) -> types.TypeUpdates:
    """Show a forum as one chat, or by topics."""
    seen = await access_channel(app, caller, request.channel)
    return await forum.show_as_messages(app, caller, seen, enabled=request.enabled)
