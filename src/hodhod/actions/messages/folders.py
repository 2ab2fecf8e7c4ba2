"""Folders of chats, as their owner composes them (the API calls them dialog filters).

A folder that is shared by links is a chatlist: it names its chats and has no rules.

Source: https://core.telegram.org/api/folders
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.chats.view import input_channel
from hodhod.actions.peers.access import access_peer
from hodhod.actions.people.preferences import setting
from hodhod.domain import access_hash
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import (
    PeerId,
    UserId,
    bare_id,
    is_channel,
    is_user,
    peer_of_channel,
    peer_of_chat,
    peer_of_user,
)
from hodhod.domain.message import CONTENT_LAYER
from hodhod.domain.text import utf16_len
from hodhod.store.boxes import Change
from hodhod.store.chatlists import drop_shared_folder
from hodhod.store.preferences import put_preference, read_preference
from hodhod.tl import types

SETTING = "folders"
"""The setting that keeps them all."""

NO_FOLDERS = types.messages.DialogFilters(filters=[types.DialogFilterDefault()])

FIRST_ID, LAST_ID = 2, 255
"""Ids that clients give to folders; 0 and 1 are the main list and the archive."""

FOLDERS_LIMIT = 30
CHATS_LIMIT = 200
"""Chats in each list of a folder."""

TITLE_UNITS = 64
"""UTF-16 units of a title; clients offer fewer."""

EMOTICON_UNITS = 16
"""UTF-16 units of the emoji that stands for a folder."""

CHATLISTS_LAYER = 158
"""Clients of older layers do not see shared folders, and may pick the number of one."""

Folders = types.messages.DialogFilters
Folder = types.DialogFilter | types.DialogFilterChatlist


async def folders_of(app: App, user_id: UserId) -> Folders:
    """Return somebody's folders in their order."""
    return _decoded(await app.store.preferences.get(user_id, SETTING))


def folder_in(folders: Folders, folder_id: int) -> Folder | None:
    """Return one of somebody's folders."""
    for one in folders.filters:
        if not isinstance(one, types.DialogFilterDefault) and one.id == folder_id:
            return one
    return None


def with_folder(folders: Folders, folder: Folder) -> Folders:
    """Return folders with one of them changed, or one more.

    Raises:
        RpcError: 400 DIALOG_FILTERS_TOO_MUCH.
    """
    kept = [folder if _id(one) == folder.id else one for one in folders.filters]
    if folder not in kept:
        if len(kept) >= FOLDERS_LIMIT:
            raise bad_request("DIALOG_FILTERS_TOO_MUCH")
        kept.append(folder)
    return replace(folders, filters=kept)


def without_folder(folders: Folders, folder_id: int) -> Folders:
    """Return folders without one of them."""
    return replace(folders, filters=[one for one in folders.filters if _id(one) != folder_id])


def chats_in(folder: Folder) -> list[PeerId]:
    """Return the chats that a folder names, in its order."""
    return [
        peer
        for one in (*folder.pinned_peers, *folder.include_peers)
        if (peer := _peer_of(one)) is not None
    ]


def input_peer(app: App, user_id: UserId, peer: PeerId) -> types.TypeInputPeer:
    """Return how somebody names a chat."""
    if peer == peer_of_user(user_id):
        return types.InputPeerSelf()
    if is_user(peer):
        hashed = access_hash.access_hash(app.secret, access_hash.Kind.USER, peer, viewer=user_id)
        return types.InputPeerUser(user_id=peer, access_hash=hashed)
    if not is_channel(peer):
        return types.InputPeerChat(chat_id=bare_id(peer))
    channel = input_channel(app.secret, peer, user_id)
    return types.InputPeerChannel(channel_id=channel.channel_id, access_hash=channel.access_hash)


