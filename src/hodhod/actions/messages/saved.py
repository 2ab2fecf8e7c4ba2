"""Saved Messages by the chats they came from.

Source: https://core.telegram.org/api/saved-messages
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.chats.access import proven_channel
from hodhod.actions.messages.copies import saved_token
from hodhod.actions.messages.delete import CLEAR_STEP, delete_messages
from hodhod.actions.messages.history import Found, search
from hodhod.actions.messages.reach import IDS_LIMIT
from hodhod.actions.messages.view import messages_seen_by
from hodhod.actions.peers.access import access_peer
from hodhod.actions.peers.objects import objects_for
from hodhod.actions.people.tell import tell_own
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import (
    CHANNEL_BASE,
    PeerId,
    from_tl_peer,
    peer_of_chat,
    peer_of_user,
    to_tl_peer,
)
from hodhod.domain.message import CONTENT_LAYER
from hodhod.store.clearing import saved_tops
from hodhod.store.history import Filter, Page, find_messages
from hodhod.tl import types

PINNED = "saved:pinned"
"""The setting that keeps the order of pinned chats."""

PINNED_LIMIT = 5
"""Pinned chats of Saved Messages; config names the same."""


@dataclass(frozen=True, slots=True)
class SavedChat:
    """The saved messages of one origin.

    Attributes:
        peer_id: Where they came from.
        top_message: The newest of them.
        date: Its Unix time.
        pinned: Whether it is pinned.
    """

    peer_id: PeerId
    top_message: int
    date: int
    pinned: bool


async def saved_chats(app: App, caller: Caller) -> list[SavedChat]:
    """Return all chats of Saved Messages: the pinned in their order, then the newest first."""
    order = await pinned_order(app, caller)
    tops = await saved_tops(app.store.shard(caller.box), caller.box)
    chats = [SavedChat(peer, top, date, peer in order) for peer, top, date in tops]
    chats.sort(key=lambda one: -one.top_message)
    return sorted(chats, key=lambda one: order.index(one.peer_id) if one.pinned else len(order))


async def described(
    app: App, caller: Caller, chats: Sequence[SavedChat], *, count: int | None = None
) -> types.messages.TypeSavedDialogs:
    """Describe chats of Saved Messages to their owner.

    Args:
        app: The working parts.
        caller: Whose they are.
        chats: Some of them.
        count: How many there are in all when this is only a page.
    """
    found = await app.store.messages.by_ids(
        caller.box,
        [one.top_message for one in chats],  # type: ignore[misc]
    )
    tops = [found[one.top_message] for one in chats if one.top_message in found]  # type: ignore[index]
    messages = await messages_seen_by(app, caller.me, tops)
    objects = await objects_for(app, caller.me, messages, extra=[one.peer_id for one in chats])
    dialogs = [
        types.SavedDialog(
            pinned=one.pinned, peer=to_tl_peer(one.peer_id), top_message=one.top_message
        )
        for one in chats
    ]
    if count is None:
        return types.messages.SavedDialogs(
            dialogs=dialogs, messages=messages, chats=objects.chats, users=objects.users
        )
    return types.messages.SavedDialogsSlice(
        count=count, dialogs=dialogs, messages=messages, chats=objects.chats, users=objects.users
    )


async def access_origin(app: App, caller: Caller, peer: types.TypeInputPeer) -> PeerId:
    """Return a chat that messages were saved from. It need not be the caller's any more.

    Nothing of the chat itself is read by it, only copies in the caller's own box.

    Raises:
        RpcError: 400 PEER_ID_INVALID, CHAT_ID_INVALID, CHANNEL_INVALID.
    """
    match peer:
        case types.InputPeerChat():
            if not 0 < peer.chat_id < CHANNEL_BASE:
                raise bad_request("CHAT_ID_INVALID")
            return peer_of_chat(peer.chat_id)
        case types.InputPeerChannel():
            channel = proven_channel(app, caller, peer.channel_id, peer.access_hash)
            if channel is None:
                raise bad_request("CHANNEL_INVALID")
            return channel
        case _:
            return await access_peer(app, caller, peer)


async def saved_history(app: App, caller: Caller, origin: PeerId, page: Page) -> Found:
    """Return a page of the saved messages of one origin."""
    return await search(app, caller, _from(caller, origin), page)


async def delete_saved(
    app: App, caller: Caller, origin: PeerId, *, since: int | None, until: int | None, max_id: int
) -> types.messages.AffectedHistory:
    """Delete the saved messages of one origin, a bounded number at a time."""
    shard = app.store.shard(caller.box)
    page = Page(limit=IDS_LIMIT, max_id=max_id + 1 if max_id else 0)
    found = await find_messages(shard, caller.box, _from(caller, origin, since, until), page)
    gone = await delete_messages(app, caller, [one.msg_id for one in found], revoke=False)
    return types.messages.AffectedHistory(
        pts=gone.pts,
        pts_count=gone.pts_count,
        offset=int(len(found) == min(IDS_LIMIT, CLEAR_STEP)),
    )


async def pinned_order(app: App, caller: Caller) -> list[PeerId]:
    """Return the pinned chats of Saved Messages in their order."""
    stored = await app.store.preferences.get(caller.me, PINNED)
    if stored is None:
        return []
    value = tl.decode(stored)
    assert isinstance(value, types.UpdatePinnedSavedDialogs)
    return [
        from_tl_peer(one.peer) for one in value.order or () if isinstance(one, types.DialogPeer)
    ]


async def set_pinned_order(
    app: App, caller: Caller, peers: Iterable[PeerId], *told: types.TypeUpdate
) -> None:
    """Keep the order of pinned chats, and tell the caller's other devices.

    Args:
        app: The working parts.
        caller: Whose they are.
        peers: The order.
        told: What to tell instead of the order.

    Raises:
        RpcError: 400 PINNED_DIALOGS_TOO_MUCH.
    """
    wanted = list(dict.fromkeys(peers))
    if len(wanted) > PINNED_LIMIT:
        raise bad_request("PINNED_DIALOGS_TOO_MUCH")
    order = types.UpdatePinnedSavedDialogs(
        order=[types.DialogPeer(peer=to_tl_peer(one)) for one in wanted]
    )
    await app.store.preferences.put(caller.me, PINNED, tl.encode(order, CONTENT_LAYER))
    await tell_own(app, caller, *(told or (order,)))


def _from(
    caller: Caller, origin: PeerId, since: int | None = None, until: int | None = None
) -> Filter:
    return Filter(
        peer_id=peer_of_user(caller.me),
        words=f"'{saved_token(origin)}'",
        since=since,
        until=until,
    )
