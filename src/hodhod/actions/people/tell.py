"""Telling people of somebody, when they are here: nothing of it is kept."""

from __future__ import annotations

from collections.abc import Iterable

from hodhod.actions.app import App
from hodhod.domain.caller import Caller
from hodhod.domain.event import Notice
from hodhod.domain.ids import BoxId, UserId
from hodhod.tl import types


async def tell_online(
    app: App, user_ids: Iterable[UserId], update: types.TypeUpdate, caller: Caller | None = None
) -> None:
    """Push an update to those of some people who are connected.

    Args:
        app: The working parts.
        user_ids: Whom to tell.
        update: The update, the same for all.
        caller: Whose session already knows.
    """
    nodes = await app.store.online.nodes_of([BoxId(user_id) for user_id in user_ids])
    exclude = None if caller is None else caller.session
    await app.bus.publish(
        [
            Notice(UserId(box_id), update, where, exclude_session=exclude)
            for box_id, where in nodes.items()
        ]
    )


async def tell_own(app: App, caller: Caller, *updates: types.TypeUpdate) -> None:
    """File updates without pts in the caller's box, for their other sessions and for later."""
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        for update in updates:
            change.log(caller.box, update, exclude_session=caller.session)
    await app.bus.publish(change.events)
