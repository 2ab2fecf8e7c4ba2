"""Typing: told to the other side if it is here, and never kept."""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.people.tell import tell_online
from hodhod.domain.caller import Caller
from hodhod.domain.ids import PeerId, UserId, is_user
from hodhod.tl import types


async def tell_typing(
    app: App, caller: Caller, peer: PeerId, action: types.TypeSendMessageAction
) -> None:
    """Tell somebody that the caller is writing to them; whoever blocks the caller hears nothing."""
    if not is_user(peer) or peer == caller.own_peer:
        return
    standing = await app.store.users.standing(caller.me, UserId(peer))
    if standing is None or standing.deleted or standing.blocks_me or standing.blocked_by_me:
        return
    update = types.UpdateUserTyping(user_id=caller.me, action=action)
    await tell_online(app, [UserId(peer)], update)
