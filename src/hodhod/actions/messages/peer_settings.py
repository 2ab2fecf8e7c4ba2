"""The bar above a chat with somebody new, or one that a stranger brought the caller into.

Source: https://core.telegram.org/constructor/peerSettings
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.people.tell import tell_own
from hodhod.domain.caller import Caller
from hodhod.domain.ids import (
    SERVICE_USER,
    BoxId,
    PeerId,
    UserId,
    is_user,
    peer_of_user,
    to_tl_peer,
)
from hodhod.store.invites import came_by_link
from hodhod.tl import types

HIDDEN = "bar:"
"""The settings that say which bars were closed begin so."""


async def settings_of(app: App, caller: Caller, peer: PeerId) -> types.PeerSettings:
    """Return what the caller is offered to do about a peer."""
    if not is_user(peer):
        return await _of_chat(app, caller, peer)
    if peer in (caller.own_peer, peer_of_user(SERVICE_USER)):
        return types.PeerSettings()
    (seen,) = await app.store.users.seen([(caller.me, peer)]) or (None,)
    if seen is None or seen.contact is not None or seen.account.deleted or seen.account.is_bot:
        return types.PeerSettings()
    dialog = await app.store.dialogs.get(caller.box, peer)
    hidden = await app.store.preferences.get(caller.me, f"{HIDDEN}{peer}")
    if hidden is not None or not dialog.messages:
        return types.PeerSettings()
    return types.PeerSettings(report_spam=True, add_contact=True, block_contact=True)


async def _of_chat(app: App, caller: Caller, peer: PeerId) -> types.PeerSettings:
    """Return what is offered about a group or channel: whom a stranger brought may report it."""
    seen = await app.store.chats.seen_by(caller.me, peer)
    member = None if seen is None else seen.member
    if seen is None or member is None or not member.joined or seen.is_admin:
        return types.PeerSettings()
    if member.inviter_id in (0, caller.me) or member.via_request:
        return types.PeerSettings()
    if await app.store.preferences.get(caller.me, f"{HIDDEN}{peer}") is not None:
        return types.PeerSettings()
    (inviter,) = await app.store.users.seen([(caller.me, UserId(member.inviter_id))]) or (None,)
    if inviter is None or inviter.contact is not None:
        return types.PeerSettings()
    if await came_by_link(app.store.shard(BoxId(peer)), peer, caller.me):
        return types.PeerSettings()
    return types.PeerSettings(report_spam=True)


async def hide_bar(app: App, caller: Caller, peer: PeerId) -> None:
    """Close the bar above a chat for good."""
    await app.store.preferences.put(caller.me, f"{HIDDEN}{peer}", b"")
    update = types.UpdatePeerSettings(peer=to_tl_peer(peer), settings=types.PeerSettings())
    await tell_own(app, caller, update)
