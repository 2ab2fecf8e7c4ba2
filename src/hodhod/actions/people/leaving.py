"""Somebody whose account is gone leaves all groups and channels that they were in."""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.chats.entering import leave
from hodhod.actions.chats.members import remove_from_group
from hodhod.domain.caller import Caller
from hodhod.domain.errors import RpcError
from hodhod.domain.ids import BoxId, UserId
from hodhod.tl import NEWEST_LAYER


async def leave_all(app: App, user_id: UserId) -> None:
    """Leave every chat; what somebody owned is somebody else's after a while."""
    gone = Caller(auth_key_id=0, session_id=0, layer=NEWEST_LAYER, user_id=user_id)
    for seen in await app.store.chats.seen(
        [(user_id, peer) for peer in await app.store.chats.of_user(user_id)]
    ):
        if seen.chat.is_group:
            try:
                await remove_from_group(app, gone, seen, user_id)
            except RpcError:
                continue  # it was deleted, or moved, meanwhile
        else:
            boxes = [BoxId(seen.chat.peer_id), gone.box]
            async with app.store.boxes.change(boxes, now=app.now) as change:
                await leave(change, seen.chat, user_id)
            await app.bus.publish(change.news)
