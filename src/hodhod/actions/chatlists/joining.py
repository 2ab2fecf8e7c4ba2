"""Folders that come by links: looked at, joined, kept up with, left.

    check ─► join ─► a folder of one's own, which knows its link
                        │  the link gets more chats
                        ▼
              updates ─► join_updates, or hide ... leave, with some of its chats

Source: https://core.telegram.org/api/folders#importing-a-folder
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from msgspec.structs import replace as changed

from hodhod.actions.app import App
from hodhod.actions.chatlists.links import require_room
from hodhod.actions.chatlists.shared import (
    access_link,
    access_shared_folder,
    objects,
    offered,
    peers_of,
)
from hodhod.actions.chats.access import proven_channel
from hodhod.actions.chats.create import CHANNELS_LIMIT
from hodhod.actions.chats.join_requests import ask
from hodhod.actions.chats.members import go, join, remove_from_group
from hodhod.actions.messages.folders import (
    CHATS_LIMIT,
    FIRST_ID,
    LAST_ID,
    Folders,
    chats_in,
    folder_in,
    folders_of,
    input_peer,
    read_folders,
    with_folder,
    without_folder,
    write_folders,
)
from hodhod.actions.peers.access import access_peer
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.chatlist import Chatlist, JoinedList, link_of
from hodhod.domain.errors import RpcError, bad_request
from hodhod.domain.ids import PeerId, to_tl_peer
from hodhod.store.boxes import Change
from hodhod.store.chatlists import (
    chatlist_by_slug,
    drop_shared_folder,
    joined_by_slug,
    joined_list,
    put_joined_list,
)
from hodhod.tl import types

BUG = 500
"""From this code on an error is the server's; the others say that one chat could not be had."""


async def check(app: App, caller: Caller, slug: str) -> types.chatlists.TypeChatlistInvite:
    """Show where a link leads.

    Raises:
        RpcError: 400 INVITE_SLUG_EMPTY, INVITE_SLUG_EXPIRED.
    """
    link = await access_link(app, slug)
    seen = await _offered(app, caller, link)
    folder_id = await _folder_of(app, caller, link)
    mine = None if folder_id is None else folder_in(await folders_of(app, caller.me), folder_id)
    if mine is not None:
        there = set(chats_in(mine))
        return types.chatlists.ChatlistInviteAlready(
            filter_id=mine.id,
            missing_peers=[to_tl_peer(one) for one in peers_of(seen) if one not in there],
            already_peers=[to_tl_peer(one) for one in peers_of(seen) if one in there],
            chats=objects(app, seen),
            users=(),
        )
    folder = folder_in(await folders_of(app, link.user_id), link.folder_id)
    if folder is None:
        raise bad_request("INVITE_SLUG_EXPIRED")
    return types.chatlists.ChatlistInvite(
        title_noanimate=folder.title_noanimate,
        title=folder.title,
        emoticon=folder.emoticon,
        peers=[to_tl_peer(one) for one in peers_of(seen)],
        chats=objects(app, seen),
        users=(),
    )


async def join_link(
    app: App, caller: Caller, slug: str, named: Sequence[types.TypeInputPeer]
) -> types.TypeUpdates:
    """Take a folder over, and go into its chats.

    Raises:
        RpcError: 400 INVITE_SLUG_EMPTY, INVITE_SLUG_EXPIRED, FILTER_INCLUDE_EMPTY,
            FILTER_INCLUDE_TOO_MUCH, PEER_ID_INVALID, CHATLISTS_TOO_MUCH, DIALOG_FILTERS_TOO_MUCH,
            CHANNELS_TOO_MUCH.
    """
    link = await access_link(app, slug)
    return await _join(app, caller, link, named)


async def join_updates(
    app: App, caller: Caller, folder_id: int, named: Sequence[types.TypeInputPeer]
) -> types.TypeUpdates:
    """Go into chats that a link has got since its folder came by it.

    Raises:
        RpcError: 400 FILTER_ID_INVALID, FILTER_NOT_SUPPORTED, FILTER_INCLUDE_EMPTY,
            FILTER_INCLUDE_TOO_MUCH, PEER_ID_INVALID, CHANNELS_TOO_MUCH.
    """
    await access_shared_folder(app, caller, folder_id)
    _, link = await _joined(app, caller, folder_id)
    if link is None:
        raise bad_request("FILTER_NOT_SUPPORTED")
    return await _join(app, caller, link, named)


async def missing(app: App, caller: Caller, folder_id: int) -> list[SeenChat]:
    """Return chats that a link has got since its folder came by it.

    Raises:
        RpcError: 400 FILTER_ID_INVALID, FILTER_NOT_SUPPORTED.
    """
    folder = await access_shared_folder(app, caller, folder_id)
    joined, link = await _joined(app, caller, folder_id)
    if link is None or joined is None:
        return []
    known = {*chats_in(folder), *joined.hidden}
    seen = await offered(app, caller, link)
    return [one for one in seen if one.chat.peer_id not in known]


