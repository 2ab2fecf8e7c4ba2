"""messages.getHistory, getMessages.

Source: https://core.telegram.org/api/offsets
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.messages import history
from hodhod.actions.peers.access import access_peer
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.store.history import Page
from hodhod.tl import functions, types


@rpc(functions.messages.GetHistory, access=USER)
async def get_history(
    app: App, caller: Caller, request: functions.messages.GetHistory
) -> types.messages.TypeMessages:
    """Read a page of a chat."""
    peer = await access_peer(app, caller, request.peer)
    page = Page(
        offset_id=request.offset_id,
        offset_date=request.offset_date,
        add_offset=request.add_offset,
        limit=request.limit,
        max_id=request.max_id,
        min_id=request.min_id,
    )
    found = await history.history(app, caller, peer, page)
    return await history.found_messages(app, caller, found)


@rpc(functions.messages.GetMessages, access=USER | BOT)
async def get_messages(
    app: App, caller: Caller, request: functions.messages.GetMessages
) -> types.messages.TypeMessages:
    """Read messages by id; those that others answer, too."""
    return await history.messages_named(app, caller, request.id)
