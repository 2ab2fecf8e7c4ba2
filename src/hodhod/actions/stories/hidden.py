"""Whose stories somebody keeps out of sight."""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.stories.lists import followed
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, bare_id, is_user
from hodhod.store.stories import hide_stories, unhide_stories
from hodhod.tl import types


async def hide(app: App, caller: Caller, peer: PeerId, *, hidden: bool) -> None:
    """Keep a peer's stories out of the main list, or show them there again.

    Raises:
        RpcError: 400 PEER_ID_INVALID for oneself.
    """
    if peer == caller.own_peer:
        raise bad_request("PEER_ID_INVALID")
    await _change(app, caller, [peer], hidden=hidden)


async def hide_all(app: App, caller: Caller, *, hidden: bool) -> None:
    """Keep the stories of everybody one follows out of the main list, or show all again."""
    peers = [one for one in await followed(app, caller.me) if one != caller.own_peer]
    await _change(app, caller, peers if hidden else None, hidden=hidden)


async def _change(
    app: App, caller: Caller, peers: Sequence[PeerId] | None, *, hidden: bool
) -> None:
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        if hidden:
            changed = await hide_stories(change.main, caller.me, peers or ())
        else:
            changed = await unhide_stories(change.main, caller.me, peers)
        # Other sessions learn it from the objects beside: whose stories are hidden is theirs.
        for one in changed[:TOLD_LIMIT]:
            update: types.TypeUpdate = (
                types.UpdateUser(user_id=one)
                if is_user(one)
                else types.UpdateChannel(channel_id=bare_id(one))
            )
            change.log(caller.box, update, exclude_session=caller.session)
    await app.bus.publish(change.events)


TOLD_LIMIT = 100
"""Peers of whom other sessions are told at once; the rest comes with their next stories."""