async def hide(app: App, caller: Caller, folder_id: int) -> None:
    """Hear no more of the chats that a link has got, until it gets others.

    Raises:
        RpcError: 400 FILTER_ID_INVALID, FILTER_NOT_SUPPORTED.
    """
    await access_shared_folder(app, caller, folder_id)
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        joined = await joined_list(change.main, caller.me, folder_id)
        link = None if joined is None else await chatlist_by_slug(change.main, joined.slug)
        if joined is not None and link is not None:
            await put_joined_list(change.main, replace(joined, hidden=link.peers))


async def leave_suggestions(app: App, caller: Caller, folder_id: int) -> list[PeerId]:
    """Return chats that came with a folder and may go with it.

    Raises:
        RpcError: 400 FILTER_ID_INVALID, FILTER_NOT_SUPPORTED.
    """
    folder = await access_shared_folder(app, caller, folder_id)
    joined = await joined_list(app.store.main, caller.me, folder_id)
    came = () if joined is None else joined.came
    there = set(chats_in(folder))
    seen = await app.store.chats.seen([(caller.me, peer) for peer in came if peer in there])
    return [one.chat.peer_id for one in seen if one.joined and not one.is_creator]


async def leave(
    app: App, caller: Caller, folder_id: int, named: Sequence[types.TypeInputPeer]
) -> types.TypeUpdates:
    """Take a shared folder away, and leave chats of it. What the caller owns stays.

    Raises:
        RpcError: 400 FILTER_ID_INVALID, FILTER_NOT_SUPPORTED, FILTER_INCLUDE_TOO_MUCH,
            PEER_ID_INVALID.
    """
    folder = await access_shared_folder(app, caller, folder_id)
    there = set(chats_in(folder))
    _within(named)
    peers = dict.fromkeys([await access_peer(app, caller, one) for one in named])
    if not peers.keys() <= there:
        raise bad_request("PEER_ID_INVALID")
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        folders = await read_folders(change, caller.me)
        await write_folders(change, caller.me, without_folder(folders, folder_id))
        await drop_shared_folder(change.main, caller.me, folder_id)
        update = types.UpdateDialogFilter(id=folder_id)
        change.log(caller.box, update, exclude_session=caller.session)
    await app.bus.publish(change.events)
    told = []
    for seen in await app.store.chats.seen([(caller.me, peer) for peer in peers]):
        if not seen.joined or seen.is_creator:
            continue
        if seen.chat.is_group:
            told.append(await remove_from_group(app, caller, seen, caller.me))
        else:
            told.append(await go(app, caller, seen))
    return _together(app, [*told, await render(app, caller.me, [update])])


async def _join(
    app: App, caller: Caller, link: Chatlist, named: Sequence[types.TypeInputPeer]
) -> types.TypeUpdates:
    seen = {one.chat.peer_id: one for one in await _offered(app, caller, link)}
    wanted = _wanted(app, caller, named)
    if not wanted:
        raise bad_request("FILTER_INCLUDE_EMPTY")
    if not seen.keys() >= set(wanted):
        raise bad_request("PEER_ID_INVALID")
    coming = [seen[peer] for peer in wanted if not seen[peer].joined]
    if len(await app.store.chats.of_user(caller.me)) + len(coming) > CHANNELS_LIMIT:
        raise bad_request("CHANNELS_TOO_MUCH")
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        if await chatlist_by_slug(change.main, link.slug) is None:
            raise bad_request("INVITE_SLUG_EXPIRED")
        folder = await _taken_over(app, change, caller, link, wanted, coming, seen)
        update = types.UpdateDialogFilter(id=folder.id, filter=folder)
        change.log(caller.box, update, exclude_session=caller.session)
    await app.bus.publish(change.events)
    told = [one for chat in coming if (one := await _come(app, caller, link, chat)) is not None]
    return _together(app, [*told, await render(app, caller.me, [update])])


