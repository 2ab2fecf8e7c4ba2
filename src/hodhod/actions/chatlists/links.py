"""Links to one's own folders: made, changed, deleted, listed.

The first link makes a folder a shared one; with the last it is an ordinary folder again, unless it
came by a link itself.

Source: https://core.telegram.org/api/folders#exporting-a-folder
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from msgspec.structs import replace as changed

from hodhod.actions.app import App
from hodhod.actions.chatlists.shared import access_folder, may_share
from hodhod.actions.chats.access import access_chat
from hodhod.actions.chats.migration import migrate_group
from hodhod.actions.messages.folders import (
    CHATS_LIMIT,
    Folder,
    Folders,
    as_chatlist,
    as_plain,
    chats_in,
    folder_in,
    has_rules,
    input_peer,
    read_folders,
    with_folder,
    write_folders,
)
from hodhod.actions.peers.access import access_peer
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.chatlist import (
    LINKS_LIMIT,
    SHARED_LIMIT,
    SLUG_BYTES,
    TITLE_UNITS,
    Chatlist,
    link_of,
    new_slug,
    slug_in,
)
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, is_user, to_tl_peer
from hodhod.domain.text import line
from hodhod.store.boxes import Change
from hodhod.store.chatlists import chatlists_of, drop_chatlist, joined_list, put_chatlist
from hodhod.tl import types


def exported(app: App, link: Chatlist) -> types.ExportedChatlistInvite:
    """Return a link as its owner sees it."""
    return types.ExportedChatlistInvite(
        title=link.title,
        url=link_of(app.policy.public_url, link.slug),
        peers=[to_tl_peer(peer) for peer in link.peers],
    )


async def export(
    app: App, caller: Caller, folder_id: int, title: str, named: Sequence[types.TypeInputPeer]
) -> tuple[Folder, Chatlist]:
    """Make a link to a folder. Basic groups that it shares become supergroups.

    Returns:
        The folder, which is shared now, and the link.

    Raises:
        RpcError: 400 FILTER_ID_INVALID, FILTER_NOT_SUPPORTED, PEERS_LIST_EMPTY, INVITES_TOO_MUCH,
            CHATLISTS_TOO_MUCH, PEER_ID_INVALID, CHAT_ADMIN_REQUIRED.
    """
    folder = _shareable(await access_folder(app, caller, folder_id))
    shared, groups = await _named(app, caller, folder, named)
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        # Before anything becomes a supergroup.
        await _room(change, caller, await read_folders(change, caller.me), folder_id)
    moved = {one.chat.peer_id: await _migrated(app, caller, one) for one in groups}
    peers = [moved.get(peer, peer) for peer in shared]
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        folders = await read_folders(change, caller.me)
        folder = _shareable(await _room(change, caller, folders, folder_id))
        folder = as_chatlist(_followed(app, caller, folder, moved), mine=True)
        link = Chatlist(
            user_id=caller.me,
            folder_id=folder_id,
            date=app.now,
            slug=new_slug(app.entropy(SLUG_BYTES)),
            title=line(title, TITLE_UNITS),
            peers=peers,
        )
        await put_chatlist(change.main, link)
        await write_folders(change, caller.me, with_folder(folders, folder))
        update = types.UpdateDialogFilter(id=folder_id, filter=folder)
        change.log(caller.box, update, exclude_session=caller.session)
    await app.bus.publish(change.events)
    return folder, link


async def edit(
    app: App,
    caller: Caller,
    folder_id: int,
    slug: str,
    *,
    title: str | None,
    named: Sequence[types.TypeInputPeer] | None,
) -> Chatlist:
    """Give a link another name or other chats; None leaves a thing as it is.

    Raises:
        RpcError: 400 FILTER_ID_INVALID, INVITE_SLUG_EMPTY, INVITE_SLUG_EXPIRED, PEERS_LIST_EMPTY,
            PEER_ID_INVALID, CHAT_ADMIN_REQUIRED.
    """
    folder = await access_folder(app, caller, folder_id)
    # Before the chats are looked at, and once more under the lock.
    _with_slug(await chatlists_of(app.store.main, caller.me, folder_id), slug)
    peers: Sequence[PeerId] | None = None
    if named is not None:
        shared, groups = await _named(app, caller, folder, named)
        if groups:
            raise bad_request("PEER_ID_INVALID")
        peers = shared
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        link = _with_slug(await chatlists_of(change.main, caller.me, folder_id), slug)
        new = replace(
            link,
            title=link.title if title is None else line(title, TITLE_UNITS),
            peers=link.peers if peers is None else peers,
        )
        await put_chatlist(change.main, new)
    return new


async def delete(app: App, caller: Caller, folder_id: int, slug: str) -> None:
    """Delete a link; who came by it stays.

    Raises:
        RpcError: 400 FILTER_ID_INVALID, INVITE_SLUG_EMPTY, INVITE_SLUG_EXPIRED.
    """
    await access_folder(app, caller, folder_id)
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        links = await chatlists_of(change.main, caller.me, folder_id)
        await drop_chatlist(change.main, _with_slug(links, slug))
        folders = await read_folders(change, caller.me)
        folder = folder_in(folders, folder_id)
        if len(links) == 1 and isinstance(folder, types.DialogFilterChatlist):
            came = await joined_list(change.main, caller.me, folder_id)
            left = as_plain(folder) if came is None else as_chatlist(folder, mine=False)
            await write_folders(change, caller.me, with_folder(folders, left))
            change.log(caller.box, types.UpdateDialogFilter(id=folder_id, filter=left))
    await app.bus.publish(change.events)


async def listed(app: App, caller: Caller, folder_id: int) -> list[Chatlist]:
    """Return the links of a folder.

    Raises:
        RpcError: 400 FILTER_ID_INVALID.
    """
    await access_folder(app, caller, folder_id)
    return await chatlists_of(app.store.main, caller.me, folder_id)


def _with_slug(links: Iterable[Chatlist], slug: str) -> Chatlist:
    if not slug:
        raise bad_request("INVITE_SLUG_EMPTY")
    wanted = slug_in(slug)
    for one in links:
        if one.slug == wanted:
            return one
    raise bad_request("INVITE_SLUG_EXPIRED")


def _shareable(folder: Folder) -> Folder:
    if isinstance(folder, types.DialogFilter) and has_rules(folder):
        raise bad_request("FILTER_NOT_SUPPORTED")
    return folder


async def _room(change: Change, caller: Caller, folders: Folders, folder_id: int) -> Folder:
    """Return a folder under the lock of its owner's box, if it may have one more link."""
    folder = folder_in(folders, folder_id)
    if folder is None:
        raise bad_request("FILTER_ID_INVALID")
    if len(await chatlists_of(change.main, caller.me, folder_id)) >= LINKS_LIMIT:
        raise bad_request("INVITES_TOO_MUCH")
    if not isinstance(folder, types.DialogFilterChatlist):
        require_room(folders)
    return folder