async def update_folder(
    app: App, caller: Caller, folder_id: int, folder: types.TypeDialogFilter | None
) -> None:
    """Make a folder, change it, or take it away (None).

    Raises:
        RpcError: 400 FILTER_ID_INVALID, FILTER_NOT_SUPPORTED, FILTER_TITLE_EMPTY,
            FILTER_INCLUDE_EMPTY, FILTER_INCLUDE_TOO_MUCH, CHATLIST_EXCLUDE_INVALID,
            DIALOG_FILTERS_TOO_MUCH, LIMIT_INVALID, PEER_ID_INVALID.
    """
    if not FIRST_ID <= folder_id <= LAST_ID:
        raise bad_request("FILTER_ID_INVALID")
    before = folder_in(await folders_of(app, caller.me), folder_id)
    new = None if folder is None else await _checked(app, caller, folder_id, folder, before)
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        folders = await read_folders(change, caller.me)
        old = folder_in(folders, folder_id)
        if isinstance(old, types.DialogFilterChatlist) and caller.layer < CHATLISTS_LAYER:
            raise bad_request("FILTER_ID_INVALID")
        if new is None:
            await drop_shared_folder(change.main, caller.me, folder_id)
            written = without_folder(folders, folder_id)
        else:
            new = _like(old, new)
            written = with_folder(folders, new)
        await write_folders(change, caller.me, written)
        update = types.UpdateDialogFilter(id=folder_id, filter=new)
        change.log(caller.box, update, exclude_session=caller.session)
    await app.bus.publish(change.events)


async def reorder_folders(app: App, caller: Caller, order: Sequence[int]) -> None:
    """Put folders in an order; those that are not named come last."""
    places = {folder_id: place for place, folder_id in enumerate(order)}

    def change(folders: Folders) -> Folders:
        kept = sorted(folders.filters, key=lambda one: places.get(_id(one), len(places)))
        return replace(folders, filters=kept)

    await _write(app, caller, change, types.UpdateDialogFilterOrder(order=order))


async def set_tags(app: App, caller: Caller, *, enabled: bool) -> None:
    """Show the names of folders in the chat list, or do not."""
    await _write(
        app,
        caller,
        lambda folders: replace(folders, tags_enabled=enabled),
        types.UpdateDialogFilters(),
    )


async def read_folders(change: Change, user_id: UserId) -> Folders:
    """Return somebody's folders under the lock of their box."""
    return _decoded(await read_preference(change.main, user_id, SETTING))


async def write_folders(change: Change, user_id: UserId, folders: Folders) -> None:
    """Write somebody's folders under the lock of their box."""
    await put_preference(change.main, user_id, SETTING, tl.encode(folders, CONTENT_LAYER))


async def _write(
    app: App, caller: Caller, change_of: Callable[[Folders], Folders], update: types.TypeUpdate
) -> None:
    """Change the folders under the lock of their owner's box, and tell the other devices."""
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        folders = await read_folders(change, caller.me)
        await write_folders(change, caller.me, change_of(folders))
        change.log(caller.box, update, exclude_session=caller.session)
    await app.bus.publish(change.events)


async def _checked(
    app: App,
    caller: Caller,
    folder_id: int,
    folder: types.TypeDialogFilter,
    before: Folder | None,
) -> Folder:
    if isinstance(folder, types.DialogFilterDefault):
        raise bad_request("FILTER_NOT_SUPPORTED")
    title = folder.title
    if not title.text.strip():
        raise bad_request("FILTER_TITLE_EMPTY")
    if utf16_len(title.text) > TITLE_UNITS or utf16_len(folder.emoticon or "") > EMOTICON_UNITS:
        raise bad_request("LIMIT_INVALID")
    if len(title.entities) > TITLE_UNITS:
        raise bad_request("LIMIT_INVALID")
    known = {PeerId(0)} if before is None else set(chats_in(before))
    pinned = await _peers(app, caller, folder.pinned_peers, known)
    included = await _peers(app, caller, folder.include_peers, known)
    if isinstance(folder, types.DialogFilterChatlist):
        if not included and not pinned:
            raise bad_request("FILTER_INCLUDE_EMPTY")
        return replace(folder, id=folder_id, pinned_peers=pinned, include_peers=included)
    if isinstance(before, types.DialogFilter):
        known |= {peer for one in before.exclude_peers if (peer := _peer_of(one)) is not None}
    excluded = await _peers(app, caller, folder.exclude_peers, known)
    if not _takes_kinds(folder) and not included and not pinned:
        raise bad_request("FILTER_INCLUDE_EMPTY")
    return replace(
        folder, id=folder_id, pinned_peers=pinned, include_peers=included, exclude_peers=excluded
    )