async def _taken_over(  # noqa: PLR0917 - all of them belong to one change
    app: App,
    change: Change,
    caller: Caller,
    link: Chatlist,
    wanted: Sequence[PeerId],
    coming: Iterable[SeenChat],
    seen: dict[PeerId, SeenChat],
) -> types.DialogFilter | types.DialogFilterChatlist:
    """Put chats of a link into the folder that came by it, or into a new one."""
    folders = await read_folders(change, caller.me)
    joined = await joined_by_slug(change.main, caller.me, link.slug)
    folder_id = link.folder_id if link.user_id == caller.me else None
    if joined is not None:
        folder_id = joined.folder_id
    folder = None if folder_id is None else folder_in(folders, folder_id)
    if folder is None:
        require_room(folders)
        source = folder_in(await read_folders(change, link.user_id), link.folder_id)
        if source is None:
            raise bad_request("INVITE_SLUG_EXPIRED")
        folder = types.DialogFilterChatlist(
            title_noanimate=source.title_noanimate,
            id=_free_id(folders),
            title=source.title,
            emoticon=source.emoticon,
            color=source.color,
            pinned_peers=(),
            include_peers=(),
        )
    there = set(chats_in(folder))
    added = [input_peer(app, caller.me, peer) for peer in wanted if peer not in there]
    if len(folder.include_peers) + len(added) > CHATS_LIMIT:
        raise bad_request("FILTER_INCLUDE_TOO_MUCH")
    folder = changed(folder, include_peers=(*folder.include_peers, *added))
    await write_folders(change, caller.me, with_folder(folders, folder))
    if link.user_id != caller.me:
        before = joined or JoinedList(caller.me, folder.id, link.slug)
        came = dict.fromkeys((*before.came, *(one.chat.peer_id for one in coming)))
        # What was there to be chosen and was not is no news later.
        hidden = dict.fromkeys((*before.hidden, *seen))
        await put_joined_list(change.main, replace(before, came=tuple(came), hidden=tuple(hidden)))
    return folder


async def _come(
    app: App, caller: Caller, link: Chatlist, seen: SeenChat
) -> types.TypeUpdates | None:
    """Go into one chat of a link, or ask to be let in.

    One that has closed in this moment keeps nobody from the others.
    """
    action = None
    if not seen.chat.public:
        action = types.MessageActionChatJoinedByLink(inviter_id=link.user_id)
    try:
        if seen.chat.join_request:
            await ask(app, caller, seen, None)
        return await join(app, caller, seen, action, deed=_deed(app, link))
    except RpcError as error:
        if error.code >= BUG:
            raise
        return None


def _deed(app: App, link: Chatlist) -> types.ChannelAdminLogEventActionParticipantJoinByInvite:
    """Return what the admin log says of somebody who came by a link to a folder."""
    return types.ChannelAdminLogEventActionParticipantJoinByInvite(
        via_chatlist=True,
        invite=types.ChatInviteExported(
            link=link_of(app.policy.public_url, link.slug),
            admin_id=link.user_id,
            date=link.date,
            title=link.title or None,
        ),
    )


async def _offered(app: App, caller: Caller, link: Chatlist) -> list[SeenChat]:
    seen = await offered(app, caller, link)
    if not seen:
        raise bad_request("INVITE_SLUG_EXPIRED")
    return seen


async def _folder_of(app: App, caller: Caller, link: Chatlist) -> int | None:
    """Return which folder of the caller came by a link, or is the one that it shares."""
    if link.user_id == caller.me:
        return link.folder_id
    joined = await joined_by_slug(app.store.main, caller.me, link.slug)
    return None if joined is None else joined.folder_id


async def _joined(
    app: App, caller: Caller, folder_id: int
) -> tuple[JoinedList | None, Chatlist | None]:
    """Return by what link a folder came, and that link if it still leads anywhere."""
    joined = await joined_list(app.store.main, caller.me, folder_id)
    link = None if joined is None else await chatlist_by_slug(app.store.main, joined.slug)
    return joined, link


def _wanted(app: App, caller: Caller, named: Sequence[types.TypeInputPeer]) -> list[PeerId]:
    """Return channels that the caller names; a link lets them name what they may not read yet.

    Raises:
        RpcError: 400 FILTER_INCLUDE_TOO_MUCH, PEER_ID_INVALID.
    """
    _within(named)
    found: dict[PeerId, None] = {}
    for one in named:
        if not isinstance(one, types.InputPeerChannel):
            raise bad_request("PEER_ID_INVALID")
        peer = proven_channel(app, caller, one.channel_id, one.access_hash)
        if peer is None:
            raise bad_request("PEER_ID_INVALID")
        found[peer] = None
    return list(found)


def _within(named: Sequence[types.TypeInputPeer]) -> None:
    if len(named) > CHATS_LIMIT:
        raise bad_request("FILTER_INCLUDE_TOO_MUCH")


def _free_id(folders: Folders) -> int:
    for folder_id in range(FIRST_ID, LAST_ID + 1):
        if folder_in(folders, folder_id) is None:
            return folder_id
    raise bad_request("DIALOG_FILTERS_TOO_MUCH")


def _together(app: App, told: Iterable[types.TypeUpdates]) -> types.Updates:
    """Put several containers into one; what a later one says of a peer holds."""
    updates: list[types.TypeUpdate] = []
    users: dict[int, types.TypeUser] = {}
    chats: dict[tuple[bool, int], types.TypeChat] = {}
    for one in told:
        assert isinstance(one, types.Updates)
        updates.extend(one.updates)
        users.update({user.id: user for user in one.users})
        for chat in one.chats:
            group = isinstance(chat, types.Chat | types.ChatForbidden | types.ChatEmpty)
            chats[group, chat.id] = chat
    return types.Updates(
        updates=updates,
        users=list(users.values()),
        chats=list(chats.values()),
        date=app.now,
        seq=0,
    )