def require_room(folders: Folders) -> None:
    """Raise when somebody has as many shared folders as one may have.

    Raises:
        RpcError: 400 CHATLISTS_TOO_MUCH.
    """
    shared = [one for one in folders.filters if isinstance(one, types.DialogFilterChatlist)]
    if len(shared) >= SHARED_LIMIT:
        raise bad_request("CHATLISTS_TOO_MUCH")


async def _named(
    app: App, caller: Caller, folder: Folder, named: Sequence[types.TypeInputPeer]
) -> tuple[list[PeerId], list[SeenChat]]:
    """Return chats of a folder that are to be shared, and the basic groups among them."""
    if not named:
        raise bad_request("PEERS_LIST_EMPTY")
    if len(named) > CHATS_LIMIT:
        raise bad_request("PEER_ID_INVALID")
    there = set(chats_in(folder))
    groups: dict[PeerId, SeenChat] = {}
    found: dict[PeerId, None] = {}
    for one in named:
        peer = await access_peer(app, caller, one)
        if is_user(peer) or peer not in there:
            raise bad_request("PEER_ID_INVALID")
        seen = await access_chat(app, caller, peer)
        owned = seen.chat.is_group and seen.is_creator and not seen.chat.deleted
        if not owned and not may_share(seen):
            raise bad_request("CHAT_ADMIN_REQUIRED")
        if owned:
            groups[peer] = seen
        found[peer] = None
    return list(found), list(groups.values())


async def _migrated(app: App, caller: Caller, seen: SeenChat) -> PeerId:
    # The answer tells nothing of it: the caller's session hears of it like all the others.
    await migrate_group(app, replace(caller, session_id=0), seen)
    after = await app.store.chats.seen_by(caller.me, seen.chat.peer_id)
    if after is None or after.chat.migrated_to is None:
        raise bad_request("PEER_ID_INVALID")
    return after.chat.migrated_to


def _followed(app: App, caller: Caller, folder: Folder, moved: dict[PeerId, PeerId]) -> Folder:
    """Return a folder in which supergroups stand where the groups were that they were made of."""
    names = {
        input_peer(app, caller.me, old): input_peer(app, caller.me, new)
        for old, new in moved.items()
    }
    return changed(
        folder,
        pinned_peers=tuple(names.get(one, one) for one in folder.pinned_peers),
        include_peers=tuple(names.get(one, one) for one in folder.include_peers),
    )
