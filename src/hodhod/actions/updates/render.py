"""From events of one box to the container that its owner's sessions get."""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.messages.view import updates_seen_by
from hodhod.actions.peers.objects import NOBODY, objects_for, objects_for_all
from hodhod.domain.ids import BoxId, UserId
from hodhod.tl import types

ALONE = (
    types.UpdateUserStatus,
    types.UpdateLoginToken,
)
"""Updates that need no user objects beside them, and that every layer has."""


async def render_for_all(
    app: App, box_id: BoxId, updates: Sequence[types.TypeUpdate]
) -> types.TypeUpdates:
    """Put updates of a supergroup or channel into one container for all of its members.

    The objects beside them are `min`: they say what everybody may see, and clients keep what they
    know from before.

    Source: https://core.telegram.org/api/min
    """
    updates = await updates_seen_by(app, NOBODY, updates)
    objects = await objects_for_all(app, updates, extra=[box_id])
    return types.Updates(
        updates=updates, users=objects.users, chats=objects.chats, date=app.now, seq=0
    )


async def render(
    app: App, viewer_id: UserId, updates: Sequence[types.TypeUpdate]
) -> types.TypeUpdates:
    """Put updates into a container with the objects their receiver needs.

    The date is the time of rendering: clients note an error when dates go backwards. There is no
    real sequence of containers, so seq is 0 and clients order by pts alone.

    Source: https://core.telegram.org/api/updates
    """
    if len(updates) == 1 and isinstance(updates[0], ALONE):
        return types.UpdateShort(update=updates[0], date=app.now)
    updates = await updates_seen_by(app, viewer_id, updates)
    objects = await objects_for(app, viewer_id, updates)
    return types.Updates(
        updates=updates, users=objects.users, chats=objects.chats, date=app.now, seq=0
    )
