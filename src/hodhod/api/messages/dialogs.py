"""messages.getDialogs, getPinnedDialogs, getPeerDialogs.

Source: https://core.telegram.org/method/messages.getDialogs
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.messages import dialogs
from hodhod.actions.peers.access import access_peer
from hodhod.actions.updates.difference import state
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.dialog import DialogOffset
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, is_id, peer_of_channel, peer_of_chat, peer_of_user
from hodhod.store.dialogs import BEGINNING
from hodhod.tl import functions, types

FOLDERS = (0, 1)
"""The main list and the archive."""

PEERS_LIMIT = 100
"""Peers in one request."""


@rpc(functions.messages.GetDialogs, access=USER)
async def get_dialogs(
    app: App, caller: Caller, request: functions.messages.GetDialogs
) -> types.messages.TypeDialogs:
    """Read a page of the chat list."""
    folder_id = folder(request.folder_id or 0)
    offset = await _offset(app, caller, request)
    page = await dialogs.dialog_page(
        app,
        caller,
        folder_id=folder_id,
        offset=offset,
        exclude_pinned=request.exclude_pinned,
        limit=request.limit,
    )
    found = await dialogs.described(app, caller, page.dialogs)
    if offset is BEGINNING and page.count <= len(page.dialogs):
        return types.messages.Dialogs(
            dialogs=found.dialogs, messages=found.messages, chats=found.chats, users=found.users
        )
    return types.messages.DialogsSlice(
        count=page.count,
        dialogs=found.dialogs,
        messages=found.messages,
        chats=found.chats,
        users=found.users,
    )


@rpc(functions.messages.GetPinnedDialogs, access=USER)
async def get_pinned_dialogs(
    app: App, caller: Caller, request: functions.messages.GetPinnedDialogs
) -> types.messages.TypePeerDialogs:
    """Read the pinned part of the chat list."""
    folder_id = folder(request.folder_id)
    return await _peer_dialogs(app, caller, await dialogs.pinned_dialogs(app, caller, folder_id))


@rpc(functions.messages.GetPeerDialogs, access=USER)
async def get_peer_dialogs(
    app: App, caller: Caller, request: functions.messages.GetPeerDialogs
) -> types.messages.TypePeerDialogs:
    """Read the dialogs with certain peers."""
    peers = await dialog_peers(app, caller, request.peers)
    return await _peer_dialogs(app, caller, await dialogs.peer_dialogs(app, caller, peers))


async def dialog_peers(
    app: App, caller: Caller, named: Sequence[types.TypeInputDialogPeer]
) -> list[PeerId]:
    """Return the peers that a request names by their dialogs.

    Raises:
        RpcError: 400 PEER_ID_INVALID, FOLDER_ID_INVALID for whole folders, LIMIT_INVALID.
    """
    if len(named) > PEERS_LIMIT:
        raise bad_request("LIMIT_INVALID")
    peers = []
    for one in named:
        if not isinstance(one, types.InputDialogPeer):
            raise bad_request("FOLDER_ID_INVALID")
        peers.append(await access_peer(app, caller, one.peer))
    return peers


def folder(folder_id: int) -> int:
    """Return a folder's number when there is such a folder.

    Raises:
        RpcError: 400 FOLDER_ID_INVALID.
    """
    if folder_id not in FOLDERS:
        raise bad_request("FOLDER_ID_INVALID")
    return folder_id


async def _offset(app: App, caller: Caller, request: functions.messages.GetDialogs) -> DialogOffset:
    if isinstance(request.offset_peer, types.InputPeerEmpty):
        if request.offset_date <= 0:
            return BEGINNING
        return DialogOffset(request.offset_date, request.offset_id or BEGINNING.msg_id, 0)
    peer = _position(caller, request.offset_peer)
    date = request.offset_date
    if date <= 0:
        stored = await app.store.dialogs.get(caller.box, peer)
        date = (await dialogs.filled_in(app, caller, [stored]))[0].top_date
    return DialogOffset(date, request.offset_id or BEGINNING.msg_id, peer)


def _position(caller: Caller, peer: types.TypeInputPeer) -> PeerId:
    """Return where a page begins. Nothing is reached by it, and TDLib leaves its access_hash 0."""
    match peer:
        case types.InputPeerSelf():
            return peer_of_user(caller.me)
        case types.InputPeerUser() | types.InputPeerUserFromMessage() if is_id(peer.user_id):
            return peer_of_user(peer.user_id)
        case types.InputPeerChat() if is_id(peer.chat_id):
            return peer_of_chat(peer.chat_id)
        case types.InputPeerChannel() | types.InputPeerChannelFromMessage() if is_id(
            peer.channel_id
        ):
            return peer_of_channel(peer.channel_id)
        case _:
            raise bad_request("PEER_ID_INVALID")


async def _peer_dialogs(
    app: App, caller: Caller, found: dialogs.DialogList
) -> types.messages.PeerDialogs:
    return types.messages.PeerDialogs(
        dialogs=found.dialogs,
        messages=found.messages,
        chats=found.chats,
        users=found.users,
        state=await state(app, caller),
    )
