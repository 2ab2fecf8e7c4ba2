"""The order of the chat list: what is pinned, archived and marked as unread.

Source: https://core.telegram.org/api/folders
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, is_channel, to_tl_peer
from hodhod.store.dialogs import (
    move_dialogs,
    pin_dialogs,
    read_dialogs,
    read_pinned,
    set_unread_mark,
)
from hodhod.tl import types

ARCHIVE_PINNED = 100
"""Pinned dialogs in the archive."""


async def toggle_pin(app: App, caller: Caller, peer: PeerId, *, pinned: bool) -> None:
    """Pin a dialog above the others of its folder, or let it go.

    Raises:
        RpcError: 400 PINNED_DIALOGS_TOO_MUCH, PEER_ID_INVALID for a supergroup or channel that
            the caller is not in.
    """
    if pinned and not await _listed(app, caller, [peer]):
        raise bad_request("PEER_ID_INVALID")
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        found = await read_dialogs(change.tx, [(caller.box, peer)])
        folder_id = found[0].folder_id if found else 0
        order = await read_pinned(change.tx, caller.box, folder_id)
        if pinned == (peer in order):
            return
        rest = [one for one in order if one != peer]
        await pin_dialogs(
            change.tx,
            caller.box,
            folder_id,
            _within(app, folder_id, [peer, *rest]) if pinned else rest,
        )
        update = types.UpdateDialogPinned(
            pinned=pinned, folder_id=folder_id or None, peer=_dialog(peer)
        )
        change.log(caller.box, update, exclude_session=caller.session)
    await app.bus.publish(change.events)


async def reorder_pinned(
    app: App, caller: Caller, folder_id: int, peers: Sequence[PeerId], *, force: bool
) -> None:
    """Set the order of a folder's pinned dialogs.

    Args:
        app: The working parts.
        caller: Whose list.
        folder_id: Which folder.
        peers: The order.
        force: Whether those that are not named are let go.

    Raises:
        RpcError: 400 PINNED_DIALOGS_TOO_MUCH.
    """
    wanted = await _listed(app, caller, list(dict.fromkeys(peers)))
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        pinned = await read_pinned(change.tx, caller.box, folder_id)
        if not force:
            wanted = [one for one in wanted if one in pinned]
            wanted += [one for one in pinned if one not in wanted]
        await pin_dialogs(change.tx, caller.box, folder_id, _within(app, folder_id, wanted))
        update = types.UpdatePinnedDialogs(
            folder_id=folder_id or None, order=[_dialog(one) for one in wanted]
        )
        change.log(caller.box, update, exclude_session=caller.session)
    await app.bus.publish(change.events)


async def move_to_folders(
    app: App, caller: Caller, moves: Sequence[tuple[PeerId, int]]
) -> types.TypeUpdates:
    """Put dialogs into the archive or back; they are no longer pinned there."""
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        for folder_id in sorted({folder_id for _, folder_id in moves}):
            peers = [peer for peer, to in moves if to == folder_id]
            await move_dialogs(change.tx, caller.box, peers, folder_id)
        moved = [types.FolderPeer(peer=to_tl_peer(peer), folder_id=to) for peer, to in moves]
        update = types.UpdateFolderPeers(folder_peers=moved, pts=0, pts_count=0)
        event = change.log(caller.box, update, 1, exclude_session=caller.session)
    await app.bus.publish(change.events)
    return await render(app, caller.me, [event.update])


async def mark_unread(app: App, caller: Caller, peer: PeerId, *, unread: bool) -> None:
    """Mark a dialog as unread, or not."""
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        if await set_unread_mark(change.tx, caller.box, peer, unread=unread):
            update = types.UpdateDialogUnreadMark(unread=unread, peer=_dialog(peer))
            change.log(caller.box, update, exclude_session=caller.session)
    await app.bus.publish(change.events)


async def _listed(app: App, caller: Caller, peers: Sequence[PeerId]) -> list[PeerId]:
    """Leave out supergroups and channels that the caller is not in: no list shows them."""
    if not any(is_channel(peer) for peer in peers):
        return list(peers)
    joined = set(await app.store.chats.of_user(caller.me))
    return [peer for peer in peers if peer in joined or not is_channel(peer)]


def _within(app: App, folder_id: int, peers: list[PeerId]) -> list[PeerId]:
    if len(peers) > (ARCHIVE_PINNED if folder_id else app.policy.pinned_dialogs):
        raise bad_request("PINNED_DIALOGS_TOO_MUCH")
    return peers


def _dialog(peer: PeerId) -> types.DialogPeer:
    return types.DialogPeer(peer=to_tl_peer(peer))
