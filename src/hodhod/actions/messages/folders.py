"""Folders of chats, as their owner composes them (the API calls them dialog filters).

Source: https://core.telegram.org/api/folders
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.peers.access import access_peer
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import UserId
from hodhod.domain.message import CONTENT_LAYER
from hodhod.domain.text import utf16_len
from hodhod.store.preferences import put_preference, read_preference
from hodhod.tl import types

SETTING = "folders"
"""The setting that keeps them all."""

FIRST_ID, LAST_ID = 2, 255
"""Ids that clients give to folders; 0 and 1 are the main list and the archive."""

FOLDERS_LIMIT = 30
CHATS_LIMIT = 200
"""Chats in each list of a folder."""

TITLE_UNITS = 64
"""UTF-16 units of a title; clients offer fewer."""

Folders = types.messages.DialogFilters


async def folders_of(app: App, user_id: UserId) -> Folders:
    """Return somebody's folders in their order."""
    return _decoded(await app.store.preferences.get(user_id, SETTING))


async def update_folder(
    app: App, caller: Caller, folder_id: int, folder: types.TypeDialogFilter | None
) -> None:
    """Make a folder, change it, or take it away (None).

    Raises:
        RpcError: 400 FILTER_ID_INVALID, FILTER_TITLE_EMPTY, FILTER_INCLUDE_EMPTY,
            DIALOG_FILTERS_TOO_MUCH, LIMIT_INVALID, PEER_ID_INVALID.
    """
    if not FIRST_ID <= folder_id <= LAST_ID:
        raise bad_request("FILTER_ID_INVALID")
    new = None if folder is None else await _checked(app, caller, folder_id, folder)

    def change(folders: Folders) -> Folders:
        kept = list(folders.filters)
        place = next((n for n, one in enumerate(kept) if _id(one) == folder_id), None)
        if new is None:
            kept = [one for one in kept if _id(one) != folder_id]
        elif place is None:
            if len(kept) >= FOLDERS_LIMIT:
                raise bad_request("DIALOG_FILTERS_TOO_MUCH")
            kept.append(new)
        else:
            kept[place] = new
        return replace(folders, filters=kept)

    await _write(app, caller, change, types.UpdateDialogFilter(id=folder_id, filter=new))


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


async def _write(
    app: App, caller: Caller, change_of: Callable[[Folders], Folders], update: types.TypeUpdate
) -> None:
    """Change the folders under the lock of their owner's box, and tell the other devices."""
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        folders = _decoded(await read_preference(change.main, caller.me, SETTING))
        data = tl.encode(change_of(folders), CONTENT_LAYER)
        await put_preference(change.main, caller.me, SETTING, data)
        change.log(caller.box, update, exclude_session=caller.session)
    await app.bus.publish(change.events)


async def _checked(
    app: App, caller: Caller, folder_id: int, folder: types.TypeDialogFilter
) -> types.DialogFilter:
    if not isinstance(folder, types.DialogFilter):
        raise bad_request("FILTER_NOT_SUPPORTED")
    title = folder.title
    if not title.text.strip():
        raise bad_request("FILTER_TITLE_EMPTY")
    if utf16_len(title.text) > TITLE_UNITS:
        raise bad_request("LIMIT_INVALID")
    lists = (folder.pinned_peers, folder.include_peers, folder.exclude_peers)
    for peers in lists:
        if len(peers) > CHATS_LIMIT:
            raise bad_request("LIMIT_INVALID")
        for peer in peers:
            await access_peer(app, caller, peer)
    kinds = (
        folder.contacts,
        folder.non_contacts,
        folder.groups,
        folder.broadcasts,
        folder.bots,
    )
    if not any(kinds) and not folder.include_peers and not folder.pinned_peers:
        raise bad_request("FILTER_INCLUDE_EMPTY")
    return replace(folder, id=folder_id)


def _id(folder: types.TypeDialogFilter) -> int:
    return 0 if isinstance(folder, types.DialogFilterDefault) else folder.id


def _decoded(stored: bytes | None) -> Folders:
    if stored is None:
        return types.messages.DialogFilters(filters=[types.DialogFilterDefault()])
    value = tl.decode(stored)
    assert isinstance(value, types.messages.DialogFilters)
    return value
