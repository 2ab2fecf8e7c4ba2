"""messages.toggleDialogPin, reorderPinnedDialogs, markDialogUnread; folders.editPeerFolders.

Source: https://core.telegram.org/api/folders
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.messages import chat_list
from hodhod.actions.peers.access import access_peer
from hodhod.api.messages.dialogs import PEERS_LIMIT, dialog_peers, folder
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import to_tl_peer
from hodhod.tl import functions, types


@rpc(functions.messages.ToggleDialogPin, access=USER)
async def toggle_dialog_pin(
    app: App, caller: Caller, request: functions.messages.ToggleDialogPin
) -> bool:
    """Pin a dialog, or let it go."""
    (peer,) = await dialog_peers(app, caller, [request.peer])
    await chat_list.toggle_pin(app, caller, peer, pinned=request.pinned)
    return True


@rpc(functions.messages.ReorderPinnedDialogs, access=USER)
async def reorder_pinned_dialogs(
    app: App, caller: Caller, request: functions.messages.ReorderPinnedDialogs
) -> bool:
    """Set the order of pinned dialogs."""
    peers = await dialog_peers(app, caller, request.order)
    folder_id = folder(request.folder_id)
    await chat_list.reorder_pinned(app, caller, folder_id, peers, force=request.force)
    return True


@rpc(functions.messages.MarkDialogUnread, access=USER)
async def mark_dialog_unread(
    app: App, caller: Caller, request: functions.messages.MarkDialogUnread
) -> bool:
    """Mark a dialog as unread, or not."""
    (peer,) = await dialog_peers(app, caller, [request.peer])
    await chat_list.mark_unread(app, caller, peer, unread=request.unread)
    return True


@rpc(functions.messages.GetDialogUnreadMarks, access=USER)
async def get_dialog_unread_marks(
    app: App, caller: Caller, request: functions.messages.GetDialogUnreadMarks
) -> Sequence[types.DialogPeer]:
    """List the dialogs that are marked as unread."""
    marked = await app.store.dialogs.marked_unread(caller.box)
    return [types.DialogPeer(peer=to_tl_peer(peer)) for peer in marked]


@rpc(functions.folders.EditPeerFolders, access=USER)
async def edit_peer_folders(
    app: App, caller: Caller, request: functions.folders.EditPeerFolders
) -> types.TypeUpdates:
    """Archive dialogs, or take them out of the archive."""
    if not request.folder_peers:
        raise bad_request("FOLDER_ID_EMPTY")
    if len(request.folder_peers) > PEERS_LIMIT:
        raise bad_request("LIMIT_INVALID")
    moves = [
        (await access_peer(app, caller, one.peer), folder(one.folder_id))
        for one in request.folder_peers
    ]
    return await chat_list.move_to_folders(app, caller, moves)
