"""The chat list: pages of dialogs with their top messages and the people in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.messages.view import messages_seen_by
from hodhod.actions.peers.objects import objects_for
from hodhod.domain.caller import Caller
from hodhod.domain.dialog import Dialog
from hodhod.domain.ids import PeerId, to_tl_peer
from hodhod.tl import types

DEFAULT_SETTINGS = types.PeerNotifySettings()
"""Where nothing is set, the settings of the kind of chat hold."""


@dataclass(frozen=True, slots=True)
class DialogList:
    """Dialogs with everything that is shown of them."""

    dialogs: Sequence[types.Dialog]
    messages: Sequence[types.TypeMessage]
    users: Sequence[types.TypeUser]
    chats: Sequence[types.TypeChat]


async def described(app: App, caller: Caller, dialogs: Sequence[Dialog]) -> DialogList:
    """Describe dialogs to their owner."""
    tops = [dialog.top_message for dialog in dialogs if dialog.top_message is not None]
    found = await app.store.messages.by_ids(caller.box, tops) if tops else {}
    messages = await messages_seen_by(app, caller.me, [found[top] for top in tops if top in found])
    objects = await objects_for(
        app, caller.me, messages, extra=[dialog.peer_id for dialog in dialogs]
    )
    peers = [dialog.peer_id for dialog in dialogs]
    votes = await app.store.polls.unread_votes(caller.me, peers) if peers else {}
    return DialogList(
        [dialog_object(dialog, votes.get(dialog.peer_id, 0)) for dialog in dialogs],
        messages,
        objects.users,
        objects.chats,
    )


async def peer_dialogs(app: App, caller: Caller, peers: Sequence[PeerId]) -> DialogList:
    """Describe the dialogs with certain peers, those that were never begun too."""
    found = await app.store.dialogs.by_peers(caller.box, list(dict.fromkeys(peers)))
    return await described(app, caller, list(found.values()))


def dialog_object(dialog: Dialog, unread_votes: int) -> types.Dialog:
    """Return a dialog as clients get it."""
    return types.Dialog(
        pinned=dialog.pinned_order is not None,
        unread_mark=dialog.unread_mark,
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
