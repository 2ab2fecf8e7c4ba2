"""The chat list: pages of dialogs with their top messages and the people in them."""

from __future__ import annotations

from asyncio import gather
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.messages.reach import box_of
from hodhod.actions.messages.view import messages_seen_by
from hodhod.actions.peers.objects import objects_for
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.dialog import Dialog, DialogOffset
from hodhod.domain.ids import BoxId, MsgId, PeerId, is_channel, to_tl_peer
from hodhod.domain.message import StoredMessage
from hodhod.store.chat_choices import choices_of
from hodhod.store.dialogs import BEGINNING, PAGE_LIMIT
from hodhod.store.members import ChannelView, channel_views
from hodhod.tl import types

DEFAULT_SETTINGS = types.PeerNotifySettings()
"""Where nothing is set, the settings of the kind of chat hold."""


@dataclass(frozen=True, slots=True)
class DialogPage:
    """Some dialogs, and how many there are in all."""

    dialogs: Sequence[Dialog]
    count: int


@dataclass(frozen=True, slots=True)
class DialogList:
    """Dialogs with everything that is shown of them."""

    dialogs: Sequence[types.Dialog]
    messages: Sequence[types.TypeMessage]
    users: Sequence[types.TypeUser]
    chats: Sequence[types.TypeChat]


async def described(app: App, caller: Caller, dialogs: Sequence[Dialog]) -> DialogList:
    """Describe dialogs to their owner."""
    messages = await messages_seen_by(app, caller.me, await _top_messages(app, caller, dialogs))
    objects = await objects_for(
        app, caller.me, messages, extra=[dialog.peer_id for dialog in dialogs]
    )
    peers = [dialog.peer_id for dialog in dialogs]
    votes = await app.store.polls.unread_votes(caller.me, peers) if peers else {}
    channels = [peer for peer in peers if is_channel(peer)]
    choices = await choices_of(app.store.shard(caller.box), caller.box, channels)
    flat = {peer for peer, choice in choices.items() if choice.as_messages}
    return DialogList(
        [
            dialog_object(dialog, votes.get(dialog.peer_id, 0), as_messages=dialog.peer_id in flat)
            for dialog in dialogs
        ],
        messages,
        objects.users,
        objects.chats,
    )


async def pinned_dialogs(app: App, caller: Caller, folder_id: int) -> DialogList:
    """Describe the pinned dialogs of a folder in their order."""
    return await described(app, caller, await _pinned(app, caller, folder_id))


async def _pinned(app: App, caller: Caller, folder_id: int) -> list[Dialog]:
    """Return the pinned dialogs of a folder in their order.

    Left out are those without messages, since TDLib refuses a list with such a dialog in it, and
    supergroups and channels that the caller is not in.
    """
    stored = await app.store.dialogs.pinned(caller.box, folder_id)
    joined: set[PeerId] = set()
    if any(is_channel(dialog.peer_id) for dialog in stored):
        joined.update(await app.store.chats.of_user(caller.me))
    shown = [one for one in stored if one.peer_id in joined or not is_channel(one.peer_id)]
    filled = await filled_in(app, caller, shown)
    return [one for one in filled if one.top_message is not None]


async def peer_dialogs(app: App, caller: Caller, peers: Sequence[PeerId]) -> DialogList:
    """Describe the dialogs with certain peers, those that were never begun too."""
    wanted = list(dict.fromkeys(peers))
    found = await app.store.dialogs.by_peers(caller.box, wanted)
    filled = await filled_in(app, caller, list(found.values()))
    return await described(app, caller, filled)


async def dialog_page(
    app: App,
    caller: Caller,
    *,
    folder_id: int,
    offset: DialogOffset,
    exclude_pinned: bool,
    limit: int,
) -> DialogPage:
    """Return a page of the chat list: chats with boxes of their own are put between the others.

    The pinned dialogs are all on top of the first page, over its limit; they are few.

    Args:
        app: The working parts.
        caller: Whose list.
        folder_id: Of which folder.
        offset: After which dialog.
        exclude_pinned: Whether the pinned ones are left out.
        limit: How many at most.
    """
    limit = max(0, min(limit, PAGE_LIMIT))
    top: Sequence[Dialog] = ()
    if offset == BEGINNING and limit and not exclude_pinned:
        top = await _pinned(app, caller, folder_id)
    own = await app.store.dialogs.page(
        caller.box, folder_id=folder_id, offset=offset, exclude_pinned=True, limit=limit
    )
    count = await app.store.dialogs.count(
        caller.box, folder_id=folder_id, exclude_pinned=exclude_pinned
    )
    joined = [peer for peer in await app.store.chats.of_user(caller.me) if is_channel(peer)]
    if not joined:
        return DialogPage([*top, *own], count)
    stored = await app.store.dialogs.by_peers(caller.box, joined)
    channels = [
        dialog
        for dialog in await filled_in(app, caller, list(stored.values()))
        if dialog.top_message is not None
        and dialog.folder_id == folder_id
        and not (exclude_pinned and dialog.pinned_order is not None)
    ]
    after = [
        dialog
        for dialog in channels
        if dialog.pinned_order is None and _place(dialog) < _offset_place(offset)
    ]
    page = sorted([*own, *after], key=_place, reverse=True)[:limit]
    return DialogPage([*top, *page], count + len(channels))


