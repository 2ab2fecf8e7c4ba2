"""Whom one does not want to hear from."""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.people.tell import tell_own
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import SERVICE_USER, PeerId, peer_of_user, to_tl_peer
from hodhod.tl import types

ALL_BLOCKED = 5_000
"""Blocked peers that are read to be compared with a new list."""


async def block(app: App, caller: Caller, peer: PeerId, *, stories: bool = False) -> bool:
    """Block a peer; False when it was blocked already.

    Raises:
        RpcError: 400 CONTACT_ID_INVALID for oneself and the service account.
    """
    if peer in (peer_of_user(caller.me), peer_of_user(SERVICE_USER)):
        raise bad_request("CONTACT_ID_INVALID")
    new = await app.store.contacts.block(caller.me, peer, stories=stories, now=app.now)
    if new:
        await _tell(app, caller, peer, blocked=True, stories=stories)
    return new


async def unblock(app: App, caller: Caller, peer: PeerId, *, stories: bool = False) -> bool:
    """Let a blocked peer go; False when it was not blocked."""
    gone = await app.store.contacts.unblock(caller.me, peer, stories=stories)
    if gone:
        await _tell(app, caller, peer, blocked=False, stories=stories)
    return gone


async def set_blocked(app: App, caller: Caller, peers: Sequence[PeerId], *, stories: bool) -> None:
    """Block these peers and no others."""
    now, _ = await app.store.contacts.blocked(
        caller.me, stories=stories, offset=0, limit=ALL_BLOCKED
    )
    for peer, _date in now:
        if peer not in peers:
            await unblock(app, caller, peer, stories=stories)
    for peer in peers:
        await block(app, caller, peer, stories=stories)


async def _tell(app: App, caller: Caller, peer: PeerId, *, blocked: bool, stories: bool) -> None:
    update = types.UpdatePeerBlocked(
        blocked=blocked and not stories,
        blocked_my_stories_from=blocked and stories,
        peer_id=to_tl_peer(peer),
    )
    await tell_own(app, caller, update)
