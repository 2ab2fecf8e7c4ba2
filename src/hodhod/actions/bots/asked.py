"""Telling a bot that something is asked of it."""

from __future__ import annotations

from typing import Final

from hodhod.actions.app import App
from hodhod.domain.ids import BoxId, UserId
from hodhod.tl import types

WAIT_S: Final = 15
"""For how long whoever asks waits; clients wait no longer."""


async def tell_bot(app: App, bot_id: UserId, update: types.TypeUpdate) -> None:
    """Write an update into the log of a bot's box."""
    box_id = BoxId(bot_id)
    async with app.store.boxes.change([box_id], now=app.now) as change:
        change.log(box_id, update)
    await app.bus.publish(change.news)