async def filled_in(app: App, caller: Caller, dialogs: Sequence[Dialog]) -> list[Dialog]:
    """Return dialogs with what the boxes of supergroups and channels know of them."""
    peers = [dialog.peer_id for dialog in dialogs if is_channel(dialog.peer_id)]
    if not peers:
        return list(dialogs)
    views: dict[PeerId, ChannelView] = {}
    by_shard: dict[str, list[PeerId]] = defaultdict(list)
    for peer in peers:
        by_shard[app.store.shard(BoxId(peer)).schema].append(peer)
    for some in by_shard.values():
        shard = app.store.shard(BoxId(some[0]))
        views.update((one.peer_id, one) for one in await channel_views(shard, caller.me, some))
    seen = {
        one.chat.peer_id: one
        for one in await app.store.chats.seen([(caller.me, peer) for peer in peers])
    }
    return [
        _filled(caller, dialog, views[dialog.peer_id], seen[dialog.peer_id])
        if dialog.peer_id in views and dialog.peer_id in seen
        else dialog
        for dialog in dialogs
    ]


def _filled(caller: Caller, dialog: Dialog, view: ChannelView, seen: SeenChat) -> Dialog:
    return replace(
        dialog,
        top_message=None if seen.chat.deleted else view.top_message,
        top_date=view.top_date,
        messages=view.messages,
        read_inbox_max=view.read_max,
        read_outbox_max=seen.chat.read_by_others(caller.me),
        unread_count=view.unread,
        unread_mentions=view.mentions,
        unread_reactions=view.reactions,
        ttl_period=seen.chat.ttl_period,
        pts=view.pts,
    )


async def _top_messages(app: App, caller: Caller, dialogs: Sequence[Dialog]) -> list[StoredMessage]:
    by_box: dict[BoxId, list[MsgId]] = defaultdict(list)
    for dialog in dialogs:
        if dialog.top_message is not None:
            by_box[box_of(caller, dialog.peer_id)].append(dialog.top_message)
    found = await gather(
        *(app.store.messages.by_ids(box_id, tops) for box_id, tops in by_box.items())
    )
    rows = {(row.box_id, row.msg_id): row for some in found for row in some.values()}
    keys = [
        (box_of(caller, dialog.peer_id), dialog.top_message)
        for dialog in dialogs
        if dialog.top_message is not None
    ]
    return [rows[key] for key in keys if key in rows]


def _place(dialog: Dialog) -> tuple[int, int, int]:
    return (dialog.top_date, dialog.top_message or 0, dialog.peer_id)


def _offset_place(offset: DialogOffset) -> tuple[int, int, int]:
    return (offset.date, offset.msg_id, offset.peer_id)


def dialog_object(dialog: Dialog, unread_votes: int, *, as_messages: bool = False) -> types.Dialog:
    """Return a dialog as clients get it."""
    return types.Dialog(
        pinned=dialog.pinned_order is not None,
        unread_mark=dialog.unread_mark,
        view_forum_as_messages=as_messages,
        peer=to_tl_peer(dialog.peer_id),
        top_message=dialog.top_message or 0,
        read_inbox_max_id=dialog.read_inbox_max,
        read_outbox_max_id=dialog.read_outbox_max,
        unread_count=dialog.unread_count,
        unread_mentions_count=dialog.unread_mentions,
        unread_reactions_count=dialog.unread_reactions,
        unread_poll_votes_count=unread_votes,
        notify_settings=notify_settings(dialog.notify),
        draft=draft(dialog.draft),
        folder_id=dialog.folder_id or None,
        ttl_period=dialog.ttl_period,
        pts=dialog.pts,
    )


def draft(stored: bytes | None) -> types.TypeDraftMessage | None:
    """Return a stored draft as a value."""
    if stored is None:
        return None
    value = tl.decode(stored)
    assert isinstance(value, types.DraftMessage | types.DraftMessageEmpty)
    return value


def notify_settings(stored: bytes | None) -> types.PeerNotifySettings:
    """Return stored notification settings as a value."""
    if stored is None:
        return DEFAULT_SETTINGS
    value = tl.decode(stored)
    assert isinstance(value, types.PeerNotifySettings)
    return value
