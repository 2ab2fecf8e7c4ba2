"""messages.updatePinnedMessage, unpinAllMessages.

Source: https://core.telegram.org/api/pin
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.messages import pins
from hodhod.actions.peers.access import access_peer
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import functions, types


@rpc(functions.messages.UpdatePinnedMessage, access=USER | BOT)
async def update_pinned_message(
    app: App, caller: Caller, request: functions.messages.UpdatePinnedMessage
) -> types.TypeUpdates:
    """Pin a message, or let it go."""
    return await pins.set_pinned(
        app,
        caller,
        await access_peer(app, caller, request.peer),
        request.id,
        pinned=not request.unpin,
        one_side=request.pm_oneside,
        silent=request.silent,
    )


@rpc(functions.messages.UnpinAllMessages, access=USER | BOT)
async def unpin_all_messages(
    app: App, caller: Caller, request: functions.messages.UnpinAllMessages
) -> types.messages.AffectedHistory:
    """Let all pinned messages go."""
    peer = await access_peer(app, caller, request.peer)
    return await pins.unpin_all(app, caller, peer, request.top_msg_id)