async def _peers(
    app: App, caller: Caller, named: Iterable[types.TypeInputPeer], known: set[PeerId]
) -> tuple[types.TypeInputPeer, ...]:
    """Return a list of chats of a folder, each once.

    Those that the folder had before need not be accessible any more: clients send the whole folder
    when they change one chat of it, and name chats that their owner has left meanwhile.

    Raises:
        RpcError: 400 FILTER_INCLUDE_TOO_MUCH, PEER_ID_INVALID and what else says so.
    """
    listed = list(named)
    if len(listed) > CHATS_LIMIT:
        raise bad_request("FILTER_INCLUDE_TOO_MUCH")
    found: dict[PeerId, None] = {}
    for one in listed:
        peer = _peer_of(one, caller.me)
        if peer is None or peer not in known:
            peer = await access_peer(app, caller, one)
        found[peer] = None
    return tuple(input_peer(app, caller.me, peer) for peer in found)


def has_rules(folder: types.DialogFilter) -> bool:
    """Whether a folder takes or leaves out chats that it does not name."""
    left_out = (folder.exclude_muted, folder.exclude_read, folder.exclude_archived)
    return _takes_kinds(folder) or any(left_out) or bool(folder.exclude_peers)


def _takes_kinds(folder: types.DialogFilter) -> bool:
    return any(
        (folder.contacts, folder.non_contacts, folder.groups, folder.broadcasts, folder.bots)
    )


def _like(old: Folder | None, new: Folder) -> Folder:
    """Return what a folder becomes: it stays shared, or not, as it was.

    Raises:
        RpcError: 400 FILTER_NOT_SUPPORTED, CHATLIST_EXCLUDE_INVALID.
    """
    if isinstance(new, types.DialogFilterChatlist):
        if not isinstance(old, types.DialogFilterChatlist):
            raise bad_request("FILTER_NOT_SUPPORTED")
        return replace(new, has_my_invites=old.has_my_invites)
    if not isinstance(old, types.DialogFilterChatlist):
        return new
    if new.exclude_peers:
        raise bad_request("CHATLIST_EXCLUDE_INVALID")
    if has_rules(new):
        raise bad_request("FILTER_NOT_SUPPORTED")
    return as_chatlist(new, mine=old.has_my_invites)


def as_chatlist(folder: Folder, *, mine: bool) -> types.DialogFilterChatlist:
    """Return a folder as one that is shared.

    Args:
        folder: It has no rules.
        mine: Whether its owner has links to it.
    """
    if isinstance(folder, types.DialogFilterChatlist):
        return replace(folder, has_my_invites=mine)
    return types.DialogFilterChatlist(
        has_my_invites=mine,
        title_noanimate=folder.title_noanimate,
        id=folder.id,
        title=folder.title,
        emoticon=folder.emoticon,
        color=folder.color,
        pinned_peers=folder.pinned_peers,
        include_peers=folder.include_peers,
    )


def as_plain(folder: types.DialogFilterChatlist) -> types.DialogFilter:
    """Return a folder as one that is not shared any more."""
    return types.DialogFilter(
        title_noanimate=folder.title_noanimate,
        id=folder.id,
        title=folder.title,
        emoticon=folder.emoticon,
        color=folder.color,
        pinned_peers=folder.pinned_peers,
        include_peers=folder.include_peers,
        exclude_peers=(),
    )


def _peer_of(named: types.TypeInputPeer, me: UserId | None = None) -> PeerId | None:
    """Return the chat that an entry of a stored folder is; whether it may be named is not asked."""
    match named:
        case types.InputPeerSelf():
            return None if me is None else peer_of_user(me)
        case types.InputPeerUser():
            return peer_of_user(UserId(named.user_id))
        case types.InputPeerChat():
            return peer_of_chat(named.chat_id)
        case types.InputPeerChannel():
            return peer_of_channel(named.channel_id)
        case _:
            return None


def _id(folder: types.TypeDialogFilter) -> int:
    return 0 if isinstance(folder, types.DialogFilterDefault) else folder.id


def _decoded(stored: bytes | None) -> Folders:
    return setting(stored, types.messages.DialogFilters, NO_FOLDERS)
