"""Saved Messages by the chats they came from.

Source: https://core.telegram.org/api/saved-messages
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.messages import saved
from hodhod.actions.messages.history import found_messages
from hodhod.actions.updates.difference import state
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, to_tl_peer
from hodhod.store.history import Page
from hodhod.tl import functions, types

PAGE_LIMIT = 100


@rpc(functions.messages.GetSavedDialogs, access=USER)
async def get_saved_dialogs(
    app: App, caller: Caller, request: functions.messages.GetSavedDialogs
) -> types.messages.TypeSavedDialogs:
    """Read a page of the chats."""
    chats = await saved.saved_chats(app, caller)
    if request.exclude_pinned:
        chats = [one for one in chats if not one.pinned]
    first = not request.offset_id
    rest = chats if first else [c for c in chats if c.top_message < request.offset_id]
    page = rest[: max(1, min(request.limit, PAGE_LIMIT))]
    whole = first and len(page) == len(chats)
    return await saved.described(app, caller, page, count=None if whole else len(chats))


@rpc(functions.messages.GetPinnedSavedDialogs, access=USER)
async def get_pinned_saved_dialogs(
    app: App, caller: Caller, request: functions.messages.GetPinnedSavedDialogs
) -> types.messages.TypeSavedDialogs:
    """Read the pinned chats."""
    chats = [one for one in await saved.saved_chats(app, caller) if one.pinned]
    return await saved.described(app, caller, chats)


@rpc(functions.messages.GetSavedDialogsByID, access=USER)
async def get_saved_dialogs_by_id(
    app: App, caller: Caller, request: functions.messages.GetSavedDialogsByID
) -> types.messages.TypeSavedDialogs:
    """Read certain chats."""
    wanted = await _peers(app, caller, request.ids)
    chats = [one for one in await saved.saved_chats(app, caller) if one.peer_id in wanted]
    return await saved.described(app, caller, chats)


@rpc(functions.messages.GetSavedHistory, access=USER)
async def get_saved_history(
    app: App, caller: Caller, request: functions.messages.GetSavedHistory
) -> types.messages.TypeMessages:
    """Read a page of a chat."""
    origin = await saved.access_origin(app, caller, request.peer)
    page = Page(
        offset_id=request.offset_id,
        offset_date=request.offset_date,
        add_offset=request.add_offset,
        limit=request.limit,
        max_id=request.max_id,
        min_id=request.min_id,
    )
    found = await saved.saved_history(app, caller, origin, page)
    return await found_messages(app, caller, found)


@rpc(functions.messages.DeleteSavedHistory, access=USER)
async def delete_saved_history(
    app: App, caller: Caller, request: functions.messages.DeleteSavedHistory
) -> types.messages.AffectedHistory:
    """Delete what came from a chat."""
    return await saved.delete_saved(
        app,
        caller,
        await saved.access_origin(app, caller, request.peer),
        since=request.min_date,
        until=request.max_date,
        max_id=max(0, request.max_id),
    )


@rpc(functions.messages.ToggleSavedDialogPin, access=USER)
async def toggle_saved_dialog_pin(
    app: App, caller: Caller, request: functions.messages.ToggleSavedDialogPin
) -> bool:
    """Pin a chat, or let it go."""
    (peer,) = await _dialogs(app, caller, [request.peer])
    rest = [one for one in await saved.pinned_order(app, caller) if one != peer]
    dialog = types.DialogPeer(peer=to_tl_peer(peer))
    update = types.UpdateSavedDialogPinned(pinned=request.pinned, peer=dialog)
    order = [peer, *rest] if request.pinned else rest
    await saved.set_pinned_order(app, caller, order, update)
    return True


@rpc(functions.messages.ReorderPinnedSavedDialogs, access=USER)
async def reorder_pinned_saved_dialogs(
    app: App, caller: Caller, request: functions.messages.ReorderPinnedSavedDialogs
) -> bool:
    """Set the order of the pinned chats."""
    order = await _dialogs(app, caller, request.order)
    if not request.force:
        order += [one for one in await saved.pinned_order(app, caller) if one not in order]
    await saved.set_pinned_order(app, caller, order)
    return True


@rpc(functions.messages.ReadSavedHistory, access=USER, empty=True)
async def read_saved_history(
    app: App, caller: Caller, request: functions.messages.ReadSavedHistory
) -> bool:
    """Read a chat: what one saved oneself is read."""
    await state(app, caller)
    return True


async def _peers(app: App, caller: Caller, named: Sequence[types.TypeInputPeer]) -> set[PeerId]:
    if len(named) > PAGE_LIMIT:
        raise bad_request("LIMIT_INVALID")
    return {await saved.access_origin(app, caller, one) for one in named}


async def _dialogs(
    app: App, caller: Caller, named: Sequence[types.TypeInputDialogPeer]
) -> list[PeerId]:
    if len(named) > PAGE_LIMIT:
        raise bad_request("LIMIT_INVALID")
    if not all(isinstance(one, types.InputDialogPeer) for one in named):
        raise bad_request("FOLDER_ID_INVALID")
    return [
        await saved.access_origin(app, caller, one.peer)
        for one in named
        if isinstance(one, types.InputDialogPeer)
    ]
