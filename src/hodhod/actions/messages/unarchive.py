"""Archived chats come back to the main list when somebody writes, unless they are muted or kept.

The append tells which copies it put into an archived chat, so that sending costs nothing more where
there is none. Supergroups and channels stay where they were put: their members' lists are not
touched by a message.

Source: https://core.telegram.org/constructor/globalPrivacySettings
"""

from __future__ import annotations

from collections.abc import Iterable

from hodhod.actions.app import App
from hodhod.actions.messages.dialogs import notify_settings
from hodhod.actions.messages.folders import folders_of
from hodhod.actions.people.global_privacy import global_settings
from hodhod.domain.ids import PeerId, UserId, bare_id, is_user, to_tl_peer
from hodhod.domain.message import Appended, StoredMessage
from hodhod.store.dialogs import move_dialogs
from hodhod.tl import types

MAIN_LIST = 0


async def bring_back(app: App, appended: Iterable[Appended]) -> None:
    """Bring archived chats back to the lists of those who got messages in them."""
    received = {
        (copy.message.box_id, copy.message.peer_id): copy.message
        for one in appended
        if not one.duplicate
        for copy in one.copies
        if copy.archived and not copy.message.out
    }
    for message in received.values():
        if not await _stays(app, message):
            await _move(app, message)


async def _stays(app: App, message: StoredMessage) -> bool:
    """Whether a chat stays in the archive of the box's owner although somebody has written."""
    owner, peer = UserId(message.box_id), message.peer_id
    settings = await global_settings(app, owner)
    if settings.keep_archived_unmuted:
        return True
    if await _muted(app, message):
        return True
    if not settings.keep_archived_folders:
        return False
    return any(
        _names(named, peer)
        for folder in (await folders_of(app, owner)).filters
        if isinstance(folder, types.DialogFilter | types.DialogFilterChatlist)
        for named in (*folder.pinned_peers, *folder.include_peers)
    )


async def _muted(app: App, message: StoredMessage) -> bool:
    dialog = await app.store.dialogs.get(message.box_id, message.peer_id)
    until = notify_settings(dialog.notify).mute_until
    if until is None:
        kind = "notify:users" if is_user(message.peer_id) else "notify:chats"
        stored = await app.store.preferences.get(UserId(message.box_id), kind)
        until = notify_settings(stored).mute_until
    return (until or 0) > app.now


async def _move(app: App, message: StoredMessage) -> None:
    box_id, peer = message.box_id, message.peer_id
    async with app.store.boxes.change([box_id], now=app.now) as change:
        await move_dialogs(change.tx, box_id, [peer], MAIN_LIST)
        moved = types.FolderPeer(peer=to_tl_peer(peer), folder_id=MAIN_LIST)
        change.log(
            box_id, types.UpdateFolderPeers(folder_peers=[moved], pts=0, pts_count=0), pts_count=1
        )
    await app.bus.publish(change.events)


def _names(named: types.TypeInputPeer, peer: PeerId) -> bool:
    """Whether a folder's entry is a chat of a box."""
    match named:
        case types.InputPeerUser():
            return is_user(peer) and named.user_id == peer
        case types.InputPeerChat():
            return not is_user(peer) and named.chat_id == bare_id(peer)
        case _:
            return False
