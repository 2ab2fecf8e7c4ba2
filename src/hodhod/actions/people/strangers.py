"""First words to somebody who does not know the writer: how many, and where they arrive.

An account that is new may write to a bounded number of strangers a day, so that making accounts is
no way to reach everybody. Whoever asked for it finds what strangers write in the archive, muted.

Source: https://core.telegram.org/constructor/globalPrivacySettings
"""

from __future__ import annotations

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.auth.limit import DAY_S, use
from hodhod.domain.account import Standing
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, PeerId, UserId, to_tl_peer
from hodhod.store.dialogs import move_dialogs, set_notify
from hodhod.tl import types

ARCHIVE = 1
FOREVER = 0x7FFFFFFF
"""A date by which clients mean that something stays muted."""

MUTED = types.PeerNotifySettings(mute_until=FOREVER)


async def meet_stranger(app: App, caller: Caller, other: UserId, standing: Standing) -> None:
    """Do what is due before somebody writes to a person who does not have them as a contact.

    Args:
        app: The working parts.
        caller: Who writes.
        other: To whom.
        standing: What is known of the two.

    Raises:
        RpcError: 400 PEER_FLOOD when a new account has written to too many strangers today.
    """
    new = app.now - standing.my_created_at < app.policy.newcomer_days * DAY_S
    if caller.is_bot or standing.is_bot or not (new or standing.archives_strangers):
        return
    theirs = await app.store.dialogs.get(BoxId(other), caller.own_peer)
    if theirs.messages:
        return
    if new:
        await use(
            app,
            f"strangers:{caller.me}",
            app.policy.newcomer_strangers_per_day,
            window_s=DAY_S,
            error=bad_request("PEER_FLOOD"),
        )
    if standing.archives_strangers and theirs.folder_id != ARCHIVE:
        await _put_away(app, BoxId(other), caller.own_peer)


async def _put_away(app: App, box_id: BoxId, peer: PeerId) -> None:
    """Archive and mute a chat before its first message arrives."""
    async with app.store.boxes.change([box_id], now=app.now) as change:
        await move_dialogs(change.tx, box_id, [peer], ARCHIVE)
        await set_notify(change.tx, box_id, peer, tl.encode(MUTED))
        moved = types.FolderPeer(peer=to_tl_peer(peer), folder_id=ARCHIVE)
        change.log(
            box_id, types.UpdateFolderPeers(folder_peers=[moved], pts=0, pts_count=0), pts_count=1
        )
        change.log(
            box_id,
            types.UpdateNotifySettings(
                peer=types.NotifyPeer(peer=to_tl_peer(peer)), notify_settings=MUTED
            ),
        )
    await app.bus.publish(change.events)
